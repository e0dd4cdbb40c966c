"""What the world is like today, as dated and sourced data."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

TABLES = (
    "agents",
    "elevation",
    "endpoints",
    "launching",
    "licences",
    "programs",
    "pythons",
    "sizes",
    "switches",
    "tools",
    "vendors",
    "vpns",
    "windows",
)
"""Every table. Adding one: its TOML file, the module of that name with its type and its `known`, a line here."""


@cache
def raw(name: str) -> Mapping[str, Any]:
    """One of the tables as it stands in its file, read once. `loader` gives it in its type."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def date_of_knowledge() -> dt.date:
    """The date of the oldest of the tables: no part of the advice is older than that."""
    dates: list[dt.date] = [raw(name)["date"] for name in TABLES]
    return min(dates)
