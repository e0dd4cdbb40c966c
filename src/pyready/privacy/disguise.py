r"""Sees through the disguises a name can wear: case, `%20`, `\u00eb`, `&#39;`, letters put together from parts."""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote

TOKEN = re.compile(
    r"<(?:user|computer|domain|proxy|share|host|issuer|servers|number|sid|secret|text|path|left-out)(?:-\d{1,6})?>"
)
"""What stands in a share-safe report in place of a name."""

MARK = "\x00"
"""Stands in a view for every character of a token: no name matches across it, no host lets a NUL through."""

EDGE = "\x01"
"""Stands in a view of words where small letters meet capitals, or letters meet digits; it takes no room in the text."""

_EDGES = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[a-zA-Z])(?=\d)|(?<=\d)(?=[a-zA-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""The same as `_is_edge`, for texts in ASCII."""

_PERCENT = r"(?:%(?:25){0,3}[0-9A-Fa-f]{2})+"
_ENTITY = r"&(?:#\d{2,6}|#[xX][0-9A-Fa-f]{2,5}|amp|apos);"
_ESCAPES = re.compile(rf"{_PERCENT}|\\u[0-9A-Fa-f]{{4}}|\\x[0-9A-Fa-f]{{2}}|\\[nrt]|{_ENTITY}")
_LETTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
_MARKS = re.compile("[\u0300-\u036f]")


class View(NamedTuple):
    """Text made comparable. `starts[i]:ends[i]` is what character i stands for; both empty: the text's own places."""

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original text behind a part of the view."""
        if not self.starts:
            return start, end
        return self.starts[start], self.ends[end - 1]


_KEPT, _SHORT = 4096, 1000
"""Texts of which the views are kept, and the most characters of one: each is looked at several times, with more names
each time. What is longer is seldom there, and would fill the memory."""


def views(text: str) -> tuple[View, ...]:
    """The text as it stands and, if it holds escapes, with them resolved: either reading may hold a name."""
    return _kept_views(text) if len(text) <= _SHORT else _views(text)


def words(text: str) -> View:
    """The text with an EDGE wherever a word could begin or end inside a longer one: `SmithDocs2` has three words."""
    return _kept_words(text) if len(text) <= _SHORT else _words(text)


def _views(text: str) -> tuple[View, ...]:
    hidden = TOKEN.sub(lambda token: MARK * len(token[0]), text)
    first = View(hidden.lower()) if hidden.isascii() else _letters(hidden)
    return (first, _resolved(hidden)) if _ESCAPES.search(hidden) else (first,)


def _words(text: str) -> View:
    hidden = TOKEN.sub(lambda token: MARK * len(token[0]), text)
    if hidden.isascii():
        return _ascii_words(hidden)
    edges = [at for at in range(1, len(hidden)) if _is_edge(hidden[at - 1], hidden[at], hidden[at + 1 : at + 2])]
    view = _Making()
    for start, end in pairwise([0, *edges, len(hidden)]):
        if start:
            view.letter(EDGE, start, start)
        view.letters(hidden[start:end], start)
    return view.made()


_kept_views, _kept_words = lru_cache(_KEPT)(_views), lru_cache(_KEPT)(_words)


def _ascii_words(text: str) -> View:
    """The same for a text in which every character is a letter by itself, in a fifth of the time."""
    words: list[str] = []
    starts, ends = array("I"), array("I")
    begin = 0
    for edge in (*(match.start() for match in _EDGES.finditer(text)), len(text)):
        words.append(text[begin:edge])
        starts.extend((*range(begin, edge), edge))
        ends.extend((*range(begin + 1, edge + 1), edge))
        begin = edge
    return View(EDGE.join(words).lower(), starts[:-1], ends[:-1])


def _is_edge(before: str, char: str, after: str) -> bool:
    """True before a capital after a small letter, before the last word of `SMITHDocs`, between letter and digit."""
    if before.isalpha() and char.isalpha():
        return char.isupper() and (before.islower() or after.islower())
    return (before.isalpha() and char.isdigit()) or (before.isdigit() and char.isalpha())


def _letters(text: str) -> View:
    """Composed and without case, letter by letter; characters that cannot be seen are left out."""
    if (folded := _one_by_one(text)) is not None:
        return View(folded)
    view = _Making()
    view.letters(text, 0)
    return view.made()


def _resolved(text: str) -> View:
    view = _Making()
    last = 0
    for match in _ESCAPES.finditer(text):
        view.characters(text[last : match.start()], last)
        for char in _decoded(match[0]):
            view.letter(char, match.start(), match.end())
        last = match.end()
    view.characters(text[last:], last)
    return view.made()


def _decoded(escape: str) -> str:
    if escape.startswith("%"):
        once = re.sub("%(?:25)+", "%", escape)
        try:
            return unquote(once, errors="strict")
        except UnicodeDecodeError:
            return unquote(once, "latin-1")
    if escape.startswith("&"):
        import html

        return html.unescape(escape)
    if escape[1] in "nrt":
        return " "
    char = chr(int(escape.lstrip("\\ux"), 16))
    return escape if "\ud800" <= char <= "\udfff" else char


def _one_by_one(text: str) -> str | None:
    """The text without case where each character stands for itself alone, as in most texts; else None."""
    folded = text.casefold()
    if text.isascii():
        return folded
    same = len(folded) == len(text) and unicodedata.is_normalized("NFKC", text) and not _MARKS.search(text)
    return folded if same and all(unicodedata.category(char) != "Cf" for char in set(folded)) else None


class _Making:
    """A view in the making. A text may be long: what stands for itself is taken in one go."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts, self._ends = array("I"), array("I")

    def letter(self, piece: str, start: int, end: int) -> None:
        """What one place of the text stands for, composed; characters that cannot be seen are left out."""
        for char in unicodedata.normalize("NFKC", piece).casefold():
            if unicodedata.category(char) != "Cf":
                self._parts.append(char)
                self._starts.append(start)
                self._ends.append(end)

    def letters(self, text: str, start: int) -> None:
        """A part of the text, each letter with the marks that belong to it."""
        if not self._in_one_go(text, start):
            for match in _LETTER.finditer(text):
                self.letter(match[0], start + match.start(), start + match.end())

    def characters(self, text: str, start: int) -> None:
        """A part of the text, each character for itself."""
        if not self._in_one_go(text, start):
            for place, char in enumerate(text, start):
                self.letter(char, place, place + 1)

    def _in_one_go(self, text: str, start: int) -> bool:
        folded = _one_by_one(text)
        if folded is None:
            return False
        self._parts.append(folded)
        self._starts.extend(range(start, start + len(folded)))
        self._ends.extend(range(start + 1, start + len(folded) + 1))
        return True

    def made(self) -> View:
        """All of it."""
        return View("".join(self._parts), self._starts, self._ends)
