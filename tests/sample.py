"""A fixed sample of a long table, so that `.ci/run` ends in time; `bench/whole.py` asks for all of it."""

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

WHOLE = "PYREADY_WHOLE"
"""The variable that asks for whole tables, where it is 1."""


def sample(values: Iterable[T], one_of: int) -> list[T]:
    """One of so many values, spread over the table, and always the same ones; all where the whole is asked for.

    Raises ValueError where that is none.
    """
    every = list(values)
    some = every if os.environ.get(WHOLE) == "1" else every[one_of // 2 :: one_of]
    if not some:
        raise ValueError(f"one of {one_of} is none of {len(every)} values")
    return some
