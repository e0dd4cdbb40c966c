"""The drive under a path: its kind, and the space this user may use."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.drives needs Windows")

import ctypes
from ctypes import wintypes

from pyready.model.host import Drive, Space
from pyready.model.paths import drive_top
from pyready.windows.native import Refused, function, succeeded

_ERROR_PATH_NOT_FOUND = 3
_DRIVE_NO_ROOT_DIR = 1
_KINDS = {2: "removable", 3: "local", 4: "network", 5: "removable", 6: "local"}
"""learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew; 5 is an optical disc, 6 a RAM disk."""


def space(folder: str) -> Space:
    """Bytes that this user may still write (quotas count).

    learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdiskfreespaceexw
    """
    number = ctypes.POINTER(ctypes.c_ulonglong)
    ask = function("kernel32", "GetDiskFreeSpaceExW", wintypes.BOOL, wintypes.LPCWSTR, number, number, number)
    available = ctypes.c_ulonglong()
    succeeded(ask(folder, ctypes.byref(available), None, None))
    return Space(free=available.value)


def drive(path: str) -> Drive:
    r"""The kind of drive; a network path (`\\server\share`) is told by its spelling and not contacted."""
    root = drive_top(path)
    if root.startswith("\\\\"):
        return Drive("network", top=root)
    if not root:
        return Drive("unknown")
    kind = function("kernel32", "GetDriveTypeW", wintypes.UINT, wintypes.LPCWSTR)(root)
    if kind == _DRIVE_NO_ROOT_DIR:
        raise Refused(_ERROR_PATH_NOT_FOUND)
    return Drive(_KINDS.get(kind, "unknown"), top=root)
