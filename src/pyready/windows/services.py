"""Named services of Windows, looked at with the least access that answers: none is started, stopped or listed.

learn.microsoft.com/windows/win32/api/winsvc/
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.services needs Windows")

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes

from pyready.model.host import Service
from pyready.windows.native import Missing, Refused, function, succeeded

_SC_MANAGER_CONNECT = 0x1
_SERVICE_QUERY_CONFIG, _SERVICE_QUERY_STATUS = 0x1, 0x4
_STATES = {1: "stopped", 4: "running"}
_STARTS = {0: "boot", 1: "system", 2: "auto", 3: "manual", 4: "disabled"}
_ONE_AT_A_TIME = threading.Lock()
"""Wine's service manager forgets handles (error 6) when two threads of a program open and close them at once."""


class _Status(ctypes.Structure):
    """SERVICE_STATUS."""

    _fields_ = tuple((name, wintypes.DWORD) for name in ("type", "state", "accepted", "exit", "own", "point", "hint"))


class _Config(ctypes.Structure):
    """The start of QUERY_SERVICE_CONFIGW."""

    _fields_ = (("type", wintypes.DWORD), ("start", wintypes.DWORD))


def service(name: str) -> Service:
    """Is it running, and how is it started? Raises Refused (1060: there is no such service), Missing."""
    with _ONE_AT_A_TIME, _manager() as manager:
        with _opened(manager, name, _SERVICE_QUERY_STATUS) as handle:
            status = _Status()
            ask = function("advapi32", "QueryServiceStatus", wintypes.BOOL, wintypes.HANDLE, ctypes.POINTER(_Status))
            succeeded(ask(handle, ctypes.byref(status)))
        return Service(_STATES.get(status.state, "other"), _start(manager, name))


def _start(manager: int, name: str) -> str:
    """How it is started; empty when that may not be asked."""
    try:
        with _opened(manager, name, _SERVICE_QUERY_CONFIG) as handle:
            # 8 KB is the most that Windows hands out here, says its documentation.
            answer, needed = ctypes.create_string_buffer(8192), wintypes.DWORD()
            ask = function(
                "advapi32",
                "QueryServiceConfigW",
                wintypes.BOOL,
                wintypes.HANDLE,
                ctypes.c_void_p,
                wintypes.DWORD,
                wintypes.LPDWORD,
            )
            succeeded(ask(handle, answer, len(answer), ctypes.byref(needed)))
            return _STARTS.get(_Config.from_buffer(answer).start, "")
    except (Refused, Missing):
        return ""


@contextmanager
def _manager() -> Iterator[int]:
    connect = function(
        "advapi32", "OpenSCManagerW", wintypes.HANDLE, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD
    )
    with _closed(connect(None, None, _SC_MANAGER_CONNECT)) as handle:
        yield handle


@contextmanager
def _opened(manager: int, name: str, access: int) -> Iterator[int]:
    ask = function("advapi32", "OpenServiceW", wintypes.HANDLE, wintypes.HANDLE, wintypes.LPCWSTR, wintypes.DWORD)
    with _closed(ask(manager, name, access)) as handle:
        yield handle


@contextmanager
def _closed(handle: int | None) -> Iterator[int]:
    if not handle:
        raise Refused(ctypes.get_last_error())
    try:
        yield handle
    finally:
        function("advapi32", "CloseServiceHandle", wintypes.BOOL, wintypes.HANDLE)(handle)
