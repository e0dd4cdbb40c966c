"""Prints which rows of the knowledge are old, unsure or past their end, by table, and where to look each up.

`python tasks.py knowledge [DAY]`; without a day it is today. docs/knowledge.md says how a row is checked.
"""

import datetime as dt
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "src"))

from pyready.knowledge import DAYS, TABLES, raw  # noqa: E402 - after the path is set

_NAMES = ("minor", "tool", "message", "id", "name", "product", "kind", "since", "version", "title")
"""What names a row, where it is there; the first two that are make its name."""


class Finding(NamedTuple):
    """One row that somebody should look at."""

    table: str
    row: str
    why: tuple[str, ...]
    source: str


def findings(day: dt.date, tables: Mapping[str, Mapping[str, Any]]) -> list[Finding]:
    """The rows of these tables, by name, that are old on a day, past their end, or not sure."""
    found = []
    for table, whole in tables.items():
        for kind, row in rows(whole):
            if why := tuple(_reasons(table, row, day)):
                found.append(Finding(table, _called(kind, row), why, str(row.get("source", ""))))
    return found


def rows(whole: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every part of a table with a date of its own, and the word above it; the first row of a file is the file."""
    if "checked" in whole:
        yield "the file", whole
    for kind, part in whole.items():
        for each in part if isinstance(part, list) else [part]:
            if isinstance(each, dict) and "checked" in each:
                yield kind, each


def _reasons(table: str, row: Mapping[str, Any], day: dt.date) -> Iterator[str]:
    age, most = (day - row["checked"]).days, DAYS[TABLES[table]]
    if age > most:
        yield f"old: looked at {age} days ago, good for {most}"
    ends = row.get("until") or row.get("ends")
    if ends and day > ends:
        yield f"ended on {ends}"
    if row.get("unsure") or row.get("sure") is False:
        yield "not sure"


def _called(kind: str, row: Mapping[str, Any]) -> str:
    names = [str(row[name]) for name in _NAMES if row.get(name)][:2]
    return " ".join([kind, *(names or [str(row.get("number", ""))])]).strip()


def recommendation(day: dt.date, table: Mapping[str, Any]) -> str:
    """What is wrong with the recommended Python on a day; empty for nothing."""
    ends = next((each["ends"] for each in table["version"] if each["minor"] == table["recommended"]), None)
    if ends and day <= ends:
        return ""
    ended = f"ended on {ends}" if ends else "have no end in the table"
    return f"pythons.toml recommends Python {table['recommended']}, whose security fixes {ended}."


def printed(day: dt.date, found: Sequence[Finding]) -> Iterator[str]:
    """The lines to print."""
    for table in dict.fromkeys(each.table for each in found):
        mine = [each for each in found if each.table == table]
        yield f"{table}.toml: {len(mine)} of its rows"
        for each in mine:
            yield f"  {each.row}: {'; '.join(each.why)}"
            yield f"    {each.source}"
        yield ""
    counts = {word: sum(any(why.startswith(word) for why in each.why) for each in found) for word in _WORDS}
    yield f"On {day}: {', '.join(f'{count} {word}' for word, count in counts.items())}."


_WORDS = ("old", "ended", "not sure")


def main(arguments: Sequence[str]) -> int:
    """Print the list. What is on it is work to do, not a fault: the exit code is 0."""
    try:
        day = dt.date.fromisoformat(arguments[0]) if arguments else dt.datetime.now(dt.UTC).date()
    except ValueError:
        print(f"Write the day as 2026-11-29, not as {arguments[0]}.", file=sys.stderr)
        return 2
    tables = {name: raw(name) for name in TABLES}
    if wrong := recommendation(day, tables["pythons"]):
        print(f"{wrong}\n")
    print("\n".join(printed(day, findings(day, tables))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
