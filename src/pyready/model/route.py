"""What a route is: a way to get Python, as data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pyready.model.facts import Facts
from pyready.model.host import Platform
from pyready.model.outcome import Step

RouteKind = Literal["local", "elsewhere", "ask"]
RouteState = Literal["not-here", "closed", "unsure", "open-with-fixes", "open"]


@dataclass(frozen=True)
class Route:
    """One way to Python. `needs` are ids of checks; `steps(facts)` are complete for this machine."""

    id: str
    title: str
    kind: RouteKind
    platforms: tuple[Platform, ...]
    needs: tuple[str, ...]
    steps: Callable[[Facts], tuple[Step, ...]]
    guide: str
    about: str
    """One sentence for the person who compares routes."""
    spoken: str = ""
    """What it is called inside a sentence; empty: as its title."""
