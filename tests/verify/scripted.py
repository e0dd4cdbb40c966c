"""A runner that answers as a Python that works would, but for what a test changes; nothing is started."""

import json
from collections.abc import Mapping

from msgspec.structs import replace

from laptops.recorded import laptop, seen
from pyready.engine.app import Look
from pyready.model.facts import Asked
from pyready.model.pythons import Pythons
from pyready.model.running import Run, ToRun
from pyready.model.verification import ProofRecord
from pyready.verify.bench import MARK, Bench
from pyready.verify.proofs import PROOFS
from pyready.verify.proving import prove
from pyready.verify.story import Wanted, ready

ABOUT = {"version": "3.13.9", "bits": 64, "implementation": "CPython", "free": False, "prefix": "e", "base": "b"}
GOOD: dict[str, Run] = {
    "sysconfig": Run("ended", 0, output=MARK + json.dumps(ABOUT)),
    "ensurepip": Run("ended", 0, output=MARK + json.dumps(dict.fromkeys(("ssl", "venv"), ""))),
    "-m venv": Run("ended", 0),
    "--version": Run("ended", 0, output="pip 26.3 from somewhere (python 3.13)\n"),
    "six": Run("ended", 0, output="works\n"),
    "markupsafe": Run("ended", 0, output="&lt;\n"),
    "activate": Run("ended", 0, output="C:\\work\\env\n"),
    "jupyterlab": Run("ended", 0, output=MARK + json.dumps({"version": "2.0", "page": True})),
    "config --show": Run("ended", 0, output=json.dumps({"channels": ["conda-forge"]})),
    "create --dry-run": Run("ended", 0),
    "jupyter_client": Run("ended", 0, output=MARK + json.dumps({"result": ["2"], "ended": True})),
}
"""What a Python that works answers, by a word in what it is given."""


class Scripted:
    """Answers by the last of the words that fits; what it was asked is written down."""

    def __init__(self, changed: Mapping[str, Run]) -> None:
        self.answers = {**GOOD, **changed}
        self.asked: list[ToRun] = []

    def run(self, wanted: ToRun) -> Run:
        self.asked.append(wanted)
        line = " ".join(wanted.arguments)
        return next(self.answers[word] for word in (*self.answers,)[::-1] if word in line)


def failed(messages: str, code: int = 1) -> Run:
    return Run("ended", code, messages=messages)


def bench(name: str, runner: Scripted, *, offline: bool = False, aim: str = "notebooks", number: int = 0) -> Bench:
    """The steps on a recorded laptop, with one of the Pythons that were found there."""
    given: Look = seen(name)
    facts = given.facts.with_entry(Asked, replace(given.facts[Asked], aim=aim))
    path = facts[Pythons].found[number].path
    made = ready(replace(laptop(name).host, runner=runner), replace(given, facts=facts), Wanted(path, offline))
    made.folder, made.temp = "C:\\work", "C:\\temp"
    return made


def proved(
    name: str, changed: Mapping[str, Run], *, offline: bool = False, aim: str = "notebooks"
) -> list[ProofRecord]:
    return prove(bench(name, Scripted(changed), offline=offline, aim=aim), PROOFS, lambda *_: None)
