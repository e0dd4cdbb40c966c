"""Lets coverage begin in one thread at a time, where it measures.

CPython refuses to set a trace function while another thread is setting one. That thread may be interrupted there since
an audit hook (`guard.py`) is called: then the second thread would end before its first line
(`_PyEval_SetTrace` in Python/ceval.c).
"""

import sys
import threading
from typing import Any

_ONE = threading.Lock()


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
