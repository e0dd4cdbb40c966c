"""Opening files and folders through CreateFileW: what a Store app's alias points at, and whether a folder takes files.

learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-createfilew
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.links needs Windows")

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes

from pyready.formats.windows_values import app_link_package
from pyready.windows.native import INVALID_HANDLE, Missing, Refused, close, function, succeeded

_FILE_READ_ATTRIBUTES = 0x80
_FILE_ADD_FILE = 0x2
_SHARE_ALL = 0x7
_OPEN_EXISTING = 3
_FILE_FLAG_BACKUP_SEMANTICS = 0x02000000  # needed to open a folder at all
_FILE_FLAG_OPEN_REPARSE_POINT = 0x00200000
_FSCTL_GET_REPARSE_POINT = 0x000900A8
_MAXIMUM_REPARSE_DATA_BUFFER_SIZE = 16 * 1024


@contextmanager
def _opened(path: str, access: int, flags: int) -> Iterator[int]:
    create = function(
        "kernel32",
        "CreateFileW",
        wintypes.HANDLE,
        wintypes.LPCWSTR,
        wintypes.DWORD,
        wintypes.DWORD,
        wintypes.LPVOID,
        wintypes.DWORD,
        wintypes.DWORD,
        wintypes.HANDLE,
    )
    flags |= _FILE_FLAG_BACKUP_SEMANTICS
    handle = create(path, access, _SHARE_ALL, None, _OPEN_EXISTING, flags, None)
    if handle is None or handle == INVALID_HANDLE:
        raise Refused(ctypes.get_last_error())
    try:
        yield handle
    finally:
        close(handle)


def takes_files(folder: str) -> bool:
    """True when this user may add a file to the folder. It is opened with that right; nothing is created.

    What judges the program rather than the access list (Controlled Folder Access, quotas) is not seen this way.
    """
    try:
        with _opened(folder, _FILE_ADD_FILE, 0):
            return True
    except Refused as refused:
        if refused.number in {5, 19}:  # ERROR_ACCESS_DENIED, ERROR_WRITE_PROTECT
            return False
        raise


def package_behind(path: str) -> str:
    """The package id of an app execution alias, empty when Windows does not tell."""
    control = function(
        "kernel32",
        "DeviceIoControl",
        wintypes.BOOL,
        wintypes.HANDLE,
        wintypes.DWORD,
        wintypes.LPVOID,
        wintypes.DWORD,
        wintypes.LPVOID,
        wintypes.DWORD,
        wintypes.LPDWORD,
        wintypes.LPVOID,
    )
    size = _MAXIMUM_REPARSE_DATA_BUFFER_SIZE
    data, got = ctypes.create_string_buffer(size), wintypes.DWORD()
    try:
        with _opened(path, _FILE_READ_ATTRIBUTES, _FILE_FLAG_OPEN_REPARSE_POINT) as handle:
            succeeded(control(handle, _FSCTL_GET_REPARSE_POINT, None, 0, data, size, ctypes.byref(got), None))
    except (Refused, Missing):
        return ""
    return app_link_package(data.raw[: got.value])  # pragma: no cover - Wine has no Store apps, so no alias of one
