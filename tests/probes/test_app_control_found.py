"""What app control says of the Pythons that are here: each is judged where it is, by its own name and maker."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from for_each import for_each
from laptops import bare
from laptops.looking import look
from policy.applocker.policies import ALLOW_ALL, DEFAULT, PSF, hash_of, path, publisher, rules, text
from pyready.model.host import FileVersion, Host, Look, Reading
from pyready.probes import app_control_found, machine, pythons
from pyready.probes.app_control_found import FoundControl, FoundPython
from pyready.probes.pythons import Pythons
from pyready.recorded.files import Program, RecordedFiles

PLACE = "C:\\Program Files\\Python313"
SCIENCE = "C:\\Program Files\\Science\\py313"
OURS = f"{bare.LOCAL}\\Programs\\Python\\Python313"
EVERY_LIBRARY = text("Allow", path("*"), number=8)
CONDA = {"conda-meta\\history": "", "conda-meta\\python-3.13.9-h1.json": "{}"}
ANACONDA = "O=ANACONDA, INC., L=AUSTIN, S=TEXAS, C=US"


EXE, DLL = f"{OURS}\\python.exe", f"{OURS}\\python313.dll"
VERSION = FileVersion((3, 13, 9150, 1013), "Python", "python.exe")
RIGHT, WRONG = "a" * 64, "b" * 64
BY_PSF = (text("Allow", publisher(PSF), number=4),)


def hashed(action: str, name: str) -> str:
    data = f'<FileHashCondition><FileHash Type="SHA256" Data="0x01" SourceFileName="{name}"/></FileHashCondition>'
    return text(action, data, number=7)


def laptop(place: str, *keys: dict[str, Any], company: str = "PythonCore", **files: str) -> Host:
    """A laptop with one Python, registered by its folder."""
    top = f"HKLM\\Software\\Python\\{company}\\3.13"
    registry: dict[str, Any] = {top: {"Version": "3.13.9", "SysVersion": "3.13"}, f"{top}\\InstallPath": {"": place}}
    for each in keys:
        registry |= each
    found = bare.installed_windows(place) | {f"{place}\\{name}": content for name, content in files.items()}
    return bare.windows(registry=registry, files=found, system=bare.all_readable())


def with_programs(*keys: dict[str, Any], exe: Program | None = None, dll: Program | None = None, **more: Any) -> Host:
    """The laptop with its Python in a user folder, of which Windows tells this."""
    host = laptop(OURS, *keys, **more)
    assert isinstance(host.files, RecordedFiles)
    host.files.with_programs({path: each for path, each in ((EXE, exe), (DLL, dll)) if each})
    return host


def seen(host: Host) -> FoundPython:
    facts = look(host, (machine.PROBE, pythons.PROBE, app_control_found.PROBE)).facts
    (only,) = facts[FoundControl].pythons
    assert facts[Pythons].found[only.number].path.casefold().endswith("python.exe")
    return only


def said(host: Host) -> tuple[str, str, str]:
    """Does it start, is its library loaded, may its copy in an environment start?"""
    found = seen(host)
    return found.starts.outcome, found.loads.outcome, found.environment.outcome


RUNTIME = text("Allow", path("*\\vcruntime140.dll"), number=16)
"""Without it python3xx.dll is not loaded; Microsoft signs it."""


@for_each(
    ("place", "allowed", "expected"),
    [
        (PLACE, DEFAULT, ("allowed", "allowed", "blocked")),
        (OURS, DEFAULT, ("blocked", "allowed", "blocked")),
        (SCIENCE, (text("Allow", path("%PROGRAMFILES%\\Python*")),), ("blocked", "allowed", "blocked")),
        (SCIENCE, (text("Allow", path("%PROGRAMFILES%\\Science\\*")),), ("allowed", "allowed", "blocked")),
        (SCIENCE, (ALLOW_ALL, text("Deny", path("%PROGRAMFILES%\\Science\\*"))), ("blocked", "allowed", "allowed")),
        (OURS, (text("Allow", publisher(PSF, "PYTHON", "PYTHON.EXE")),), ("allowed", "allowed", "not-known")),
    ],
)
def test_it_is_judged_where_it_is(place: str, allowed: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert said(laptop(place, rules("Exe", *allowed))) == expected


@for_each(
    ("libraries", "expected"),
    [
        (DEFAULT, "blocked"),
        ((*DEFAULT, text("Allow", path("*\\python313.dll"), number=6), RUNTIME), "allowed"),
        ((*DEFAULT, text("Allow", path("*\\python313.dll"), number=6)), "blocked"),
        ((*DEFAULT, text("Allow", publisher(PSF), number=6)), "blocked"),
        ((*DEFAULT, RUNTIME), "blocked"),
        ((*DEFAULT, text("Allow", path("*\\python312.dll"), number=6)), "blocked"),
        ((EVERY_LIBRARY, text("Deny", path("%OSDRIVE%\\Users\\*"), number=6)), "blocked"),
        ((EVERY_LIBRARY,), "allowed"),
    ],
)
def test_the_library_beside_it_is_judged_by_the_rules_for_libraries(libraries: tuple[str, ...], expected: str) -> None:
    assert said(laptop(OURS, rules("Exe", ALLOW_ALL), rules("Dll", *libraries)))[:2] == ("allowed", expected)


@for_each(
    ("texts", "expected"),
    [
        ((*DEFAULT, hashed("Allow", "python.exe")), "not-known"),
        ((*DEFAULT, hashed("Allow", "other.exe")), "blocked"),
        ((ALLOW_ALL, hashed("Deny", "PYTHON.EXE")), "not-known"),
        ((ALLOW_ALL, hashed("Deny", "other.exe")), "allowed"),
    ],
)
def test_a_hash_of_a_file_of_its_name_is_not_compared_and_so_not_known(texts: tuple[str, ...], expected: str) -> None:
    found = seen(laptop(OURS, rules("Exe", *texts)))

    assert found.starts.outcome == expected
    assert ("hash-not-compared" in found.starts.why) == (expected == "not-known")
    assert found.environment.outcome != "not-known"  # the copy is no file that somebody could have known


def test_the_maker_of_a_conda_may_have_signed_it() -> None:
    denied = rules("Exe", ALLOW_ALL, text("Deny", publisher(ANACONDA), number=5))

    assert said(laptop(PLACE, denied, company="ContinuumAnalytics", **CONDA))[0] == "not-known"
    assert said(laptop(PLACE, denied))[0] == "allowed"


@for_each(
    ("makers", "exe", "expected"),
    [
        # who AppLocker lets start, who signed python.exe of a conda, may its environment start?
        ([PSF], None, "blocked"),
        ([PSF], Program(""), "blocked"),
        ([PSF], Program(ANACONDA), "blocked"),
        ([ANACONDA], None, "not-known"),
        ([ANACONDA], Program(""), "blocked"),
        ([ANACONDA], Program(ANACONDA), "not-known"),
        (["*"], Program(""), "blocked"),
        (["*"], Program(ANACONDA), "not-known"),
        (["*"], Program(doubtful=True), "not-known"),
    ],
)
def test_an_environment_of_conda_is_not_taken_for_signed(makers: list[str], exe: Program | None, expected: str) -> None:
    allowed = rules("Exe", *(text("Allow", publisher(each), number=at) for at, each in enumerate(makers)))
    found = seen(with_programs(allowed, exe=exe, company="ContinuumAnalytics", **CONDA))

    assert found.environment.outcome == expected


def test_an_environment_of_uvs_python_is_unsigned() -> None:
    place = f"{bare.HOME}\\AppData\\Roaming\\uv\\python\\cpython-3.13.9-windows-x86_64-none"
    host = bare.windows(
        registry=rules("Exe", *BY_PSF, text("Allow", path("*\\uv\\python\\*"), number=6)),
        files=bare.installed_windows(place),
        system=bare.all_readable(),
    )
    found = seen(host)
    assert (found.starts.outcome, found.environment.outcome) == ("allowed", "blocked")


SITE = f"{bare.HOME}\\AppData\\Roaming\\Python"
STORE = "PythonSoftwareFoundation.Python.3.13_qbz5n2kfra8p0"


def account(host: Host) -> list[str]:
    """Of each Python that is here: are compiled packages loaded that pip installs for the account?"""
    facts = look(host, (machine.PROBE, pythons.PROBE, app_control_found.PROBE)).facts
    control = facts[FoundControl]
    answers = [control.user_site(number) for number, _ in enumerate(facts[Pythons].found)]
    return [each.outcome for each in answers if each]


@for_each(
    ("allowed", "expected"),
    [
        (f"{SITE}\\*", "allowed"),
        (f"{SITE}\\Python313\\*", "allowed"),
        (f"{SITE}\\Python314\\*", "blocked"),
        ("%OSDRIVE%\\Users\\*\\AppData\\Roaming\\*", "allowed"),
        (f"{bare.HOME}\\first-python\\*", "blocked"),
        (f"{bare.LOCAL}\\*", "blocked"),
        ("*.cp313-win_amd64.pyd", "allowed"),
    ],
)
@for_each("kind", [{}, {"company": "ContinuumAnalytics", **CONDA}], ids=["python.org", "conda"])
def test_packages_of_the_account_are_looked_for_where_its_own_version_has_them(
    kind: dict[str, str], allowed: str, expected: str
) -> None:
    host = laptop(PLACE, rules("Dll", text("Allow", path(allowed), number=5)), **kind)
    assert account(host) == [expected]


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        (f"{SITE}\\*", "blocked"),
        (f"{bare.LOCAL}\\Packages\\{STORE}\\*", "allowed"),
        (f"{bare.LOCAL}\\Packages\\{STORE.replace('3.13', '3.14')}\\*", "blocked"),
    ],
)
def test_a_python_of_the_store_has_a_folder_of_its_own_for_them(allowed: str, expected: str) -> None:
    alias = f"{bare.LOCAL}\\Microsoft\\WindowsApps\\{STORE}\\python.exe"
    host = bare.windows(
        registry=rules("Dll", text("Allow", path(allowed), number=5)),
        looks={alias: Look("app-link", alias, 0, STORE)},
        system=bare.all_readable(),
    )
    assert account(host) == [expected]


def test_where_the_account_keeps_its_settings_on_another_computer_rules_for_folders_leave_it_open() -> None:
    allowed = rules("Dll", text("Allow", path("C:\\*"), number=5))
    moved = laptop(PLACE, allowed)
    variables = bare.WINDOWS_ENVIRONMENT | {"APPDATA": "\\\\fs07\\appdata$\\jane.smith"}
    files = bare.installed_windows(PLACE)
    host = replace(bare.windows(variables, files, system=bare.all_readable()), registry=moved.registry)

    assert account(moved) == ["allowed"]
    assert account(host) == ["not-known"]


def test_without_rules_everything_may_start_and_a_laptop_without_python_is_asked_nothing() -> None:
    assert said(laptop(PLACE)) == ("allowed", "allowed", "allowed")
    facts = look(bare.windows(), (machine.PROBE, pythons.PROBE, app_control_found.PROBE)).facts
    assert facts[FoundControl] == FoundControl(())


@for_each(
    ("exe", "expected"),
    [
        (None, ("allowed", "allowed")),
        (Program(PSF, VERSION), ("allowed", "allowed")),
        (Program("", VERSION), ("blocked", "not-known")),
        (Program(doubtful=True), ("not-known", "not-known")),
        (Program(ANACONDA, VERSION), ("blocked", "not-known")),
        (Program(PSF.replace("BEAVERTON", "ELSEWHERE"), VERSION), ("blocked", "not-known")),
        (Program(PSF), ("allowed", "allowed")),
    ],
)
def test_a_signer_that_was_told_outranks_the_kind_of_python(exe: Program | None, expected: tuple[str, str]) -> None:
    found = seen(with_programs(rules("Exe", *BY_PSF), exe=exe))
    assert (found.starts.outcome, found.environment.outcome) == expected


@for_each(
    ("exe", "expected"),
    [
        (None, "allowed"),
        (Program(PSF), "blocked"),
        (Program(""), "allowed"),
        (Program(doubtful=True), "not-known"),
    ],
)
def test_a_rule_that_denies_the_signer(exe: Program | None, expected: str) -> None:
    denied = rules("Exe", ALLOW_ALL, text("Deny", publisher(PSF), number=5))
    if exe is None:
        assert seen(with_programs(denied, company="ContinuumAnalytics", **CONDA)).starts.outcome == expected
        return
    assert seen(with_programs(denied, exe=exe)).starts.outcome == expected


@for_each(
    ("low", "version", "expected"),
    [
        ("3.13.9150.1013", VERSION, "allowed"),
        ("3.13.9150.1014", VERSION, "blocked"),
        ("3.13.0.0", None, "not-known"),
        ("3.13.0.0", FileVersion(None, "Python", "python.exe"), "not-known"),
    ],
)
def test_a_rule_for_newer_versions(low: str, version: FileVersion | None, expected: str) -> None:
    rule = text("Allow", publisher(PSF, "PYTHON", low=low), number=4)
    found = seen(with_programs(rules("Exe", rule), exe=Program(PSF, version)))

    assert found.starts.outcome == expected
    assert found.environment.outcome == "not-known"  # the copy has a version of its own


@for_each(
    ("product", "name", "expected"),
    [
        ("Python", "python.exe", "allowed"),
        ("Something", "python.exe", "blocked"),
        ("Python", "something.exe", "blocked"),
        ("", "", "blocked"),
        (None, None, "not-known"),
    ],
)
def test_product_and_name_are_those_of_the_file(product: str | None, name: str | None, expected: str) -> None:
    rule = text("Allow", publisher(PSF, "PYTHON", "PYTHON.EXE"), number=4)
    program = Program(PSF, FileVersion((3, 13, 0, 0), product, name))
    assert seen(with_programs(rules("Exe", rule), exe=program)).starts.outcome == expected


@for_each(
    ("action", "told", "expected"),
    [
        ("Allow", RIGHT, "allowed"),
        ("Allow", WRONG, "blocked"),
        ("Allow", None, "not-known"),
        ("Deny", RIGHT, "blocked"),
        ("Deny", WRONG, "allowed"),
        ("Deny", None, "not-known"),
    ],
)
def test_a_hash_rule_is_compared_where_the_hash_was_told(action: str, told: str | None, expected: str) -> None:
    rule = text(action, hash_of(RIGHT, "python.exe"), number=7)
    program = Program(None, None, told)
    found = seen(with_programs(rules("Exe", *([ALLOW_ALL] if action == "Deny" else DEFAULT), rule), exe=program))

    assert found.starts.outcome == expected
    assert found.environment.outcome == ("allowed" if action == "Deny" else "blocked")


def test_the_library_is_asked_about_by_the_rules_for_libraries() -> None:
    library = Program(PSF, FileVersion((3, 13, 9150, 1013), "Python", "python313.dll"), RIGHT)
    name = publisher(PSF, "PYTHON", "PYTHON313.DLL", low="3.13.0.0")
    allowed = rules("Dll", text("Allow", name, number=4), RUNTIME)
    by_hash = rules("Dll", text("Allow", hash_of(RIGHT, "python313.dll"), number=4), RUNTIME)

    for libraries in (allowed, by_hash):
        assert seen(with_programs(libraries, dll=library)).loads.outcome == "allowed"
        assert seen(with_programs(libraries)).loads.outcome == "not-known"
    assert seen(with_programs(allowed, dll=Program("", library.version))).loads.outcome == "blocked"


@for_each(
    ("keys", "asked"),
    [
        ({}, set()),
        (rules("Exe", *DEFAULT), set()),
        (rules("Exe", *BY_PSF), {f"signer of {EXE}", f"version of {EXE}"}),
        (rules("Exe", ALLOW_ALL, hashed("Deny", "x.exe")), {f"hash of {EXE}"}),
        (rules("Exe", text("Allow", path("*"), exceptions=publisher("O=EXAMPLE"))), {f"signer of {EXE}", f"version of {EXE}"}),
        (rules("Dll", *BY_PSF, hashed("Deny", "x.dll")), {f"{what} of {DLL}" for what in ("signer", "version", "hash")}),
        (rules("Script", *BY_PSF, hashed("Deny", "x.ps1")), set()),
    ],
)  # fmt: skip
def test_nothing_is_asked_that_no_rule_goes_by(keys: dict[str, Any], asked: set[str]) -> None:
    found = look(laptop(OURS, keys), (machine.PROBE, pythons.PROBE, app_control_found.PROBE))
    questions = {each.where for each in found.did.read if each.what == "system" and " of " in each.where}

    assert {each for each in questions if each.split(" of ")[0] in {"signer", "version", "hash"}} == asked


def test_no_file_is_read_any_more_when_little_time_is_left() -> None:
    class Ending:
        def left(self) -> float:
            return 0.4

    host = replace(with_programs(rules("Exe", *BY_PSF), exe=Program("")), clock=Ending())
    facts = look(host, (machine.PROBE, pythons.PROBE)).facts
    (found,) = app_control_found.collect(host, facts).pythons
    assert found.starts.outcome == "not-known"


def test_a_program_that_may_not_be_read_may_be_signed_or_not() -> None:
    class Closed(RecordedFiles):
        def signer(self, path: str) -> Reading[str]:
            return Reading("denied", source=path)

    host = replace(laptop(OURS, rules("Exe", *BY_PSF)), files=Closed(bare.installed_windows(OURS)))
    assert seen(host).starts.outcome == "not-known"


def test_neither_signer_nor_hash_is_kept() -> None:
    program = Program(ANACONDA, VERSION, RIGHT)
    rule = text("Allow", hash_of(RIGHT, "python.exe"), number=7)
    found = msgspec.json.encode(seen(with_programs(rules("Exe", *BY_PSF, rule), exe=program)))

    assert b"ANACONDA" not in found
    assert RIGHT.encode() not in found


def test_a_signature_that_may_be_anybodys_is_never_taken_for_none() -> None:
    denied = rules("Exe", ALLOW_ALL, text("Deny", publisher("O=EXAMPLE"), number=5))

    assert seen(with_programs(denied, exe=Program(doubtful=True))).starts.outcome == "not-known"
    assert seen(with_programs(denied, exe=Program(PSF))).starts.outcome == "allowed"
