"""Takes names out of the record of a run, then looks through it once more; secrets are left out of every record."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from pyready.engine.app import Look
from pyready.engine.share import LEFT_OUT
from pyready.model.verification import ProofRecord, VerifyRecord
from pyready.privacy.redact import Redactor, identifiers, learned
from pyready.privacy.scan import Leak, known, leaks, secrets
from pyready.privacy.typed_strings import replaced, strings
from pyready.privacy.walk import texts
from pyready.probes.identity import Identity

T = TypeVar("T")


def shared(record: VerifyRecord, look: Look) -> VerifyRecord:
    """The record without names; a field in which one is left even so is left out."""
    found = [*texts(look.facts, look.did), *strings(record, VerifyRecord, "")]
    redactor = Redactor(learned(identifiers(look.facts.get(Identity)), found))
    names = known(found)
    clean: VerifyRecord = replaced(record, VerifyRecord, redactor.change)
    clean = _without(clean, lambda pairs: leaks(pairs, names))
    return msgspec.structs.replace(clean, private=False)


def private(record: VerifyRecord) -> VerifyRecord:
    """The record with names, and without secrets."""
    return _without(record, secrets)


def safe_proof(proof: ProofRecord) -> ProofRecord:
    """One step, for the person's own terminal."""
    fields = {leak.field for leak in secrets(_pairs(strings(proof, ProofRecord, "")))}
    return _cleared(proof, ProofRecord, fields) if fields else proof


def _without(record: VerifyRecord, find: Callable[[list[tuple[str, str]]], tuple[Leak, ...]]) -> VerifyRecord:
    fields = {leak.field for leak in find(_pairs(strings(record, VerifyRecord, "")))}
    if not fields:
        return record
    cleared: VerifyRecord = _cleared(record, VerifyRecord, fields)
    return msgspec.structs.replace(cleared, left_out=tuple(sorted(fields)))


def _pairs(found: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [(path, text) for path, text, _ in found]


def _cleared(value: T, kind: type[T], fields: set[str]) -> T:
    made: T = replaced(value, kind, lambda path, text, _: LEFT_OUT if path in fields else text)
    return made
