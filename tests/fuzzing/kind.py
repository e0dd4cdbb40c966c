"""What a kind of hostile input is: how one is made, and what reads it."""

from collections.abc import Callable, Mapping
from random import Random
from typing import NamedTuple

Parts = Mapping[str, bytes]
"""An input: files, or other texts, by their names."""


class Kind(NamedTuple):
    """`share` is out of 1000 inputs of the whole bench."""

    name: str
    share: int
    make: Callable[[Random], Parts]
    run: Callable[[Parts], bool]
    """True when the input got past the first refusal. Whatever it raises is a fault."""
