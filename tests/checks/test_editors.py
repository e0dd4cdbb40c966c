"""Whether Visual Studio Code and its Python extension can be used, from recorded computers."""

from typing import Any

from for_each import for_each
from laptops import bare
from laptops.bare import HOME, LOCAL
from laptops.looking import given, look
from laptops.one_check import LOCAL_PROBES, computer, evidence
from policy.applocker.policies import ALLOW_ALL, DEFAULT, path, rules, text
from pyready.checks import CHECKS
from pyready.engine.judge_checks import judge_checks
from pyready.model.host import Host, Reading, Service
from pyready.model.record import CheckRecord
from pyready.probes.editors import Editor, Editors

OWN = f"{LOCAL}\\Programs\\Microsoft VS Code\\Code.exe"
FOR_ALL = "C:\\Program Files\\Microsoft VS Code\\Code.exe"
ELSEWHERE = "C:\\Tools\\VSCode\\Code.exe"
PYTHON = f"{HOME}\\.vscode\\extensions\\ms-python.python-2026.18.0-win32-x64\\package.json"
PET = f"{HOME}\\.vscode\\extensions\\ms-python.python-2026.18.0-win32-x64\\python-env-tools\\bin\\pet.exe"
APP_PATH = {r"HKLM\Software\Microsoft\Windows\CurrentVersion\App Paths\Code.exe": {"": ELSEWHERE}}
EXPLORER = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Policies\Explorer"
LISTED = {EXPLORER: {"DisallowRun": 1}, f"{EXPLORER}\\DisallowRun": {"1": "regedit.exe"}}
STOCK = rules("Exe", *DEFAULT)
NO_CODE = rules("Exe", ALLOW_ALL, text("Deny", path(FOR_ALL), number=70))
NO_PET = rules("Exe", ALLOW_ALL, text("Deny", path(PET), number=70))
RUNS = bare.all_readable(services={"AppIDSvc": Service("running", "auto")})
ENFORCED = bare.all_readable(code_integrity=Reading("set", 5, "code integrity"))

VS_CODE_POLICY = r"HKLM\Software\Policies\Microsoft\VSCode"
OWN_PLACE = {VS_CODE_POLICY: {"ExtensionGalleryServiceUrl": "https://extensions.trust.example/"}}


def allowing(policy: str) -> dict[str, dict[str, object]]:
    return {VS_CODE_POLICY: {"AllowedExtensions": policy}}


def laptop(*files: str, **more: Any) -> Host:
    return bare.windows(files=dict.fromkeys(files, ""), system=more.pop("system", RUNS), **more)


def ask(check: str, host: Host) -> CheckRecord:
    asked = [each for each in CHECKS if each.id == check]
    return judge_checks(look(host, LOCAL_PROBES).facts, asked)[check].check


def answer(record: CheckRecord) -> str:
    return " ".join(filter(None, (record.outcome, record.fix.who if record.fix else "")))


@for_each(
    ("host", "here"),
    [
        (laptop(), "problem it"),
        (laptop(OWN), "passed"),
        (laptop(FOR_ALL), "passed"),
        (laptop(ELSEWHERE, registry=APP_PATH), "unknown"),
        (laptop(OWN, registry=STOCK), "problem it"),
        (laptop(FOR_ALL, registry=STOCK), "passed"),
        (laptop(OWN, FOR_ALL, registry=STOCK), "passed"),
        (laptop(FOR_ALL, registry=NO_CODE), "problem it"),
        (laptop(OWN, registry=NO_CODE), "passed"),
        (laptop(OWN, system=ENFORCED), "unknown"),
        (laptop(FOR_ALL, registry=LISTED), "unknown"),
        (laptop(denied_files=[LOCAL]), "unknown"),
        (laptop(denied_files=["C:\\Program Files"]), "unknown"),
        (laptop(FOR_ALL, denied_files=[LOCAL]), "passed"),
        (bare.linux(), "problem it"),
        (bare.linux(files={"/usr/share/code/code": ""}), "passed"),
        (bare.linux(files={"/Applications/Visual Studio Code.app/Contents/x": ""}, platform="macos"), "passed"),
        (bare.linux(denied_files=["/usr/share/code"]), "unknown"),
    ],
    ids=[
        "none",
        "for one person",
        "for everybody",
        "elsewhere",
        "for one person, AppLocker's stock rules",
        "for everybody, stock rules",
        "both, stock rules",
        "a rule against it",
        "a rule against the other",
        "App Control, for one person",
        "Explorer has a list of programs",
        "the user folder is denied",
        "Program Files is denied",
        "found, another place is denied",
        "Linux without",
        "Linux",
        "macOS",
        "Linux, denied",
    ],
)
def test_visual_studio_code_is_here(host: Host, here: str) -> None:
    assert answer(ask("vscode-here", host)) == here


@for_each(
    ("host", "can"),
    [
        (laptop(FOR_ALL, PYTHON), "passed"),
        (laptop(FOR_ALL), "passed"),
        (laptop(FOR_ALL, registry=allowing('{"microsoft": true}')), "passed"),
        (laptop(FOR_ALL, registry=allowing('{"github": true}')), "problem it"),
        (laptop(FOR_ALL, PYTHON, registry=allowing('{"github": true}')), "problem it"),
        (laptop(FOR_ALL, PYTHON, registry=allowing('{"ms-python": true}')), "unknown"),
        (laptop(FOR_ALL, PYTHON, registry=allowing("{")), "passed"),
        (laptop(FOR_ALL, PYTHON, denied_keys=[VS_CODE_POLICY]), "unknown"),
        (laptop(FOR_ALL, registry=OWN_PLACE), "unknown"),
        (laptop(FOR_ALL, PYTHON, registry=OWN_PLACE), "passed"),
        (laptop(FOR_ALL, PYTHON, registry=STOCK), "problem it"),
        (laptop(FOR_ALL, registry=STOCK), "problem it"),
        (laptop(FOR_ALL, PYTHON, registry=NO_PET), "problem it"),
        (laptop(FOR_ALL, PYTHON, registry=NO_CODE), "passed"),
        (laptop(FOR_ALL, denied_files=[f"{HOME}\\.vscode"]), "unknown"),
        (bare.linux(files={"/home/jsmith/.vscode/extensions/ms-python.python-1/x": ""}), "passed"),
        (bare.linux(), "unknown"),
    ],
    ids=[
        "there",
        "not there",
        "not there, allowed by policy",
        "not there, blocked by policy",
        "there, blocked by policy",
        "there, the policy is unclear",
        "there, a policy that VS Code cannot read",
        "there, the policy is denied",
        "not there, extensions come from the organisation",
        "there, extensions come from the organisation",
        "there, AppLocker's stock rules",
        "not there, stock rules",
        "a rule against its program",
        "a rule against another",
        "denied",
        "Linux",
        "Linux without",
    ],
)
def test_it_can_use_python(host: Host, can: str) -> None:
    assert answer(ask("vscode-python", host)) == can


def test_the_evidence_names_the_extensions_and_the_places_that_could_not_be_read() -> None:
    found = evidence(ask("vscode-here", laptop(FOR_ALL, PYTHON)))
    denied = evidence(ask("vscode-here", laptop(denied_files=[LOCAL])))

    assert found["its extensions for Python and notebooks"] == "ms-python.python"
    assert found["Visual Studio Code"] == FOR_ALL.rpartition("\\")[0]
    assert denied["could not be read"] == "denied"


def test_without_the_facts_nothing_is_known() -> None:
    for check in ("vscode-here", "vscode-python"):
        asked = [each for each in CHECKS if each.id == check]
        assert judge_checks(given("windows"), asked)[check].check.outcome == "unknown"


def test_what_app_control_was_not_asked_is_not_known() -> None:
    """An older report."""
    editors = Editors((Editor("vs-code", FOR_ALL, "system", place="program-files"),), ("ms-python.python",))
    for check in ("vscode-here", "vscode-python"):
        asked = [each for each in CHECKS if each.id == check]
        facts = given("windows").with_entry(Editors, editors)
        assert judge_checks(facts, asked)[check].check.outcome == "unknown"


def test_in_s_mode_it_is_for_it_to_decide() -> None:
    s_mode = {r"HKLM\SYSTEM\CurrentControlSet\Control\CI\Policy": {"SkuPolicyRequired": 1}}
    record = ask("vscode-here", laptop(FOR_ALL, registry=s_mode, system=computer()))

    assert answer(record) == "problem it"
    assert "S mode" in record.says


def test_what_policy_says_of_extensions_is_in_the_evidence() -> None:
    blocked = ask("vscode-python", laptop(FOR_ALL, PYTHON, registry=allowing("{}")))
    elsewhere = ask("vscode-python", laptop(FOR_ALL, registry=OWN_PLACE))

    assert evidence(blocked)["AllowedExtensions"] == "blocked"
    assert "extension ms-python.python" in (blocked.fix.says if blocked.fix else "")
    assert evidence(elsewhere)["ExtensionGalleryServiceUrl"] == "set"
    assert "trust.example" not in repr(elsewhere)


def test_an_older_report_does_not_know_whether_the_extension_can_be_installed() -> None:
    asked = [each for each in CHECKS if each.id == "vscode-python"]
    seen = look(laptop(FOR_ALL), LOCAL_PROBES).facts
    older = seen.with_entry(Editors, Editors(seen[Editors].found))

    assert judge_checks(older, asked)["vscode-python"].check.outcome == "unknown"
