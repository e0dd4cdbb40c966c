"""What it means when a system refuses to start a program, by its error number: data in `launching.toml`."""

import datetime as dt
from typing import ClassVar

from pyready.knowledge.loader import Row, Table, reader


class Code(Row, frozen=True, forbid_unknown_fields=True):
    """One number. `cause` is `policy`, `app-control`, `antivirus`, `rights` or `fault`; `says` ends a sentence.

    `sure` is False where the number is not documented, or stands for several things.
    """

    table: ClassVar[str] = "launching"
    system: str
    number: int
    name: str
    cause: str
    says: str
    sure: bool
    checked: dt.date


class Launching(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    code: tuple[Code, ...]


known = reader("launching", Launching)
"""The table, read once."""


def meaning(platform: str, number: int | None) -> Code | None:
    """The row for an error; None for one that is not in the table."""
    system = "windows" if platform == "windows" else "posix"
    return next((each for each in known().code if (each.system, each.number) == (system, number)), None)
