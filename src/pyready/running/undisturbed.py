"""Being broken off: each polite way is taken as Ctrl-C; starting something, and clearing up, is not broken off."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_ENDS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl-C, a polite end, and a window that is closed (POSIX, Windows); no system has all of them."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """Inside, none of them does anything."""
    with _heard_by(signal.SIG_IGN):
        yield


@contextmanager
def put_off() -> Iterator[None]:
    """Inside, each of them waits until the end: what is begun there is known before anything is broken off."""
    heard: list[int] = []
    try:
        with _heard_by(lambda number, _: heard.append(number)):
            yield
    finally:
        if heard:
            raise KeyboardInterrupt


@contextmanager
def broken_off_alike() -> Iterator[None]:
    """Inside, each of them raises KeyboardInterrupt. One that is ignored, as by nohup, stays so."""
    with _heard_by(_interrupt):
        yield


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def _heard_by(handler: Any) -> Iterator[None]:
    """Only the main thread hears of signals, so elsewhere there is nothing to do."""
    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for number in (getattr(signal, name) for name in _ENDS if hasattr(signal, name)):
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, handler)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
