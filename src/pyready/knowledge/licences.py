"""Under which terms each way to Python may be used in a large organisation: data in `licences.toml`."""

import datetime as dt
from functools import cache
from importlib.resources import files

import msgspec


class Licence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One product's terms; `staff` is the headcount from which a paid licence is needed, 0 for never."""

    id: str
    title: str
    terms: str
    staff: int
    source: str
    checked: dt.date


class Licences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    date: dt.date
    licence: tuple[Licence, ...]


@cache
def known() -> Licences:
    """The table, read once."""
    return msgspec.toml.decode(files(__package__).joinpath("licences.toml").read_bytes(), type=Licences)


def licence(product: str) -> Licence:
    """One product's terms. KeyError for a product that the table does not hold."""
    for each in known().licence:
        if each.id == product:
            return each
    raise KeyError(product)
