"""How much room each route needs: data in `sizes.toml`."""

import datetime as dt

import msgspec

from pyready.knowledge.loader import Table, reader


class Size(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One route's room in gigabytes: below `least` is too little, from `needs` on is enough."""

    route: str
    title: str
    """The route's name inside a sentence; its module takes it from here."""
    what: str
    least: float
    needs: float
    source: str
    checked: dt.date
    unsure: bool = False


class First(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The room that a Python takes by any route, in gigabytes."""

    what: str
    needs: float
    source: str
    checked: dt.date


class Sizes(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    first: First
    size: tuple[Size, ...]


known = reader("sizes", Sizes)
"""The table, read once."""


def size_of(route: str) -> Size:
    """The row of a route. KeyError where it has none."""
    for each in known().size:
        if each.route == route:
            return each
    raise KeyError(route)
