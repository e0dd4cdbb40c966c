"""Adds settings to git's file of settings."""

import re
from collections.abc import Sequence

from pyready.formats.git_config import BadGitConfig, Entry, parsed
from pyready.settings.edits import OTHER_LINES, Refused, Wanted, clash, opened

# shown after "because": why a file is left as it is
_NO_SECTION = "it has a setting before any section"

LIMIT = 1_000_000


def edited(text: str, wanted: Sequence[Wanted], newline: str = "\n") -> str:
    """The text with these settings in it; the same text where it says all of them already. Raises Refused."""
    before = _parsed(text)
    missing = [each for each in wanted if not _is_there(before, each)]
    if not missing:
        return text
    file = opened(text, newline)
    (section,) = {each.section for each in missing}
    lines = [f"\t{each.key} = {each.value}" for each in missing]
    head = re.compile(rf"\s*\[{re.escape(section)}\]\s*([#;].*)?$", re.IGNORECASE)
    places = [(at + 1, lines) for at, line in enumerate(file.lines) if head.match(line.rstrip("\r\n"))][-1:]
    new = [Entry(f"{section}.{each.key}".casefold(), None, each.value) for each in missing]
    for at, added in (*places, (len(file.lines), [f"[{section}]", *lines])):
        made = file.joined(at, added)
        if _says(made, before, new):
            return made
    raise Refused(OTHER_LINES)


def _is_there(before: Sequence[Entry], wanted: Wanted) -> bool:
    name = f"{wanted.section}.{wanted.key}".casefold()
    said = {each.value for each in before if each.name == name and each.below is None}
    if said - {wanted.value}:
        raise clash(f"{wanted.section}.{wanted.key}")
    return bool(said)


def _says(text: str, before: list[Entry], new: list[Entry]) -> bool:
    try:
        after = parsed(text)
    except BadGitConfig:
        return False
    return [each for each in after if each not in new] == before and all(after.count(each) == 1 for each in new)


def _parsed(text: str) -> list[Entry]:
    try:
        found = parsed(text)
    except BadGitConfig as error:
        raise Refused(str(error)) from None
    if any("." not in each.name for each in found):
        raise Refused(_NO_SECTION)
    return found
