"""Laptops in words, and what pyready must say about each: one table that anybody can read."""

from functools import cache
from typing import Any

import pytest

from for_each import for_each
from laptops import bare
from laptops.answers import answers
from laptops.bare import LOCAL, installed_windows
from laptops.looking import look
from laptops.networks import CLOSED, DIRECT, HIDDEN_PROXY, INSPECTED, OFF_THE_MAP, SWALLOWED, WANTS_SIGN_IN, network
from needs import once
from policy.applocker.policies import ALL_SIGNED, DEFAULT, publisher, rules, text
from pyready.engine.app import Look, report
from pyready.model.host import Drive, Host, Machine, Reading, Service, Token, Who
from pyready.model.outcome import FOR_PERSON
from pyready.model.record import Record

pytestmark = pytest.mark.unmeasured

PROGRAM_FILES = "C:\\Program Files\\Python313"
IN_PROFILE = f"{LOCAL}\\Programs\\Python\\Python313"
MACHINE_WIDE = {"files": installed_windows(PROGRAM_FILES)}
OLD_PIP = {"files": installed_windows(PROGRAM_FILES, pip="22.3")}
PAC = {r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings": {"AutoConfigURL": "http://wpad/p.pac"}}
SYSTEM_ACCOUNT = bare.windows_system(who=Who("SYSTEM", "TRUST-L0042", is_system=True))
SITE_FILE = "C:\\ProgramData\\pyready\\site.toml"
LICENSED = {SITE_FILE: "[conda]\nanaconda_licence = true\n"}
NO_EXEC = {"/": Drive("local", may_run=False)}

STOCK = rules("Exe", *DEFAULT) | rules("Appx", ALL_SIGNED)
STUBS = rules("Exe", text("Deny", publisher("O=EXAMPLE", "BENIGN", "BENIGN")), mode=0)
ENFORCED = bare.all_readable(code_integrity=Reading("set", 5, "code integrity"))
STOPPED = bare.all_readable(services={"AppIDSvc": Service("stopped", "manual")})
AGENT = bare.all_readable(services={"AppIDSvc": Service("stopped", "manual"), "Parity": Service("running", "auto")})
OLDER = bare.all_readable(machine=Machine("Windows 10", 19045, "Enterprise", "x86_64", "client"))
SAFER = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\Safer\CodeIdentifiers"
RESTRICTED: Any = {
    SAFER: {"DefaultLevel": 0, "TransparentEnabled": 1, "ExecutableTypes": ("BAT", "CMD", "EXE", "MSI")},
    f"{SAFER}\\262144\\Paths\\{{191cd7fa-f240-4a17-8986-94d480a6c8ca}}": {
        "ItemData": r"%HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SystemRoot%"
    },
    f"{SAFER}\\262144\\Paths\\{{d2c34ab2-529a-46b2-b293-fc853fce72ea}}": {
        "ItemData": r"%HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\ProgramFilesDir%"
    },
}
WARD = text("Deny", publisher("O=PYTHON SOFTWARE FOUNDATION, L=BEAVERTON, S=OREGON, C=US"), "S-1-5-11")


def governed(registry: Any, system: Any = None, **more: Any) -> Host:
    """A laptop whose rules can be read."""
    return bare.windows(registry=registry, system=system or bare.all_readable(), **more)


# laptop in words, host, network, verdict, route, meanwhile, requests
LAPTOPS: list[tuple[str, Host, Any, str, str, str, list[str]]] = [
    ("Windows, Python in Program Files, open network: may its copy in an environment start?",
     bare.windows(**MACHINE_WIDE), network(DIRECT), "unsure", "existing-python", "browser-notebook", []),
    ("the same, and app control is not used",
     governed({}, **MACHINE_WIDE), network(DIRECT), "open", "existing-python", "", []),
    ("the same behind an inspecting proxy, new pip",
     governed({}, **MACHINE_WIDE), network(INSPECTED), "open", "existing-python", "", []),
    ("the same with an old pip: the new installer is the way, app control is not known",
     bare.windows(**OLD_PIP), network(INSPECTED),
     "partly", "existing-python", "browser-notebook", ["inspection-certificate"]),
    ("the same, proxy that pip does not find",
     governed({}, **MACHINE_WIDE), network(HIDDEN_PROXY), "open-with-fixes", "existing-python", "", []),
    ("Windows, nothing but the Store's placeholder: app control is not known",
     bare.windows(), network(DIRECT), "unsure", "python-manager", "browser-notebook", ["machine-wide-python"]),
    ("Windows, Python in the profile: may it start?",
     bare.windows(files=installed_windows(IN_PROFILE)), network(DIRECT),
     "unsure", "existing-python", "browser-notebook", []),
    ("Windows, pyready runs on the Python in the profile, so it may start",
     bare.windows(files=installed_windows(IN_PROFILE),
                      system=bare.windows_system(python=Reading("set", IN_PROFILE + "\\python.exe"))),
     network(DIRECT), "open", "existing-python", "", []),
    ("Windows, proxy that wants a sign-in: the browser can, pip cannot",
     bare.windows(**MACHINE_WIDE), network(WANTS_SIGN_IN),
     "partly", "existing-python", "browser-notebook", ["hosts-through-proxy"]),
    ("the same, and no Python is here",
     governed({}), network(WANTS_SIGN_IN), "closed", "", "browser-notebook", ["hosts-through-proxy"]),
    ("Windows, everything blocked by the proxy",
     bare.windows(**MACHINE_WIDE), network(CLOSED), "partly", "existing-python", "", ["hosts-through-proxy"]),
    ("the same, and no Python is here",
     governed({}), network(CLOSED), "closed", "", "", ["hosts-through-proxy"]),
    ("Windows, index open but its file host blocked: conda-forge is not, app control is not known",
     bare.windows(**MACHINE_WIDE), network(DIRECT, index_files=CLOSED),
     "partly", "existing-python", "browser-notebook", ["hosts-through-proxy"]),
    ("Windows, index and conda-forge both blocked",
     bare.windows(**MACHINE_WIDE), network(DIRECT, index_files=CLOSED, conda_forge=CLOSED),
     "partly", "existing-python", "browser-notebook", ["hosts-through-proxy"]),
    ("Windows, Python in Program Files, a licence for Anaconda: nothing changes",
     governed({}, files={**installed_windows(PROGRAM_FILES), **LICENSED}, protected=[SITE_FILE]),
     network(DIRECT, anaconda_packages=DIRECT), "open", "existing-python", "", []),
    ("Windows, a script (PAC) picks the proxy and nothing goes direct",
     bare.windows(registry=PAC, **MACHINE_WIDE), network(OFF_THE_MAP), "unsure", "existing-python", "", []),
    ("Windows, a network that swallows everything",
     bare.windows(**MACHINE_WIDE), network(SWALLOWED), "unsure", "existing-python", "", []),
    ("Windows, offline by choice",
     bare.windows(**MACHINE_WIDE), None, "unsure", "existing-python", "", []),
    ("Windows, run by the system and not by a person",
     bare.windows(system=SYSTEM_ACCOUNT, **MACHINE_WIDE), network(DIRECT),
     "unsure", "existing-python", "", []),
    ("the same, and neither a Python nor a way out is seen",
     bare.windows(system=SYSTEM_ACCOUNT), network(CLOSED), "unsure", "existing-python", "", []),
    ("Windows, app control readable and not used, no Python",
     governed({}), network(DIRECT), "open", "python-manager", "", []),
    ("Windows, AppLocker's stock rules, no Python",
     governed(STOCK), network(DIRECT),
     "closed", "", "browser-notebook", ["machine-wide-python", "allow-signed-python"]),
    ("the same with Python in Program Files",
     governed(STOCK, **MACHINE_WIDE), network(DIRECT), "open", "existing-python", "", []),
    ("the same with Python in the profile",
     governed(STOCK, files=installed_windows(IN_PROFILE)), network(DIRECT),
     "closed", "", "browser-notebook", ["machine-wide-python", "allow-signed-python"]),
    ("AppLocker's rules are there, their service is stopped",
     governed(STOCK, STOPPED), network(DIRECT), "unsure", "python-manager", "browser-notebook", ["machine-wide-python"]),
    ("Windows 10, Software Restriction Policies let start only what is in Program Files, no Python",
     governed(RESTRICTED, OLDER), network(DIRECT), "closed", "", "browser-notebook", ["machine-wide-python"]),
    ("the same with Python in Program Files",
     governed(RESTRICTED, OLDER, **MACHINE_WIDE), network(DIRECT), "open", "existing-python", "", []),
    ("the same policies on Windows 11, of which it is not known whether it obeys them, no Python",
     governed(RESTRICTED), network(DIRECT), "unsure", "python-manager", "browser-notebook", ["machine-wide-python"]),
    ("AppLocker holds the managed installer's stubs only",
     governed(STUBS), network(DIRECT), "open", "python-manager", "", []),
    ("AppLocker denies the publisher even in Program Files",
     governed(rules("Exe", *DEFAULT, WARD), **MACHINE_WIDE), network(DIRECT),
     "closed", "", "browser-notebook", []),
    ("App Control is enforced, Python in Program Files",
     governed({}, ENFORCED, **MACHINE_WIDE), network(DIRECT),
     "partly", "existing-python", "browser-notebook", ["app-control-package"]),
    ("App Control is enforced, no Python",
     governed({}, ENFORCED), network(DIRECT),
     "closed", "", "browser-notebook", ["app-control-package"]),
    ("an allow-list program runs, Python in Program Files",
     governed({}, AGENT, **MACHINE_WIDE), network(DIRECT), "unsure", "existing-python", "browser-notebook", []),
    ("an allow-list program runs, no Python",
     governed({}, AGENT), network(DIRECT), "unsure", "python-manager", "browser-notebook", ["machine-wide-python"]),
    ("Linux, Debian's Python", bare.linux(), network(DIRECT), "open", "existing-python", "", []),
    ("Linux, programs may not run from the home folder, Debian's Python may",
     bare.linux(drives=NO_EXEC), network(DIRECT), "partly", "existing-python", "browser-notebook", []),
    ("macOS, only uv is left because no Python is there",
     bare.linux(platform="macos", python=Reading("missing"), denied_files=["/usr/bin"]),
     network(DIRECT), "open", "uv", "", []),
]  # fmt: skip


def look_at(host: Host, net: Any) -> Look:
    return look(host, **({"network": net} if net is not None else {}))


def judged(host: Host, net: Any) -> Record:
    return report(look_at(host, net), private=True)


@cache
def _record(place: int, *, private: bool) -> Record:
    _, host, net, *_ = LAPTOPS[place]
    return report(look_at(host, net), private=private)


def record_of(laptop: Any, *, private: bool) -> Record:
    """The report of a row of the table, whose words alone do not tell it from all others."""
    (place,) = (place for place, row in enumerate(LAPTOPS) if row is laptop)
    return _record(place, private=private)


@once
@for_each("laptop", LAPTOPS, ids=[laptop[0] for laptop in LAPTOPS])
def test_the_verdict(laptop: tuple[str, Host, Any, str, str, str, list[str]]) -> None:
    _, _, _, state, route, meanwhile, requests = laptop
    record = record_of(laptop, private=True)
    verdict = record.verdict

    assert (verdict.state, verdict.route, verdict.meanwhile) == (state, route, meanwhile)
    assert [request.id for request in record.requests] == requests
    assert verdict.says
    assert verdict.next


@pytest.mark.slow
@once
@for_each("laptop", LAPTOPS, ids=[laptop[0] for laptop in LAPTOPS])
def test_taking_names_out_changes_no_answer(laptop: Any) -> None:
    assert answers(record_of(laptop, private=False)) == answers(record_of(laptop, private=True))


@pytest.mark.slow
@once
@for_each("laptop", LAPTOPS, ids=[laptop[0] for laptop in LAPTOPS])
def test_shared_commands_hold_no_token_and_no_profile_path(laptop: Any) -> None:
    record = record_of(laptop, private=False)

    for route in record.routes:
        for step in route.steps:
            assert "<" not in step.command
            assert ">" not in step.command
            assert "jane" not in step.command.casefold()


def test_where_an_environment_may_be_blocked_packages_are_installed_for_the_account() -> None:
    record = judged(governed(RESTRICTED, **MACHINE_WIDE), network(DIRECT))
    (route,) = (each for each in record.routes if each.id == record.verdict.route)

    assert {each.id: each.outcome for each in record.checks}["environment-runs"] == "unknown"
    assert (record.verdict.state, route.id) == ("open", "existing-python")
    assert " --user " in " ".join(step.command for step in route.steps)


@once
@for_each("laptop", LAPTOPS, ids=[laptop[0] for laptop in LAPTOPS])
def test_an_open_route_ends_in_an_environment_a_package_and_a_notebook(laptop: Any) -> None:
    record = record_of(laptop, private=True)

    for route in record.routes:
        if route.kind == "local" and route.state.startswith("open"):
            commands = " ".join(step.command for step in route.steps)
            no_environment = {each.id: each.outcome for each in record.checks}["environment-runs"] == "problem"
            assert " venv " in commands or " create " in commands or (no_environment and " --user " in commands)
            assert "install" in commands
            assert "-m jupyterlab" in commands


def test_a_token_that_may_not_be_read_is_not_known() -> None:
    system = bare.windows_system(token=Token())
    record = judged(bare.windows(system=system, **MACHINE_WIDE), network(DIRECT))

    assert {each.id: each.outcome for each in record.checks}["administrator"] == "unknown"


@once
@for_each("laptop", LAPTOPS, ids=[laptop[0] for laptop in LAPTOPS])
def test_anaconda_is_closed_wherever_no_licence_is_known(laptop: Any) -> None:
    record = record_of(laptop, private=True)
    licensed = "a licence for Anaconda" in laptop[0]
    anaconda = next(route for route in record.routes if route.id == "anaconda")

    assert (anaconda.state == "closed") is not licensed
    if not licensed:
        assert "200 or more staff" in anaconda.why
        licence = next(check for check in record.checks if check.id == "anaconda-licence-held")
        assert licence.fix is not None
        assert licence.fix.who == "nobody"
        assert licence.fix.says.startswith("Miniforge is free")


@once
def test_what_people_offer_is_never_named_as_the_meanwhile_without_a_word_from_them() -> None:
    for laptop in LAPTOPS:
        record = record_of(laptop, private=True)
        states = {route.id: route.state for route in record.routes}
        assert states["hosted"] == "unsure"
        assert states["python-in-excel"] in {"unsure", "not-here"}
        assert record.verdict.meanwhile in {"browser-notebook", ""}


@for_each("files", [MACHINE_WIDE, {}], ids=["with a Python for everybody", "with no Python in sight"])
@for_each("net", [DIRECT, CLOSED, SWALLOWED], ids=["direct", "closed", "swallowed"])
def test_as_the_system_nothing_is_said_about_the_person(files: Any, net: Any) -> None:
    record = judged(bare.windows(system=SYSTEM_ACCOUNT, **files), network(net))
    answers = {each.id: each.outcome for each in record.checks}
    of_computer = {"run-as-person", "windows-supported", "elevation-product", "anaconda-licence-held", "hosted-offered"}
    of_computer |= {"python-to-install"}
    of_computer |= {"usable-python"} if files else set()

    assert {name for name, answer in answers.items() if answer != "not-applicable"} == of_computer
    assert answers["run-as-person"] == "unknown"
    assert "Run pyready as the person" in record.notices[0]
    assert record.verdict.says.startswith("Not sure yet: pyready cannot tell which folders and settings a person has, ")
    assert record.verdict.next == "Run pyready as the person who will use Python."
    assert record.verdict.meanwhile == ""
    assert {route.state for route in record.routes if route.id != "anaconda"} <= {"unsure"}
    assert record.requests == ()


def test_a_person_is_told_about_the_person() -> None:
    record = judged(bare.windows(**MACHINE_WIDE), network(DIRECT))

    assert [each.id for each in record.checks if each.says == FOR_PERSON.says] == []
