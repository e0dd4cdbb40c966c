"""What installers are told on their command line: data in `switches.toml`."""

import datetime as dt
from typing import ClassVar

from pyready.knowledge.loader import Row, Table, reader


class Switches(Row, frozen=True, forbid_unknown_fields=True):
    """One way to start one installer."""

    table: ClassVar[str] = "switches"
    id: str
    text: str
    checked: dt.date


class AllSwitches(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    switches: tuple[Switches, ...]


known = reader("switches", AllSwitches)
"""The table, read once."""


def switches(name: str) -> str:
    """What to write behind the installer's name. KeyError where there is no such row."""
    for each in known().switches:
        if each.id == name:
            return each.text
    raise KeyError(name)
