"""A fixed sample of a long table, so that `.ci/run` ends in time; `bench/whole.py` asks for all of it."""

import os
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")

WHOLE = "PYREADY_WHOLE"
"""The variable that asks for whole tables, where it is 1."""


def sample(values: Iterable[T], one_of: int) -> list[T]:
    """One of so many values, spread over the table, and always the same ones; all where the whole is asked for.

    Raises ValueError where that is none.
    """
    every = list(values)
    some = every if _whole() else every[one_of // 2 :: one_of]
    if not some:
        raise ValueError(f"one of {one_of} is none of {len(every)} values")
    return some


def covering(values: Iterable[T], parts: Callable[[T], Iterable[Hashable]]) -> list[T]:
    """The values that have a part which none before them has, so that each part is in one of them.

    All values where the whole is asked for.
    """
    every, had, some = list(values), set[Hashable](), list[T]()
    for value in every:
        if not had.issuperset(own := set(parts(value))):
            some.append(value)
            had |= own
    return every if _whole() else some


def _whole() -> bool:
    return os.environ.get(WHOLE) == "1"
