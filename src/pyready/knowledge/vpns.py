"""Which VPN client an adapter of Windows likely belongs to, by its driver's description: data in `vpns.toml`."""

import datetime as dt
from functools import cache
from importlib.resources import files

import msgspec


class Vpn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One client; each of `words` is a row of words that a description holds in this order."""

    id: str
    name: str
    words: tuple[tuple[str, ...], ...]
    sure: bool
    source: str
    checked: dt.date


class Vpns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    date: dt.date
    vpn: tuple[Vpn, ...]


@cache
def known() -> Vpns:
    """The table, read once."""
    return msgspec.toml.decode(files(__package__).joinpath("vpns.toml").read_bytes(), type=Vpns)


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
