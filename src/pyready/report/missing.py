"""What the look did not see, in words."""

from typing import NamedTuple

import msgspec

from pyready.model.facts import Envelope
from pyready.model.record import Record
from pyready.report.words import KINDS

# shown as the reason for facts that this version cannot read
_UNREADABLE = "this part of the report cannot be read"


class Missing(NamedTuple):
    """`unseen`: name of the facts and why. `absent`: names of facts that this kind of computer does not have."""

    unseen: list[tuple[str, str]]
    absent: list[str]


def missing(record: Record) -> Missing:
    """Go through the envelopes of the facts; one that cannot be read counts as not seen."""
    found = Missing([], [])
    for name, raw in record.facts.items():
        envelope = _envelope(raw)
        if envelope.state == "not-applicable":
            found.absent.append(name)
        elif envelope.state == "not-collected":
            kind = KINDS.get(envelope.kind, envelope.kind)
            found.unseen.append((name, f"{kind}{': ' if envelope.reason else ''}{envelope.reason}"))
    return found


def _envelope(raw: msgspec.Raw) -> Envelope:
    try:
        return msgspec.json.decode(raw, type=Envelope)
    except msgspec.DecodeError:
        return Envelope("not-collected", reason=_UNREADABLE)
