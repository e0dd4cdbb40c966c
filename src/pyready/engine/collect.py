"""Runs the probes side by side inside their time: one that raises or hangs costs only its own line."""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from pyready.engine import faults
from pyready.engine.safe_facts import safe
from pyready.engine.seam import watched
from pyready.model.activity import Journal
from pyready.model.facts import Absent, Facts, Inapplicable, NotApplicable, NotCollected
from pyready.model.host import Host
from pyready.model.kept import KeptForOneLook
from pyready.model.probe import Probe

# shown as the reason when a part of pyready was given up
_NO_ANSWER = "no answer within {seconds:g} s"

LOCAL_S = 5.0
"""Seconds a probe of the machine itself may take, counted from the start of the program."""

_WAKE_S = 0.2
"""Seconds between looks up from the queue: on Windows Ctrl-C cannot interrupt a wait."""

Listener = Callable[[Probe[Any], str], None]
"""Told of each probe: `started`, `done` or the kind of `Absent`."""


class Collection(msgspec.Struct):
    """Everything the probes gave, and how long each took."""

    facts: Facts
    journal: Journal = msgspec.field(default_factory=Journal)
    timings: dict[str, float] = msgspec.field(default_factory=dict)
    hung: bool = False
    """A probe's thread was still running when its time was up."""


class Limits(msgspec.Struct, frozen=True):
    """The one clock: `started` in monotonic seconds, and how long each kind of probe has from then."""

    started: float
    deadline_s: float = 15.0
    local_s: float = LOCAL_S

    def ends(self, probe: Probe[Any]) -> float:
        """The moment at which this probe is given up."""
        return self.started + (self.deadline_s if probe.network else self.local_s)

    def gone(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started


def collect(
    host: Host, probes: Sequence[Probe[Any]], facts: Facts, limits: Limits, listener: Listener | None = None
) -> Collection:
    """Start each probe when what it needs is there, and give up each at its limit."""
    return _Run(host, limits, listener or _nobody, Collection(facts)).all(probes)


class _Run(msgspec.Struct):
    host: Host
    limits: Limits
    listener: Listener
    result: Collection
    finished: "queue.SimpleQueue[tuple[Probe[Any], Any, float]]" = msgspec.field(default_factory=queue.SimpleQueue)
    running: dict[str, Probe[Any]] = msgspec.field(default_factory=dict)
    kept: KeptForOneLook = msgspec.field(default_factory=KeptForOneLook)

    def all(self, probes: Sequence[Probe[Any]]) -> Collection:
        waiting = [probe for probe in probes if self.result.facts.entry(probe.fact) is None]
        self.kept.expect(probe.id for probe in waiting)
        for probe in probes:
            if probe not in waiting:
                self.listener(probe, "done")  # given, so there is nothing to look for
        while waiting or self.running:
            ready = [probe for probe in waiting if self._may_start(probe, waiting)]
            waiting = [probe for probe in waiting if probe not in ready]
            for probe in ready:
                self._start(probe)
            if self.running:
                self._await_one()
        return self.result

    def _may_start(self, probe: Probe[Any], waiting: Sequence[Probe[Any]]) -> bool:
        unfinished = {other.fact for other in (*waiting, *self.running.values()) if other is not probe}
        return not unfinished.intersection(probe.after)

    def _start(self, probe: Probe[Any]) -> None:
        if self.host.platform not in probe.platforms:
            self.kept.ends(probe.id)
            self._settle(probe, Inapplicable(), 0.0)
            return
        self.listener(probe, "started")
        self.running[probe.id] = probe
        threading.Thread(target=self._work, args=(probe, self.result.facts), name=probe.id, daemon=True).start()

    def _work(self, probe: Probe[Any], facts: Facts) -> None:
        began = time.monotonic()
        seen = watched(self.host, probe, self.result.journal, self.limits.ends(probe), self.kept)
        entry: Any
        try:
            entry = safe(probe.collect(seen, facts), probe.fact)
        except NotApplicable:
            entry = Inapplicable()
        except NotCollected as error:
            entry = Absent(error.kind, error.reason)
        except Exception as error:  # the one broad catch: a fault in a probe costs its own line only
            entry = Absent("crashed", faults.place(error))
        self.result.journal.stop(probe.id)
        self.kept.ends(probe.id)
        self.finished.put((probe, entry, time.monotonic() - began))

    def _await_one(self) -> None:
        now = time.monotonic()
        for probe in list(self.running.values()):
            if self.limits.ends(probe) <= now and self.finished.empty():
                self._give_up(probe)
        if not self.running:
            return
        next_end = min(self.limits.ends(probe) for probe in self.running.values())
        try:
            probe, entry, seconds = self.finished.get(timeout=max(0.001, min(next_end - now, _WAKE_S)))
        except queue.Empty:
            return
        if self.running.pop(probe.id, None) is not None:
            self._settle(probe, entry, seconds)

    def _give_up(self, probe: Probe[Any]) -> None:
        del self.running[probe.id]
        self.result.hung = True
        self.result.journal.stop(probe.id)
        self.kept.ends(probe.id)
        seconds = self.limits.ends(probe) - self.limits.started
        self._settle(probe, Absent("timed-out", _NO_ANSWER.format(seconds=seconds)), seconds)

    def _settle(self, probe: Probe[Any], entry: Any, seconds: float) -> None:
        self.result.facts = self.result.facts.with_entry(probe.fact, entry)
        self.result.timings[probe.id] = round(seconds, 4)
        self.listener(probe, entry.kind if isinstance(entry, Absent) else "done")


def _nobody(probe: Probe[Any], event: str) -> None:
    """Listen to nothing."""
