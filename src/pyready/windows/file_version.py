"""What the version resource of a program says: that of the file itself, and not of a translation beside it.

learn.microsoft.com/windows/win32/api/winver/nf-winver-getfileversioninfoexw.
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.file_version needs Windows")

import ctypes
import struct
from ctypes import wintypes
from typing import Any

from pyready.model.host import FileVersion, Reading
from pyready.model.safe_text import clean
from pyready.windows.native import Refused, function, succeeded

_FILE_VER_GET_NEUTRAL = 2
_NO_RESOURCE = {1812, 1813, 1814, 1815}
"""ERROR_RESOURCE_DATA_NOT_FOUND, _TYPE_, _NAME_ and _LANG_NOT_FOUND."""
_FIXED = struct.Struct("<4I")
"""The beginning of VS_FIXEDFILEINFO: signature, version of the structure, the file's version in two parts."""
_SIGNATURE = 0xFEEF04BD


def version(path: str) -> Reading[FileVersion]:
    """The version; `not-set` where the file has no version resource. Raises Missing, Refused."""
    size_of = function(
        "version",
        "GetFileVersionInfoSizeExW",
        wintypes.DWORD,
        wintypes.DWORD,
        wintypes.LPCWSTR,
        wintypes.LPDWORD,
    )
    get = function(
        "version",
        "GetFileVersionInfoExW",
        wintypes.BOOL,
        wintypes.DWORD,
        wintypes.LPCWSTR,
        wintypes.DWORD,
        wintypes.DWORD,
        wintypes.LPVOID,
    )
    size = size_of(_FILE_VER_GET_NEUTRAL, path, ctypes.byref(wintypes.DWORD()))
    if not size:
        if (error := ctypes.get_last_error()) in _NO_RESOURCE:
            return Reading("not-set", source=path)
        raise Refused(error)
    data = ctypes.create_string_buffer(size)
    succeeded(get(_FILE_VER_GET_NEUTRAL, path, 0, size, data))
    return Reading("set", FileVersion(_number(data), _text(data, "ProductName"), _text(data, "OriginalFilename")), path)


def _number(data: Any) -> tuple[int, int, int, int] | None:
    found = _value(data, "\\", 1)
    if len(found) < _FIXED.size:
        return None
    signature, _, high, low = _FIXED.unpack_from(found)
    return (high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF) if signature == _SIGNATURE else None


def _text(data: Any, name: str) -> str | None:
    """A text of the resource: empty where there is none, None where its languages do not agree or it is unsound."""
    pairs = struct.iter_unpack("<HH", _whole(_value(data, "\\VarFileInfo\\Translation", 1)))
    raw = [_value(data, f"\\StringFileInfo\\{language:04x}{page:04x}\\{name}", 2) for language, page in pairs]
    texts = {each.decode("utf-16-le", "replace").partition("\0")[0] for each in raw}
    if len(texts) != 1:
        return None
    text, sound = clean(texts.pop())
    return text if sound else None


def _whole(found: bytes) -> bytes:
    return found[: len(found) // 4 * 4]


def _value(data: Any, name: str, unit: int) -> bytes:
    """The bytes of one value; empty where it is not there. `unit` is how many bytes its length counts."""
    query = function(
        "version",
        "VerQueryValueW",
        wintypes.BOOL,
        wintypes.LPVOID,
        wintypes.LPCWSTR,
        ctypes.POINTER(wintypes.LPVOID),
        ctypes.POINTER(wintypes.UINT),
    )
    place, length = wintypes.LPVOID(), wintypes.UINT()
    if not query(data, name, ctypes.byref(place), ctypes.byref(length)) or not place.value:
        return b""
    return ctypes.string_at(place.value, length.value * unit)
