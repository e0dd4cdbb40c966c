"""The privacy scan: looks once more through everything that came from the machine, and the report stops at a find."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyready.model.activity import Did
from pyready.model.facts import Facts
from pyready.model.outcome import Evidence, Step
from pyready.model.record import Record
from pyready.privacy.finder import Finder
from pyready.privacy.names import Identifiers
from pyready.privacy.redact import LONGEST, texts

_KINDS = {
    "user": "an account or profile folder",
    "computer": "a computer's name",
    "domain": "the organisation's name",
    "proxy": "a proxy",
    "share": "a network share",
    "host": "a server of the organisation",
    "sid": "an account's id",
    "secret": "a secret",
    "length": "a text too long to look through",
}


class Leak(NamedTuple):
    """Something that must not be shared: where it stands and what it is, never the thing itself."""

    field: str
    what: str


def leaks(values: Iterable[tuple[str, str]], names: Identifiers) -> tuple[Leak, ...]:
    """What is left of these names, and of anything private by its shape, in pairs of path and text.

    Pass `learned(identifiers(identity), facts, did)` with the facts as they were before redaction.
    """
    return _leaks(values, Finder(names), only_secrets=False)


def secrets(values: Iterable[tuple[str, str]]) -> tuple[Leak, ...]:
    """Secrets alone: not even a private report may hold one."""
    return _leaks(values, Finder(Identifiers()), only_secrets=True)


def values(facts: Facts, did: Did, record: Record | None = None) -> Iterator[tuple[str, str]]:
    """Path and text of everything in a report that came from the machine; none of our own sentences."""
    yield from ((path, text) for path, text, _ in texts(facts, did))
    if record is not None:
        yield from handed_in(record)


def handed_in(record: Record) -> Iterator[tuple[str, str]]:
    """What checks and routes took over from facts: the values and sources of evidence, and commands."""
    for number, check in enumerate(record.checks):
        yield from _evidence(f"checks[{number}].because", check.because)
        yield from _commands(f"checks[{number}].fix.commands", check.fix.commands if check.fix else ())
    for number, route in enumerate(record.routes):
        yield from _commands(f"routes[{number}].steps", route.steps)
    yield from ((f"found[{number}].where", each.where) for number, each in enumerate(record.found))
    for number, request in enumerate(record.requests):
        yield from _evidence(f"requests[{number}].evidence", request.evidence)


def _evidence(path: str, found: Iterable[Evidence]) -> Iterator[tuple[str, str]]:
    for number, evidence in enumerate(found):
        yield f"{path}[{number}].value", evidence.value
        yield f"{path}[{number}].source", evidence.source


def _commands(path: str, steps: Iterable[Step]) -> Iterator[tuple[str, str]]:
    return ((f"{path}[{number}].command", step.command) for number, step in enumerate(steps))


def _leaks(values: Iterable[tuple[str, str]], finder: Finder, *, only_secrets: bool) -> tuple[Leak, ...]:
    kinds: dict[str, tuple[str, ...]] = {}
    found: dict[Leak, None] = {}
    for path, text in values:
        if text not in kinds:
            kinds[text] = _kinds(text, finder)
        found |= {Leak(path, _KINDS[kind]): None for kind in kinds[text] if kind == "secret" or not only_secrets}
    return tuple(found)


def _kinds(text: str, finder: Finder) -> tuple[str, ...]:
    if len(text) > LONGEST:
        return ("length",)
    return tuple(dict.fromkeys(find.kind for find in finder.found(text)))
