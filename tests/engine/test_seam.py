"""The seam: what is not declared is refused, what is declared is recorded."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from for_each import for_each
from laptops import bare
from laptops.looking import given
from pyready.engine.collect import Limits, collect
from pyready.engine.seam import Undeclared, watched
from pyready.model.activity import Contacted, Did, Journal, Read
from pyready.model.attempts import Tried, Wanted
from pyready.model.facts import Absent, Facts
from pyready.model.host import Host, Reading
from pyready.model.probe import Declared, Probe, endpoint, file, folder, registry, system, variable
from pyready.probes.machine import MachineFacts
from pyready.recorded.host import NoNet


@for_each(
    ("pattern", "where"),
    [
        ("HKLM\\SOFTWARE\\Python*", "HKLM\\SOFTWARE\\Python\\PythonCore\\3.13"),
        ("HKLM\\SOFTWARE\\Python*", "hklm\\software\\python"),
        ("HKLM\\SOFTWARE\\X", "HKLM/SOFTWARE/X/"),
        ("{each Python}", "C:\\anything\\at all"),
        ("{home}/.config/{tool}/x.toml", "/home/jane/.config/pip/x.toml"),
        ("{home}\\.condarc", "C:\\Users\\Jane\\.CONDARC"),
        ("C:\\a[1]\\x", "c:\\A[1]\\X"),
        ("C:\\a[1]\\*", "C:\\a[1]\\deep\\below"),
        ("[*]", "[x]"),
        ("/", "/"),
        ("{a}{b}", "x"),
        ("PATH", "Path"),
    ],
)
def test_a_pattern_covers(pattern: str, where: str) -> None:
    assert Declared("file", pattern, "why").covers("file", where)


@for_each(
    ("pattern", "where"),
    [
        ("HKLM\\SOFTWARE\\X", "HKLM\\SOFTWARE\\X\\Below"),
        ("HKLM\\SOFTWARE\\X", "HKLM\\SOFTWARE\\X2"),
        ("HKLM\\SOFTWARE\\X", "HKCU\\SOFTWARE\\X"),
        ("{home}/.condarc", "/home/jane/.condarc2"),
        ("{home}/.condarc", ".condarc"),
        ("C:\\a[12]\\x", "C:\\a1\\x"),
        ("C:\\a[!b]\\x", "C:\\ac\\x"),
        ("C:\\a?b", "C:\\axb"),
        ("/a", "/"),
        ("", "/"),
        ("x", ""),
    ],
)
def test_a_pattern_does_not_cover(pattern: str, where: str) -> None:
    assert not Declared("file", pattern, "why").covers("file", where)


@for_each("what", ["registry", "variable", "folder", "system", "endpoint", "program"])
def test_a_declaration_covers_its_own_kind_only(what: str) -> None:
    assert not Declared("file", "*", "why").covers(what, "x")


class Answers(NoNet):
    """A network that answers everything the same way."""

    def attempt(self, wanted: Wanted) -> Tried:
        return Tried("reached", proxy=wanted.proxy)


HOST = replace(bare.windows(), net=Answers())


def seen(host: Host, *allowed: Declared) -> tuple[Host, Journal]:
    journal = Journal()
    probe: Probe[Any] = Probe("p", MachineFacts, lambda host, facts: None, "about", reads=allowed)
    return watched(host, probe, journal, 0.0), journal


Access = Callable[[Host], Any]
HOME = bare.HOME
KEY = r"HKLM\SOFTWARE\Microsoft"
ACCESSES: list[tuple[str, Declared, Access, tuple[str, str]]] = [
    ("a variable", variable("PATH", "w"), lambda h: h.variables.get("PATH"), ("variable", "environment PATH")),
    ("a value", registry(KEY, "w"), lambda h: h.registry.value(KEY, "x"), ("registry", KEY + r"\x")),
    ("subkeys", registry(KEY, "w"), lambda h: h.registry.subkeys(KEY), ("registry", KEY)),
    ("bytes", file(HOME, "w"), lambda h: h.files.data(HOME, 9), ("file", HOME)),
    ("text", file(HOME, "w"), lambda h: h.files.text(HOME), ("file", HOME)),
    ("names", folder(HOME, "w"), lambda h: h.files.folder(HOME), ("folder", HOME)),
    ("a look", file(HOME, "w"), lambda h: h.files.look(HOME), ("file", HOME)),
    ("writable", file(HOME, "w"), lambda h: h.files.writable(HOME), ("system", f"rights to {HOME}")),
    ("space", file(HOME, "w"), lambda h: h.files.space(HOME), ("system", f"space of {HOME}")),
    ("drive", file(HOME, "w"), lambda h: h.files.drive(HOME), ("system", f"drive of {HOME}")),
    ("protection", file(HOME, "w"), lambda h: h.files.protection(HOME), ("file", HOME)),
    ("signer", file(HOME, "w"), lambda h: h.files.signer(HOME), ("system", f"signer of {HOME}")),
    ("version", file(HOME, "w"), lambda h: h.files.version(HOME), ("system", f"version of {HOME}")),
    ("hash", file(HOME, "w"), lambda h: h.files.authenticode_hash(HOME), ("system", f"hash of {HOME}")),
    ("who", system("who", "w"), lambda h: h.system.who(), ("system", "who")),
    ("token", system("token", "w"), lambda h: h.system.token(), ("system", "token")),
    ("groups", system("groups", "w"), lambda h: h.system.groups(), ("system", "groups")),
    ("machine", system("machine", "w"), lambda h: h.system.machine(), ("system", "machine")),
    ("interpreter", system("interpreter", "w"), lambda h: h.system.interpreter(), ("system", "interpreter")),
]
IDS = [access[0] for access in ACCESSES]


@for_each("access", ACCESSES, ids=IDS)
def test_what_is_not_declared_is_refused_and_not_recorded(access: tuple[str, Declared, Access, Any]) -> None:
    others = [each[1] for each in ACCESSES if (each[1].what, each[1].where) != (access[1].what, access[1].where)]
    host, journal = seen(HOST, *others)

    with pytest.raises(Undeclared, match=r"^p did not declare "):
        access[2](host)
    assert journal.finished() == Did()


@for_each("access", ACCESSES, ids=IDS)
def test_what_is_declared_is_answered_as_by_the_host_and_recorded(access: tuple[str, Declared, Access, Any]) -> None:
    _, declared, ask, (what, where) = access
    host, journal = seen(HOST, declared)
    reading = ask(host)

    assert reading == ask(HOST)
    (read,) = journal.finished().read
    assert read == Read(what, where, reading.state, "p")


def test_a_denied_reading_is_recorded_as_denied() -> None:
    host, journal = seen(bare.windows(denied_keys=[KEY]), registry(KEY, "w"))
    host.registry.value(KEY, "x")

    assert journal.finished().read == (Read("registry", KEY + r"\x", "denied", "p"),)


def test_a_place_whose_name_is_its_own_affair_is_recorded_by_its_pattern() -> None:
    journal = Journal()
    declared = registry("HKLM\\SOFTWARE\\Rules*", "why", each=False), registry("HKLM\\SOFTWARE\\Other", "why")
    probe = Probe("x", MachineFacts, lambda *_: MachineFacts(Reading("missing")), "x", reads=declared)
    host = watched(bare.windows(), probe, journal, time.monotonic() + 5)
    for key in ("Rules\\Secret", "Rules\\Secret2", "Other"):
        host.registry.value(f"HKLM\\SOFTWARE\\{key}", "v")

    places = [each.where for each in journal.finished().read]
    assert places == ["HKLM\\SOFTWARE\\Other\\v", "HKLM\\SOFTWARE\\Rules*"]


@pytest.mark.parametrize("attempt", ["attempt", "attempt_with_requests"])
def test_an_endpoint_that_is_not_declared_is_not_contacted(attempt: str) -> None:
    host, journal = seen(HOST, endpoint("index", "w"))

    with pytest.raises(Undeclared, match="did not declare endpoint other"):
        getattr(host.net, attempt)(Wanted("other", "https://other.example/"))
    assert journal.finished() == Did()


@for_each(
    ("wanted", "how"),
    [
        (Wanted("index", "https://x.example/", "p:1"), "request"),
        (Wanted("index", "https://x.example/", "p:1", "mozilla", only_handshake=True), "handshake"),
        (Wanted("index", "https://x.example/", "p:1", "none", only_handshake=True), "unverified-handshake"),
        (Wanted("index", "https://x.example/", "p:1", "none"), "unverified-handshake"),
    ],
    ids=["request", "handshake", "unverified handshake", "never a request without verification"],
)
def test_a_connection_is_recorded_as_what_it_was(wanted: Wanted, how: str) -> None:
    host, journal = seen(HOST, endpoint("*", "w"))
    host.net.attempt(wanted)

    assert journal.finished().contacted == (Contacted("index", how, "reached", "p", "p:1", "pyready"),)


def test_a_connection_by_requests_is_told_apart() -> None:
    host, journal = seen(HOST, endpoint("*", "w"))
    host.net.attempt_with_requests(Wanted("index", "https://x.example/"))

    assert [each.stack for each in journal.finished().contacted] == ["requests"]


@for_each(
    ("host", "roots", "says"),
    [(HOST, "system", 1), (HOST, "mozilla", 0), (HOST, "none", 0), (bare.linux(net=Answers()), "system", 0)],
    ids=["Windows' own check", "Mozilla's list", "no check", "Linux"],
)
def test_what_windows_may_fetch_by_itself_is_said(host: Host, roots: Any, says: int) -> None:
    guarded, journal = seen(host, endpoint("*", "w"))
    guarded.net.attempt(Wanted("index", "https://x.example/", roots=roots))

    assert len(journal.finished().by_windows) == says


class Midway:
    """A part of a host that is looked in on while it is asked."""

    def __init__(self, part: Any, look: Callable[[], object]) -> None:
        self._part, self._look = part, look

    def __getattr__(self, name: str) -> Any:
        def ask(*given: Any) -> Any:
            self._look()
            return getattr(self._part, name)(*given)

        return ask


def looked_in_on(look: Callable[[], object]) -> Host:
    parts: dict[str, Any] = {name: Midway(getattr(HOST, name), look) for name in ("registry", "files", "system", "net")}
    return replace(HOST, **parts)


@for_each("access", [each for each in ACCESSES if each[1].what != "variable"], ids=IDS[1:])
def test_what_is_asked_and_not_yet_answered_is_in_the_list(access: tuple[str, Declared, Access, Any]) -> None:
    """A drive that never answers: the report that is made without it says where the probe was."""
    _, declared, ask, (what, where) = access
    meanwhile: list[Did] = []
    host, journal = seen(looked_in_on(lambda: meanwhile.append(journal.finished())), declared)
    reading = ask(host)

    assert [each.read for each in meanwhile] == [(Read(declared.what, declared.where, "no-answer", "p"),)]
    assert journal.finished().read == (Read(what, where, reading.state, "p"),)


def test_what_is_asked_under_a_pattern_is_in_the_list_by_the_pattern() -> None:
    meanwhile: list[Did] = []
    declared = registry(KEY + "\\*", "w", each=False)
    host, journal = seen(looked_in_on(lambda: meanwhile.append(journal.finished())), declared)
    host.registry.value(KEY + "\\Secret", "x")

    assert [each.where for each in meanwhile[0].read] == [KEY + "\\*"]


def test_what_failed_inside_the_host_stays_in_the_list_when_the_next_thing_is_asked() -> None:
    def fail() -> None:
        raise OSError

    host, journal = seen(looked_in_on(fail), folder(HOME, "w"), variable("PATH", "w"), system("who", "w"))
    for ask in (lambda: host.files.folder(HOME), host.system.who):
        with pytest.raises(OSError, match=r"^$"):
            ask()

    assert {(each.where, each.found) for each in journal.finished().read} == {(HOME, "no-answer"), ("who", "no-answer")}


@pytest.mark.parametrize(
    ("attempt", "wanted", "entry"),
    [
        (
            "attempt",
            Wanted("index", "u", "http://me:secret@p:1"),
            Contacted("index", "request", "no-answer", "p", "p:1"),
        ),
        ("attempt", Wanted("index", "u", roots="none"), Contacted("index", "unverified-handshake", "no-answer", "p")),
        (
            "attempt_with_requests",
            Wanted("index", "u", "unused:1"),
            Contacted("index", "request", "no-answer", "p", "", "requests"),
        ),
    ],
)
def test_a_connection_without_an_answer_is_in_the_list(attempt: str, wanted: Wanted, entry: Contacted) -> None:
    meanwhile: list[Did] = []
    host, journal = seen(looked_in_on(lambda: meanwhile.append(journal.finished())), endpoint("*", "w"))
    getattr(host.net, attempt)(wanted)

    assert meanwhile[-1].contacted == (entry,)
    assert [each.outcome for each in journal.finished().contacted] != ["no-answer"]


def test_the_clock_of_a_probe_ends_and_never_goes_below_nought() -> None:
    host, _ = seen(HOST)

    assert host.clock.left() == 0.0


def test_the_same_reading_twice_is_one_line_and_the_order_does_not_matter() -> None:
    first, one = seen(HOST, system("*", "w"))
    second, other = seen(HOST, system("*", "w"))
    for ask in (first.system.token, first.system.machine, first.system.token):
        ask()
    for ask in (second.system.machine, second.system.token):
        ask()

    assert one.finished() == other.finished()
    assert len(one.finished().read) == 2


def test_a_probe_that_reaches_too_far_costs_its_own_line_and_names_no_value() -> None:
    def greedy(host: Host, facts: Facts) -> Any:
        return host.files.text("C:\\Users\\jane.smith\\secret.txt")

    probe: Probe[Any] = Probe("machine", MachineFacts, greedy, "about")
    entry = collect(HOST, (probe,), given("windows"), Limits(time.monotonic())).facts.entry(MachineFacts)

    assert isinstance(entry, Absent)
    assert "secret" not in entry.reason


def test_a_guid_in_a_declaration_stands_for_itself_alone() -> None:
    one, other = "{53f5630d-b6bf-11d0-94f2-00a0c91efb8b}", "{53f5630d-b6bf-11d0-94f2-00a0c91efb8c}"
    declared = registry(f"HKLM\\Disks\\{one}", "why")

    assert declared.covers("registry", f"HKLM\\DISKS\\{one.upper()}")
    assert not declared.covers("registry", f"HKLM\\Disks\\{other}")
    assert not declared.covers("registry", "HKLM\\Disks\\anything")
    assert registry("HKLM\\Disks\\{disk}\\x", "why").covers("registry", f"HKLM\\Disks\\{other}\\x")
