"""Which versions of Python are supported, until when, and which one to recommend: data in `pythons.toml`."""

import datetime as dt
import re
from typing import ClassVar, NamedTuple

from pyready.knowledge.loader import Row, Table, reader
from pyready.knowledge.site_knowledge import NOTHING, SiteKnowledge, SitePython


class PythonVersion(Row, frozen=True, forbid_unknown_fields=True):
    """One minor version; `ends` is the last day of the month in which its security fixes end."""

    table: ClassVar[str] = "pythons"
    minor: str
    ends: dt.date
    checked: dt.date


class StrictX509(Row, frozen=True, forbid_unknown_fields=True):
    """What to do where the inspecting authority's certificates break the rules that newer Pythons insist on."""

    table: ClassVar[str] = "pythons"
    why: str
    checked: dt.date


class Installer(Row, frozen=True, forbid_unknown_fields=True):
    """`last` is the last minor version for which python.org makes an installer of the older kind."""

    table: ClassVar[str] = "pythons"
    last: str
    checked: dt.date


class Pythons(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    recommended: str
    why: str
    source: str
    checked: dt.date
    strict_x509: StrictX509
    installer: Installer
    version: tuple[PythonVersion, ...]


known = reader("pythons", Pythons)
"""The table, read once."""


class Recommended(NamedTuple):
    """The Python to recommend on a day."""

    minor: str
    """Two numbers with a point between; the newest of the table where none can be recommended."""
    ends: dt.date
    """The last day of its security fixes."""
    instead_of: str = ""
    """The one that would be recommended if its security fixes had not ended; empty where that is this one."""
    none_left: bool = False
    """The security fixes of every Python that this copy knows have ended."""
    by_site: bool = False
    """The organisation's site profile chose it."""


def _versions(more: SiteKnowledge) -> tuple[PythonVersion | SitePython, ...]:
    """A saved report may hold rows that no profile could have."""
    return (*known().version, *(each for each in more.python if _MINOR.fullmatch(each.minor)))


_MINOR = re.compile(r"[1-9][0-9]?\.[0-9]{1,3}")


def recommended_on(day: dt.date, more: SiteKnowledge = NOTHING) -> Recommended:
    """The recommended version; past its end the newest one that still gets security fixes.

    The organisation's own choice comes before that of the table, unless only a newer pyready knows it.
    """
    ends = {each.minor: each.ends for each in _versions(more)}
    by_site = more.recommended in ends
    first = more.recommended if by_site else known().recommended
    if day <= ends[first]:
        return Recommended(first, ends[first], by_site=by_site)
    newest = max(ends, key=numbers_of)
    return Recommended(newest, ends[newest], first, none_left=day > ends[newest])


def has_installer(minor: str) -> bool:
    """Whether python.org makes an installer of the older kind for this version; for the one of the table it does."""
    return minor == known().recommended or numbers_of(minor) <= numbers_of(known().installer.last)


def row_of(minor: str, more: SiteKnowledge = NOTHING) -> PythonVersion | SitePython | None:
    """The row of a version; None for one that neither this table nor the organisation knows."""
    return next((each for each in _versions(more) if each.minor == minor), None)


def numbers_of(minor: str) -> tuple[int, int]:
    """`(3, 9)` of `3.9`."""
    first, _, second = minor.partition(".")
    return int(first), int(second)


def supported_until(minor: tuple[int, int], more: SiteKnowledge = NOTHING) -> dt.date | None:
    """The day support ends; None for a version that is not known."""
    row = row_of(f"{minor[0]}.{minor[1]}", more)
    return row.ends if row else None


def is_supported(minor: tuple[int, int], on: dt.date, more: SiteKnowledge = NOTHING) -> bool:
    """True inside the support window. A version older than the table is not supported.

    One that is newer than the table counts as supported as long as its own window can be open: there is one version a
    year (PEP 602, peps.python.org/pep-0602, checked 2026-11-29), and each is supported for as long as the last one.
    """
    ends = supported_until(minor, more)
    if ends is not None:
        return on <= ends
    last = max(known().version, key=lambda each: numbers_of(each.minor))
    years = minor[1] - numbers_of(last.minor)[1]
    return minor > numbers_of(last.minor) and (minor[0] > 3 or on.year <= last.ends.year + years)
