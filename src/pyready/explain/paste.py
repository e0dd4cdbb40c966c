"""A pasted text made comparable: no colours, prompts, times, quotation marks or line breaks. Linear in its length."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

Gap = Literal["blank", "break", "end"]
"""What stood before a letter: blanks or marks, a line end where the window may have broken a line, or another one."""

_COLOUR = re.compile(
    r"(?:\x1b|\u2190|\^\[|\\x1b|\\u001b|\\033|\\e)\[[0-9;?]{0,30}[A-Za-z]"
    r"|\x1b\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|\x1b[@-_]"
)
"""As the terminal got it, and as old consoles and log files show it."""
_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Control characters, marks that turn text round, what takes no room, halves of characters."""
_QUOTES = "\"'`\u00b4\u2018\u2019\u201a\u201c\u201d\u201e\u2032\u00ab\u00bb\u2039\u203a"
_MARKS = str.maketrans(dict.fromkeys(_QUOTES, " "))
"""Quotation marks: tools, web pages and translations differ in them."""
_TIME = r"\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?"
_DAY = r"\d{1,4}[-/.]\d\d[-/.]\d{1,4}"
_STARTS = tuple(
    map(
        re.compile,
        (
            r"[\s\u2500-\u257f\u25b6\u00d7\u276f\u2192|+]{1,40}",  # frames and arrows of uv, PowerShell and tables
            r"(?:> ){1,3}(?!>)",  # a quoted e-mail
            rf"\[?(?:[A-Z] )?{_DAY}[T ]{_TIME}(?:Z|[+-]\d\d:?\d\d)?(?: [\w.]{{1,40}}(?=\]))?\]?[\s:|-]{{0,5}}",
            rf"\[?{_TIME}\]?\s",
            r"(?:\([\w.-]{1,40}\) )?(?:PS )?[A-Za-z]:\\[^<>|\n]{0,200}>\s?",
            r"(?:\([\w.-]{1,40}\) )?[\w.@~/:-]{0,100}[$%] ",
        ),
    )
)
"""What may stand before a line of a message: all are taken off where they are there, twice in this order."""


class Paste(NamedTuple):
    """The text without case and blanks, and how it lay in lines."""

    letters: str
    gaps: dict[int, Gap]
    """Places before which something stood that is left out."""
    starts: tuple[int, ...]
    """Where each line begins in the letters."""

    def line(self, place: int) -> int:
        """The number of the line that a place is in, from 1."""
        return bisect_right(self.starts, place)


def lines_of(text: str) -> list[str]:
    """The lines as a person sees them: without colours, and without what no text may hold."""
    plain = text if text.isascii() else _composed(text)
    plain = _COLOUR.sub("", plain).replace("\r\n", "\n").replace("\r", "\n")
    return [_DROPPED.sub("", line).rstrip() for line in plain.split("\n")]


def _composed(text: str) -> str:
    """Full-width letters and their like as plain ones. Some signs stand for eighteen: a text full of these stays."""
    composed = unicodedata.normalize("NFKC", text)
    return composed if len(composed) <= 2 * len(text) else text


def pasted(lines: list[str]) -> Paste:
    """Lines made comparable."""
    widest = max(map(len, lines), default=0)
    letters: list[str] = []
    gaps: dict[int, Gap] = {}
    starts: list[int] = []
    place, before = 0, 0
    for line in lines:
        starts.append(place)
        gap: Gap = "break" if before == widest else "end"
        for word in _words(_bare(line)):
            gaps[place] = gap
            letters.append(word)
            place += len(word)
            gap = "blank"
        before = len(line)
    gaps[place] = "end"
    return Paste("".join(letters), gaps, tuple(starts))


def squeezed(text: str) -> str:
    """A fragment as it is looked for."""
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    return text.casefold().translate(_MARKS).split()


def _bare(line: str) -> str:
    """A line without what stands before its message."""
    for pattern in (*_STARTS, *_STARTS):
        if found := pattern.match(line):
            line = line[found.end() :]
    return line


def places(paste: Paste, fragment: str, most: int = 50) -> Iterator[int]:
    """Where a squeezed fragment stands as whole words, the first ones.

    `...` in it stands for anything that is not long; at its beginning or end, for the rest of a word.
    """
    first, *rest = fragment.split("...")
    opens, closes = not first, bool(rest) and not rest[-1]
    parts = [part for part in (first, *rest) if part]
    at = paste.letters.find(parts[0])
    for _ in range(most):
        if at < 0:
            return
        end = _end(paste.letters, at, parts)
        if end and (opens or _edge(paste, at)) and (closes or _edge(paste, end)):
            yield at
        at = paste.letters.find(parts[0], at + 1)


_FAR = 300
"""Letters that `...` stands for at most."""


def _end(letters: str, at: int, parts: list[str]) -> int:
    """Where the last part ends; 0 where one is missing."""
    end = at + len(parts[0])
    for part in parts[1:]:
        found = letters.find(part, end, end + _FAR + len(part))
        if found < 0:
            return 0
        end = found + len(part)
    return end


def _edge(paste: Paste, place: int) -> bool:
    """Whether a word may begin or end there."""
    if place in paste.gaps or place in {0, len(paste.letters)}:
        return True
    return not (paste.letters[place - 1].isalnum() and paste.letters[place].isalnum())
