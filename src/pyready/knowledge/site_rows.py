"""What may stand in `[knowledge]` of a site profile. What may not is refused with its line, in one sentence."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from pyready.knowledge import raw
from pyready.knowledge.site_knowledge import (
    SiteAgent,
    SiteProgram,
    SitePython,
    SiteRow,
    SiteVendor,
    SiteVpn,
    SiteWindows,
)

MOST = 200
"""Rows of one table."""
_TABLES: Mapping[str, type[SiteRow]] = {
    "python": SitePython,
    "windows": SiteWindows,
    "agent": SiteAgent,
    "vendor": SiteVendor,
    "vpn": SiteVpn,
    "program": SiteProgram,
}
_PATTERNS = {
    "minor": re.compile(r"3\.\d{1,2}"),
    "id": re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
    "kind": re.compile("home-pro|enterprise|ltsc|iot-ltsc"),
    "service": re.compile(r"[\w .-]{1,80}"),
    "name": re.compile(r"\S(.{0,78}\S)?"),
    "words": re.compile(r"\S(.{1,78}\S)"),
    "publisher": re.compile(r"(CN|O)=\S(.{0,198}\S)?"),
}
"""The form of each text: all of it has to match."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_NO_TABLE = "[knowledge] has no table or key of this name"
_NOT_ROWS = "this table is written with two brackets, such as [[knowledge.{table}]]"
_TOO_MANY = "a table of [knowledge] has at most {most} rows"
_NO_KEY = "a row of [[knowledge.{table}]] has no key of this name"
_MISSING = "this row of [[knowledge.{table}]] has no {key}"
_CONTROL = "{key} contains a control character"
_FORM = "{key} does not have the form that this table needs"
_FUTURE = "checked is a day in the future"
_TWICE = "this row is in pyready, or in this profile, already"
_NO_PROGRAM = "id names no program that pyready knows"
_NO_END = "recommended names a Python of which neither pyready nor [[knowledge.python]] knows the end"


class BadRow(ValueError):
    """A part of `[knowledge]` that may not be used. The message is `line N: what is wrong`."""


def check(knowledge: Any, text: str, today: dt.date | None) -> None:
    """Refuse what does not fit: `text` is the file, for its lines. Without `today` no day is in the future."""
    lines = _Lines(text)
    if not isinstance(knowledge, dict):
        raise BadRow(f"line {lines.of('knowledge')}: {_NOT_ROWS.format(table='agent')}")
    for table, held in knowledge.items():
        if table == "recommended":
            _recommended(knowledge, lines)
        elif table not in _TABLES:
            raise BadRow(f"line {lines.of(table)}: {_NO_TABLE}")
        else:
            _table(table, held, lines, today)


class _Lines:
    """Where a row and its keys stand. TOML can be written in many ways: what is not found is told by line 1."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()

    def of(self, word: str, after: int = 0) -> int:
        """The first line at or after one that begins with a word, or with a table of that name."""
        begins = re.compile(rf"""\s*(\[\[?\s*)?(knowledge\s*\.\s*)?["']?{re.escape(word)}["']?\s*([\].=]|$)""")
        found = (number for number, line in enumerate(self._lines[after:], after + 1) if begins.match(line))
        return next(found, after or 1)

    def row(self, table: str, number: int) -> int:
        """The line of the bracket of the row of that number, counted from 0."""
        begins = re.compile(rf"""\s*\[\[\s*["']?knowledge["']?\s*\.\s*["']?{re.escape(table)}["']?\s*\]\]""")
        found = [at for at, line in enumerate(self._lines, 1) if begins.match(line)]
        return found[number] if number < len(found) else self.of(table)


def _recommended(knowledge: Mapping[str, Any], lines: _Lines) -> None:
    minor = knowledge["recommended"]
    own = knowledge.get("python", [])
    rows = [*raw("pythons")["version"], *(own if isinstance(own, list) else [])]
    if not isinstance(minor, str) or minor not in {each.get("minor") for each in rows if isinstance(each, dict)}:
        raise BadRow(f"line {lines.of('recommended')}: {_NO_END}")


def _table(table: str, held: Any, lines: _Lines, today: dt.date | None) -> None:
    if not isinstance(held, list) or not all(isinstance(row, dict) for row in held):
        raise BadRow(f"line {lines.of(table)}: {_NOT_ROWS.format(table=table)}")
    if len(held) > MOST:
        raise BadRow(f"line {lines.row(table, MOST)}: {_TOO_MANY.format(most=MOST)}")
    names = set(_known(table))
    for number, row in enumerate(held):
        at = lines.row(table, number)
        for key, wrong in _wrong(table, row, today):
            raise BadRow(f"line {lines.of(key, at) if key in row else at}: {wrong}")
        mine = set(_names(table, row))
        if mine & names:
            raise BadRow(f"line {at}: {_TWICE}")
        names |= mine


def _wrong(table: str, row: Mapping[str, Any], today: dt.date | None) -> Iterator[tuple[str, str]]:
    """The keys that are wrong, and what is wrong with them."""
    fields = {field.name: field for field in msgspec.structs.fields(_TABLES[table])}
    yield from ((key, _NO_KEY.format(table=table)) for key in row if key not in fields)
    yield from ((key, _MISSING.format(table=table, key=key)) for key in fields if key not in row)
    for key, value in row.items():
        texts = [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, str)]
        if any(map(_UNPRINTABLE.search, texts)):
            yield key, _CONTROL.format(key=key)
        elif not _fits(key, value):
            yield key, _FORM.format(key=key)
    if table == "program" and row["id"] not in {each["id"] for each in raw("programs")["program"]}:
        yield "id", _NO_PROGRAM
    if today and row["checked"] > today:
        yield "checked", _FUTURE


def _fits(key: str, value: Any) -> bool:
    if key in {"checked", "ends"}:
        return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    if key == "build":
        return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1_000_000
    if key == "words":
        return isinstance(value, list) and 0 < len(value) <= 20 and all(map(_in_form(key), value))
    return _in_form(key)(value)


def _in_form(key: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and bool(_PATTERNS[key].fullmatch(value))


def _names(table: str, row: Mapping[str, Any]) -> Iterator[str]:
    """What only one row of a table may have."""
    if table == "windows":
        yield f"{row['build']} {row['kind']}"
    yield from (f"{key} {row[key]}".casefold() for key in ("id", "minor", "service") if key in row)


def _known(table: str) -> Iterator[str]:
    """The same of pyready's own rows."""
    if table == "program":  # such a row says more of one of pyready's
        return
    where = {"python": ("pythons", "version"), "windows": ("windows", "release"), "agent": ("agents", "agent")}
    name, rows = where.get(table, (f"{table}s", table))
    for row in raw(name)[rows]:
        yield from _names(table, row)
        if "id" not in row:
            yield f"id {re.sub('[^a-z0-9]+', '-', str(row.get('name') or row.get('product')).casefold()).strip('-')}"
