"""A check with its answer, and what that means for a route that needs it."""

import msgspec

from pyready.model.outcome import Reason
from pyready.model.record import CheckRecord


class Judged(msgspec.Struct, frozen=True):
    """One check with its answer."""

    check: CheckRecord
    reason: Reason = ""

    @property
    def stops(self) -> bool:
        """A blocker problem that the person cannot lift."""
        return self._blocks and (self.check.fix is None or self.check.fix.who != "you")

    @property
    def yours(self) -> bool:
        """A blocker problem that the person can lift."""
        return self._blocks and self.check.fix is not None and self.check.fix.who == "you"

    @property
    def open_question(self) -> bool:
        """A blocker that is not known."""
        return self.check.outcome == "unknown" and self.check.weight == "blocker"

    @property
    def _blocks(self) -> bool:
        return self.check.outcome == "problem" and self.check.weight == "blocker"
