"""How much room each route needs: data in `sizes.toml`."""

import datetime as dt
from functools import cache
from importlib.resources import files

import msgspec


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


class Sizes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    date: dt.date
    size: tuple[Size, ...]


@cache
def known() -> Sizes:
    """The table, read once."""
    return msgspec.toml.decode(files(__package__).joinpath("sizes.toml").read_bytes(), type=Sizes)
