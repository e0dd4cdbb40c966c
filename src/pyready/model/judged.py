"""A check with its answer, and what that means for a route that needs it."""

import msgspec

from pyready.model.outcome import Reason
from pyready.model.record import CheckRecord


class Judged(msgspec.Struct, frozen=True):
    """One check with its answer."""

    check: CheckRecord
    reason: Reason = ""

    @property
    def blocks(self) -> bool:
        """A blocker that did not pass."""
        return self.check.weight == "blocker" and self.check.outcome in {"problem", "unknown"}

    @property
    def stops(self) -> bool:
        """A blocker problem that the person cannot lift."""
        return self._is_problem and (self.check.fix is None or self.check.fix.who != "you")

    @property
    def yours(self) -> bool:
        """A blocker problem that the person can lift."""
        return self._is_problem and self.check.fix is not None and self.check.fix.who == "you"

    @property
    def open_question(self) -> bool:
        """A blocker that is not known."""
        return self.check.outcome == "unknown" and self.check.weight == "blocker"

    @property
    def _is_problem(self) -> bool:
        return self.check.outcome == "problem" and self.check.weight == "blocker"
