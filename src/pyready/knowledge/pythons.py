"""Which versions of Python are supported, until when, and which one to recommend: data in `pythons.toml`."""

import datetime as dt

import msgspec

from pyready.knowledge.loader import Table, reader
from pyready.knowledge.placeholders import fact


class PythonVersion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One minor version; `ends` is the last day of the month in which its security fixes end."""

    minor: str
    ends: dt.date
    source: str
    checked: dt.date


class StrictX509(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to do where the inspecting authority's certificates break the rules that newer Pythons insist on."""

    why: str
    source: str
    checked: dt.date


class Installer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`last` is the last minor version for which python.org makes an installer of the older kind."""

    last: str
    source: str
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


def recommended(*, strict_fails: bool = False) -> tuple[str, str]:
    """The version to recommend and why; `strict_fails`: certificates here do not pass the strict X.509 rules."""
    table = known()
    if strict_fails:
        return table.recommended, table.strict_x509.why
    return table.recommended, table.why


def tag() -> str:
    """The recommended version as names of files and folders have it: 314 of 3.14."""
    return fact("python", "tag")


def supported_until(minor: tuple[int, int]) -> dt.date | None:
    """The day support ends; None for a version this table does not know."""
    name = f"{minor[0]}.{minor[1]}"
    return next((each.ends for each in known().version if each.minor == name), None)


def is_supported(minor: tuple[int, int], on: dt.date) -> bool:
    """True inside the support window. Newer than the table counts as supported, older does not."""
    ends = supported_until(minor)
    if ends is not None:
        return on <= ends
    newest = max(tuple(int(part) for part in each.minor.split(".")) for each in known().version)
    return minor > newest
