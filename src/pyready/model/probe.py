"""What a probe is, and how it declares what it reads, contacts, runs and writes."""

import re
from collections.abc import Callable
from fnmatch import translate
from functools import cache, lru_cache
from typing import Any, Generic, Literal, TypeVar

import msgspec

from pyready.model.facts import Facts
from pyready.model.host import Host, Platform

T = TypeVar("T")

What = Literal["registry", "variable", "file", "folder", "system", "endpoint", "program"]

EVERYWHERE: tuple[Platform, ...] = ("windows", "linux", "macos")


class Declared(msgspec.Struct, frozen=True):
    """One thing a probe may touch. `where` is a pattern: `*` and each `{NAME}`, but for a GUID, stand for any text."""

    what: What
    where: str
    why: str
    each: bool = True
    """False: the report names the pattern and not each place, because the names of the places are IT's own."""

    def covers(self, what: str, where: str) -> bool:
        """True when this declaration allows that access. Names are compared without case, slashes alike."""
        return self.what == what and _matcher(self.where)(_plain(where)) is not None


@lru_cache(maxsize=64)
def _plain(where: str) -> str:
    plain = where.replace("\\", "/").casefold()
    return plain.rstrip("/") or plain[:1]


_STANDS_FOR_TEXT = re.compile(r"\{(?![0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\})[^{}]*\}")
"""`{NAME}`, but not a GUID in braces, which is the name of one key."""


@cache
def _matcher(where: str) -> Callable[[str], object]:
    """Made once: there are more patterns than `fnmatch` remembers. Most are one name, which needs no expression."""
    plain = _STANDS_FOR_TEXT.sub("*", _plain(where))
    if "*" not in plain:
        return lambda asked: True if asked == plain else None
    return re.compile(translate(plain.replace("[", "[[]").replace("?", "[?]"))).match


def registry(where: str, why: str, *, each: bool = True) -> Declared:
    """A registry key or value; `KEY*` covers what is below it."""
    return Declared("registry", where, why, each)


def variable(where: str, why: str) -> Declared:
    """An environment variable, or several by pattern."""
    return Declared("variable", where, why)


def file(where: str, why: str, *, each: bool = True) -> Declared:
    """A file or folder that is looked at or read."""
    return Declared("file", where, why, each)


def folder(where: str, why: str, *, each: bool = True) -> Declared:
    """A folder whose names are listed."""
    return Declared("folder", where, why, each)


def system(where: str, why: str) -> Declared:
    """A question to the operating system, by the name of the method of `System`: `who`, `code integrity`, ...

    Of services each is named: `service NAME`.
    """
    return Declared("system", where, why)


def endpoint(where: str, why: str) -> Declared:
    """An endpoint of the knowledge or the site profile, by id."""
    return Declared("endpoint", where, why)


class Probe(msgspec.Struct, Generic[T], frozen=True):
    """One look at the machine: `collect(host, facts) -> T`. It looks, never judges, never prints.

    `after` names the facts that must be there first; `network` gives it the long deadline.
    """

    id: str
    fact: type[T]
    collect: Callable[[Host, Facts], T]
    about: str
    """What it finds out, for the person who watches it run."""
    after: tuple[type[Any], ...] = ()
    reads: tuple[Declared, ...] = ()
    contacts: tuple[Declared, ...] = ()
    runs: tuple[Declared, ...] = ()
    writes: tuple[Declared, ...] = ()
    platforms: tuple[Platform, ...] = EVERYWHERE
    network: bool = False
    seen_on: tuple[Platform, ...] = ("windows", "linux")
    """The platforms it has been seen running on."""
