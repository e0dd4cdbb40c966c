"""What several readings of one policy come to, and how they are shown."""

from collections.abc import Callable, Iterable
from typing import Literal

from pyready.model.host import Reading
from pyready.model.outcome import Evidence

Ruling = Literal["stops", "allows", "unclear"]


def ruling(places: Iterable[Reading[int]], stops: Callable[[int], bool]) -> Ruling:
    """`stops`, `allows` (also when it is set nowhere) or `unclear`.

    Unclear is a policy whose places disagree, or of which a place could not be read while no other stops it.
    """
    said = [stops(each.value) for each in places if each.is_set and each.value is not None]
    if any(said):
        return "stops" if all(said) else "unclear"
    return "allows" if all(is_told(each) for each in places) else "unclear"


def is_told(reading: Reading[int] | Reading[bool]) -> bool:
    """The machine gave an answer: a value, or that there is none."""
    return reading.state in {"set", "not-set"}


def shown(name: str, places: Iterable[Reading[int]]) -> list[Evidence]:
    """Each place that says something or could not be read, as evidence; one that is not set says nothing."""
    return [
        Evidence(name, str(each.value) if each.is_set else each.state, each.source, "policy")
        for each in places
        if each.state != "not-set"
    ]
