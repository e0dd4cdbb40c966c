"""The whole answer to a text: the messages that are known, or how to ask about one that is not."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from pyready.explain.explained import Explained, explained_found
from pyready.explain.finding import Found, found_in
from pyready.explain.paste import Paste, lines_of, pasted
from pyready.explain.unknown import known_number, likely_line
from pyready.knowledge.messages import causes_of
from pyready.model.facts import Facts

FORMAT = "pyready-explain/1"
_MOST_LINES = 2000
"""Lines that are looked through for secrets."""
_LONGEST = 2000
"""Characters of each."""


class Explanation(msgspec.Struct, frozen=True):
    """What a text means. No word in it comes from the text but `shown`, which may be shared."""

    messages: tuple[Explained, ...] = ()
    """Those that are known, the root cause first."""
    lines: int = 0
    """Lines of the text that were read."""
    cut: bool = False
    """The text was longer than pyready reads, and its middle was left out."""
    secret: bool = False
    """The text seems to hold a password or token."""
    line: int = 0
    """Where no message is known: the number of the line that looks most like one; 0 for none."""
    shown: str = ""
    """That line without names and secrets; empty where it cannot be made safe to share."""
    number: str = ""
    """What a number in the text means; empty for none that is known."""


class Matched(NamedTuple):
    """A text, and the messages in it."""

    lines: Sequence[str]
    paste: Paste
    found: Sequence[Found]

    @property
    def asks_the_computer(self) -> bool:
        """Whether facts would say more of what is known: checks belong to the message."""
        if not self.found:
            return False
        row = self.found[0].hit.row
        return any(each.checks or each.shows for each in (row, *causes_of(row.id)))


def matched(text: str) -> Matched:
    """Look for the messages in a text."""
    lines = lines_of(text)
    paste = pasted(lines)
    return Matched(lines, paste, found_in(paste))


def explanation(text: str, facts: Facts | None, *, cut: bool = False, names: Facts | None = None) -> Explanation:
    """Explain a text. `facts` are those of the computer that it is from; `names` hold who must not be named."""
    return explanation_of(matched(text), facts, cut=cut, names=names)


def explanation_of(text: Matched, facts: Facts | None, *, cut: bool, names: Facts | None = None) -> Explanation:
    """The same for a text that was looked through."""
    messages = explained_found(text.paste, text.found, facts)
    whole = Explanation(messages, _number(text.lines), cut, _holds_secret(text.lines))
    if whole.messages:
        return whole
    line = likely_line(text.lines)
    shown = _shown(line.text, names) if line and names else ""
    return msgspec.structs.replace(whole, line=line.number if line else 0, shown=shown, number=known_number(text.paste))


def _number(lines: Sequence[str]) -> int:
    return sum(1 for line in lines if line)


def _holds_secret(lines: Sequence[str]) -> bool:
    from pyready.privacy.scan import secrets

    return bool(secrets(("text", line[:_LONGEST]) for line in lines[:_MOST_LINES] if line))


def _shown(line: str, names: Facts) -> str:
    from pyready.explain.shareable import shareable  # late: it knows many words

    return shareable(line, names)
