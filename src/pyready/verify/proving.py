"""Takes the steps one after the other, and says of each that failed which check, request and guide answer for it."""

import time
from collections.abc import Callable, Sequence

from pyready.model.judged import Judged
from pyready.model.verification import ProofRecord
from pyready.verify.bench import Bench, Came, last_lines
from pyready.verify.messages import meaning
from pyready.verify.proof import Proof
from pyready.verify.proving_words import FORBIDDEN, NOT_AFTER, OFFLINE, SWITCHED

Listener = Callable[[Proof, ProofRecord | None], None]
"""Told of each step twice: when it begins, and with what came of it."""


def prove(bench: Bench, proofs: Sequence[Proof], listener: Listener) -> list[ProofRecord]:
    """Every step of the aim. What a step needs and is not there leaves it out; nothing is started for it then."""
    records: list[ProofRecord] = []
    for proof in proofs:
        if bench.aim not in proof.aims or not (proof.applies is None or proof.applies(bench)):
            continue
        listener(proof, None)
        began = time.monotonic()
        came = _left_out(bench, proof) or proof.attempt(bench)
        bench.worked |= {proof.id} if came.result == "works" else set()
        bench.offline_left_out |= {proof.id} if came.offline else set()
        records.append(_record(bench, proof, came, time.monotonic() - began))
        listener(proof, records[-1])
    return records


def _left_out(bench: Bench, proof: Proof) -> Came | None:
    """Why it is not tried; None where it is."""
    if bench.offline and (proof.online or not bench.offline_left_out.isdisjoint(proof.after)):
        return Came("not-tested", OFFLINE if bench.asked_offline else SWITCHED, offline=True)
    if not bench.worked.issuperset(proof.after):
        return Came("not-tested", NOT_AFTER)
    if gate := bench.problem(*proof.gates):
        return Came("fails", FORBIDDEN.format(says=bench.judged[gate].check.says), checks=(gate,))
    return None


def _record(bench: Bench, proof: Proof, came: Came, seconds: float) -> ProofRecord:
    needed = proof.is_needed(bench.aim) and not came.offline
    if came.result in {"works", "not-tested"}:
        return ProofRecord(proof.id, proof.title, came.result, needed, came.says, round(seconds, 2))
    found = meaning(came.run)
    judged = _answers(bench, (*came.checks, *(found.checks if found else ()), *proof.checks, *proof.gates))
    check = judged.check if judged else None
    fix = check.fix if check else None
    return ProofRecord(
        proof.id,
        proof.title,
        came.result,
        needed,
        f"{came.says} {found.says}" if found else came.says,
        round(seconds, 2),
        last_lines(came.run),
        check.id if check else "",
        check.says if check and check.says not in came.says else "",
        f"{_WHO[fix.who]}{fix.says}" if fix else "",
        fix.request if fix else "",
        came.guide or (found.guide if found else "") or (fix.guide if fix else "") or proof.guide,
    )


_WHO = {
    "you": "You can fix this: ",
    "it": "IT can fix this: ",
    "nobody": "Use another option: ",
    "nothing": "Nothing to do: ",
}


def _answers(bench: Bench, checks: Sequence[str]) -> Judged | None:
    """The first of these checks that knows of a problem; one that does not know says nothing of the cause."""
    found = (bench.judged[each] for each in checks if each in bench.judged)
    return next((each for each in found if each.check.outcome == "problem"), None)
