r"""Path conditions: AppLocker's own variables, and `*` for any text.

Learn: "Understanding the path rule condition in AppLocker". A rule with an 8.3 name is not enforced; environment
variables are not known there; `%REMOVABLE%` and `%HOT%` are drives on which nothing asked about here stands.
"""

import re
from fnmatch import fnmatchcase

from pyready.policy.applocker.match import NO, YES, Match, perhaps
from pyready.policy.applocker.subject import Folders

_VARIABLE = re.compile(r"%([^%\\]+)%(.*)", re.DOTALL)
_WILDCARD = re.compile(r"[*?]")
_SHORT = re.compile(r"[^\\.~ ]{1,6}~\d{1,6}(\.[^\\.]{1,3})?")


def is_short(path: str) -> bool:
    """Does a part of this path look like an 8.3 name, such as `PROGRA~1`?"""
    return "~" in path and any(_SHORT.fullmatch(part) for part in path.split("\\"))


def path_matches(rule: str, path: str | None, folders: Folders) -> Match:
    """Is the file one of those that the path of a rule means?"""
    wanted = _plain(rule)
    if wanted == "*":
        return YES
    if is_short(wanted):
        return NO
    spelled = _spelled(wanted, folders)
    if spelled is None or (path is None and spelled):
        return perhaps("folder-not-known")
    if path is None:
        return NO
    levels = [_like(each.casefold(), path.casefold()) for each in spelled]
    return max(levels, default=NO, key=lambda match: match.level)


def fixed_starts(rule: str, folders: Folders) -> tuple[str, ...] | None:
    """How every path that this one means begins, without case: several, none, or None where that cannot be told."""
    wanted = _plain(rule)
    if is_short(wanted):
        return ()
    spelled = _spelled(wanted, folders)
    return spelled if spelled is None else tuple(_WILDCARD.split(each, maxsplit=1)[0].casefold() for each in spelled)


def _plain(rule: str) -> str:
    return rule.replace("/", "\\").strip()


def _spelled(wanted: str, folders: Folders) -> tuple[str, ...] | None:
    """The path with its variable filled in, once for each folder; None where the folder is not known."""
    variable = _VARIABLE.fullmatch(wanted)
    if variable is None:
        return (wanted,)
    tops = folders.variables.get(variable[1].upper())
    if tops is None:
        return ()
    return tuple(f"{top.rstrip(chr(92))}{variable[2]}" for top in tops) or None


def _like(wanted: str, path: str) -> Match:
    if "?" in wanted:  # what it means there is not documented
        plain = wanted.replace("[", "[[]")
        return perhaps("rule-unclear") if fnmatchcase(path, plain) else NO
    return YES if _fits(wanted.split("*"), path) else NO


def _fits(parts: list[str], path: str) -> bool:
    """Do these parts stand in the path in their order, the first at its start and the last at its end?"""
    if len(parts) == 1:
        return parts[0] == path
    first, *middle, last = parts
    if not path.startswith(first) or not path.endswith(last) or len(path) < len(first) + len(last):
        return False
    at, end = len(first), len(path) - len(last)
    for part in middle:
        found = path.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True
