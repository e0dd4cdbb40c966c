"""What can be said of a text in which no message is known: the line that looks like one, and its numbers."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pyready.explain.numbers import numbers_in
from pyready.explain.paste import Paste
from pyready.knowledge.launching import meaning

# shown where the number in an unknown message is one that Windows gives for a program that it does not start
_NUMBER = "Number {number} from Windows: {says}."

_SIGNS = (
    re.compile(r"^\s*(?:[\w.]{1,100}\.)?\w{0,60}(?:Error|Exception|Warning)\b(?::|$)"),
    re.compile(
        r"(?i)\b(?:fatal|error|err!|failed|failure|exception|fehler|erreur|errore|gwall|b\u0142\u0105d|fout|erro)\b"
    ),
    re.compile(r"(?i)\b(?:denied|blocked|cannot|could not|can't|unable|invalid|not found|refused|missing|timed out)\b"),
)
"""The strongest first; the last line with the strongest sign is taken."""
_LONGEST = 2000
"""Characters of a line that are looked at."""


class Line(NamedTuple):
    """A line of the text, from 1."""

    number: int
    text: str


def likely_line(lines: Sequence[str]) -> Line | None:
    """The line that most looks like a message: the last with the strongest sign, else the last that says anything."""
    said = [Line(number, line.strip()[:_LONGEST]) for number, line in enumerate(lines, 1) if line.strip()]
    for sign in _SIGNS:
        if found := [line for line in said if sign.search(line.text)]:
            return found[-1]
    return said[-1] if said else None


def known_number(paste: Paste) -> str:
    """What a number in the text means where the table of starting programs knows it; empty for none."""
    for number in numbers_in(paste):
        list_, _, value = number.name.partition(" ")
        if list_ == "win" and (row := meaning("windows", int(value))):
            return _NUMBER.format(number=value, says=row.says)
    return ""
