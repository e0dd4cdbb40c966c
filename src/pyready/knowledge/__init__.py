"""What the world is like today, as dated and sourced data."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

DAYS = {"versions": 180, "licences": 180, "tools": 365, "windows": 730}
"""After how many days without a new look a row is old, by the kind of its table."""

TABLES = {
    "agents": "tools",
    "elevation": "tools",
    "endpoints": "tools",
    "launching": "windows",
    "licences": "licences",
    "messages": "tools",
    "packages": "versions",
    "programs": "tools",
    "pythons": "versions",
    "sizes": "tools",
    "switches": "tools",
    "tools": "tools",
    "vendors": "tools",
    "vpns": "tools",
    "windows": "windows",
}
"""Every table with its kind. Adding one: its TOML file, the module of that name with its type and its `known`, a line
here."""


def days_good(table: str) -> int:
    """After how many days a row of this table is old."""
    return DAYS[TABLES[table]]


@cache
def raw(name: str) -> Mapping[str, Any]:
    """One of the tables as it stands in its file, read once. `loader` gives it in its type."""
    return tomllib.loads(_file(name).read_text(encoding="utf-8"))


def packed(name: str) -> bytes | None:
    """The same as JSON, which is read much faster, as `build/tables.py` packs it; None in a copy of the source."""
    try:
        return _file(name).with_suffix(".json").read_bytes()
    except FileNotFoundError:
        return None


def date_of_knowledge() -> dt.date:
    """The date of the oldest of the tables: no part of the advice is older than that."""
    return min(map(_date, TABLES))


def _date(name: str) -> dt.date:
    """The date at the head of a file: what comes after it is read where it is needed."""
    head = _file(name).read_text(encoding="utf-8").partition("\n[")[0]
    date: dt.date = tomllib.loads(head)["date"]
    return date


def _file(name: str) -> Path:
    return Path(__file__).with_name(f"{name}.toml")
