"""Where the person sits, and what becomes of the profile: GetSystemMetrics and GetProfileType."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.session needs Windows")

import ctypes
from ctypes import wintypes

from pyready.model.host import Session
from pyready.windows.native import Missing, Refused, function, succeeded

_SM_REMOTESESSION = 0x1000
# learn.microsoft.com/windows/win32/api/userenv/nf-userenv-getprofiletype; 8: roaming, with a copy of another computer.
_PT_TEMPORARY, _PT_ROAMING, _PT_MANDATORY, _PT_ROAMING_PREEXISTING = 0x1, 0x2, 0x4, 0x8


def session() -> Session:
    """What Windows tells of both; None for what it does not."""
    kind = _profile()
    return Session(
        remote=_remote(),
        temporary=None if kind is None else bool(kind & _PT_TEMPORARY),
        roaming=None if kind is None else bool(kind & (_PT_ROAMING | _PT_ROAMING_PREEXISTING)),
        mandatory=None if kind is None else bool(kind & _PT_MANDATORY),
    )


def _remote() -> bool | None:
    try:
        return bool(function("user32", "GetSystemMetrics", ctypes.c_int, ctypes.c_int)(_SM_REMOTESESSION))
    except Missing:
        return None


def _profile() -> int | None:
    flags = wintypes.DWORD()
    try:
        succeeded(function("userenv", "GetProfileType", wintypes.BOOL, wintypes.LPDWORD)(ctypes.byref(flags)))
    except (Missing, Refused):
        return None
    return flags.value
