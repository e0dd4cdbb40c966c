"""The whole run: folders are made, the steps are taken, everything is removed again, and a record is made of it."""

import time
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from pyready import __version__
from pyready.checks import CHECKS
from pyready.engine.app import Look
from pyready.engine.judge import judge_routes
from pyready.engine.judge_checks import judge_checks
from pyready.model.activity import Wrote
from pyready.model.facts import Asked, KnowledgeDate, Taken
from pyready.model.host import Host
from pyready.model.route import aim_of
from pyready.model.verification import FORMAT, ProofRecord, VerifyRecord
from pyready.probes.switches import off
from pyready.routes import ROUTES
from pyready.verify.bench import BY, Bench
from pyready.verify.chosen import examined
from pyready.verify.installer import uv_for
from pyready.verify.place import Folders, tops
from pyready.verify.proofs import PROOFS
from pyready.verify.proving import Listener, prove

# shown as the answer: it works, with what was left out, or which steps do not work
_WORKS = {
    "scripts": "This Python works.",
    "vscode": "This Python works, and it can be used in Visual Studio Code.",
    "notebooks": "This Python works, with packages and notebooks.",
}
_WORKS_OFFLINE = "What pyready can test without a network works. Downloads were not tested."
_FAILS = "This Python does not work yet. It fails at step {number}: {title}."
_UNKNOWN = "pyready cannot tell whether this Python works, because of step {number}: {title}."
# shown when something could not be cleared up
_LEFT_FOLDER = "pyready could not remove the folder {folder}. Delete it."
_LEFT_PROCESS = "pyready could not end {count} processes that it started. Sign out to end them."


class Wanted(NamedTuple):
    """What is to be proved."""

    python: str
    offline: bool


def ready(host: Host, look: Look, wanted: Wanted) -> Bench:
    """Everything that the steps need, but for the folders. Nothing is started or made yet."""
    facts = look.facts
    _, judged = judge_routes(facts, ROUTES, judge_checks(facts, CHECKS))
    found, number = examined(facts, wanted.python)
    offline = wanted.offline or off(facts, "Online") is not None
    aim = aim_of(facts[Asked].aim)
    made = Bench(host, facts, judged, aim, offline, wanted.offline, wanted.python, found, number=number)
    made.uv = uv_for(made)
    return made


def verified(bench: Bench, look: Look, listener: Listener, *, private: bool) -> VerifyRecord:
    """Take every step; the record as it is, names and all. Nothing of it is left, also when it is broken off."""
    began = time.monotonic()
    folders = Folders(bench.facts, bench.host)
    with folders as place:
        bench.folder, bench.temp, bench.no_folder = place.work, place.temp, place.why
        records = prove(bench, PROOFS, listener)
    wrote = tuple(Wrote(each, BY, each not in folders.left) for each in folders.made)
    did = msgspec.structs.replace(look.did, ran=tuple(dict.fromkeys(bench.ran)), wrote=wrote)
    notices = [_LEFT_FOLDER.format(folder=each) for each in folders.left]
    notices += [_LEFT_PROCESS.format(count=bench.left)] if bench.left else []
    works = all(each.result == "works" for each in records if each.needed)
    return VerifyRecord(
        format=FORMAT,
        version=__version__,
        knowledge=bench.facts[KnowledgeDate].date.isoformat(),
        taken=bench.facts[Taken].at,
        duration_s=round(look.seconds + time.monotonic() - began, 2),
        private=private,
        aim=bench.aim,
        offline=bench.offline,
        works=works,
        says=_answer(bench, records),
        python=msgspec.structs.replace(bench.proven, path=bench.python),
        places=tuple(dict.fromkeys(tops(bench.facts, bench.host))),
        proofs=tuple(records),
        did=did,
        notices=tuple(notices),
    )


def _answer(bench: Bench, records: Sequence[ProofRecord]) -> str:
    wrong = [(number, each) for number, each in enumerate(records, 1) if each.needed and each.result != "works"]
    if not wrong:
        return _WORKS_OFFLINE if bench.offline and bench.aim != "scripts" else _WORKS[bench.aim]
    number, first = next((pair for pair in wrong if pair[1].result == "fails"), wrong[0])
    says = _FAILS if first.result == "fails" else _UNKNOWN
    return says.format(number=number, title=first.title)
