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
_LONGEST = 200
"""Bytes of a name at most: those of the settings that are asked for are shorter."""


class BadDatabase(ValueError):
    """The file is no such database, or is damaged."""


class _Item(NamedTuple):
    """Where an item's name and value are in the file. `size` is that of its part of the name."""

    parent: int
    key: int
    size: int
    kind: bytes
    start: int
    end: int


def values(data: bytes, below: str) -> Mapping[str, Value]:
    """The settings whose names begin with `below`, such as `/system/proxy/`; those of other kinds are left out.

    Raises BadDatabase. Items do not overlap: those that say they hold more than the file are refused.
    """
    try:
        return dict(_values(_Table(data), below.encode()))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise BadDatabase(type(error).__name__) from error


def _values(table: "_Table", below: bytes) -> Iterator[tuple[str, Value]]:
    for number in range(table.count):
        item = table.item(number)
        name = table.name(number, below) if item.kind == b"v" else b""
        if name.startswith(below) and name:
            value = _value(table.part(item.start, item.end))
            if value is not None:
                yield name.decode("utf-8"), value


class _Table:
    """The items of the file, each read when it is asked for."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(_SIGNATURE):
            raise BadDatabase("another kind of file")
        start, end = struct.unpack_from("<II", data, 16)
        bloom, buckets = struct.unpack_from("<II", data, start)
        self._first = start + 8 + 4 * (bloom & _BLOOM_WORDS) + 4 * buckets
        if not self._first <= end <= len(data):
            raise BadDatabase("a table that is not inside the file")
        self.count = (end - self._first) // _ITEM.size
        self._data, self._left = data, len(data)
        self._names: dict[int, bytes] = {}

    def item(self, number: int) -> _Item:
        """Raises IndexError."""
        if number >= self.count:
            raise IndexError
        _, parent, key, size, kind, start, end = _ITEM.unpack_from(self._data, self._first + number * _ITEM.size)
        return _Item(parent, key, size, kind, start, end)

    def part(self, start: int, end: int) -> bytes:
        """These bytes of the file. All parts together are no longer than the file, or it is damaged."""
        self._left -= max(0, min(end, len(self._data)) - start)
        if self._left < 0:
            raise BadDatabase("items that lie upon each other")
        return self._data[start:end]

    def name(self, number: int, below: bytes, deep: int = 0) -> bytes:
        """A name is kept in parts, each item knowing the one before; empty for one that cannot lead to `below`."""
        if deep > _DEEP:
            raise BadDatabase("a name without end")
        if number not in self._names:
            item = self.item(number)
            before = b"" if item.parent == _NO_PARENT else self.name(item.parent, below, deep + 1)
            leads = item.parent == _NO_PARENT or bool(before)
            fits = leads and item.size + len(before) <= _LONGEST
            name = before + self.part(item.key, item.key + item.size) if fits else b""
            self._names[number] = name if name.startswith(below) or below.startswith(name) else b""
        return self._names[number]


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
