"""Packages that come later to a new Python than others: data in `packages.toml`, for guides by a placeholder."""

from typing import ClassVar

from pyready.knowledge.loader import Row, Table, reader


class Package(Row, frozen=True, forbid_unknown_fields=True):
    """One package; `newest` is the newest minor version with a finished release and a wheel for 64-bit Windows."""

    table: ClassVar[str] = "packages"
    id: str
    title: str
    newest: str


class Packages(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    package: tuple[Package, ...]


known = reader("packages", Packages)
"""The table, read once."""
