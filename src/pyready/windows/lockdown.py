"""What Windows tells a script host, here PowerShell, about App Control. It says nothing of programs and libraries.

learn.microsoft.com/windows/win32/devnotes/wldpgetlockdownpolicy; the numbers are those that PowerShell's source uses.
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.lockdown needs Windows")

import ctypes
from ctypes import wintypes

from pyready.windows.native import Missing, function

_REVISION, _POWERSHELL = 1, 4


class _HostInformation(ctypes.Structure):
    """WLDP_HOST_INFORMATION. Without a source the answer is about the host as a whole."""

    _fields_ = (
        ("dwRevision", wintypes.DWORD),
        ("dwHostId", ctypes.c_int),
        ("szSource", wintypes.LPCWSTR),
        ("hSource", wintypes.HANDLE),
    )


def script_lockdown() -> int:
    """The bits: 8 scripts are watched, else 4 they are limited. Raises Missing."""
    about, state = _HostInformation(_REVISION, _POWERSHELL), wintypes.DWORD()
    ask = function(
        "wldp",
        "WldpGetLockdownPolicy",
        ctypes.c_long,
        ctypes.POINTER(_HostInformation),
        ctypes.POINTER(wintypes.DWORD),
        wintypes.DWORD,
    )
    result = ask(ctypes.byref(about), ctypes.byref(state), 0)
    if result < 0:
        raise Missing(f"WldpGetLockdownPolicy: 0x{result & 0xFFFFFFFF:08X}")
    return state.value
