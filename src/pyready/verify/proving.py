"""Takes the steps one after the other, and says of each that failed which check, request and guide answer for it."""

import time
from collections.abc import Callable, Iterator, Sequence

from pyready.explain.explained import Explained, explained
from pyready.model.judged import Judged
from pyready.model.running import Run
from pyready.model.verification import ProofRecord
from pyready.verify.bench import Bench, Came, last_lines
from pyready.verify.proof import Proof
from pyready.verify.proving_words import FORBIDDEN, NOT_AFTER, OFFLINE, SEVERAL, SWITCHED

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
    known = known_message(bench, came.run)
    judged = _judged(bench, proof, came, known)
    check = judged.check if judged else None
    fix = check.fix if check else None
    return ProofRecord(
        proof.id,
        proof.title,
        came.result,
        needed,
        f"{came.says} {_meaning(known)}" if known else came.says,
        round(seconds, 2),
        last_lines(came.run),
        check.id if check else "",
        check.says if check and check.says not in came.says else "",
        f"{_WHO[fix.who]}{fix.says}" if fix else _advice(known) if known else "",
        fix.request if fix else "",
        known.guide if known else came.guide or (fix.guide if fix else "") or proof.guide,
    )


def known_message(bench: Bench, run: Run | None) -> Explained | None:
    """What explains the words of a program, by the catalogue and this computer; None where it is not known."""
    found = explained(f"{run.messages}\n{run.output}", bench.facts) if run else ()
    return next((each for each in found if each.who != "nothing"), None)


def _judged(bench: Bench, proof: Proof, came: Came, known: Explained | None) -> Judged | None:
    """The check that answers for it: the one that confirms the message; else one of the step about the same guide."""
    if known and known.here and known.here.outcome == "problem":
        return bench.judged[known.here.check]
    guide = known.guide.partition("#")[0] if known else ""
    found = _problems(bench, (*came.checks, *proof.checks, *proof.gates))
    return next((each for each in found if not guide or guide_of(each) == guide), None)


def guide_of(judged: Judged) -> str:
    """The guide that the answer of a check leads to."""
    return judged.check.guide.partition("#")[0]


def _problems(bench: Bench, checks: Sequence[str]) -> Iterator[Judged]:
    """Those that know of a problem; one that does not know says nothing of the cause."""
    found = (bench.judged[each] for each in checks if each in bench.judged)
    return (each for each in found if each.check.outcome == "problem")


def _meaning(known: Explained) -> str:
    if not known.options:
        return known.says
    causes = (f"({number}) {each.says}" for number, each in enumerate(known.options, 1))
    return " ".join((known.says, SEVERAL, *causes))


def _advice(known: Explained) -> str:
    lines = "; ".join(each.command for each in known.steps)
    return f"{_WHO[known.who]}{known.next} {lines}".rstrip()


_WHO = {
    "you": "You can fix this: ",
    "it": "IT can fix this: ",
    "nobody": "Use another option: ",
    "nothing": "Nothing to do: ",
}
