"""The no-run page's own modules, and paths through its questions."""

import json
import random
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

TOP = Path(__file__).parents[2]
sys.path.append(str(TOP / "build"))

import no_run_computer  # noqa: E402 - after the path is set
import no_run_questions  # noqa: E402
import no_run_results  # noqa: E402
import no_run_tree  # noqa: E402

BUILT = TOP / "dist" / "pyready-no-run.html"
"""The page as `python tasks.py no-run` builds it."""
QUESTIONS = no_run_questions.known()
NUMBER = {question.id: number for number, question in enumerate(QUESTIONS.question)}
Chosen = tuple[int | None, ...]
_DATA = '<script type="application/json" id="data">'


@cache
def looks() -> no_run_computer.Looks:
    """One for all tests: what was looked at once is kept."""
    return no_run_computer.Looks(QUESTIONS)


def chosen(**answers: str) -> Chosen:
    """The path with these answers, each named by the beginning of its text; the rest is "I do not know"."""
    path: list[int | None] = [None] * len(QUESTIONS.question)
    for name, text in answers.items():
        place = NUMBER[name.replace("_", "-")]
        found = [number for number, each in enumerate(QUESTIONS.question[place].answer) if each.says.startswith(text)]
        assert len(found) == 1, f"{name}: {text}"
        path[place] = found[0]
    return tuple(path)


def random_path(source: random.Random) -> Chosen:
    """One path that the page can take: what is not asked is None."""
    path: Chosen = ()
    for question in QUESTIONS.question:
        asked = no_run_tree.is_asked(QUESTIONS, path)
        path = (*path, source.choice([*range(len(question.answer)), None]) if asked else None)
    return path


def result(path: Sequence[int | None]) -> no_run_results.Result:
    """What the engine says, asked for this path alone."""
    return no_run_results.shown(no_run_tree.record_of(looks(), QUESTIONS, path))


def built() -> dict[str, Any]:
    """What the built page holds: its questions, its tree, and what the results share."""
    held: dict[str, Any] = json.loads(BUILT.read_text("utf-8").partition(_DATA)[2].partition("</script>")[0])
    return held


def shown_by(page: dict[str, Any], path: Sequence[int | None]) -> no_run_results.Result:
    """The result of a path, found as the page's script finds it: by the number of the question that a node asks."""
    where = page["root"]
    while where >= 0:
        number, children = page["nodes"][where]
        given = path[number]
        where = children[-1 if given is None else given]
    packed = page["results"][-where - 1]
    shared = {pool: [page[pool][number] for number in packed[pool]] for pool in ("steps", "requests", "reasons")}
    return msgspec.convert(packed | shared, no_run_results.Result)
