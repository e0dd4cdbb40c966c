"""Messages that people meet: what each means, who can lift it, what to do and what never. Data in `messages.toml`."""

from typing import ClassVar, Literal

from pyready.knowledge.loader import Row, Table, reader
from pyready.model.outcome import By

Kind = Literal["cause", "wrapper", "symptom", "harmless"]
"""A cause explains; a wrapper says that another message explains; a symptom follows from something else."""


class Never(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing never to do, as an order."""

    table: ClassVar[str] = "messages"
    id: str
    says: str


class Advice(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What something means, and what to do about it.

    `{python}` and `{environment}` in `next` and `command` stand for the command of a Python, and of the one in an
    environment; `set NAME=VALUE` for a variable of one window. `section` is the id of a section of the guide.
    """

    table: ClassVar[str] = "messages"
    says: str
    who: By
    next: str
    command: str = ""
    expect: str = ""
    checks: tuple[str, ...] = ()
    """Ids of checks: a problem in one of them confirms it on a computer, and its fix is the next step."""
    names: tuple[str, ...] = ()
    """It is confirmed only where the check names one of these, such as AppLocker; empty: by any problem."""
    shows: tuple[str, ...] = ()
    """Ids of checks that say something about it, whatever they found."""
    guide: str = ""
    section: str = ""


class Message(Advice, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One message. Any of `fragments` or `numbers` in a text is it, with all of `beside` and none of `without` near."""

    id: str
    tool: str
    kind: Kind = "cause"
    group: str
    fragments: tuple[str, ...] = ()
    """`...` stands for what varies; at the beginning or end, for the rest of a word."""
    numbers: tuple[str, ...] = ()
    """Of Windows (`1260`, `0xC0000135`), of another list (`errno 28`), or of a program's end (`exit 9009`)."""
    beside: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    gives_way: tuple[str, ...] = ()
    """Messages that explain it, where they stand in the same text."""
    never: tuple[str, ...] = ()
    seen: str = ""
    """The real tool that printed it in the tests; empty: it is only documented."""
    sure: bool = True


class Cause(Advice, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of several causes of a message; `tell` says how to know that it is this one."""

    message: str
    tell: str


class Messages(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    never: tuple[Never, ...]
    message: tuple[Message, ...]
    cause: tuple[Cause, ...] = ()


known = reader("messages", Messages)
"""The table, read once."""


def causes_of(message: str) -> tuple[Cause, ...]:
    """The causes that a message can have; none where it has one, which stands in its row."""
    return tuple(each for each in known().cause if each.message == message)
