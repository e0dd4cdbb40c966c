"""The access token of this process: whose it is and what it may do.

learn.microsoft.com/windows/win32/api/winnt/ne-winnt-token_information_class
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.token needs Windows")

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import wintypes
from typing import TypeVar

from pyready.formats.access_list import ADMINISTRATORS, sid_text
from pyready.model.host import Groups, Token
from pyready.windows.native import Missing, Refused, close, function, succeeded

T = TypeVar("T")

_TOKEN_QUERY = 0x8
_TOKEN_USER, _TOKEN_GROUPS, _TOKEN_ELEVATION_TYPE, _TOKEN_ELEVATION = 1, 2, 18, 20

_SE_GROUP_ENABLED, _SE_GROUP_USE_FOR_DENY_ONLY = 0x4, 0x10

_ELEVATION_TYPES = {1: "default", 2: "full", 3: "limited"}


class _SidAndAttributes(ctypes.Structure):
    _fields_ = (("Sid", ctypes.c_void_p), ("Attributes", wintypes.DWORD))


@contextmanager
def opened() -> Iterator[int]:
    """The token of this process, open for questions."""
    process = function("kernel32", "GetCurrentProcess", wintypes.HANDLE)()
    handle = wintypes.HANDLE()
    pointer = ctypes.POINTER(wintypes.HANDLE)
    ask = function("advapi32", "OpenProcessToken", wintypes.BOOL, wintypes.HANDLE, wintypes.DWORD, pointer)
    succeeded(ask(process, _TOKEN_QUERY, ctypes.byref(handle)))
    try:
        yield handle.value or 0
    finally:
        close(handle.value or 0)


def user_sid() -> str:
    """The SID of the account this process runs as."""
    with opened() as token:
        return _sid(_SidAndAttributes.from_buffer(_information(token, _TOKEN_USER)))


def token() -> Token:
    """The rights of this process; what Windows does not tell stays unknown."""
    with opened() as handle:
        kind = _known(lambda: _number(handle, _TOKEN_ELEVATION_TYPE))
        elevated = _known(lambda: _number(handle, _TOKEN_ELEVATION))
        groups = _known(lambda: _groups(handle))
    return Token(
        elevated=None if elevated is None else bool(elevated),
        # Deny-only counts: the filtered token of an administrator carries the group that way.
        administrator=None if groups is None else ADMINISTRATORS in groups,
        elevation_type=_ELEVATION_TYPES.get(kind or 0, ""),
    )


def _known(ask: Callable[[], T]) -> T | None:
    try:
        return ask()
    except (Refused, Missing):
        return None


def _information(token: int, question: int) -> "ctypes.Array[ctypes.c_char]":
    length = wintypes.DWORD()
    ask = function(
        "advapi32",
        "GetTokenInformation",
        wintypes.BOOL,
        wintypes.HANDLE,
        ctypes.c_int,
        wintypes.LPVOID,
        wintypes.DWORD,
        wintypes.LPDWORD,
    )
    ask(token, question, None, 0, ctypes.byref(length))  # fails by design: it tells the length
    if not length.value:
        raise Refused(ctypes.get_last_error())
    answer = ctypes.create_string_buffer(length.value)
    succeeded(ask(token, question, answer, length, ctypes.byref(length)))
    return answer


def _number(token: int, question: int) -> int:
    return wintypes.DWORD.from_buffer(_information(token, question)).value


def groups() -> Groups:
    """The account and its groups, apart by what they count for. Raises Refused, Missing."""
    with opened() as handle:
        found = tuple(_groups(handle).items())
    return Groups(
        user_sid(),
        enabled=tuple(sid for sid, marks in found if marks & _SE_GROUP_ENABLED),
        deny_only=tuple(sid for sid, marks in found if marks & _SE_GROUP_USE_FOR_DENY_ONLY),
    )


def _groups(token: int) -> dict[str, int]:
    answer = _information(token, _TOKEN_GROUPS)
    count = wintypes.DWORD.from_buffer(answer).value
    start = ctypes.alignment(_SidAndAttributes)  # the array follows the count, aligned
    return {_sid(each): each.Attributes for each in (_SidAndAttributes * count).from_buffer(answer, start)}


def _sid(entry: _SidAndAttributes) -> str:
    length = function("advapi32", "GetLengthSid", wintypes.DWORD, ctypes.c_void_p)(entry.Sid)
    return sid_text(ctypes.string_at(entry.Sid, length))
