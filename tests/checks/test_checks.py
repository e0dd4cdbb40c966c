"""Each check's answers, facts in and outcome out."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import TAKEN, facts_of, given
from laptops.networks import (
    CLOSED,
    DIRECT,
    HIDDEN_PROXY,
    INSPECTED,
    NO_NAME,
    OFF_THE_MAP,
    REACHED,
    SWALLOWED,
    UNTRUSTED,
    WANTS_SIGN_IN,
    Answer,
    network,
)
from pyready.checks import CHECKS
from pyready.diagnosis.usable_pythons import best
from pyready.engine.judge_checks import judge_checks
from pyready.formats.browser_policy import BrowserPolicy
from pyready.model.anchors import Anchored
from pyready.model.attempts import ScriptAnswer, ScriptChoice, Tried
from pyready.model.facts import Absent, Asked, Inapplicable, Taken
from pyready.model.host import Drive, Machine, Reading, Session, Space, Token
from pyready.model.proxy_settings import Connection
from pyready.model.pythons import Command, Found, PathSummary, Pythons
from pyready.model.record import CheckRecord
from pyready.privacy.scan import NOBODY, leaks
from pyready.probes.app_control_found import Answer as Ruled
from pyready.probes.app_control_found import FoundControl, FoundPython
from pyready.probes.certificates import Certificates
from pyready.probes.identity import Identity
from pyready.probes.machine import MachineFacts
from pyready.probes.management import PROBE as MANAGEMENT
from pyready.probes.management import Management
from pyready.probes.network import NetworkFacts
from pyready.probes.other_proxies import Client, OtherProxies
from pyready.probes.proxies import InternetOptions, Proxies, ProxyVariable
from pyready.probes.proxy_script import Answered, ProxyScript
from pyready.probes.rights import Rights
from pyready.probes.settings import Settings
from pyready.probes.site import Site
from pyready.probes.storage import Folder, Storage

NOT_SET: Reading[Any] = Reading("not-set")


def ask(check: str, platform: str = "windows", **facts: Any) -> CheckRecord:
    entries = given(platform, offline=False)
    for fact in facts.values():
        entries = entries.with_entry(type(fact), fact)
    return judge_checks(entries, [each for each in CHECKS if each.id == check])[check].check


def answer(record: CheckRecord) -> tuple[str, str]:
    return record.outcome, record.fix.who if record.fix else ""


def python(**changes: Any) -> Found:
    base = Found(
        "C:\\Program Files\\Python313\\python.exe",
        Anchored("ProgramFiles", "Python313\\python.exe"),
        "3.13.9",
        (3, 13),
        "python-org",
        place="system",
        has_venv=True,
        has_ensurepip=True,
        pip="26.2",
    )
    return msgspec.structs.replace(base, **changes)


def pythons(*found: Found, commands: tuple[Command, ...] = (), **changes: Any) -> Pythons:
    return msgspec.structs.replace(Pythons(found, commands, PathSummary(entries=3)), **changes)


def options(**changes: Any) -> InternetOptions:
    return msgspec.structs.replace(InternetOptions(NOT_SET, NOT_SET, NOT_SET, NOT_SET, NOT_SET), **changes)


def proxies(*variables: ProxyVariable, **changes: Any) -> Proxies:
    return msgspec.structs.replace(Proxies(variables, NOT_SET, options(), options(), NOT_SET), **changes)


def folder(**changes: Any) -> Folder:
    base = Folder(
        "C:\\Users\\jane",
        "set",
        Reading("set", Space(50_000_000_000)),
        Reading("set", Drive("local")),
        Reading("set", True),
    )
    return msgspec.structs.replace(base, **changes)


@for_each("check", CHECKS, ids=[check.id for check in CHECKS])
@for_each("kind", ["crashed", "timed-out", "offline"])
def test_missing_facts_are_never_good_news_and_never_a_fault(check: Any, kind: str) -> None:
    entries = given("linux" if check.id == "runs-user-programs" else "windows")  # Windows asks about each by itself
    for fact in list(entries.types.values())[3:]:
        entries = entries.with_entry(fact, Absent(kind, "why"))

    assert judge_checks(entries, [check])[check.id].check.outcome == "unknown"


@for_each("check", CHECKS, ids=[check.id for check in CHECKS])
def test_facts_of_another_platform_make_a_check_not_applicable(check: Any) -> None:
    entries = given("windows")
    for fact in list(entries.types.values())[3:]:
        entries = entries.with_entry(fact, Inapplicable())

    assert judge_checks(entries, [check])[check.id].check.outcome in {"not-applicable", "unknown"}


@for_each(
    ("token", "prompt", "outcome", "word"),
    [
        (Token(elevated=True, administrator=True), 3, "passed", "runs with administrator rights"),
        (Token(elevated=False, administrator=True), 3, "passed", "can become an administrator"),
        (Token(elevated=False, administrator=False), 3, "passed", "standard account"),
        (Token(elevated=False, administrator=False), 0, "passed", "refuses requests for more"),
        (Token(elevated=False, administrator=False, elevation_type="limited"), 3, "passed", "standard account"),
        (Token(), 3, "unknown", "could not read its token"),
    ],
)
def test_administrator(token: Token, prompt: int, outcome: str, word: str) -> None:
    rights = Rights(Reading("set", token), Reading("set", 1), Reading("set", prompt))
    record = ask("administrator", rights=rights)

    assert record.outcome == outcome
    assert word.casefold() in record.says.casefold()


_ELEVATED, _FILTERED = (
    Token(elevated=each, administrator=True, elevation_type=kind)
    for each, kind in ((True, "default"), (False, "limited"))
)
_PLAIN = Token(elevated=False, administrator=False, elevation_type="default")


@for_each(
    ("token", "uac", "users", "administrators", "built_in", "words"),
    [
        (_ELEVATED, 1, None, None, True, "that Windows makes"),
        (_ELEVATED, 0, None, None, False, "User Account Control is off, so everything"),
        (_FILTERED, 1, None, 5, False, "can become an administrator after a prompt"),
        (_FILTERED, 1, None, 0, False, "can become an administrator without a prompt"),
        (_PLAIN, 1, None, None, False, "If Windows asks for an administrator's password, choose No."),
        (_PLAIN, 1, 1, None, False, "If Windows asks for"),
        (_PLAIN, 1, 0, None, False, "refuses requests for more rights without asking"),
        (_PLAIN, 0, 3, None, False, "Windows never asks for more rights"),
        (_PLAIN, 1, 7, None, False, "That is fine. No option"),
    ],
)
def test_what_the_account_may_do_is_told_in_words(
    token: Token, uac: int, users: int | None, administrators: int | None, built_in: object, words: str
) -> None:
    def of(value: int | None) -> Reading[int]:
        return NOT_SET if value is None else Reading("set", value, "policy")

    rights = Rights(Reading("set", token), of(uac), of(users), of(administrators), Reading("set", bool(built_in)))
    record = ask("administrator", rights=rights)

    assert record.outcome == "passed"
    assert words in record.says


def test_a_denied_token_is_unknown_not_standard() -> None:
    record = ask("administrator", rights=Rights(Reading("denied"), NOT_SET, NOT_SET))

    assert record.outcome == "unknown"


@for_each(
    ("identity", "expected"),
    [
        (Identity("jane", "PC", profile_is_own=True), ("passed", "")),
        (Identity("jane", "PC", profile_is_own=None), ("passed", "")),
        (Identity("jane", "PC", profile_is_own=False), ("problem", "you")),
        (Identity("SYSTEM", "PC", is_system=True), ("unknown", "")),
    ],
)
def test_run_as_person(identity: Identity, expected: tuple[str, str]) -> None:
    assert answer(ask("run-as-person", identity=identity)) == expected


@for_each(
    ("found", "expected"),
    [
        (python(), "passed"),
        (python(minor=(3, 15), version="3.15.2"), "passed"),
        (python(minor=(3, 16), version="3.16.0"), "passed"),
        (python(has_venv=None, has_ensurepip=None), "unknown"),
        (python(kind="store", has_venv=None, has_ensurepip=None), "passed"),
        (python(architecture="x86"), "problem"),
        (python(architecture="arm64"), "passed"),
        (python(free_threaded=True), "problem"),
        (python(embeddable=True), "problem"),
        (python(minor=(3, 10), version="3.10.20"), "problem"),
        (python(minor=(2, 7), version="2.7.18"), "problem"),
        (python(minor=None, version=""), "problem"),
        (python(has_ensurepip=False), "problem"),
        (python(kind="bundled", product="ArcGIS"), "problem"),
        (python(kind="virtual-environment"), "problem"),
        (python(exists=False), "problem"),
    ],
)
def test_usable_python(found: Found, expected: str) -> None:
    assert ask("usable-python", pythons=pythons(found)).outcome == expected


def test_a_supported_python_stops_being_usable_when_its_support_ends() -> None:
    entries = given("windows").with_entry(Pythons, pythons(python(minor=(3, 11), version="3.11.18")))
    check = [each for each in CHECKS if each.id == "usable-python"]
    later = Taken(TAKEN + dt.timedelta(days=400))

    assert judge_checks(entries, check)["usable-python"].check.outcome == "passed"
    assert judge_checks(entries.with_entry(Taken, later), check)["usable-python"].check.outcome == "problem"


@pytest.mark.parametrize(
    "seen",
    [
        {"unreadable": ("C:\\x",)},
        {"registry": (Reading("denied", None, "HKLM\\SOFTWARE\\Python"),)},
        {"complete": False},
    ],
)
def test_no_python_where_something_could_not_be_looked_at_is_unknown(seen: dict[str, Any]) -> None:
    assert ask("usable-python", pythons=pythons(**seen)).outcome == "unknown"
    assert answer(ask("usable-python", pythons=pythons())) == ("problem", "it")


KNOWN = {"architecture": "x86_64", "free_threaded": False, "embeddable": False}


@for_each("gap", [{}, *({name: value} for name, value in zip(KNOWN, ("", None, None), strict=True))])
def test_what_is_not_known_of_a_python_is_never_certain(gap: dict[str, Any]) -> None:
    record = ask("usable-python", pythons=pythons(python(**{**KNOWN, **gap})))

    assert (record.outcome, record.sure) == ("passed", "likely" if gap else "certain")


@for_each("build", [{"architecture": "x86"}, {"free_threaded": True}])
@for_each("aim", ["notebooks", "vscode", "scripts"])
def test_a_build_without_packages_is_for_pythons_own_library_only(aim: str, build: dict[str, Any]) -> None:
    asked = Asked("windows", aim=aim)

    expected = "passed" if aim == "scripts" else "problem"
    assert ask("usable-python", asked=asked, pythons=pythons(python(**build))).outcome == expected


def let(number: int, outcome: str) -> FoundPython:
    told = Ruled("found-python", "user-folder", outcome)
    return FoundPython(number, told, told, told)


@for_each(
    ("outcomes", "expected"),
    [
        (("blocked", "allowed"), 1),
        (("not-known", "audited"), 1),
        (("allowed", "allowed"), 0),
        (("blocked", "not-known"), 1),
        (("blocked", "blocked"), 0),
    ],
)
def test_a_python_that_rules_let_run_comes_before_one_that_they_stop(outcomes: tuple[str, str], expected: int) -> None:
    found = pythons(python(), python(path="C:\\Users\\jane.smith\\p\\python.exe", place="user", version="3.13.8"))
    control = FoundControl(tuple(let(number, outcome) for number, outcome in enumerate(outcomes)))
    facts = given("windows").with_entry(Pythons, found).with_entry(FoundControl, control)

    assert best(facts) is found.found[expected]


@for_each(
    ("platform", "found", "outcome", "sure"),
    [
        ("windows", python(), "unknown", "certain"),  # while app control was not looked at, a rule may deny it
        ("windows", python(runs_pyready=True), "passed", "certain"),
        ("windows", python(place="user", runs_pyready=True), "passed", "certain"),
        ("windows", python(place="user"), "unknown", "certain"),
        ("linux", python(place="user"), "passed", "likely"),
    ],
)
def test_existing_python_runs(platform: str, found: Found, outcome: str, sure: str) -> None:
    record = ask("existing-python-runs", platform, pythons=pythons(found))

    assert (record.outcome, record.sure) == (outcome, sure)


@for_each(
    ("commands", "outcome", "word"),
    [
        ((Command("python", "C:\\x", "store-stub"),), "problem", "that python.exe is a Store shortcut, not a Python"),
        ((Command("python", "C:\\x", "python", "3.13.9"),), "passed", "Python 3.13.9"),
        ((Command("python", "/x", "switch"),), "passed", "pyenv"),
        ((Command("python"), Command("python3", "/x", "python", "3.11.2")), "passed", "python3 starts Python 3.11.2"),
        ((Command("python"),), "passed", "starts no program"),
    ],
)
def test_python_command(commands: tuple[Command, ...], outcome: str, word: str) -> None:
    record = ask("python-command", pythons=pythons(commands=commands))

    assert record.outcome == outcome
    assert word in record.says


@for_each(
    "path",
    [
        PathSummary(state="denied"),
        PathSummary(state="missing"),
        PathSummary(entries=2, denied=1),
        PathSummary(entries=2, unseen=1),
    ],
)
def test_python_command_is_not_known_where_path_could_not_be_read(path: PathSummary) -> None:
    assert ask("python-command", pythons=pythons(commands=(Command("python"),), path=path)).outcome == "unknown"


HTTPS = ProxyVariable("HTTPS_PROXY", "set", "p:80")
ON = {"enabled": Reading("set", True), "server": Reading("set", "p:80")}


@for_each(
    ("facts", "expected"),
    [
        (proxies(), ("passed", "")),
        (proxies(HTTPS), ("passed", "")),
        (proxies(msgspec.structs.replace(HTTPS, name="all_proxy")), ("passed", "")),
        (proxies(msgspec.structs.replace(HTTPS, with_sign_in=True)), ("problem", "you")),
        (proxies(msgspec.structs.replace(HTTPS, name="http_proxy")), ("problem", "you")),
        (proxies(ProxyVariable("HTTPS_PROXY", "malformed")), ("problem", "you")),
        (proxies(user=options(**ON)), ("passed", "")),
        (proxies(user=options(**{**ON, "enabled": Reading("set", False)})), ("passed", "")),
        (proxies(user=options(pac=Reading("set", "http://wpad/p"))), ("problem", "you")),
        (proxies(machine=options(**ON)), ("passed", "")),
        (proxies(machine=options(**ON), per_user=Reading("set", 0)), ("problem", "you")),
        (proxies(user=options(server=Reading("denied"))), ("unknown", "")),
        (proxies(user=options(server=Reading("malformed"))), ("unknown", "")),
    ],
)
def test_proxy_found_by_pip(facts: Proxies, expected: tuple[str, str]) -> None:
    assert answer(ask("proxy-found-by-pip", proxies=facts)) == expected


def test_a_variable_beats_internet_options_for_pip() -> None:
    record = ask("proxy-found-by-pip", proxies=proxies(ProxyVariable("http_proxy", "set", "p:80"), user=options(**ON)))

    assert answer(record) == ("problem", "you")


PAC = proxies(user=options(pac=Reading("set", "http://wpad/p")))
REACHED_PROXY_SIGN_IN = Answer(requests=Tried("stopped", "proxy", "sign-in", proxy="p:80"))


@for_each(
    ("net", "system", "python", "pip", "uv"),
    [
        (network(DIRECT), "passed", "passed", "passed", "passed"),
        (network(INSPECTED), "passed", "problem you", "passed", "problem you"),
        (network(HIDDEN_PROXY), "passed", "problem you", "problem you", "problem you"),
        (network(CLOSED), "problem it", "problem it", "problem it", "problem it"),
        (network(WANTS_SIGN_IN), "unknown", "problem it", "problem it", "problem it"),
        (network(SWALLOWED), "unknown", "unknown", "unknown", "unknown"),
        (network(REACHED_PROXY_SIGN_IN), "passed", "problem you", "problem it", "problem it"),
        (network(DIRECT, index_files=CLOSED), "problem it", "problem it", "problem it", "problem it"),
    ],
)
def test_the_package_index(net: NetworkFacts, system: str, python: str, pip: str, uv: str) -> None:
    facts = {"net": net, "pythons": pythons(globals()["python"]()), "proxies": proxies(), "site": Site()}
    said = [
        " ".join(filter(None, answer(ask(check, **facts))))
        for check in ("package-index-by-system", "package-index-by-requests", "packages-by-pip", "packages-by-uv")
    ]

    assert said == [system, python, pip, uv]


def test_behind_a_script_what_goes_direct_and_fails_is_not_known() -> None:
    from laptops.networks import OFF_THE_MAP

    facts = {"net": network(OFF_THE_MAP), "pythons": pythons(python()), "proxies": PAC}

    assert ask("package-index-by-system", **facts).outcome == "unknown"
    assert ask("packages-by-pip", **facts).outcome == "unknown"
    assert answer(ask("package-index-by-requests", **facts)) == ("problem", "you")


def test_a_browser_signs_in_where_pyready_does_not() -> None:
    record = ask("browser-notebook-by-system", net=network(WANTS_SIGN_IN), proxies=proxies())

    assert (record.outcome, record.sure) == ("passed", "likely")


@pytest.mark.parametrize(("pip", "outcome"), [("26.2", "passed"), ("22.3", "problem")])
def test_a_proxy_that_only_the_variables_name_will_do_for_a_pip_that_trusts_as_the_system(
    pip: str, outcome: str
) -> None:
    net = network(Answer(NO_NAME, Tried("not-tried"), UNTRUSTED, environment=REACHED))
    here = pythons(python(pip=pip))

    assert ask("packages-by-pip", "windows", network=net, pythons=here).outcome == outcome
    assert ask("packages-by-new-pip", "windows", network=net, pythons=here).outcome == "passed"


def test_an_old_pip_behind_inspection_needs_the_system_list_on_linux() -> None:
    facts = {"net": network(INSPECTED), "pythons": pythons(python(pip="23.0"))}
    record = ask("packages-by-pip", "linux", certificates=Certificates("/etc/ssl/certs/ca-certificates.crt"), **facts)

    assert answer(record) == ("problem", "you")
    assert record.fix
    assert record.fix.commands[0].command == "export PIP_CERT=/etc/ssl/certs/ca-certificates.crt"


def test_an_old_pip_behind_inspection_needs_a_file_from_it_on_windows() -> None:
    record = ask("packages-by-pip", net=network(INSPECTED), pythons=pythons(python(pip="23.0")))

    assert answer(record) == ("problem", "it")
    assert record.fix
    assert record.fix.request == "inspection-certificate"


@pytest.mark.parametrize(("pip", "steps"), [("26.2", ["HTTPS_PROXY"]), ("23.0", ["HTTPS_PROXY", "PIP_CERT"])])
def test_a_hidden_proxy_that_inspects_needs_both_settings_for_an_old_pip(pip: str, steps: list[str]) -> None:
    both = Answer(msgspec.structs.replace(INSPECTED.system, proxy="p:80"), INSPECTED.mozilla, NO_NAME, True)
    facts = {"net": network(both), "pythons": pythons(python(pip=pip)), "certificates": Certificates("/etc/ca.pem")}
    record = ask("packages-by-pip", "linux", **facts)

    assert record.fix
    assert [step.command.split("=")[0].split()[-1] for step in record.fix.commands] == steps


@pytest.mark.parametrize(("pip", "outcome"), [("24.2", "problem"), ("25.1", "problem"), ("25.2", "passed")])
def test_behind_inspection_and_a_proxy_pip_needs_a_newer_version(pip: str, outcome: str) -> None:
    proxied = Answer(
        msgspec.structs.replace(INSPECTED.system, proxy="p:80"), INSPECTED.mozilla,
        msgspec.structs.replace(INSPECTED.requests, proxy="p:80"), True,
    )  # fmt: skip
    record = ask("packages-by-pip", net=network(proxied), pythons=pythons(python(pip=pip)))

    assert record.outcome == outcome


@for_each(
    ("net", "outcome", "word"),
    [
        (network(DIRECT), "passed", "found no web filter that opens secure traffic"),
        (network(INSPECTED), "passed", "(TLS inspection, by Gateway CA)"),
        (network(Answer(INSPECTED.mozilla, INSPECTED.mozilla, INSPECTED.mozilla, None)), "problem", "Gateway CA"),
        (network(CLOSED), "unknown", "no secure connection succeeded"),
        (
            network(Answer(INSPECTED.system, INSPECTED.mozilla, DIRECT.requests, None, own=True)),
            "passed",
            "your organisation's",
        ),
    ],
)
def test_inspection(net: NetworkFacts, outcome: str, word: str) -> None:
    record = ask("tls-inspected", net=net)

    assert record.outcome == outcome
    assert word in record.says


@for_each(
    ("check", "changes", "expected"),
    [
        ("home-writable", {}, ("passed", "")),
        ("home-writable", {"writable": Reading("set", False)}, ("problem", "it")),
        ("home-writable", {"writable": Reading("denied")}, ("unknown", "")),
        ("folder-writable", {"writable": Reading("set", False)}, ("problem", "it")),
        ("folder-writable", {"writable": Reading("denied")}, ("unknown", "")),
        ("folder-drive", {}, ("passed", "")),
        ("folder-drive", {"unc": True}, ("problem", "you")),
        ("folder-drive", {"drive": Reading("set", Drive("network"))}, ("problem", "you")),
        ("folder-drive", {"drive": Reading("set", Drive("removable"))}, ("problem", "you")),
        ("folder-drive", {"in_onedrive": True}, ("problem", "you")),
        ("folder-drive", {"drive": Reading("denied")}, ("unknown", "")),
        ("folder-name", {}, ("passed", "")),
        ("folder-name", {"has_space": True, "has_apostrophe": True}, ("problem", "nothing")),
        ("folder-name", {"non_ascii": True}, ("problem", "nothing")),
        ("folder-name", {"other_marks": "%&"}, ("problem", "nothing")),
    ],
)
def test_folders(check: str, changes: dict[str, Any], expected: tuple[str, str]) -> None:
    record = ask(check, storage=Storage(folder(**changes), folder(**changes)))

    assert answer(record) == expected


ROAMING = Session(remote=False, temporary=False, roaming=True, mandatory=False)


@for_each(
    ("changes", "session", "expected", "word"),
    [
        ({}, Reading("set", msgspec.structs.replace(ROAMING, roaming=False)), "passed", "is on this computer"),
        ({}, Reading("missing"), "passed", "is on this computer"),
        ({"unc": True}, Reading("missing"), "problem", "Python then starts slowly"),
        ({"drive": Reading("set", Drive("network"))}, Reading("missing"), "problem", "Python then starts slowly"),
        ({}, Reading("set", ROAMING), "problem", "it grows by about 0.5 GB"),
        ({"drive": Reading("denied")}, Reading("set", ROAMING), "unknown", "because it did not find it"),
    ],
)
def test_the_folder_that_travels(changes: dict[str, Any], session: Reading[Any], expected: str, word: str) -> None:
    storage = Storage(folder(), folder(), roaming=folder(**changes))
    management = msgspec.structs.replace(facts_of(bare.windows(), Management, MANAGEMENT), session=session)
    record = ask("roaming-folder", storage=storage, management=management)

    assert (record.outcome, record.weight) == (expected, "limit")
    assert word in record.says


def test_where_nobody_looked_at_it_nothing_is_known_and_elsewhere_there_is_none() -> None:
    assert ask("roaming-folder", storage=Storage(folder(), folder())).outcome == "unknown"
    assert ask("roaming-folder", "linux", storage=Storage(folder(), folder())).outcome == "not-applicable"


@for_each(
    ("roaming", "expected"),
    [
        (folder(), ("passed", "")),
        (folder(writable=Reading("set", False)), ("problem", "it")),
        (folder(writable=Reading("denied")), ("unknown", "")),
        (None, ("unknown", "")),
    ],
)
def test_packages_for_one_account_need_a_folder_that_takes_them(
    roaming: Folder | None, expected: tuple[str, str]
) -> None:
    record = ask("user-site", storage=Storage(folder(), folder(), roaming=roaming), settings=Settings())

    assert answer(record) == expected


@for_each(
    ("platform", "may_run", "expected"),
    [
        ("linux", True, "passed"),
        ("linux", False, "problem"),
        ("linux", None, "passed"),
        ("windows", None, "not-applicable"),
    ],
)
def test_runs_user_programs(platform: str, may_run: bool | None, expected: str) -> None:
    facts = Storage(folder(), folder(drive=Reading("set", Drive("local", may_run))))

    assert ask("runs-user-programs", platform, storage=facts, pythons=pythons()).outcome == expected


def test_no_count_of_entries_looks_like_a_number_of_a_person() -> None:
    path = PathSummary(entries=9434765919, dead=10**18)

    because = ask("path-entries", pythons=pythons(path=path)).because[0]
    assert because.value == "9,434,765,919 entries, 1,000,000,000,000,000,000 dead, 0 double, 0 relative"
    assert leaks([("because", because.value)], NOBODY) == ()


def test_path_with_relative_entries_is_a_note() -> None:
    facts = pythons(path=PathSummary(entries=4, relative=1))

    assert answer(ask("path-entries", pythons=facts)) == ("problem", "nothing")
    assert ask("path-entries", pythons=pythons(path=PathSummary(state="not-set"))).outcome == "unknown"


@pytest.mark.parametrize(
    ("own", "outcome"),
    [("p.example:80", "passed"), ("q.example:80", "problem"), ("", "problem")],
    ids=["the same", "another", "none"],
)
def test_a_proxy_for_the_whole_computer_is_found_by_pip_where_the_person_has_the_same(own: str, outcome: str) -> None:
    """CPython's `getproxies_registry` reads the person's settings, whatever `ProxySettingsPerUser` says."""
    fixed = {"enabled": Reading("set", True), "server": Reading("set", "p.example:80")}
    person = options(enabled=Reading("set", True), server=Reading("set", own)) if own else options()
    facts = proxies(user=person, machine=options(**fixed), per_user=Reading("set", 0))

    assert ask("proxy-found-by-pip", proxies=facts).outcome == outcome


def test_a_python_of_which_only_the_registration_was_seen_is_not_said_to_be_here() -> None:
    seen = python(exists=None)

    assert ask("usable-python", pythons=pythons(seen)).outcome == "unknown"
    assert ask("existing-python-runs", pythons=pythons(seen)).outcome == "unknown"
    assert ask("usable-python", pythons=pythons(seen, python())).outcome == "passed"


def script(state: str = "set", reason: str = "", *choices: ScriptChoice) -> ProxyScript:
    return ProxyScript(asked=True, answers=(Answered("index", ScriptAnswer(state, choices, reason)),))


def scripted(answers: ProxyScript, facts: Proxies = PAC) -> CheckRecord:
    return ask("proxy-found-by-pip", proxies=facts, script=answers)


def test_the_proxy_that_a_script_names_is_told_with_a_line_for_one_window() -> None:
    record = scripted(script("set", "", ScriptChoice("http", "p.example:8080"), ScriptChoice("direct")))

    assert "names the proxy p.example:8080 for the package index" in record.says
    assert record.fix is not None
    assert [step.command for step in record.fix.commands] == ['set "HTTPS_PROXY=http://p.example:8080"']
    assert "p.example:8080, then directly" in [each.value for each in record.because]


def test_a_script_that_leads_directly_leaves_nothing_to_set() -> None:
    assert answer(scripted(script("set", "", ScriptChoice("direct")))) == ("passed", "")


def test_no_line_is_made_for_a_proxy_of_another_kind() -> None:
    record = scripted(script("set", "", ScriptChoice("socks", "p.example:1080")))

    assert record.fix is not None
    assert ("of the kind socks" in record.says, record.fix.commands) == (True, ())


@for_each(
    ("reason", "word"),
    [
        ("timed-out", "did not answer in time"),
        ("not-downloaded", "could not download it"),
        ("bad-script", "does not work"),
        ("sign-in", "asks for a sign-in"),
        ("refused", "could not ask it"),
    ],
)
def test_a_script_without_an_answer_is_told_with_the_reason(reason: str, word: str) -> None:
    assert word in scripted(script("malformed", reason)).says
    index = network(OFF_THE_MAP)
    hidden = ask("package-index-by-system", proxies=PAC, net=index, script=script("malformed", reason))
    assert hidden.outcome == "unknown"
    assert word in hidden.says


def answered_for_all(answered: ScriptAnswer) -> ProxyScript:
    return ProxyScript(asked=True, answers=tuple(Answered(each.id, answered) for each in network(DIRECT).endpoints))


def test_where_the_script_answered_what_stopped_is_no_longer_unknown() -> None:
    direct = answered_for_all(ScriptAnswer("set", (ScriptChoice("direct"),)))

    assert ask("package-index-by-system", proxies=PAC, net=network(OFF_THE_MAP), script=direct).outcome == "problem"


def test_a_search_that_found_no_script_is_an_answer() -> None:
    detect, none = proxies(user=options(auto_detect=Reading("set", True))), ScriptAnswer("not-set", reason="not-found")
    net = network(DIRECT, index=OFF_THE_MAP)

    found = ask("package-index-by-system", proxies=detect, net=net, script=answered_for_all(none))
    assert found.outcome == "problem"
    assert ask("package-index-by-system", proxies=PAC, net=net, script=answered_for_all(none)).outcome == "unknown"


LAN_PAC = Connection("user", "lan", "set", options(pac=Reading("set", "http://wpad/p")))
LAN_FIXED = Connection("user", "lan", "set", options(enabled=Reading("set", True), server=Reading("set", "lan:80")))
LAN_NONE = Connection("user", "lan", "set", options(enabled=Reading("set", False)))


@for_each(
    ("facts", "outcome", "word"),
    [
        (proxies(connections=(LAN_PAC,), user=options(**ON)), "problem", "automatic proxy setting (PAC file)"),
        (proxies(connections=(LAN_FIXED,)), "problem", "for the connection that you use"),
        (proxies(connections=(LAN_NONE,), user=options(**ON)), "problem", "does not use on this connection"),
        (proxies(user_policy=options(**ON)), "problem", "set by a policy"),
        (proxies(connections=(LAN_NONE,)), "passed", "probably set no proxy"),
    ],
)
def test_where_windows_and_pip_go_by_different_settings_it_is_said(facts: Proxies, outcome: str, word: str) -> None:
    record = ask("proxy-found-by-pip", proxies=facts)

    assert (record.outcome, word in record.says) == (outcome, True), record.says


def others(policy: BrowserPolicy | None = None, zscaler: str = "not-set") -> OtherProxies:
    return OtherProxies((policy,) if policy else (), (Client("Zscaler", zscaler),))


EDGE_ONLY = BrowserPolicy("Edge", "machine", "set", "ProxySettings", "fixed_servers", "edge.example:8080")


def test_a_proxy_of_the_browser_alone_is_told_and_not_asked_of_it() -> None:
    record = ask("proxy-found-by-pip", proxies=proxies(), others=others(EDGE_ONLY))

    assert answer(record) == ("problem", "you")
    assert "for Edge only" in record.says
    assert record.fix is not None
    assert [step.command for step in record.fix.commands] == ['set "HTTPS_PROXY=http://edge.example:8080"']
    stopped = ask("package-index-by-system", proxies=proxies(), others=others(EDGE_ONLY), net=network(OFF_THE_MAP))
    assert (stopped.outcome, "for Edge only" in stopped.says) == ("unknown", True)
    plain = ask("package-index-by-system", proxies=proxies(), others=others(), net=network(DIRECT, index=OFF_THE_MAP))
    assert answer(plain) == ("problem", "it")


@pytest.mark.parametrize("mode", ["direct", "system", ""])
def test_a_browser_that_goes_as_windows_does_is_no_news(mode: str) -> None:
    policy = msgspec.structs.replace(EDGE_ONLY, mode=mode)

    assert answer(ask("proxy-found-by-pip", proxies=proxies(), others=others(policy))) == ("passed", "")


@pytest.mark.parametrize(
    ("state", "word"), [("running", "probably belongs to Zscaler"), ("stopped", "only while its program runs")]
)
def test_a_proxy_on_this_computer_is_no_leftover(state: str, word: str) -> None:
    here = proxies(ProxyVariable("HTTPS_PROXY", "set", "127.0.0.1:9000"))
    fixed = proxies(user=options(enabled=Reading("set", True), server=Reading("set", "127.0.0.1:9000")))
    named = script("set", "", ScriptChoice("http", "127.0.0.1:9000"))

    for facts in ({"proxies": here}, {"proxies": fixed}, {"proxies": PAC, "script": named}):
        assert word in ask("proxy-found-by-pip", others=others(zscaler=state), **facts).says
    assert "on this computer itself" not in ask("proxy-found-by-pip", proxies=proxies(HTTPS), others=others()).says


@for_each(
    ("name", "architecture", "outcome", "seen"),
    [
        ("Debian GNU/Linux 13", "x86_64", "passed", "x86_64"),
        ("Debian GNU/Linux 13", "aarch64", "passed", "arm64"),
        ("Debian GNU/Linux 13", "", "passed", "x86_64"),
        ("Debian GNU/Linux 13", "riscv64", "unknown", "riscv64"),
        ("Alpine Linux v3.22", "x86_64", "unknown", "x86_64"),
    ],
)
def test_most_makers_have_files_for_two_processors(name: str, architecture: str, outcome: str, seen: str) -> None:
    machine = MachineFacts(Reading("set", Machine(name, architecture=architecture)))
    record = ask("usual-processor", "linux", machine=machine)

    assert (record.outcome, [each.value for each in record.because]) == (outcome, [seen])
