"""One end for a whole try, however many waits it is made of."""

import queue
import threading
import time
from collections.abc import Callable
from typing import TypeVar

import msgspec

T = TypeVar("T")


class Deadline(msgspec.Struct, frozen=True):
    """A moment on the monotonic clock, in seconds."""

    ends: float

    def left(self) -> float:
        """Seconds left, always more than nothing: raises TimeoutError when the time is up."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time is up")
        return left


def after(seconds: float) -> Deadline:
    """The moment that many seconds from now."""
    return Deadline(time.monotonic() + seconds)


def bounded(work: Callable[[], T], seconds: float) -> T:
    """Do the work in a daemon thread; raise TimeoutError when it is not done in time, and leave it behind.

    Looking up a name, or checking a chain on Windows, can block for as long as the system likes.
    """
    box: queue.SimpleQueue[tuple[bool, T | BaseException]] = queue.SimpleQueue()

    def run() -> None:
        try:
            box.put((True, work()))
        except BaseException as error:  # handed over to the caller, who is waiting for it
            box.put((False, error))

    threading.Thread(target=run, daemon=True, name="pyready-net").start()
    try:
        done, result = box.get(timeout=max(0.001, seconds))
    except queue.Empty:
        raise TimeoutError("no answer in time") from None
    if done:
        return result  # type: ignore[return-value]  # the flag says which of the two it is
    raise result  # type: ignore[misc]  # likewise
