"""How the person of a report runs pyready, out of its record."""

from typing import TypeVar

import msgspec

from pyready.model.facts import Asked, Envelope
from pyready.model.launch import Launch
from pyready.model.own_lines import Own
from pyready.model.record import Record
from pyready.model.spelling import own

T = TypeVar("T", Asked, Launch)


def own_in(record: Record) -> Own:
    """How lines begin on the computer of the report; as a command where the report does not say."""
    asked = _fact(record, "asked", Asked)
    return own(_fact(record, "launch", Launch), asked.platform if asked else "")


def _fact(record: Record, name: str, fact: type[T]) -> T | None:
    try:
        envelope = msgspec.json.decode(record.facts.get(name, b"{}"), type=Envelope)
        return msgspec.json.decode(envelope.value, type=fact)
    except msgspec.DecodeError:
        return None
