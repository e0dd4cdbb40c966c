"""The Authenticode hash of a program: what hash rules of AppLocker and App Control compare.

It leaves out the checksum, the entry that points to the signature and the signature, so signing does not change it.
"Windows Authenticode Portable Executable Signature Format", Microsoft, 2008, "Calculating the PE Image Hash".
"""

import hashlib
import struct
from pathlib import Path

import sign

NAME = "AUTHENTICODE-SHA256"
_PE32_PLUS = 0x20B
_CERTIFICATES = 4
"""The data directory that points to the signature: eight bytes each, this is the fifth."""


def sha256(path: Path) -> str:
    """The hash in hexadecimal. The file must be a PE file."""
    data = path.read_bytes()
    optional = struct.unpack_from("<I", data, 60)[0] + 24
    checksum = optional + 64
    wide = struct.unpack_from("<H", data, optional)[0] == _PE32_PLUS
    entry = optional + (112 if wide else 96) + 8 * _CERTIFICATES
    start, size = struct.unpack_from("<II", data, entry)
    end = start if size else len(data)
    total = hashlib.sha256(data[:checksum] + data[checksum + 4 : entry] + data[entry + 8 : end])
    # A signature starts at a multiple of eight; before there is one, the same zeros are counted.
    total.update(b"\0" * (-end % 8))
    return total.hexdigest()


def listed(top: Path) -> str:
    """A line for each program below the folder: hash, two spaces, path."""
    return "".join(f"{sha256(path)}  {path.relative_to(top.parent).as_posix()}\n" for path in sign.programs(top))
