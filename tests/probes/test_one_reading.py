"""Both probes of app control ask one reading of the policy: it changes no answer, and belongs to one look alone."""

import gc
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from laptops import bare
from laptops.looking import given as known
from laptops.looking import look
from policy.applocker.policies import ADMINISTRATORS, EVERYONE, HASH, PSF, path, publisher, rules, text
from pyready.engine.collect import Collection, Limits, collect
from pyready.model.activity import Read
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.probes import app_control, app_control_found, machine, pythons
from pyready.probes._control_answers import Asker
from pyready.probes._control_readings import SAFER, SRP
from pyready.probes.app_control_found import FoundControl

PLACES = ("C:\\Program Files\\Python313", f"{bare.LOCAL}\\Programs\\Python\\Python313", "C:\\Python313")
ALONE = (machine.PROBE, pythons.PROBE, app_control_found.PROBE)
BOTH = (machine.PROBE, app_control.PROBE, pythons.PROBE, app_control_found.PROBE)
CONDITIONS = (
    *map(path, ("*", "%PROGRAMFILES%\\*", "%OSDRIVE%\\Users\\*", "*\\python313.dll", "C:\\PYTHON313\\*")),
    *(publisher(), publisher("*"), publisher(low="3.12.0.0")),
    HASH,
)
texts = st.builds(
    text,
    st.sampled_from(["Allow", "Allow", "Deny"]),
    st.sampled_from(CONDITIONS),
    st.sampled_from([EVERYONE, EVERYONE, ADMINISTRATORS]),
    st.sampled_from(["", *CONDITIONS]),
)
keys = st.builds(
    lambda exe, dll, mode: rules("Exe", *exe, mode=mode) | rules("Dll", *dll),
    st.lists(texts, max_size=5),
    st.lists(texts, max_size=3),
    st.sampled_from([None, 0, 1, 7]),
)
older = st.sampled_from([{}, {f"HKLM\\{SAFER}": {"DefaultLevel": 0, "TransparentEnabled": 2, "PolicyScope": 0}}])


def laptop(place: str, *registry: dict[str, Any]) -> Host:
    held = {"HKLM\\Software\\Python\\PythonCore\\3.13\\InstallPath": {"": place}}
    for each in registry:
        held |= each
    return bare.windows(registry=held, files=bare.installed_windows(place), system=bare.all_readable())


def collected(host: Host, first: Callable[[Host, Facts], Any], seconds: float = 15.0) -> Collection:
    """A look in which the probe for fixed programs is as it is given."""
    probes = (machine.PROBE, replace(app_control.PROBE, collect=first), pythons.PROBE, app_control_found.PROBE)
    return collect(host, probes, known("windows"), Limits(time.monotonic(), seconds, seconds))


def readers(read: tuple[Read, ...]) -> set[str]:
    """The probes that read rules."""
    return {each.by for each in read if each.what == "registry" and each.where.startswith(SRP)}


@pytest.mark.unmeasured
@settings(max_examples=40)
@given(st.sampled_from(PLACES), keys, older)
def test_the_answers_are_those_of_a_reading_of_its_own(place: str, held: dict[str, Any], more: dict[str, Any]) -> None:
    host = laptop(place, held, more)
    shared, alone = look(host, BOTH), look(host, ALONE)

    assert shared.facts[FoundControl] == alone.facts[FoundControl]
    assert shared.facts[FoundControl].pythons
    assert (readers(shared.did.read), readers(alone.did.read)) == ({"app-control"}, {"app-control-found"})


def crashes(host: Host, facts: Facts) -> Any:
    host.registry.subkeys(SRP)
    raise ValueError


def hangs(host: Host, facts: Facts) -> Any:
    threading.Event().wait(30)


@pytest.mark.parametrize(("first", "seconds", "expected"), [(crashes, 15.0, "crashed"), (hangs, 2.0, "timed-out")])
def test_after_a_first_that_failed_the_second_reads_for_itself(first: Any, seconds: float, expected: str) -> None:
    host = laptop(PLACES[1], rules("Exe", text("Allow", path("%PROGRAMFILES%\\*"))))
    result = collected(host, first, seconds)

    assert getattr(result.facts.entry(app_control.AppControl), "kind", "") == expected
    assert [each.starts.outcome for each in result.facts[FoundControl].pythons] == ["blocked"]
    assert "app-control-found" in readers(result.journal.finished().read)


def test_a_first_that_only_needs_its_time_is_waited_for() -> None:
    def slow(host: Host, facts: Facts) -> Any:
        time.sleep(0.3)
        return app_control.collect(host, facts)

    result = collected(laptop(PLACES[0], rules("Exe", text("Allow", publisher(PSF)))), slow)

    assert result.facts[FoundControl].pythons
    assert readers(result.journal.finished().read) == {"app-control"}


def test_nothing_of_one_look_is_seen_by_the_next() -> None:
    seen: list[Asker | None] = []

    def spied(host: Host, facts: Facts) -> Any:
        seen.append(host.kept.of("app-control", Asker, 0.0))
        return app_control.collect(host, facts)

    opened, closed = text("Allow", path("*")), text("Deny", path("*"))
    host = laptop(PLACES[0], rules("Exe", opened))
    outcomes = []
    for each in (host, host, laptop(PLACES[0], rules("Exe", closed))):
        outcomes += [python.starts.outcome for python in collected(each, spied).facts[FoundControl].pythons]
        assert each.kept.of("app-control", Asker, 0.0) is None

    assert seen == [None, None, None]
    assert outcomes == ["allowed", "allowed", "blocked"]


def test_the_rules_are_gone_with_the_look() -> None:
    left: list[weakref.ref[Asker]] = []

    def spied(host: Host, facts: Facts) -> Any:
        found = app_control.collect(host, facts)
        asker = host.kept.of("app-control", Asker, 0.0)
        assert asker
        left.append(weakref.ref(asker))
        return found

    assert collected(laptop(PLACES[0], rules("Exe", text("Allow", path("*")))), spied).facts[FoundControl].pythons
    end = time.monotonic() + 5  # the threads end a moment after their facts are there
    while left[0]() and time.monotonic() < end:
        gc.collect()
        time.sleep(0.01)
    assert left[0]() is None
