"""What one probe leaves for another of the same look: in memory, part of no fact, and gone with the look."""

import threading
from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Kept(Protocol):
    """By the type of the thing: each type is left by one probe only."""

    def leave(self, thing: object) -> None: ...
    def of(self, probe: str, kind: type[T], seconds: float) -> T | None: ...


class NothingKept:
    """Forgets what is left: a host that belongs to no look."""

    def leave(self, thing: object) -> None:
        """It is gone."""

    def of(self, probe: str, kind: type[T], seconds: float) -> T | None:  # noqa: ARG002 - the protocol
        """There is nothing."""
        return None


class KeptForOneLook:
    """Safe to use from the probes' threads. The engine says which probes are to come, and which have ended."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._to_come: set[str] = set()
        self._left: dict[type[Any], Any] = {}

    def expect(self, probes: Iterable[str]) -> None:
        """These probes may leave something, whichever starts first."""
        with self._changed:
            self._to_come.update(probes)

    def ends(self, probe: str) -> None:
        """That probe leaves nothing more: it is done, failed or was given up."""
        with self._changed:
            self._to_come.discard(probe)
            self._changed.notify_all()

    def leave(self, thing: object) -> None:
        """Keep this for whoever asks for its type."""
        with self._changed:
            self._left[type(thing)] = thing
            self._changed.notify_all()

    def of(self, probe: str, kind: type[T], seconds: float) -> T | None:
        """What that probe left; waits for it while it is to come, but no longer than these seconds."""
        with self._changed:
            self._changed.wait_for(lambda: kind in self._left or probe not in self._to_come, seconds)
            found: T | None = self._left.get(kind)
            return found
