"""Runs probes over a recorded machine as the program does: through the seam, so that undeclared reads fail."""

import datetime as dt
import time
from typing import Any, TypeVar

from pyready.engine.app import Look
from pyready.engine.collect import Limits, collect
from pyready.model.facts import Absent, Asked, Facts, KnowledgeDate, Taken
from pyready.model.host import Host
from pyready.model.probe import Probe
from pyready.probes import PROBES, TYPES

T = TypeVar("T")
TAKEN = dt.datetime(2026, 11, 22, 14, 0, tzinfo=dt.UTC)


def given(platform: str, *, offline: bool = True, **asked: Any) -> Facts:
    """What is known before any probe runs."""
    facts = Facts({}, TYPES).with_entry(Taken, Taken(TAKEN))
    facts = facts.with_entry(KnowledgeDate, KnowledgeDate(dt.date(2026, 11, 22)))
    return facts.with_entry(Asked, Asked(platform, offline=offline, **asked))


def look(host: Host, probes: tuple[Probe[Any], ...] = PROBES, *, offline: bool = True, **entries: Any) -> Look:
    """All facts of a machine; a probe that crashed fails the test that asked."""
    facts = given(host.platform, offline=offline)
    for entry in entries.values():
        facts = facts.with_entry(type(entry), entry)
    result = collect(host, probes, facts, Limits(time.monotonic(), 15.0, 15.0))
    crashed = {name: entry.reason for name, _, entry in result.facts.items() if _is_crash(entry)}
    assert not crashed
    return Look(result.facts, result.journal.finished(), result.timings, 0.1)


def facts_of(host: Host, fact: type[T], probe: Probe[Any]) -> T:
    """The facts of one probe."""
    return look(host, (probe,)).facts[fact]


def _is_crash(entry: object) -> bool:
    return isinstance(entry, Absent) and entry.kind == "crashed"
