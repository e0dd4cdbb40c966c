"""Reads the settings of a GNOME desktop from their file, which is a small database (GVDB). No program is asked.

Sources, read 2026-11-27: gvdb-format.h of GNOME's gvdb for the tables; docs.gtk.org/glib, "GVariant Serialisation", for
the values. Text is whatever stands there: it is data.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

Value = str | int | bool | tuple[str, ...]
_SIGNATURE = b"GVariant"
_ITEM = struct.Struct("<IIIHcxII")
_NO_PARENT = 0xFFFFFFFF
_BLOOM_WORDS = (1 << 27) - 1
_DEEP = 32
"""Parts of a name at most: a damaged file may lead in a circle."""


class BadDatabase(ValueError):
    """The file is no such database, or is damaged."""


class _Item(NamedTuple):
    parent: int
    key: bytes
    kind: bytes
    start: int
    end: int


def values(data: bytes, below: str) -> Mapping[str, Value]:
    """The settings whose names begin with `below`, such as `/system/proxy/`; those of other kinds are left out."""
    try:
        items = _items(data)
        named = ((_name(items, each), each) for each in items if each.kind == b"v")
        pairs = ((name, _value(data[each.start : each.end])) for name, each in named if name.startswith(below))
        return {name: value for name, value in pairs if value is not None}
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise BadDatabase(type(error).__name__) from error


def _items(data: bytes) -> list[_Item]:
    if not data.startswith(_SIGNATURE):
        raise BadDatabase("another kind of file")
    start, end = struct.unpack_from("<II", data, 16)
    bloom, buckets = struct.unpack_from("<II", data, start)
    first = start + 8 + 4 * (bloom & _BLOOM_WORDS) + 4 * buckets
    if not first <= end <= len(data):
        raise BadDatabase("a table that is not inside the file")
    return list(_read(data, first, end))


def _read(data: bytes, first: int, end: int) -> Iterator[_Item]:
    for at in range(first, end - _ITEM.size + 1, _ITEM.size):
        _, parent, key, size, kind, start, stop = _ITEM.unpack_from(data, at)
        yield _Item(parent, data[key : key + size], kind, start, stop)


def _name(items: list[_Item], item: _Item) -> str:
    """A name is kept in parts, each item knowing the one before."""
    parts = [item.key]
    while item.parent != _NO_PARENT:
        if len(parts) > _DEEP:
            raise BadDatabase("a name without end")
        item = items[item.parent]
        parts.append(item.key)
    return b"".join(reversed(parts)).decode("utf-8")


def _value(data: bytes) -> Value | None:
    """A variant: the value, a zero byte, its type."""
    body, _, kind = data.rpartition(b"\0")
    if kind == b"s":
        return body.removesuffix(b"\0").decode("utf-8")
    if kind == b"b" and len(body) == 1:
        return body != b"\0"
    if kind == b"i" and len(body) == 4:
        return int.from_bytes(body, "little", signed=True)
    return _texts(body) if kind == b"as" else None


def _texts(body: bytes) -> tuple[str, ...]:
    """An array of texts: one after the other, then where each of them ends."""
    if not body:
        return ()
    size = 1 if len(body) <= 0xFF else 2 if len(body) <= 0xFFFF else 4
    table = int.from_bytes(body[-size:], "little")
    if table > len(body) or (len(body) - table) % size:
        raise BadDatabase("an array that does not fit")
    ends = [int.from_bytes(body[at : at + size], "little") for at in range(table, len(body), size)]
    starts = [0, *ends[:-1]]
    return tuple(body[start:end].removesuffix(b"\0").decode("utf-8") for start, end in zip(starts, ends, strict=True))
