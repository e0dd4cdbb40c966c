"""Which VPN client an adapter of Windows likely belongs to, by its driver's description: data in `vpns.toml`."""

import datetime as dt
from itertools import chain
from typing import ClassVar

from pyready.knowledge.loader import Row, Table, reader
from pyready.knowledge.site_knowledge import NOTHING, SAYS, SiteKnowledge


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


def vpn_of(description: str, more: SiteKnowledge = NOTHING) -> str:
    """The id of the client whose words stand in a description; empty for one that nobody here knows."""
    text = description.casefold()
    ours = (each.id for each in known().vpn if any(_in_order(row, text) for row in each.words))
    own = (each.id for each in more.vpn if any(word.casefold() in text for word in each.words))
    return next(chain(ours, own), "")


def name_of(vpn: str, more: SiteKnowledge = NOTHING) -> str:
    """The name people know it by; the id itself for one that this copy does not know."""
    own = next((f"{each.name} ({SAYS} says so)" for each in more.vpn if each.id == vpn), vpn)
    return next((each.name for each in known().vpn if each.id == vpn), own)


def _in_order(row: tuple[str, ...], text: str) -> bool:
    for word in row:
        _, found, text = text.partition(word)
        if not found:
            return False
    return True
