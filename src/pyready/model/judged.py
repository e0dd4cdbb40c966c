"""A check with its answer, and what that means for a route that needs it."""

import msgspec
from msgspec.structs import force_setattr

from pyready.model.outcome import Reason
from pyready.model.record import CheckRecord


class Judged(msgspec.Struct, frozen=True):
    """One check with its answer. What follows from it is worked out once: each of some hundred plans asks for it."""

    check: CheckRecord
    reason: Reason = ""
    open_question: bool = False
    """A blocker that is not known."""
    stops: bool = False
    """A blocker problem that the person cannot lift."""
    yours: bool = False
    """A blocker problem that the person can lift."""
    blocks: bool = False
    """A blocker that did not pass: one of the three."""

    def __post_init__(self) -> None:
        check = self.check
        if check.weight == "blocker" and check.outcome in {"problem", "unknown"}:
            lifted = check.fix is not None and check.fix.who == "you"
            force_setattr(self, "blocks", True)
            kind = "open_question" if check.outcome == "unknown" else "yours" if lifted else "stops"
            force_setattr(self, kind, True)
