"""The recorded laptops in words, and what pyready must say about each: a table for people who do not program.

Verdicts: `open` (Python today), `open-with-fixes` (after a setting of one's own), `unsure` (a question is left),
`closed` (not without IT, or not on this computer). "Meanwhile" is what can be used until then.
"""

import json
import random
import time
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from for_each import for_each
from laptops import recorded
from laptops.answers import answers
from laptops.recorded import NAMES, record_of, seen
from laptops.rejudged import Computer, Decided, decided
from needs import once
from pyready.commands import cli
from pyready.engine.app import report
from pyready.model.facts import BASIC, Absent, Facts
from pyready.model.host import Reading
from pyready.probes import PROBES, TYPES
from pyready.report import RENDERERS, Options
from pyready.report.json import render
from sample import sample

pytestmark = pytest.mark.unmeasured

TOP = Path(__file__).parents[2]
PYTHON_FOR_ALL, RULE, SERVERS = "machine-wide-python", "allow-signed-python", "hosts-through-proxy"
BROWSER, NONE = "browser-notebook", ""

# the laptop in words | its file in examples/ | verdict | route | meanwhile | requests to IT | the reason given
TABLE: list[tuple[str, str, str, str, str, list[str], str]] = [
    ("Managed by Intune, nothing blocked, no Python yet",
     "open-laptop", "open", "python-manager", NONE, [],
     "pyready found no policy that blocks App Installer"),
    ("IT set a proxy for the whole computer, where pip does not look",
     "static-proxy", "open-with-fixes", "existing-python", NONE, [],
     "pip does not know the proxy that this computer uses"),
    ("Only an automatic proxy setting (PAC file) names the proxy, and a web filter inspects traffic",
     "pac-and-inspection", "open-with-fixes", "existing-python", NONE, [],
     "pip does not know the proxy that this computer uses"),
    ("The automatic proxy setting (PAC file), after HTTPS_PROXY was set in the window as pyready advised",
     "pac-and-variable", "open", "existing-python", NONE, [],
     "pip can probably download packages: it trusts what this computer trusts"),
    ("A security client inspects traffic without a proxy, with a root certificate that Python 3.13 refuses",
     "inspected-by-tunnel", "open", "python-manager", NONE, [],
     "Python 3.13 and newer do not accept the certificates of Zscaler by default"),
    ("The automatic proxy setting names a proxy on this computer; Python lacks a public root certificate",
     "proxy-of-security-client", "open-with-fixes", "existing-python", NONE, [],
     "Windows downloads public ones when it first needs them"),
    ("A policy names the proxy for Edge alone, and nothing reaches the internet without it",
     "browser-proxy-only", "unsure", "existing-python", NONE, [],
     "your organisation sets a proxy for Edge only, and pyready did not try it"),
    ("At home on a VPN, which has its own automatic proxy setting",
     "script-of-vpn", "open-with-fixes", "existing-python", NONE, [],
     "pip does not know the proxy that this computer uses"),
    ("At home without the VPN, where there is no proxy",
     "vpn-laptop-at-home", "open", "existing-python", NONE, [],
     "pip can download packages"),
    ("The proxy asks for a sign-in (407), which only the browser gives",
     "sign-in-proxy", "partly", "existing-python", BROWSER, [SERVERS],
     "the proxy asks for a sign-in"),
    ("The package index can be reached, its file server cannot; conda-forge can",
     "file-host-closed", "open", "miniforge", NONE, [],
     "the proxy blocks the server for the files of the Python package index"),
    ("A package mirror of the organisation, and a catalogue that offers Python; no other server can be reached",
     "own-mirror", "open", "software-catalogue", NONE, [],
     "Company Portal offers Python 3.14"),
    ("AppLocker with Windows' default rules, no Python",
     "stock-applocker", "closed", NONE, BROWSER, [PYTHON_FOR_ALL, RULE],
     "AppLocker probably blocks uv, because no rule allows this"),
    ("App Control is enforced, and IT delivered Python without packages",
     "app-control-enforced", "partly", "existing-python", BROWSER, ["app-control-package"],
     "The rest is blocked. App Control for Business probably blocks compiled packages"),
    ("App Control is enforced, no Python, and Company Portal is there",
     "app-control-no-python", "closed", NONE, BROWSER, ["app-control-package"],
     "App Control for Business probably blocks"),
    ("App Control only watches (audit mode)",
     "app-control-watches", "open", "python-manager", NONE, [],
     "App Control for Business is in audit mode"),
    ("No Microsoft Store, and no packaged apps for standard users",
     "store-and-msix-blocked", "open", "uv", NONE, [],
     "A policy blocks the Microsoft Store"),
    ("Windows Installer is blocked, and packaged apps come from the Store only",
     "windows-installer-blocked", "open", "python-manager", NONE, [],
     "A policy blocks App Installer for files from elsewhere"),
    ("A virtual desktop on a server, whose profile is deleted at sign-out",
     "virtual-desktop", "closed", NONE, BROWSER, [PYTHON_FOR_ALL, "persistent-folder"],
     "Windows deletes the programs in your profile from this computer when you sign out"),
    ("An apostrophe and spaces in the profile folder, Documents in OneDrive, a home folder on the network",
     "odd-home", "open", "python-manager", NONE, [],
     "it is synchronised by OneDrive"),
    ("An old Anaconda of 2020 with the paid channels, and no other Python",
     "old-anaconda", "open", "python-manager", NONE, [],
     "pyready found Python 3.8.5, but you cannot use it, because it is too old"),
    ("Windows 10, where the word python opens the Store",
     "store-stub-only", "open", "python-manager", NONE, [],
     "that python.exe is a Store shortcut, not a Python"),
    ("Programs, packaged apps, the Store, installers and the internet are all blocked",
     "everything-blocked", "closed", NONE, NONE, [PYTHON_FOR_ALL, SERVERS],
     "IT can solve this with 2 requests together."),
    ("The account cannot read any policy, service or folder of programs",
     "everything-denied", "unsure", "existing-python", "", [],
     "because it could not look everywhere"),
    ("An ordinary laptop with a Python, checked with --offline",
     "offline", "unsure", "existing-python", NONE, [],
     "you chose --offline"),
    ("A Linux server without sudo, where Debian's Python cannot make environments",
     "linux-server", "open", "uv", NONE, [],
     "but you cannot use it, because it lacks parts that virtual environments need"),
    ("AppLocker has only what the managed installer of Intune leaves",
     "managed-installer-stubs", "open", "python-manager", NONE, [],
     "AppLocker is in audit mode"),
    ("AppLocker has rules without a mode, and no rules for packaged apps",
     "mode-missing", "closed", NONE, BROWSER, [PYTHON_FOR_ALL, RULE],
     "because there are rules for programs and none for packaged apps"),
    ("AppLocker has rules, and the service that enforces them is stopped",
     "service-stopped", "unsure", "python-manager", BROWSER, [PYTHON_FOR_ALL],
     "because AppLocker's service is not running now. Its rules block this."),
    ("An administrator who is not elevated; a rule denies their group the signed Python",
     "filtered-administrator", "closed", NONE, BROWSER, [],
     "AppLocker probably blocks Python 3.13.9, because a rule denies this"),
    ("Another maker's program lets only approved programs run",
     "default-deny-agent", "unsure", "python-manager", BROWSER, [PYTHON_FOR_ALL],
     "a running product allows only approved programs"),
    ("A computer on wheels for a ward: one sign-in for everybody, a launcher in place of the desktop",
     "ward-cart", "closed", NONE, BROWSER, [],
     "Use your own computer, or a notebook in your browser."),
]  # fmt: skip

BY_NAME = {row[1]: row for row in TABLE}
every_laptop = pytest.mark.parametrize("name", NAMES)
SCHEMA = json.loads((TOP / "docs" / "report.schema.json").read_text("utf-8"))
FACTS = sorted(set(TYPES) - set(BASIC))


def test_every_recorded_laptop_stands_in_the_table_once() -> None:
    assert [row[1] for row in TABLE if row[1] in NAMES] == [row[1] for row in TABLE]
    assert sorted(BY_NAME) == sorted(NAMES)


@once
@for_each("row", TABLE, ids=[row[0] for row in TABLE])
def test_the_answer(row: Any) -> None:
    _, name, state, route, meanwhile, requests, reason = row
    record = record_of(name, private=True)
    found = record.verdict
    says = [found.says, *(check.says for check in record.checks)]

    assert (found.state, found.route, found.meanwhile) == (state, route, meanwhile), found.says
    assert [request.id for request in record.requests] == requests
    assert any(reason in each for each in says), found.says


@every_laptop
def test_no_probe_failed(name: str) -> None:
    look = recorded.seen(name)
    missing = {fact: entry for fact, _, entry in look.facts.items() if isinstance(entry, Absent)}

    not_asked = {"offline": {"network": "offline"}, "everything-denied": {"network": "policy-unread"}}
    assert {fact: entry.kind for fact, entry in missing.items()} == not_asked.get(name, {})


# --- what is printed -------------------------------------------------------------------------------------------------


def printed(name: str, *, details: bool = False) -> str:
    text = RENDERERS["text"](record_of(name, private=False), Options(width=80, details=details))
    return " ".join(text.split())


def test_on_a_shared_computer_nothing_is_advised_and_nothing_asked_for() -> None:
    text = printed("ward-cart")

    shared = next(check.says for check in record_of("ward-cart", private=False).checks if check.id == "own-computer")
    assert text.index("Not on this computer") < text.index(shared) < text.index("Use your own computer")
    assert "Use your own computer" in text
    assert "request" not in text.casefold()
    assert "You can fix this" not in text


def test_the_reasons_are_those_of_the_routes_before_the_recommended_one() -> None:
    page = RENDERERS["html"](record_of("store-and-msix-blocked", private=False), Options())
    why = page.partition('id="why"')[2].partition("</section>")[0]

    assert "App Installer for files from elsewhere" in why
    assert "Anaconda needs a paid licence" not in why
    assert "Why not another option" not in printed("store-and-msix-blocked")
    assert "Anaconda needs a paid licence" in printed("store-and-msix-blocked", details=True)


def test_a_request_names_only_the_servers_of_the_way_it_opens() -> None:
    for name in ("sign-in-proxy", "everything-blocked"):
        (request,) = [each for each in record_of(name, private=True).requests if each.id == SERVERS]
        assert request.hosts == ("index", "index-files")


def test_what_a_request_does_not_ask_for_does_not_point_to_it() -> None:
    why = printed("everything-blocked", details=True).partition(" Why ")[2].partition("Every option")[0]

    assert why.count("Allow these servers through the proxy or firewall. (request 2)") > 0
    assert why.count("through the proxy or firewall. (request 2)") < why.count(
        "Allow these servers through the proxy or firewall."
    )


def test_what_is_said_once_as_the_reason_is_not_noticed_again() -> None:
    assert "Python programs of your own do not know the proxy" not in printed("static-proxy")
    assert "Python programs of your own do not know the proxy" in printed("static-proxy", details=True)


# --- the examples ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@once
@every_laptop
def test_the_example_judged_again_gives_the_same_answer(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    code = cli.run(["check", "--facts", str(example(name)), "--format", "json"], time.monotonic())
    again, held = json.loads(capfd.readouterr().out), json.loads(example(name).read_text("utf-8"))

    assert code == (0 if BY_NAME[name][2].startswith("open") else 1)
    assert again["verdict"] == held["verdict"]
    assert [route["state"] for route in again["routes"]] == [route["state"] for route in held["routes"]]


@every_laptop
def test_the_example_is_the_report_of_the_recorded_laptop(name: str) -> None:
    assert json.loads(example(name).read_text("utf-8")) == json.loads(render(record_of(name, private=False)))


@every_laptop
def test_the_example_holds_no_name_of_the_laptop(name: str) -> None:
    text = example(name).read_text("utf-8").casefold()

    for private in ("jane", "o'neil", "jsmith", "trust-l0042", "xyztrust", "trust.example"):
        assert private not in text


def example(name: str) -> Path:
    return TOP / "examples" / f"{name}.json"


# --- what holds for every laptop -------------------------------------------------------------------------------------

OPENNESS = {"not-here": 0, "closed": 0, "unsure": 1, "open-with-fixes": 2, "open": 3}


def opened(before: Decided, after: Decided) -> list[str]:
    """The routes, or the verdict, that can be used now and could not before, or not without a fix."""
    pairs = {name: (before.routes[name], after.routes[name]) for name in before.routes}
    pairs["the verdict"] = before.verdict, after.verdict
    return [name for name, (old, new) in pairs.items() if new.startswith("open") and OPENNESS[new] > OPENNESS[old]]


def without(facts: Facts, *ids: str) -> Facts:
    for name in ids:
        facts = facts.with_entry(TYPES[name], Absent("timed-out", "no answer within 15 s"))
    return facts


@cache
def computer(name: str) -> Computer:
    return Computer(seen(name).facts)


@pytest.mark.slow
@once
@every_laptop
def test_a_fact_that_is_missing_opens_no_route(name: str) -> None:
    facts, before = seen(name).facts, computer(name)

    again = {fact: before.again(without(facts, fact)) for fact in FACTS}
    assert {fact: found for fact in FACTS if (found := opened(before.decided, again[fact]))} == {}


@pytest.mark.slow
@once
@settings(max_examples=150)
@given(st.sampled_from(NAMES), st.sets(st.sampled_from(FACTS), min_size=2))
def test_many_facts_that_are_missing_open_no_route(name: str, gone: set[str]) -> None:
    before = computer(name)
    assert opened(before.decided, before.again(without(seen(name).facts, *gone))) == []


def readings(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The ways to every reading in a struct."""
    if isinstance(value, Reading):
        return [way]
    if isinstance(value, msgspec.Struct):
        return [each for key in value.__struct_fields__ for each in readings(getattr(value, key), (*way, key))]
    if isinstance(value, tuple):
        return [each for number, part in enumerate(value) for each in readings(part, (*way, number))]
    return []


def denied(value: Any, way: tuple[Any, ...]) -> Any:
    if not way:
        return Reading("denied", source=value.source)
    key, *rest = way
    if isinstance(value, tuple):
        return (*value[:key], denied(value[key], tuple(rest)), *value[key + 1 :])
    return msgspec.structs.replace(value, **{key: denied(getattr(value, key), tuple(rest))})


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(NAMES, 3))
def test_a_reading_that_is_denied_opens_no_route(name: str) -> None:
    facts, before = seen(name).facts, computer(name)
    found = []
    for fact, kind, entry in facts.items():
        for way in readings(entry):
            again = before.again(facts.with_entry(kind, denied(entry, way)))
            found += [(fact, way, each) for each in opened(before.decided, again)]
    assert found == []


@pytest.mark.slow
@once
@for_each("name", NAMES)
def test_what_asks_for_nothing_that_has_changed_answers_as_before(name: str) -> None:
    facts = seen(name).facts
    ways = [(kind, entry, way) for _, kind, entry in facts.items() for way in readings(entry)]
    some = random.Random(name).sample(ways, 2)
    others = [facts.with_entry(kind, denied(entry, way)) for kind, entry, way in some]
    for other in (facts, without(facts, "pythons"), *others):
        assert computer(name).again(other) == decided(other)


@once
@every_laptop
def test_taking_names_out_changes_no_answer(name: str) -> None:
    assert answers(record_of(name, private=False)) == answers(record_of(name, private=True))


@pytest.mark.slow
@once
@every_laptop
def test_the_order_of_the_probes_changes_nothing(name: str) -> None:
    shuffled = list(PROBES)
    random.Random(name).shuffle(shuffled)
    other = recorded.look(name, tuple(shuffled))

    assert render(report(other, private=True)) == render(record_of(name, private=True))


def test_where_policy_leaves_only_the_store_the_step_names_the_store() -> None:
    first = {
        name: next(
            step
            for route in record_of(name, private=True).routes
            if route.id == "python-manager"
            for step in route.steps
            if "install it" in step.says and "search for Python." not in step.says
        )
        for name in ("windows-installer-blocked", "open-laptop")
    }

    assert "Microsoft Store, search" in first["windows-installer-blocked"].says
    assert first["windows-installer-blocked"].command == ""
    assert first["open-laptop"].shell == "browser"
