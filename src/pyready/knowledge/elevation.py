"""Products by which IT lets chosen programs run with more rights: data in `elevation.toml`."""

from typing import ClassVar

from pyready.knowledge.loader import Row, Table, reader


class Product(Row, frozen=True, forbid_unknown_fields=True):
    """One product and its signs; `service` may be empty, `folder` starts with a variable in braces.

    `also_blocks`: the same product can also hold a list of the programs that may start.
    """

    table: ClassVar[str] = "elevation"
    id: str
    name: str
    folder: str
    service: str
    sure: bool
    also_blocks: bool = False


class Elevation(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    product: tuple[Product, ...]


known = reader("elevation", Elevation)
"""The table, read once."""


def also_block() -> tuple[Product, ...]:
    """The products that can also decide which programs start."""
    return tuple(each for each in known().product if each.also_blocks)


def name_of(product: str) -> str:
    """The name people know it by; the id itself for one that this copy does not know."""
    return next((each.name for each in known().product if each.id == product), product)
