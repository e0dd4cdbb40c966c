r"""Reads the binary values below `Internet Settings\Connections`: what each network connection was set to.

Microsoft documents the flags only (learn.microsoft.com/windows/win32/wininet/option-flags and the blog of the IE
support team of 2017-06-20, both read 2026-11-22). The layout is what many have seen: version, counter and flags, 32
bits each, then texts with their lengths in front. Whatever does not fit is refused, never guessed at.
"""

import struct
from typing import NamedTuple

MOST_BYTES = 65_536
_HEAD = struct.Struct("<III")
_LENGTH = struct.Struct("<I")
_FIXED, _SCRIPT, _DETECT = 0x2, 0x4, 0x8
_FLAGS = 0x1 | _FIXED | _SCRIPT | _DETECT


class Blob(NamedTuple):
    """One connection. Texts are as set, so a sign-in may stand in them."""

    fixed: bool
    script: bool
    detect: bool
    server: str
    bypass: str
    url: str


def parse(data: bytes) -> Blob | None:
    """The settings; None when the bytes are not such a value."""
    if not _HEAD.size <= len(data) <= MOST_BYTES:
        return None
    version, _, flags = _HEAD.unpack_from(data)
    if not 0 < version <= 0xFF or flags & ~_FLAGS:
        return None
    found: list[str] = []
    place = _HEAD.size
    for _ in range(3):
        text = _text(data, place)
        if text is None:
            return None
        found.append(text)
        place += _LENGTH.size + len(text)
    server, bypass, url = found
    return Blob(bool(flags & _FIXED), bool(flags & _SCRIPT), bool(flags & _DETECT), server, bypass, url)


def _text(data: bytes, place: int) -> str | None:
    """The text at this place: one byte a character, so its length is that of the bytes."""
    if len(data) < place + _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack_from(data, place)
    start = place + _LENGTH.size
    raw = data[start : start + length]
    if len(raw) < length or not all(0x20 <= each < 0x7F for each in raw):
        return None
    return raw.decode("ascii")
