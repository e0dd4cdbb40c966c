"""What coverage may do, where it measures: begin in one thread at a time, rest, and stay out of what tests start.

CPython refuses to set a trace function while another thread is setting one. That thread may be interrupted there since
an audit hook (`guard.py`) is called: then the second thread would end before its first line
(`_PyEval_SetTrace` in Python/ceval.c).
"""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_ONE = threading.Lock()
_START = "COVERAGE_PROCESS_START"
"""By it coverage starts by itself in a Python. That alone takes ten times as long as a Python that does nothing."""


class _Sys:
    """The module `sys` for `threading`, whose new threads set their trace function by it."""

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)

    @staticmethod
    def settrace(function: Any) -> None:
        with _ONE:
            sys.settrace(function)


def one_at_a_time() -> None:
    """For every thread from now on; does nothing where nobody measures."""
    begin = threading.gettrace()
    if begin is None:
        return

    def begun(frame: Any, event: str, value: Any) -> Any:
        with _ONE:  # it sets the true trace function in place of itself
            return begin(frame, event, value)

    threading._sys = _Sys()  # type: ignore[attr-defined]
    threading.settrace(begun)


@contextmanager
def resting() -> Iterator[None]:
    """Nothing is traced meanwhile, in this thread and in those that start; where nobody measures nothing changes."""
    here, there = sys.gettrace(), threading.gettrace()
    _set(None, None)
    try:
        yield
    finally:
        _set(here, there)


def out_of_children() -> str:
    """What a test starts is not measured from now on; returns what `children` needs, empty where nobody measures."""
    return os.environ.pop(_START, "")


@contextmanager
def children(start: str) -> Iterator[None]:
    """What is started meanwhile is measured."""
    if start:
        os.environ[_START] = start
    try:
        yield
    finally:
        os.environ.pop(_START, None)


def _set(here: Any, there: Any) -> None:
    threading.settrace(there)
    with _ONE:
        sys.settrace(here)
