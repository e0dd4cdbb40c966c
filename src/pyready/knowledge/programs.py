"""What the routes start and load on Windows, file by file: data in `programs.toml`."""

from functools import cache
from typing import ClassVar, Literal

import msgspec

from pyready.knowledge.loader import Row, Table, reader
from pyready.knowledge.placeholders import fill

Kind = Literal["exe", "dll", "msi", "appx"]


class Signer(Row, frozen=True, forbid_unknown_fields=True):
    """Who signs, as AppLocker writes a publisher; an empty name is a file without a signature."""

    table: ClassVar[str] = "programs"
    id: str
    name: str
    unsure: bool = False


class Program(Row, frozen=True, forbid_unknown_fields=True):
    """One program or library of a route. `files` are patterns of paths, `signed` ids of signers."""

    table: ClassVar[str] = "programs"
    id: str
    title: str
    """As the beginning of a sentence."""
    kind: Kind
    place: str
    files: tuple[str, ...]
    signed: tuple[str, ...]
    product: str | None = None
    name: str | None = None
    unsure: bool = False
    starts: tuple[str, ...] = ()
    """Ids of the programs that it starts in turn."""
    loads: tuple[str, ...] = ()
    """Ids of the libraries without which it is of no use."""


class Known(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    signer: tuple[Signer, ...]
    program: tuple[Program, ...]


known = reader("programs", Known)
"""The table, with its placeholders."""


@cache
def programs(python: str = "") -> tuple[Program, ...]:
    """Every program, its paths with the facts that they name; `python` as for `fill`."""
    filled = (tuple(fill(path, python) for path in each.files) for each in known().program)
    return tuple(
        msgspec.structs.replace(each, files=files) for each, files in zip(known().program, filled, strict=True)
    )


@cache
def by_version() -> frozenset[str]:
    """The ids of what has the version of Python that the steps install in its path."""
    named = (each.id for each in known().program if any("{{ python:" in path for path in each.files))
    return frozenset((*named, "user-site-module"))


@cache
def implied(program: str) -> tuple[tuple[str, str], ...]:
    """What a program starts and loads in turn, and what those do: pairs of `start` or `load` and an id."""
    known_ones = {each.id: each for each in programs()}
    found: dict[tuple[str, str], None] = {}
    waiting = [program]
    while waiting:
        each = known_ones.get(waiting.pop())
        new = [*(("start", name) for name in each.starts), *(("load", name) for name in each.loads)] if each else []
        waiting += [name for verb, name in new if (verb, name) not in found]
        found |= dict.fromkeys(new)
    return tuple(found)


@cache
def signers() -> dict[str, str]:
    """The publisher by the signer's id."""
    return {each.id: each.name for each in known().signer}
