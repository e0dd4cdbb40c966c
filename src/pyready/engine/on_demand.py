"""A look for one question: each check is loaded by its id, and each probe runs when a check asks for its fact."""

import importlib
import time
from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from pyready.engine._index import FACTS, TOPICS
from pyready.engine.collect import Limits, collect
from pyready.model.activity import Did
from pyready.model.facts import BASIC, Facts
from pyready.model.host import Host
from pyready.model.outcome import Check
from pyready.model.probe import Probe

T = TypeVar("T")


def check_named(name: str) -> Check:
    """One check; only the module of its topic is loaded."""
    topic = importlib.import_module(f"pyready.checks.{TOPICS[name]}")
    found: Check = next(each for each in topic.CHECKS if each.id == name)
    return found


def probe_of(fact: type) -> Probe[Any] | None:
    """The probe that gives a fact; None for what no probe gives, such as what was asked."""
    module = FACTS.get(f"{fact.__module__}.{fact.__qualname__}")
    if module is None:
        return None
    found: Probe[Any] = importlib.import_module(f"pyready.probes.{module}").PROBE
    return found


class OnDemand(Facts):
    """Facts of a computer that are looked at once, when they are first asked for, in the time that is left.

    `hung` says that a probe's thread is still running; `did`, what was read. Servers are not contacted: nothing waits
    for them.
    """

    def __init__(self, host: Host, given: Mapping[type, Any]) -> None:
        super().__init__(given, BASIC)
        self._host, self._limits = host, Limits(time.monotonic())
        self._asked: set[type] = set()
        self.hung, self.did = False, Did()

    def __getitem__(self, fact: type[T]) -> T:
        self._look(fact)
        return super().__getitem__(fact)

    def entry(self, fact: type) -> Any:
        """As for any facts; looked at before."""
        self._look(fact)
        return super().entry(fact)

    def looked_at(self) -> Facts:
        """What is known by now; it grows no more."""
        return Facts(self._entries, self.types)

    def _look(self, fact: type) -> None:
        if fact in self._entries or fact in self._asked or (probe := probe_of(fact)) is None:
            return
        self._asked.add(fact)
        self._ids[fact] = probe.id
        result = collect(self._host, (probe,), self, self._limits)  # a probe, too, gets what it asks for
        self._entries[fact] = result.facts.entry(fact)
        self.hung = self.hung or result.hung
        self.did = replace(self.did, read=(*self.did.read, *result.journal.finished().read))
