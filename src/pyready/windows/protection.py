"""Whether ordinary users could change a file: the access lists of the file and of every folder above it."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.protection needs Windows")

import ctypes
import ntpath
from ctypes import wintypes
from pathlib import PureWindowsPath

from pyready.formats.access_list import CHANGES_FILE, REPLACES_CHILD, TRUSTED, Descriptor, parse
from pyready.model.host import Protection
from pyready.windows.native import Refused, function, succeeded

_OWNER_AND_DACL = 0x1 | 0x4  # OWNER_SECURITY_INFORMATION, DACL_SECURITY_INFORMATION
_ERROR_INSUFFICIENT_BUFFER = 122
_ERROR_INVALID_SECURITY_DESCR = 1338


def protection(path: str) -> Protection:
    """Who owns the file, and whether only administrators and Windows itself can change or replace it.

    A path that leads through a link, a mapped drive or an 8.3 name counts as not protected: whoever can turn the
    link could put another file there.
    """
    own = _descriptor(path)
    real = ntpath.realpath(path, strict=True)
    direct = ntpath.normcase(ntpath.abspath(path)) == ntpath.normcase(real)
    safe = (
        direct
        and not own.lets_others(CHANGES_FILE)
        and not any(_descriptor(str(folder)).lets_others(REPLACES_CHILD) for folder in PureWindowsPath(real).parents)
    )
    return Protection(protected=safe, owner=TRUSTED.get(own.owner, own.owner))


def _descriptor(path: str) -> Descriptor:
    # learn.microsoft.com/windows/win32/api/winbase/nf-winbase-getfilesecurityw
    ask = function(
        "advapi32",
        "GetFileSecurityW",
        wintypes.BOOL,
        wintypes.LPCWSTR,
        wintypes.DWORD,
        wintypes.LPVOID,
        wintypes.DWORD,
        wintypes.LPDWORD,
    )
    needed = wintypes.DWORD()
    if not ask(path, _OWNER_AND_DACL, None, 0, ctypes.byref(needed)):
        error = ctypes.get_last_error()
        if error != _ERROR_INSUFFICIENT_BUFFER:
            raise Refused(error)
    data = ctypes.create_string_buffer(needed.value)
    succeeded(ask(path, _OWNER_AND_DACL, data, len(data), ctypes.byref(needed)))
    found = parse(data.raw)
    if found is None:
        raise Refused(_ERROR_INVALID_SECURITY_DESCR)
    return found
