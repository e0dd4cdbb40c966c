"""Adds settings to uv's file of settings, which is TOML. Only settings above the first table are written."""

import re
from collections.abc import Sequence
from typing import Any

from pyready.model import toml_text
from pyready.settings.edits import OTHER_LINES, Refused, Wanted, clash, opened

# shown after "because": why a file is left as it is
_FORM = "uv cannot read it"

LIMIT = 200_000
"""Bytes: the reader of TOML is slow, and a file of settings is short."""
_TABLE = re.compile(r"\s*\[")


def edited(text: str, wanted: Sequence[Wanted], newline: str = "\n") -> str:
    """The text with these settings in it; the same text where it says all of them already. Raises Refused."""
    before = parsed(text)
    values = {each.key: _value(each.value) for each in wanted}
    if changed := [key for key, value in values.items() if key in before and before[key] != value]:
        raise clash(changed[0])
    missing = {key: value for key, value in values.items() if key not in before}
    if not missing:
        return text
    file = opened(text, newline)
    added = [f"{each.key} = {_written(each.value)}" for each in wanted if each.key in missing]
    for at in (_below_the_last(file.lines), 0):  # above everything is always right, but seldom where one would look
        made = file.joined(at, added)
        if _says(made, {**before, **missing}):
            return made
    raise Refused(OTHER_LINES)


def parsed(text: str) -> dict[str, Any]:
    """What uv makes of it, numbers as they are written. Raises Refused where uv would refuse, too."""
    try:
        return toml_text.parsed(text.removeprefix("\ufeff"), str)
    except toml_text.BadToml:
        raise Refused(_FORM) from None


def _value(written: str) -> bool | str:
    return written == "true" if written in {"true", "false"} else written


def _written(value: str) -> str:
    return value if value in {"true", "false"} else f'"{value}"'


def _says(text: str, settings: dict[str, Any]) -> bool:
    try:
        return parsed(text) == settings
    except Refused:
        return False


def _below_the_last(lines: Sequence[str]) -> int:
    """The place below the last setting above the first table, and above the comments that belong to that table."""
    at = next((number for number, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    if at == len(lines):
        return at
    while at and (not lines[at - 1].strip() or lines[at - 1].lstrip().startswith("#")):
        at -= 1
    return at
