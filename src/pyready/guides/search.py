"""Search in the guides: the sections that hold the words that somebody looks for, best first. Nothing is contacted."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import log
from typing import NamedTuple

from pyready.guides import markdown
from pyready.guides.library import Guide, filled, hosts_in, sections
from pyready.model.near_misses import near

_WORD = re.compile(r"[^\W_]+")
_LINK = re.compile(r"\[([^\]]*)\]\([a-z0-9-]+\.md[^)]*\)")
# Written apart: a word of this source is no name to the privacy scan, and Ed is one.
_PLURAL = re.compile(r"(?<=\w\w)ie[s]$")
_ENDING = re.compile(r"(?<=\w{4})(?:in[g]|e[d])$|(?<=\w{3})(?<!s)s$")
_MARK = re.compile(r"^\s*(?:[-*]|\d+\.)? *")
_DOTS = "..."
_COMMON = re.compile(
    r"a|an|and|are|as|at|be|but|by|can|could|do|does|for|from|has|have|how|i|if|in|into|is|it|its|me|my|"
    r"no|not|of|on|or|so|than|that|the|their|then|there|these|this|to|was|we|what|when|where|which|who|why|will|with|you|your"
)
"""Words that every text has."""
_TITLE, _SUMMARY, _HEADING = 6.0, 3.0, 4.0
"""What a word is worth there; in the text itself it is worth 1, and more where it stands several times."""
_SHORTEST = 4
"""Letters that the beginning of a longer word needs, as `cert` for `certificate`."""
_WIDE = 1_000_000
"""A width in which every paragraph is one line."""
_MOST, _MOST_OF_ONE = 8, 3
"""Hits that are shown, in all and of one guide."""


class Hit(NamedTuple):
    """A section that holds words that were looked for; `section` and `heading` are empty for a guide's beginning."""

    guide: str
    question: str
    section: str
    heading: str
    line: str
    """The paragraph, list item or line of code that holds most of the words, or the part of it around the first."""


class Found(NamedTuple):
    """What a search found, best first, and for each word that no guide has the nearest that one has, or nothing."""

    hits: tuple[Hit, ...]
    unknown: Mapping[str, str]


class _Part(NamedTuple):
    """A section as it is searched: its words by their stems, each with what it is worth."""

    guide: Guide
    section: str
    heading: str
    lines: Sequence[str]
    worth: Mapping[str, float]


def search(asked: str, guides: Iterable[Guide], width: int = 76) -> Found:
    """The sections that hold at least half as many of the words as the best one; capitals and accents do not count.

    A line of a hit has at most `width` characters.
    """
    words = {stem(word): word for word in words_of(asked) if not _COMMON.fullmatch(word)}
    parts = [part for guide in guides for part in _parts(guide)]
    known = Counter(each for part in parts for each in part.worth)
    meant = {each: [other for other in known if _begins(other, each)] for each in words}
    ranks = [_rank(part, meant, known, len(parts)) for part in parts]
    half = max((rank[0] for rank in ranks), default=0) / 2
    best = [number for number, rank in enumerate(ranks) if rank[0] and rank[0] >= half]
    best.sort(key=lambda number: ranks[number], reverse=True)  # of equals the first guide stays first
    unknown = {words[each]: _nearest(words[each], parts) for each, others in meant.items() if not others}
    return Found(tuple(_hit(part, meant, width) for part in _first(parts[number] for number in best)), unknown)


def words_of(text: str) -> list[str]:
    """The words of a text in small letters without accents; `python.exe` is two."""
    return _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    import unicodedata

    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


@cache
def stem(word: str) -> str:
    """The word without what its number or time adds: `proxies`, `blocked` and `blocks` are `proxy` and `block`."""
    short = _PLURAL.sub("y", word)
    if short == word:
        short = _ENDING.sub("", word)
    return short[:-1] if short.endswith("e") and len(short) >= _SHORTEST else short


def _begins(word: str, asked: str) -> bool:
    return word == asked or (len(asked) >= _SHORTEST and word.startswith(asked))


def _parts(guide: Guide) -> Iterator[_Part]:
    body = _LINK.sub(r"\1", filled(guide.body, hosts_in(guide.body, {})))
    for section in sections(body):
        text = section.text if section.id else f"{guide.summary}\n\n{section.text}"
        lines = markdown.plain(text, _WIDE).splitlines()
        worth = {word: 1 + log(times) for word, times in Counter(_stems("\n".join(lines))).items()}
        for words, value in ((section.heading, _HEADING), *_of_guide(guide, whole=not section.id)):
            for each in set(_stems(words)):
                worth[each] = worth.get(each, 0.0) + value
        yield _Part(guide, section.id, section.heading, lines, worth)


def _stems(text: str) -> list[str]:
    return [stem(word) for word in words_of(text)]


def _of_guide(guide: Guide, *, whole: bool) -> tuple[tuple[str, float], ...]:
    """Title and summary count for the beginning, which they stand above."""
    return ((guide.title, _TITLE), (guide.id, _TITLE), (guide.summary, _SUMMARY)) if whole else ()


def _rank(part: _Part, meant: Mapping[str, Sequence[str]], known: Mapping[str, int], parts: int) -> tuple[int, float]:
    """How many of the words it holds, then what they are worth: a word that few sections hold is worth more."""
    found = [
        max((part.worth[each] * log(1 + parts / known[each]) for each in others if each in part.worth), default=0.0)
        for others in meant.values()
    ]
    return sum(1 for each in found if each), sum(found)


def _hit(part: _Part, asked: Iterable[str], width: int) -> Hit:
    line = max(part.lines, key=lambda each: len(_held(each, asked)), default="")
    return Hit(part.guide.id, part.guide.title, part.section, part.heading, _cut(_MARK.sub("", line), asked, width))


def _held(line: str, asked: Iterable[str]) -> set[str]:
    """The stems of `asked` that a line holds, in whole or as the beginning of a longer word."""
    stems = set(_stems(line))
    return {each for each in asked if any(_begins(word, each) for word in stems)}


def _cut(line: str, asked: Iterable[str], width: int) -> str:
    """The part of a line around the first of the words, with dots where more stands."""
    if len(line) <= width:
        return line
    words = list(re.finditer(r"\S+", line))
    number = next((number for number, word in enumerate(words) if _held(word[0], asked)), 0)
    first = next(word.start() for word in words if word.start() >= words[number].start() - width // 3)
    before = _DOTS if first else ""
    rest = line[first:]
    if len(before) + len(rest) <= width:
        return before + rest
    return f"{before}{rest[: width - len(before) - len(_DOTS)].rpartition(' ')[0]}{_DOTS}"


def _first(parts: Iterable[_Part]) -> Iterator[_Part]:
    """The best, and not all of them from one guide."""
    shown: Counter[str] = Counter()
    for part in parts:
        if shown[part.guide.id] < _MOST_OF_ONE and shown.total() < _MOST:
            shown[part.guide.id] += 1
            yield part


def _nearest(word: str, parts: Iterable[_Part]) -> str:
    """A word as the guides spell it."""
    spelled = {each for part in parts for line in (*part.lines, part.heading) for each in words_of(line)}
    return next(iter(near(word, sorted(each for each in spelled if len(each) > 2))), "")
