"""The one loader of the tables: each is read once, and held to its type when it is first asked for."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import ClassVar, TypeVar

import msgspec

from pyready.knowledge import days_good, packed, raw

T = TypeVar("T", bound="Table")


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file as a whole; `date` is the day it was last gone through."""

    date: dt.date


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row of a table: where it was read, and when."""

    source: str
    checked: dt.date
    until: dt.date | None = None
    """The last day on which it holds, where that is known."""
    table: ClassVar[str]

    @property
    def good_until(self) -> dt.date:
        """The last day on which an answer that rests on this row may be certain."""
        grows_old = self.checked + dt.timedelta(days_good(self.table))
        return min(grows_old, self.until or grows_old)


def reader(name: str, kind: type[T]) -> Callable[[], T]:
    """What gives a table in its type."""

    @cache
    def known() -> T:
        if (table := packed(name)) is not None:
            return msgspec.json.decode(table, type=kind)
        return msgspec.convert(raw(name), kind, builtin_types=(dt.date,))

    return known
