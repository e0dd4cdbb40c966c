"""Small program files (PE) for tests, and their Authenticode hash worked out from the bytes alone."""

import hashlib
import struct

_HEAD = 0x80
_WIDE, _NARROW = 0x20B, 0x10B


def program(content: bytes = b"", signature: bytes = b"", *, wide: bool = True, directories: int = 16) -> bytes:
    """A file with the head of a program. What it holds follows, then what is attached as a signature."""
    fixed = 112 if wide else 96
    optional = bytearray(fixed + 8 * directories)
    struct.pack_into("<H", optional, 0, _WIDE if wide else _NARROW)
    struct.pack_into("<I", optional, fixed - 4, directories)
    size = _HEAD + 24 + len(optional) + len(content)
    if signature:
        struct.pack_into("<II", optional, fixed + 32, size, len(signature))
    dos = b"MZ" + bytes(58) + struct.pack("<I", _HEAD)
    coff = struct.pack("<4sHHIIIHH", b"PE\0\0", 0x8664 if wide else 0x14C, 0, 0, 0, 0, len(optional), 2)
    return dos.ljust(_HEAD, b"\0") + coff + bytes(optional) + content + signature


def authenticode(data: bytes) -> str:
    """SHA-256 of all but the checksum, the entry of the signature and the signature.

    "Windows Authenticode Portable Executable Signature Format", Microsoft, 2008, "Calculating the PE Image Hash".
    """
    optional = struct.unpack_from("<I", data, 60)[0] + 24
    wide = struct.unpack_from("<H", data, optional)[0] == _WIDE
    checksum, entry = optional + 64, optional + (112 if wide else 96) + 32
    start, size = struct.unpack_from("<II", data, entry)
    end = start if size else len(data)
    total = hashlib.sha256(data[:checksum] + data[checksum + 4 : entry] + data[entry + 8 : end])
    total.update(b"\0" * (-end % 8))
    return total.hexdigest()
