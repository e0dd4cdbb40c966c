"""The no-run page's own modules, and paths through its questions."""

import random
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

TOP = Path(__file__).parents[2]
sys.path.append(str(TOP / "build"))

import no_run_computer  # noqa: E402 - after the path is set
import no_run_questions  # noqa: E402
import no_run_results  # noqa: E402
import no_run_tree  # noqa: E402

QUESTIONS = no_run_questions.known()
NUMBER = {question.id: number for number, question in enumerate(QUESTIONS.question)}
Chosen = tuple[int | None, ...]


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
