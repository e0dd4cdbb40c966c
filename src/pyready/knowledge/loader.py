"""The one loader of the tables: each is read once, and held to its type when it is first asked for."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import msgspec

from pyready.knowledge import raw

T = TypeVar("T", bound="Table")


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file as a whole; `date` is the day it was last gone through."""

    date: dt.date


def reader(name: str, kind: type[T]) -> Callable[[], T]:
    """What gives a table in its type."""

    @cache
    def known() -> T:
        return msgspec.convert(raw(name), kind, builtin_types=(dt.date,))

    return known
