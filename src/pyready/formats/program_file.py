"""The head of a program file (PE): whether a signature is attached to it, and for which processors it is made.

Microsoft, "PE Format", "Optional Header Data Directories", learn.microsoft.com/windows/win32/debug/pe-format.
"""

import struct

HEAD = 65_536
"""Bytes that hold the head of every program file as linkers make them."""
_WIDE, _NARROW = 0x20B, 0x10B
_START = {_NARROW: 96, _WIDE: 112}
"""Where the data directories begin, counted from the optional header."""
_CERTIFICATES = 4
"""The directory of attached signatures; each takes eight bytes."""
_MACHINES = {0x14C: "x86", 0x8664: "x86_64", 0xAA64: "arm64"}
"""`Machine` in the file header ("Machine Types" on the same page)."""


def architecture(head: bytes) -> str:
    """`x86` (32-bit), `x86_64` or `arm64`; empty for another processor, and for what is no program file."""
    try:
        (at,) = struct.unpack_from("<I", head, 60)
        if head[:2] != b"MZ" or head[at : at + 4] != b"PE\0\0":
            return ""
        return _MACHINES.get(struct.unpack_from("<H", head, at + 4)[0], "")
    except struct.error:
        return ""


def holds_signature(head: bytes) -> bool | None:
    """Whether the file says that a signature is attached. None: this is no program file, or its head is cut off."""
    try:
        (at,) = struct.unpack_from("<I", head, 60)
        if head[:2] != b"MZ" or head[at : at + 4] != b"PE\0\0":
            return None
        optional = at + 24
        start = _START[struct.unpack_from("<H", head, optional)[0]]
        (count,) = struct.unpack_from("<I", head, optional + start - 4)
        if count <= _CERTIFICATES:
            return False
        place, size = struct.unpack_from("<II", head, optional + start + 8 * _CERTIFICATES)
    except (struct.error, KeyError):
        return None
    return bool(place or size)
