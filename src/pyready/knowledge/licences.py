"""Under which terms each way to Python may be used in a large organisation: data in `licences.toml`."""

import datetime as dt
from typing import ClassVar

from pyready.knowledge.loader import Row, Table, reader


class Licence(Row, frozen=True, forbid_unknown_fields=True):
    """One product's terms; `staff` is the headcount from which a paid licence is needed, 0 for never."""

    table: ClassVar[str] = "licences"
    id: str
    title: str
    terms: str
    staff: int
    checked: dt.date


class Licences(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    licence: tuple[Licence, ...]


known = reader("licences", Licences)
"""The table, read once."""


def licence(product: str) -> Licence:
    """One product's terms. KeyError for a product that the table does not hold."""
    for each in known().licence:
        if each.id == product:
            return each
    raise KeyError(product)
