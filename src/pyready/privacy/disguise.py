r"""Sees through the disguises a name can wear: case, `%20`, `\u00eb`, `&#39;`, letters put together from parts."""

import re
import unicodedata
from functools import lru_cache
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


class View(NamedTuple):
    """Text made comparable. `starts[i]:ends[i]` is what character i stands for; both empty: the text's own places."""

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original text behind a part of the view."""
        if not self.starts:
            return start, end
        return self.starts[start], self.ends[end - 1]


_KEPT = 4096
"""Texts of which the views are kept: each is looked at several times, with more names each time."""


@lru_cache(_KEPT)
def views(text: str) -> tuple[View, ...]:
    """The text as it stands and, if it holds escapes, with them resolved: either reading may hold a name."""
    hidden = TOKEN.sub(lambda token: MARK * len(token[0]), text)
    first = View(hidden.lower()) if hidden.isascii() else _letters(hidden)
    return (first, _resolved(hidden)) if _ESCAPES.search(hidden) else (first,)


@lru_cache(_KEPT)
def words(text: str) -> View:
    """The text with an EDGE wherever a word could begin or end inside a longer one: `SmithDocs2` has three words."""
    hidden = TOKEN.sub(lambda token: MARK * len(token[0]), text)
    if hidden.isascii():
        return _ascii_words(hidden)
    pieces: list[tuple[str, int, int]] = []
    edges = {at for at in range(1, len(hidden)) if _is_edge(hidden[at - 1], hidden[at], hidden[at + 1 : at + 2])}
    for match in _LETTER.finditer(hidden):
        pieces += [(EDGE, match.start(), match.start())] if match.start() in edges else []
        pieces.append((match[0], match.start(), match.end()))
    return _view(pieces)


def _ascii_words(text: str) -> View:
    """The same for a text in which every character is a letter by itself, in a fifth of the time."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    begin = 0
    for edge in (*(match.start() for match in _EDGES.finditer(text)), len(text)):
        words.append(text[begin:edge])
        starts += (*range(begin, edge), edge)
        ends += (*range(begin + 1, edge + 1), edge)
        begin = edge
    return View(EDGE.join(words).lower(), tuple(starts[:-1]), tuple(ends[:-1]))


def _is_edge(before: str, char: str, after: str) -> bool:
    """True before a capital after a small letter, before the last word of `SMITHDocs`, between letter and digit."""
    if before.isalpha() and char.isalpha():
        return char.isupper() and (before.islower() or after.islower())
    return (before.isalpha() and char.isdigit()) or (before.isdigit() and char.isalpha())


def _letters(text: str) -> View:
    """Composed and without case, letter by letter; characters that cannot be seen are left out."""
    return _view([(match[0], match.start(), match.end()) for match in _LETTER.finditer(text)])


def _resolved(text: str) -> View:
    pieces: list[tuple[str, int, int]] = []
    last = 0
    for match in _ESCAPES.finditer(text):
        pieces += [(text[place], place, place + 1) for place in range(last, match.start())]
        pieces += [(char, match.start(), match.end()) for char in _decoded(match[0])]
        last = match.end()
    pieces += [(text[place], place, place + 1) for place in range(last, len(text))]
    return _view(pieces)


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


def _view(pieces: list[tuple[str, int, int]]) -> View:
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, start, end in pieces:
        for char in unicodedata.normalize("NFKC", piece).casefold():
            if unicodedata.category(char) != "Cf":
                chars.append(char)
                starts.append(start)
                ends.append(end)
    return View("".join(chars), tuple(starts), tuple(ends))
