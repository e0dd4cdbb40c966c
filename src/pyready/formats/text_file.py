"""Reads a text file that a person named: bounded, never blocking, and every refusal is one plain sentence."""

import codecs
import os
import re
import stat

LIMIT = 32 * 1024 * 1024
"""Bytes of the largest file that is read."""

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
_SHOWN = 100
"""Characters of a name that are shown in a sentence."""


class Unreadable(ValueError):
    """A named file cannot be used. The message is one plain sentence that is safe to print."""


def decode_text(data: bytes) -> str:
    """Decode UTF-8 or UTF-16, with or without a byte-order mark (PowerShell's `>` writes UTF-16).

    Without a mark the first character tells: in JSON and TOML it is ASCII, so in UTF-16 one of its bytes is zero.
    Raises Unreadable for anything else.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\x00" in data[:2]:
        encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("The file is neither UTF-8 nor UTF-16 text.") from error


def read_text(path: str | os.PathLike[str], limit: int = LIMIT) -> str:
    """The text of a regular file of at most `limit` bytes. Raises Unreadable."""
    name = shown(os.path.basename(os.fspath(path)) or os.fspath(path))  # noqa: PTH119 - a Path would reject less
    return text_of(_bytes(path, name, limit), name)


def text_of(data: bytes, name: str) -> str:
    """The text in these bytes of a file; `name` is what sentences call it. Raises Unreadable."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable(f"{name} is empty.")
    try:
        return decode_text(data)
    except Unreadable as error:
        raise Unreadable(f"{name} is neither UTF-8 nor UTF-16 text.") from error


def shown(text: str, most: int = _SHOWN) -> str:
    """Text from outside as it may stand in a sentence: short, on one line, nothing that steers a terminal."""
    plain = _UNPRINTABLE.sub("?", text)
    return plain if len(plain) <= most else plain[: most - 3] + "..."


def _bytes(path: str | os.PathLike[str], name: str, limit: int) -> bytes:
    try:
        _check(os.stat(path), name, limit)  # noqa: PTH116 - before opening: opening alone can move a tape or block
        with open(_descriptor(path), "rb") as file:
            _check(os.fstat(file.fileno()), name, limit)
            data = file.read(limit + 1)  # one more byte than allowed: the file may still grow
    except Unreadable:
        raise
    except FileNotFoundError as error:
        raise Unreadable(f"{name} does not exist.") from error
    except PermissionError as error:
        raise Unreadable(f"Your account cannot read {name}.") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unreadable(f"{name} could not be read.") from error
    if len(data) > limit:
        raise Unreadable(_too_large(name, limit))
    return data


def _descriptor(path: str | os.PathLike[str]) -> int:
    flags = os.O_RDONLY
    for extra in ("O_BINARY", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_NOINHERIT"):  # each is on some systems only
        flags |= getattr(os, extra, 0)
    return os.open(path, flags)


def _check(status: os.stat_result, name: str, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(f"{name} is a folder, not a file.")
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(f"{name} is a device or a pipe, not a file.")
    if status.st_size > limit:
        raise Unreadable(_too_large(name, limit))


def _too_large(name: str, limit: int) -> str:
    return f"{name} is larger than {limit // (1024 * 1024)} MB, so it was not read."


def read_bytes(path: str | os.PathLike[str], limit: int = LIMIT) -> bytes:
    """The bytes of a regular file of at most `limit` bytes. Raises Unreadable."""
    name = shown(os.path.basename(os.fspath(path)) or os.fspath(path))  # noqa: PTH119 - a Path would reject less
    return _bytes(path, name, limit)
