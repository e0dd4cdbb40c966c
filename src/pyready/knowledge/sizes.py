"""How much room each thing takes that a route brings: data in `sizes.toml`."""

from functools import cache
from typing import ClassVar

from pyready.knowledge import endpoints
from pyready.knowledge.loader import Row, Table, reader


class Size(Row, frozen=True, forbid_unknown_fields=True):
    """The room of one thing in megabytes: below `least` is too little, from `needs` on is enough."""

    table: ClassVar[str] = "sizes"
    id: str
    what: str
    needs: int
    least: int = 0
    """0 where `needs` was measured."""

    @property
    def at_least(self) -> int:
        """Less than this cannot be enough, in megabytes."""
        return self.least or self.needs


class Sizes(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    first: tuple[str, ...]
    """The rows that make the room for Python and a first set of packages."""
    size: tuple[Size, ...]


known = reader("sizes", Sizes)
"""The table, read once."""


@cache
def size_of(thing: str) -> Size:
    """The row of a thing, or of the file that a browser downloads from an endpoint. KeyError where there is none."""
    for row in known().size:
        if row.id == thing:
            return row
    for each in endpoints.known().endpoint:
        if each.id == thing and each.download and each.checked:
            return Size(
                each.id, f"the file from {each.hosts[0]}", each.download, source=each.source, checked=each.checked
            )
    raise KeyError(thing)
