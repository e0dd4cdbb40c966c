"""Makes the record that may be shared, and leaves out field by field what the privacy scan still finds in it."""

from collections import Counter
from collections.abc import Callable, Collection

import msgspec

from pyready.knowledge.endpoints import known as endpoints
from pyready.model.activity import Did
from pyready.model.facts import Absent, Facts, Inapplicable
from pyready.model.record import Record
from pyready.privacy.disguise import TOKEN
from pyready.privacy.redact import identifiers, learned, redact
from pyready.privacy.scan import Leak as Found
from pyready.privacy.scan import known, leaks, secrets, values
from pyready.privacy.typed_strings import replaced as changed
from pyready.privacy.walk import texts
from pyready.probes.identity import Identity

# shown when a secret would be left in a private report
_NOT_EVEN_PRIVATE = "pyready wrote no report, because a secret would be left in it, in {where}. Report this fault."
# shown when a name would be left in a report, and the answer is another one without it
_STILL = (
    "pyready wrote no report: the report contains a name{where}, and the answer changes without it. An ordinary word "
    "that is also a name on this computer can be the cause. Report this fault. To see the report, run pyready in your "
    "own terminal, or add --private: names stay in it."
)

LEFT_OUT = "<left-out>"
"""Stands in a fact for a value that was taken out."""

Make = Callable[[Facts, Did], Record]


class Leak(Exception):
    """A name or secret would be left in the report. The text names the field, never what is in it."""


def private_record(facts: Facts, did: Did, make: Make) -> Record:
    """The record with names; raises Leak for a secret, which not even a private report may hold."""
    record = make(facts, did)
    left = secrets(values(texts(facts, did), record))
    if left:
        raise Leak(_NOT_EVEN_PRIVATE.format(where=_places(left)))
    return record


def shared_record(facts: Facts, did: Did, make: Make) -> Record:
    """The record without names; raises Leak where a value cannot be left out without changing the answer."""
    found = texts(facts, did)
    names = known(found)
    facts, did = redact(facts, did, learned(identifiers(facts.get(Identity)), found))
    record, found = make(facts, did), texts(facts, did)
    left = leaks(values(found, record), names)
    if not left:
        return _described(record, found, ())
    fields = {leak.field for leak in left if leak.field.startswith(("facts.", "did."))}
    facts, did = without(facts, did, fields)
    less, found = make(facts, did), texts(facts, did)
    left = leaks(values(found, less), names)
    if left or _answer(less) != _answer(record):
        raise Leak(_still(left))
    return _described(less, found, fields)


def _described(record: Record, every: list[tuple[str, str, str]], fields: Collection[str]) -> Record:
    """The record with what was done to it, for the person who decides whether to send it."""
    tokens = {token[0] for _, text, _ in every for token in TOKEN.finditer(text)}
    kinds = Counter(token.strip("<>").rstrip("-0123456789") for token in tokens if token != LEFT_OUT)
    lists = sum(int(token.strip("<>").rpartition("-")[2]) for token in tokens if token.startswith("<servers-"))
    replaced = dict(sorted((kinds | ({"servers": lists} if lists else {})).items()))
    ours = {each.title for each in endpoints().endpoint}
    free = {text for _, text, privacy in every if privacy == "text" and TOKEN.sub("", text).strip()} - ours
    return msgspec.structs.replace(
        record, left_out=tuple(sorted(fields)), replaced=replaced, free_text=tuple(sorted(free))
    )


def without_names(facts: Facts, did: Did) -> Facts:
    """The facts alone, as a terminal may show them."""
    return redact(facts, did, identifiers(facts.get(Identity)))[0]


def without(facts: Facts, did: Did, fields: Collection[str]) -> tuple[Facts, Did]:
    """Facts and deeds with LEFT_OUT in the place of these values; fields of the record alone follow from them."""

    def change(path: str, text: str, privacy: str) -> str:
        del privacy
        return LEFT_OUT if path in fields else text

    for name, fact, entry in facts.items():
        begin = f"facts.{name}"
        if not isinstance(entry, (Absent, Inapplicable)) and any(field.startswith(begin) for field in fields):
            facts = facts.with_entry(fact, changed(entry, fact, change, begin))
    return facts, changed(did, Did, change, "did") if any(each.startswith("did") for each in fields) else did


def _answer(record: Record) -> tuple[object, ...]:
    """What must not change: the verdict, the state of each route, the outcome of each check."""
    routes = [(route.id, route.state, route.reaches) for route in record.routes]
    checks = [(check.id, check.outcome, check.sure) for check in record.checks]
    return record.verdict.state, record.verdict.route, routes, checks


def _still(left: tuple[Found, ...]) -> str:
    return _STILL.format(where=f" in {_places(left)}" if left else "")


def _places(left: tuple[Found, ...]) -> str:
    return ", ".join(f"{leak.field} ({leak.what})" for leak in left[:3])
