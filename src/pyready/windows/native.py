"""Calling Windows: system DLLs from System32 only, functions bound when first used."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.native needs Windows")

import _ctypes
import ctypes
from collections.abc import Callable
from ctypes import wintypes
from functools import cache
from typing import Any, TypeVar

from pyready.formats.windows_values import state_of
from pyready.model.host import Reading

T = TypeVar("T")

_LOAD_LIBRARY_SEARCH_SYSTEM32 = 0x800

INVALID_HANDLE = wintypes.HANDLE(-1).value


class Missing(Exception):
    """The running Windows has no such DLL or function."""


class Refused(Exception):
    """Windows answered with an error; `number` is its GetLastError."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@cache
def _library(name: str) -> ctypes.CDLL:
    file = f"{name}.dll"
    try:
        # A planted DLL beside the program must never be found: System32 is the only place looked in. WinDLL itself must
        # not look: in the exe, PyInstaller makes it prefer a file of that name in _internal, whatever it is told.
        handle = _ctypes.LoadLibrary(file, _LOAD_LIBRARY_SEARCH_SYSTEM32)
    except OSError:
        raise Missing(file) from None
    return ctypes.WinDLL(file, handle=handle, use_last_error=True)


@cache
def function(library: str, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of a system DLL, with its types as Microsoft declares them. Raises Missing."""
    try:
        # One prototype per call site, so that two users of a function never share types.
        return ctypes.WINFUNCTYPE(result, *arguments, use_last_error=True)((name, _library(library)))
    except AttributeError:
        raise Missing(f"{library}.dll: {name}") from None


def succeeded(answer: int) -> None:
    """Raise Refused when a function that returns BOOL returned FALSE."""
    if not answer:
        raise Refused(ctypes.get_last_error())


def close(handle: int) -> None:
    """CloseHandle."""
    function("kernel32", "CloseHandle", wintypes.BOOL, wintypes.HANDLE)(handle)


def asked(source: str, ask: Callable[[], T]) -> Reading[T]:
    """What Windows answered, as a reading: a missing function or an error becomes its state."""
    try:
        return Reading("set", ask(), source)
    except Missing as missing:
        return Reading("missing", source=f"{source} ({missing})")
    except Refused as refused:
        return Reading(state_of(refused.number), source=source)
