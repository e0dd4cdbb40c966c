"""One step of `pyready verify`: what it asks, what must work before it, and which aims need it."""

from collections.abc import Callable

import msgspec

from pyready.model.route import Aim
from pyready.verify.bench import Bench, Came

EVERY: tuple[Aim, ...] = ("scripts", "vscode", "notebooks")
WITH_PACKAGES: tuple[Aim, ...] = ("vscode", "notebooks")
NOTEBOOKS: tuple[Aim, ...] = ("notebooks",)


class Proof(msgspec.Struct, frozen=True):
    """`attempt` does it; it raises for nothing that the computer does."""

    id: str
    title: str
    """What is true where it works: `Python starts`."""
    attempt: Callable[[Bench], Came]
    guide: str
    seconds: float
    """The most time that it takes."""
    aims: tuple[Aim, ...] = EVERY
    """The aims for which it is tried."""
    needed: tuple[Aim, ...] | None = None
    """The aims that need it; None: all for which it is tried."""
    after: tuple[str, ...] = ()
    """The steps that must have worked."""
    online: bool = False
    """It needs the package index."""
    gates: tuple[str, ...] = ()
    """Checks by which it is known to be forbidden: then it is not tried."""
    checks: tuple[str, ...] = ()
    """The checks that answer for it, where it fails; the gates do, too."""
    applies: Callable[[Bench], bool] | None = None
    """For which Pythons it is tried; None: for all."""
    runs: str = ""
    """What it starts and writes, for `pyready reads`."""

    def is_needed(self, aim: Aim) -> bool:
        """Whether the aim needs it."""
        return aim in (self.aims if self.needed is None else self.needed)
