"""Makes what may be shared, and stops the report when a name would be left in it."""

from pyready.model.activity import Did
from pyready.model.facts import Facts
from pyready.model.record import Record
from pyready.privacy.redact import identifiers, learned, redact
from pyready.privacy.scan import leaks, secrets, values
from pyready.probes.identity import Identity


class Leak(Exception):
    """A name or secret would be left in the report. The text names the field, never what is in it."""


def shared(facts: Facts, did: Did) -> tuple[Facts, Did]:
    """The facts and deeds without names."""
    return redact(facts, did, identifiers(facts.get(Identity)))


def check(record: Record, facts: Facts, did: Did, original: tuple[Facts, Did]) -> None:
    """Look once more through all that came from the machine. Raises Leak: then nothing is written.

    `facts` and `did` are those of the record, `original` those before names were taken out. A private record may
    hold names, but no secrets.
    """
    found = values(facts, did, record)
    if record.private:
        left = secrets(found)
    else:
        left = leaks(found, learned(identifiers(original[0].get(Identity)), *original))
    if left:
        places = ", ".join(f"{leak.field} ({leak.what})" for leak in left[:3])
        raise Leak(
            f"No report was written: something private would be left in it, in {places}. Please report this. "
            "On your own terminal, and with --private, names stay in and the report is made."
            if not record.private
            else f"No report was written: a secret would be left in it, in {places}. Please report this."
        )
