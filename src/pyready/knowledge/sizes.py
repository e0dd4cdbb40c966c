"""How much room each route needs: data in `sizes.toml`."""

import datetime as dt

import msgspec

from pyready.knowledge.loader import Table, reader


class Size(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One route's room in gigabytes: below `least` is too little, from `needs` on is enough."""

    route: str
    title: str
    what: str
    least: float
    needs: float
    source: str
    checked: dt.date
    unsure: bool = False


class Sizes(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    size: tuple[Size, ...]


known = reader("sizes", Sizes)
"""The table, read once."""
