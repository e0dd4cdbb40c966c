"""What the proxy script (PAC) says of each server."""

import msgspec

from pyready.model.attempts import ScriptAnswer
from pyready.model.privacy_classes import Public


class Answered(msgspec.Struct, frozen=True):
    """What was said of one server."""

    endpoint: Public
    """The server, by its id."""
    answer: ScriptAnswer
    """The answer."""


class ProxyScript(msgspec.Struct, frozen=True):
    """The answers, in the order of the endpoints; none where the settings ask for no script."""

    asked: bool
    """The settings in force ask for a script, and it was asked."""
    answers: tuple[Answered, ...] = ()
    """One for each server."""

    def answer(self, endpoint: str) -> ScriptAnswer:
        """What it said of this server; `not-set` where it was not asked."""
        return next((each.answer for each in self.answers if each.endpoint == endpoint), ScriptAnswer("not-set"))
