"""Which VPN client an adapter of Windows likely belongs to, by its driver's description: data in `vpns.toml`."""

import datetime as dt
from typing import ClassVar

from pyready.knowledge.loader import Row, Table, reader


class Vpn(Row, frozen=True, forbid_unknown_fields=True):
    """One client; each of `words` is a row of words that a description holds in this order."""

    table: ClassVar[str] = "vpns"
    id: str
    name: str
    words: tuple[tuple[str, ...], ...]
    sure: bool
    checked: dt.date


class Vpns(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    vpn: tuple[Vpn, ...]


known = reader("vpns", Vpns)
"""The table, read once."""


def vpn_of(description: str) -> Vpn | None:
    """The client whose words stand in a description; None for one that nobody here knows."""
    text = description.casefold()
    return next((each for each in known().vpn if any(_in_order(row, text) for row in each.words)), None)


def name_of(vpn: str) -> str:
    """The name people know it by; the id itself for one that this copy does not know."""
    return next((each.name for each in known().vpn if each.id == vpn), vpn)


def _in_order(row: tuple[str, ...], text: str) -> bool:
    for word in row:
        _, found, text = text.partition(word)
        if not found:
            return False
    return True
