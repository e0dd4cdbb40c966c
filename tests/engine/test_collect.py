"""Probes side by side inside their time."""

import threading
import time
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import pytest
from msgspec.structs import replace

from laptops import bare
from pyready.engine.collect import Limits, collect
from pyready.model.activity import Did, Read
from pyready.model.attempts import ScriptWanted, Wanted
from pyready.model.facts import Absent, Facts, Inapplicable, NotCollected
from pyready.model.host import Host, Reading
from pyready.model.privacy_classes import Public
from pyready.model.probe import Probe, endpoint, file, folder, system, variable


class One(msgspec.Struct, frozen=True):
    word: Public = ""


class Two(msgspec.Struct, frozen=True):
    word: Public = ""


class Three(msgspec.Struct, frozen=True):
    word: Public = ""


TYPES = {"one": One, "two": Two, "three": Three}


def limits(local: float = 5.0, network: float = 5.0) -> Limits:
    return Limits(time.monotonic(), network, local)


def one(host: Host, facts: Facts) -> One:
    return One("first")


def two(host: Host, facts: Facts) -> Two:
    return Two(facts[One].word + " then second")


def broken(host: Host, facts: Facts) -> One:
    raise ValueError("C:\\Users\\jane.smith\\secret.txt")


def hangs(host: Host, facts: Facts) -> One:
    threading.Event().wait(20)
    return One()


def test_a_probe_waits_for_what_it_needs() -> None:
    probes = (Probe("two", Two, two, "", after=(One,)), Probe("one", One, one, ""))
    result = collect(bare.linux(), probes, Facts({}, TYPES), limits())

    assert result.facts[Two] == Two("first then second")
    assert set(result.timings) == {"one", "two"}


def test_a_probe_that_raises_costs_only_its_own_line_and_tells_no_name() -> None:
    probes = (Probe("one", One, broken, ""), Probe("two", Two, lambda host, facts: Two("fine"), ""))
    result = collect(bare.linux(), probes, Facts({}, TYPES), limits())

    entry = result.facts.entry(One)
    assert isinstance(entry, Absent)
    assert entry.kind == "crashed"
    assert "ValueError" in entry.reason
    assert "jane" not in entry.reason
    assert result.facts[Two] == Two("fine")


def test_a_probe_that_hangs_is_given_up_and_the_rest_is_there() -> None:
    probes = (Probe("one", One, hangs, ""), Probe("two", Two, lambda host, facts: Two("fine"), ""))
    began = time.monotonic()
    result = collect(bare.linux(), probes, Facts({}, TYPES), limits(local=0.3))

    assert time.monotonic() - began < 10
    assert result.hung
    assert result.facts[Two] == Two("fine")
    with pytest.raises(NotCollected) as caught:
        result.facts[One]
    assert (caught.value.kind, caught.value.reason) == ("timed-out", "no answer within 0.3 s")


class Asked:
    """A part of a host that writes down what it is asked for; the first question waits for `go`."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.go, self.over = threading.Event(), threading.Event()

    def __getattr__(self, name: str) -> Any:
        def ask(*given: Any) -> Reading[Any]:
            self.names.append(name)
            assert self.go.wait(10)
            return Reading("not-set", source=str(given[0]))

        return ask


def test_a_probe_that_was_given_up_asks_for_nothing_more() -> None:
    asked = Asked()

    def slow(host: Host, facts: Facts) -> One:
        try:
            host.files.look("/first")
            host.files.folder("/second")
        finally:
            asked.over.set()
        return One()

    reads = (file("/first", "why"), folder("/second", "why"))
    host = replace(bare.linux(), files=cast(Any, asked))
    result = collect(host, (Probe("one", One, slow, "", reads=reads),), Facts({}, TYPES), limits(local=0.2))
    did = result.journal.finished()
    asked.go.set()

    assert asked.over.wait(10)
    assert asked.names == ["look"]
    assert did.read == (Read("file", "/first", "no-answer", "one"),)


def test_a_thread_that_a_probe_left_behind_asks_for_nothing_more() -> None:
    asked, told = Asked(), list[Any]()

    def leaves(host: Host, facts: Facts) -> One:
        def later() -> None:
            assert asked.go.wait(10)
            told.extend(ask(Wanted("index", "u")) for ask in (host.net.attempt, host.net.attempt_with_requests))
            told.append(host.net.ask_script(ScriptWanted("u", "")))
            asked.over.set()

        threading.Thread(target=later, daemon=True).start()
        return One()

    net = SimpleNamespace(environment_proxy=lambda url: "", attempt=asked.attempt, ask_script=asked.ask_script)
    by = {name: getattr(asked, name) for name in ("attempt", "attempt_with_requests", "ask_script")}
    net = SimpleNamespace(environment_proxy=lambda _: "", **by)
    reads, contacts = (system("proxy script", "why"),), (endpoint("*", "why"),)
    probe = Probe("one", One, leaves, "", reads=reads, contacts=contacts)
    result = collect(replace(bare.linux(), net=cast(Any, net)), (probe,), Facts({}, TYPES), limits())
    did = result.journal.finished()
    asked.go.set()

    assert asked.over.wait(10)
    assert asked.names == []
    assert [getattr(each, "outcome", "") or each.state for each in told] == ["not-tried", "not-tried", "timed-out"]
    assert did == result.journal.finished() == Did()


def test_a_probe_after_one_that_failed_still_runs() -> None:
    probes = (Probe("one", One, broken, ""), Probe("two", Two, two, "", after=(One,)))
    result = collect(bare.linux(), probes, Facts({}, TYPES), limits())

    entry = result.facts.entry(Two)
    assert isinstance(entry, Absent)
    assert entry.kind == "crashed"


def test_the_network_has_the_longer_limit() -> None:
    def slow(host: Host, facts: Facts) -> One:
        time.sleep(0.4)
        return One("late")

    probes = (Probe("one", One, slow, "", network=True), Probe("two", Two, hangs, ""))
    result = collect(bare.linux(), probes, Facts({}, TYPES), limits(local=0.2))

    assert result.facts[One] == One("late")
    assert isinstance(result.facts.entry(Two), Absent)


def test_a_probe_of_another_platform_is_not_applicable() -> None:
    probes = (Probe("one", One, one, "", platforms=("windows",)),)
    result = collect(bare.linux(), probes, Facts({}, TYPES), limits())

    assert isinstance(result.facts.entry(One), Inapplicable)


def test_facts_that_are_given_are_not_collected_again() -> None:
    facts = Facts({One: One("given")}, TYPES)
    result = collect(bare.linux(), (Probe("one", One, one, ""),), facts, limits())

    assert result.facts[One] == One("given")


def test_what_was_not_declared_is_refused_and_what_was_is_recorded() -> None:
    def peeks(host: Host, facts: Facts) -> Three:
        host.variables.get("HOME")
        host.files.text("/home/jsmith/.netrc")
        return Three()

    def asks(host: Host, facts: Facts) -> Two:
        return Two(host.variables.get("HOME").value or "")

    allowed = (variable("HOME", "to know"),)
    probes = (Probe("three", Three, peeks, "", reads=allowed), Probe("two", Two, asks, "", reads=allowed))
    result = collect(bare.linux(), probes, Facts({}, TYPES), limits())

    entry = result.facts.entry(Three)
    assert isinstance(entry, Absent)
    assert entry.reason.startswith("Undeclared")
    assert result.facts[Two] == Two("/home/jsmith")
    read = result.journal.finished().read
    assert [(each.what, each.found, each.by) for each in read] == [
        ("variable", "set", "three"),
        ("variable", "set", "two"),
    ]


def test_listeners_hear_each_probe_start_and_end() -> None:
    heard: list[tuple[str, str]] = []
    probes = (Probe("one", One, one, ""), Probe("two", Two, broken, ""))  # type: ignore[type-var,arg-type]
    collect(bare.linux(), probes, Facts({}, TYPES), limits(), lambda probe, event: heard.append((probe.id, event)))

    assert sorted(heard) == [("one", "done"), ("one", "started"), ("two", "crashed"), ("two", "started")]
