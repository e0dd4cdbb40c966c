"""What the routes start and load on Windows, file by file: data in `programs.toml`."""

import datetime as dt
from functools import cache
from typing import Literal

import msgspec

from pyready.knowledge.loader import Table, reader
from pyready.knowledge.placeholders import fill

Kind = Literal["exe", "dll", "msi", "appx"]


class Signer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who signs, as AppLocker writes a publisher; an empty name is a file without a signature."""

    id: str
    name: str
    source: str
    checked: dt.date
    unsure: bool = False


class Program(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One program or library of a route. `files` are patterns of paths, `signed` ids of signers."""

    id: str
    title: str
    """As the beginning of a sentence."""
    kind: Kind
    place: str
    files: tuple[str, ...]
    signed: tuple[str, ...]
    source: str
    checked: dt.date
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
def programs() -> tuple[Program, ...]:
    """Every program, its paths with the facts that they name."""
    return tuple(msgspec.structs.replace(each, files=tuple(map(fill, each.files))) for each in known().program)


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
