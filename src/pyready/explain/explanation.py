"""The whole answer to a text: the messages that are known, or how to ask about one that is not."""

from collections.abc import Sequence

import msgspec

from pyready.explain.explained import Explained, explained_paste
from pyready.explain.paste import lines_of, pasted
from pyready.explain.unknown import known_number, likely_line
from pyready.knowledge.messages import causes_of, known
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


def explanation(text: str, facts: Facts | None, *, cut: bool = False, names: Facts | None = None) -> Explanation:
    """Explain a text. `facts` are those of the computer that it is from; `names` hold who must not be named."""
    lines = lines_of(text)
    paste = pasted(lines)
    whole = Explanation(explained_paste(paste, facts), _number(lines), cut, _holds_secret(lines))
    if whole.messages:
        return whole
    line = likely_line(lines)
    shown = _shown(line.text, names) if line and names else ""
    return msgspec.structs.replace(whole, line=line.number if line else 0, shown=shown, number=known_number(paste))


def asks_the_computer(found: Explanation) -> bool:
    """Whether facts would say more: checks belong to the message, or names have to be known to show a line."""
    if not found.messages:
        return True
    row = next(each for each in known().message if each.id == found.messages[0].id)
    return any(each.checks or each.shows for each in (row, *causes_of(row.id)))


def _number(lines: Sequence[str]) -> int:
    return sum(1 for line in lines if line)


def _holds_secret(lines: Sequence[str]) -> bool:
    from pyready.privacy.scan import secrets

    return bool(secrets(("text", line[:_LONGEST]) for line in lines[:_MOST_LINES] if line))


def _shown(line: str, names: Facts) -> str:
    from pyready.explain.shareable import shareable  # late: it knows many words

    return shareable(line, names)
