"""Reads TOML that may come from anybody: no deeper, and with no larger numbers, than what is written by hand.

The standard library's reader takes names of any length and builds tables as deep as they say; what walks through such
tables, or writes such a number out, then fails. TOML itself promises whole numbers of 64 bits alone (toml.io/en/v1.0.0,
"Integer", read 2026-11-29).
"""

import re
from collections.abc import Callable
from typing import Any

DEEPEST = 100
"""Tables and lists inside each other."""
_PARTS = 50
_PART = r"(?:[\w-]++|\"[^\"\n]{0,100}\"|'[^'\n]{0,100}')"
_LONG_NAME = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{_PARTS}}}")
"""A name of so many parts; the time that the reader takes for one grows with their square."""
_MOST = 1 << 63


class BadToml(ValueError):
    """The text cannot be used. The message is the reader's own, with the place; `deep`: it is nested too deeply."""

    def __init__(self, message: str, *, deep: bool = False) -> None:
        super().__init__(message)
        self.deep = deep


def parsed(text: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """The tables in a text. Raises BadToml, and nothing else."""
    import tomllib

    if long := _LONG_NAME.search(text):
        line = text.count("\n", 0, long.start()) + 1
        raise BadToml(f"A name has too many parts (at line {line}, column 1)", deep=True)
    try:
        found = tomllib.loads(text, parse_float=parse_float)
    except RecursionError as error:
        raise BadToml("Nested too deeply", deep=True) from error
    except ValueError as error:  # also a number of more digits than Python turns into one
        raise BadToml(str(error)) from error
    _check(found)
    return found


def _check(found: dict[str, Any]) -> None:
    """Level by level, as a walk that calls itself would fail where this has to refuse."""
    level: list[Any] = [found]
    for _ in range(DEEPEST):
        inner: list[Any] = []
        for held in level:
            inner += held.values() if isinstance(held, dict) else held
        if any(isinstance(each, int) and not -_MOST <= each < _MOST for each in inner):
            raise BadToml("A number is too large")
        level = [each for each in inner if isinstance(each, dict | list)]
        if not level:
            return
    raise BadToml("Nested too deeply", deep=True)
