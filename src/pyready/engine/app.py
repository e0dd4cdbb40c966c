"""The whole story: look at the machine, judge it, choose a route, write the record.

Judging is loaded while the machine is looked at (`get_ready`), or where it is first used.
"""

import threading
from collections.abc import Mapping
from contextlib import suppress

import msgspec

from pyready.engine.collect import Limits, Listener, collect
from pyready.model.activity import Did
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.model.record import Record
from pyready.probes import PROBES, TYPES


class Look(msgspec.Struct, frozen=True):
    """What one look at a machine gave: facts, what was done for them, and how long it took."""

    facts: Facts
    did: Did
    timings: Mapping[str, float]
    seconds: float = 0.0
    hung: bool = False


def look_at(host: Host, given: Facts, limits: Limits, listener: Listener | None = None) -> Look:
    """Run the probes. `given` holds what is known before: what was asked, when, and a named site profile."""
    result = collect(host, PROBES, given, limits, listener)
    return Look(result.facts, result.journal.finished(), result.timings, limits.gone(), result.hung)


def report(look: Look, *, private: bool) -> Record:
    """Judge a look and make its record; unless private, names are taken out of the facts first.

    Raises share.Leak when a name that decides would be left in a record that is to be shared, or a secret in any.
    """
    from pyready.engine import share
    from pyready.engine.whole_record import made

    def make(facts: Facts, did: Did) -> Record:
        return made(facts, did, look.timings, look.seconds, private=private)

    return (share.private_record if private else share.shared_record)(look.facts, look.did, make)


def get_ready() -> None:
    """Begin to load what `report` needs, in a thread of its own."""
    threading.Thread(target=_load, daemon=True, name="pyready-judging").start()


def _load() -> None:
    with suppress(Exception):  # whatever it is, `report` meets it again and tells of it
        from pyready.engine import share, whole_record

        del share, whole_record


__all__ = ["TYPES", "Look", "get_ready", "look_at", "report"]
