"""What the kernel says about code integrity. Any user may ask; no policy file is looked at.

learn.microsoft.com/windows/win32/api/winternl/nf-winternl-ntquerysysteminformation
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.code_integrity needs Windows")

import ctypes
from ctypes import wintypes

from pyready.windows.native import Missing, Refused, function

_SYSTEM_CODE_INTEGRITY_INFORMATION = 103
_STATUS_ACCESS_DENIED = 0xC0000022
_ERROR_ACCESS_DENIED = 5


class _CodeIntegrity(ctypes.Structure):
    """SYSTEM_CODEINTEGRITY_INFORMATION."""

    _fields_ = (("Length", wintypes.ULONG), ("CodeIntegrityOptions", wintypes.ULONG))


def code_integrity() -> int:
    """The option bits (0x04 user-mode code is judged, 0x08 only watched, ...). Raises Missing, Refused."""
    information = _CodeIntegrity(Length=ctypes.sizeof(_CodeIntegrity))
    size = wintypes.ULONG()
    ask = function(
        "ntdll",
        "NtQuerySystemInformation",
        wintypes.LONG,
        ctypes.c_int,
        ctypes.c_void_p,
        wintypes.ULONG,
        ctypes.POINTER(wintypes.ULONG),
    )
    status = ask(_SYSTEM_CODE_INTEGRITY_INFORMATION, ctypes.byref(information), information.Length, ctypes.byref(size))
    if status & 0xFFFFFFFF == _STATUS_ACCESS_DENIED:
        raise Refused(_ERROR_ACCESS_DENIED)
    if status:
        raise Missing(f"NtQuerySystemInformation: 0x{status & 0xFFFFFFFF:08X}")
    return int(information.CodeIntegrityOptions)
