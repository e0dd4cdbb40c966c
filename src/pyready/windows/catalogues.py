"""The hash of a program as AppLocker compares it, and whether a catalogue of this computer lists the file.

learn.microsoft.com/windows/win32/api/mscat/nf-mscat-cryptcatadmincalchashfromfilehandle2. The older
CryptCATAdminCalcHashFromFileHandle knows SHA-1 alone, and under Wine hashes the whole file; Wine's
ImageGetDigestStream leaves out more than the signature. Neither is asked.
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.catalogues needs Windows")

import ctypes
import msvcrt
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes

from pyready.windows.native import Refused, function, succeeded

_ERROR_NOT_FOUND = 1168
_LONGEST = 64
"""Bytes; SHA-512 has as many."""


def authenticode_hash(path: str) -> str:
    """SHA-256 in small hexadecimal digits. Raises OSError, Missing, Refused."""
    with _administrator("SHA256") as administrator:
        return _hash(administrator, path).hex()


def listed(path: str) -> bool:
    """Whether a catalogue has the file by either kind of hash. Raises OSError, Missing, Refused."""
    return any(_in_a_catalogue(path, algorithm) for algorithm in ("SHA256", "SHA1"))


@contextmanager
def _administrator(algorithm: str) -> Iterator[int]:
    """A handle to the catalogues, for one kind of hash."""
    acquire = function(
        "wintrust",
        "CryptCATAdminAcquireContext2",
        wintypes.BOOL,
        ctypes.POINTER(wintypes.HANDLE),
        wintypes.LPVOID,
        wintypes.LPCWSTR,
        wintypes.LPVOID,
        wintypes.DWORD,
    )
    release = function("wintrust", "CryptCATAdminReleaseContext", wintypes.BOOL, wintypes.HANDLE, wintypes.DWORD)
    handle = wintypes.HANDLE()
    succeeded(acquire(ctypes.byref(handle), None, algorithm, None, 0))
    try:
        yield handle.value or 0
    finally:
        release(handle, 0)


def _hash(administrator: int, path: str) -> bytes:
    calculate = function(
        "wintrust",
        "CryptCATAdminCalcHashFromFileHandle2",
        wintypes.BOOL,
        wintypes.HANDLE,
        wintypes.HANDLE,
        wintypes.LPDWORD,
        wintypes.LPVOID,
        wintypes.DWORD,
    )
    length, data = wintypes.DWORD(_LONGEST), ctypes.create_string_buffer(_LONGEST)
    with open(path, "rb") as file:
        handle = msvcrt.get_osfhandle(file.fileno())
        succeeded(calculate(administrator, handle, ctypes.byref(length), data, 0))
    return data.raw[: length.value]


def _in_a_catalogue(path: str, algorithm: str) -> bool:
    find = function(
        "wintrust",
        "CryptCATAdminEnumCatalogFromHash",
        wintypes.HANDLE,
        wintypes.HANDLE,
        wintypes.LPVOID,
        wintypes.DWORD,
        wintypes.DWORD,
        wintypes.LPVOID,
    )
    release = function(
        "wintrust",
        "CryptCATAdminReleaseCatalogContext",
        wintypes.BOOL,
        wintypes.HANDLE,
        wintypes.HANDLE,
        wintypes.DWORD,
    )
    with _administrator(algorithm) as administrator:
        data = _hash(administrator, path)
        catalogue = find(administrator, data, len(data), 0, None)
        if not catalogue:
            if (error := ctypes.get_last_error()) != _ERROR_NOT_FOUND:
                raise Refused(error)
            return False
        release(administrator, catalogue, 0)
        return True
