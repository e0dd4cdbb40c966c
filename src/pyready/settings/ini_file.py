"""Adds settings to pip's file of settings, which pip reads with configparser."""

import configparser
import re
from collections.abc import Sequence

from pyready.formats.ini_text import read_into
from pyready.settings.edits import OTHER_LINES, Editing, Refused, Wanted, clash, opened

# shown after "because": why a file is left as it is
_MARK = "it begins with a byte-order mark, which pip cannot read"
_FORM = "pip cannot read it"
_DEFAULT = "it has a section DEFAULT, which counts in every other section"

LIMIT = 1_000_000
_HEADER = re.compile(r"\s*\[([^\]\n]+)\]")
Sections = dict[str, dict[str, str]]


def edited(text: str, wanted: Sequence[Wanted], newline: str = "\n") -> str:
    """The text with these settings in it; the same text where it says all of them already. Raises Refused."""
    before = parsed(text)
    missing = [each for each in wanted if not _is_there(before, each)]
    for each in missing:
        text = _added(opened(text, newline), each)
    if _with(before, missing) != parsed(text):
        raise Refused(OTHER_LINES)
    return text


def parsed(text: str) -> Sections:
    """What pip makes of it. Raises Refused where pip would refuse, too."""
    if text.startswith("\ufeff"):
        raise Refused(_MARK)
    parser = configparser.RawConfigParser()
    try:
        read_into(parser, text.replace("\r\n", "\n"))
    except configparser.Error:
        raise Refused(_FORM) from None
    if parser.defaults():
        raise Refused(_DEFAULT)
    return {name: dict(parser.items(name)) for name in parser.sections()}


def _is_there(before: Sections, wanted: Wanted) -> bool:
    """Whether it is said already. Sections of single commands outrank `global`, so they count as well."""
    said = [value for section in before.values() for key, value in section.items() if _plain(key) == wanted.key]
    if any(value != wanted.value for value in said):
        raise clash(wanted.key)
    return any(_plain(key) == wanted.key for key in before.get(wanted.section, {}))


def _plain(key: str) -> str:
    """As pip compares them: `--index_url` is `index-url`."""
    return key.casefold().replace("_", "-").removeprefix("--")


def _added(text: Editing, wanted: Wanted) -> str:
    line = f"{wanted.key} = {wanted.value}"
    heads = [at for at, each in enumerate(text.lines) if (found := _HEADER.match(each)) and found[1] == wanted.section]
    if not heads:
        return text.joined(len(text.lines), [f"[{wanted.section}]", line])
    below = heads[0] + 1
    end = next((at for at in range(below, len(text.lines)) if _HEADER.match(text.lines[at])), len(text.lines))
    while end > below and (not text.lines[end - 1].strip() or text.lines[end - 1].lstrip()[0] in "#;"):
        end -= 1
    return text.joined(end, [line])


def _with(before: Sections, missing: Sequence[Wanted]) -> Sections:
    made = {name: dict(section) for name, section in before.items()}
    for each in missing:
        made.setdefault(each.section, {})[each.key] = each.value
    return made
