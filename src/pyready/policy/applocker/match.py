"""Three-valued answers: no, perhaps, yes. What makes an answer a perhaps is carried along."""

from collections.abc import Iterable
from typing import NamedTuple


class Match(NamedTuple):
    """`level` is 0 (no), 1 (perhaps) or 2 (yes); `why` names, as kebab-case words, what keeps it from being known."""

    level: int
    why: frozenset[str] = frozenset()


NO, YES = Match(0), Match(2)


def perhaps(*why: str) -> Match:
    """Not known, and why."""
    return Match(1, frozenset(why))


def every(matches: Iterable[Match]) -> Match:
    """All of them: the least decides."""
    found = list(matches)
    return _at(min((match.level for match in found), default=2), found)


def either(matches: Iterable[Match]) -> Match:
    """Any of them: the most decides."""
    found = list(matches)
    return _at(max((match.level for match in found), default=0), found)


def opposite(match: Match) -> Match:
    """No becomes yes; perhaps stays."""
    return Match(2 - match.level, match.why)


def _at(level: int, matches: Iterable[Match]) -> Match:
    unclear = [match.why for match in matches if match.level == level == 1]
    return Match(level, frozenset[str]().union(*unclear))
