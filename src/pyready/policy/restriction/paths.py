r"""Path rules: variables, `*` and `?`, folders with all below them, and which of two rules is the more specific.

Learn, "How Software Restriction Policies Work" (cc786941, read in quotations): a folder covers what is below it, a rule
may name variables of the person's own environment, `*\Windows` means `C:\Windows`, and the most specific rule decides,
in this order: a file by its whole path, `folder\*.ext`, `*.ext`, a deeper folder, a folder above it. What is not said
there, such as whether `*` goes past a `\`, is never decided here. Read 2026-11-27.
"""

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Literal, NamedTuple

from pyready.policy.applocker.match import NO, YES, Match, perhaps
from pyready.policy.applocker.paths import is_short

ANY = "\0"
"""Stands for text that is not known."""
Shape = Literal["file", "folder-pattern", "name-pattern", "name", "folder", "wild", "unclear"]
_VARIABLE = re.compile(r"%([^%]+)%")
_WILD = re.compile(r"[*?]")
_LOOSE = re.compile(r"[*?\0]+")
_REPEATED = re.compile(r"(?<=.)\\{2,}")
_ROOTED = re.compile(r"[a-z]:|[*?]|\\\\")
_ORDER: dict[Shape, int] = {"file": 4, "folder-pattern": 3, "name-pattern": 2, "folder": 1}


class Fit(NamedTuple):
    """How a rule fits a file. `depth` counts the folders of one that names a folder."""

    match: Match
    shape: Shape
    depth: int = 0


_UNFIT = Fit(NO, "unclear")


def spelled(path: str, values: Mapping[str, str]) -> str:
    """A rule's path with its variables filled in, comparable; what they do not name is text that is not known."""
    filled = _VARIABLE.sub(lambda found: values.get(found[1].upper(), ANY), path.strip().strip('"'))
    return ANY.join(map(_plain, filled.split(ANY))).rstrip("\\")


def _plain(text: str) -> str:
    """Without case; a short name such as `PROGRA~1` may be that of any folder."""
    parts = _REPEATED.sub(r"\\", text.replace("/", "\\").casefold()).split("\\")
    return "\\".join(ANY if is_short(part) else part for part in parts)


def is_plain(wanted: str) -> bool:
    """A whole path without anything left open: it fits the file or folder of that name and what is below it."""
    return bool(_ROOTED.match(wanted)) and not _LOOSE.search(wanted)


def longest_text(wanted: str) -> str:
    """The longest text without wildcards in a rule: a file that the rule reaches holds it."""
    return max(_LOOSE.split(wanted), key=len)


def fit(wanted: str, path: str | None) -> Fit:
    """How a rule that was spelled fits a file; `path` is None where its final place is not known."""
    if path is None:
        return Fit(YES, "name-pattern") if wanted == "*" else Fit(perhaps("folder-not-known"), "unclear")
    plain = path.casefold()
    if ANY in wanted or not wanted:
        return _unclear(wanted or ANY, plain)
    if "\\" not in wanted and ":" not in wanted:
        return _by_name(wanted, plain)
    if not _ROOTED.match(wanted):
        return _unclear(f"{ANY}\\{wanted}", plain)
    return _by_pattern(wanted, plain) if _WILD.search(wanted) else _by_folder(wanted, plain)


def _unclear(wanted: str, path: str) -> Fit:
    reached = _like(path, wanted.replace(ANY, "*"))
    return Fit(perhaps("restriction-rule-unclear"), "unclear") if reached else _UNFIT


def _by_name(wanted: str, path: str) -> Fit:
    """A name without a folder: that file wherever it is. Whether it may also be a folder's is not said."""
    *folders, name = path.split("\\")
    shape: Shape = "name-pattern" if _WILD.search(wanted) else "name"
    if _named(name, wanted):
        return Fit(YES, shape)
    if any(_named(folder, wanted) for folder in folders):
        return Fit(perhaps("restriction-rule-unclear"), "unclear")
    return _UNFIT


def _by_folder(wanted: str, path: str) -> Fit:
    if path == wanted:
        return Fit(YES, "file")
    return Fit(YES, "folder", wanted.count("\\")) if path.startswith(wanted + "\\") else _UNFIT


def _by_pattern(wanted: str, path: str) -> Fit:
    """Certain only where it holds whether or not a `*` goes past the end of a folder's name."""
    if not path.startswith(_WILD.split(wanted, maxsplit=1)[0]) or not _like(path, wanted):
        return _UNFIT
    parts, found = wanted.split("\\"), path.split("\\")
    if len(parts) > len(found) or not all(map(_named, found, parts)):
        return Fit(perhaps("restriction-wildcard"), "wild")
    plain_folder = len(parts) == len(found) and not _WILD.search("\\".join(parts[:-1]))
    return Fit(YES, "folder-pattern" if plain_folder else "wild")


def _like(path: str, pattern: str) -> bool:
    """Does the widest meaning of a pattern reach the file, or a folder that it is in?"""
    return _named(path, pattern) or _named(path, f"{pattern}\\*")


def _named(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern.replace("[", "[[]"))


def beats(one: Fit, other: Fit) -> bool:
    """Is the first certainly the more specific? False also where that is not documented."""
    if "unclear" in {one.shape, other.shape}:
        return False
    if one.shape == other.shape == "folder":
        return one.depth > other.depth
    if "wild" in {one.shape, other.shape}:
        return one.shape == "file" and other.shape == "wild"
    if one.shape == "name":
        return other.shape == "folder"
    if other.shape == "name":
        return one.shape == "file"
    return _ORDER[one.shape] > _ORDER[other.shape]
