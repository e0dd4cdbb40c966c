"""The tree of all answers of the no-run page, with what the engine says at the end of each path."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from no_run_computer import Looks, told
from no_run_questions import Question, Questions
from no_run_results import Result, shown

from pyready.engine.whole_record import made
from pyready.model.activity import Did
from pyready.model.record import Record

MOST_LEAVES = 20_000
Chosen = tuple[int | None, ...]
"""The number of the answer to each question; None is "I do not know", or not asked."""


class TooMany(Exception):
    """There are more ends than may be; the text says how many."""


class Tree(msgspec.Struct):
    """Nodes and results, each once. A child is the number of a node or, below zero, of a result: -1 is the first."""

    questions: Questions
    nodes: dict[tuple[int, tuple[int, ...]], int] = msgspec.field(default_factory=dict)
    """A question, with the child of each of its answers and of "I do not know", and its number."""
    results: dict[Result, int] = msgspec.field(default_factory=dict)
    root: int = 0
    leaves: int = 0
    """Paths to an end, each judged or the same as one that was."""
    judged: int = 0


def record_of(looks: Looks, questions: Questions, chosen: Sequence[int | None]) -> Record:
    """The record of the computer that these answers describe."""
    return made(looks.facts(told(questions, chosen)), Did(), {}, 0.0, private=False)


def grown(questions: Questions, looks: Looks | None = None, most: int = MOST_LEAVES) -> Tree:
    """All answers to all questions. Raises TooMany where there are more than `most` ends."""
    tree = Tree(questions)
    tree.root = _Growing(tree, looks or Looks(questions), most).at(())
    return tree


class _Growing:
    def __init__(self, tree: Tree, looks: Looks, most: int) -> None:
        self._tree, self._looks, self._most = tree, looks, most
        self._kept: dict[object, int] = {}

    def at(self, chosen: Chosen) -> int:
        """The node or result for what was answered so far."""
        questions = self._tree.questions.question
        if len(chosen) == len(questions):
            return self._end(chosen)
        if not is_asked(self._tree.questions, chosen):
            return self.at((*chosen, None))
        numbers: list[int | None] = [*range(len(questions[len(chosen)].answer)), None]
        children = tuple(self.at((*chosen, number)) for number in numbers)
        if len(set(children)) == 1:
            return children[0]  # the answer changes nothing, so nobody is asked
        return self._tree.nodes.setdefault((len(chosen), children), len(self._tree.nodes))

    def _end(self, chosen: Chosen) -> int:
        tree = self._tree
        tree.leaves += 1
        if tree.leaves > self._most:
            raise TooMany(f"more than {self._most:,} ends: leave a question or an answer out, or let one skip others")
        key = self._looks.key(told(tree.questions, chosen))
        if key not in self._kept:
            tree.judged += 1
            result = shown(record_of(self._looks, tree.questions, chosen))
            self._kept[key] = -1 - tree.results.setdefault(result, len(tree.results))
        return self._kept[key]


def is_asked(questions: Questions, chosen: Chosen) -> bool:
    """Whether the next question is asked: no answer skips it, and the one that it follows was given."""
    now, before = questions.question[len(chosen)], questions.question[: len(chosen)]
    given = {each.id: each.answer[number] for each, number in zip(before, chosen, strict=True) if number is not None}
    if any(now.id in each.skips for each in given.values()):
        return False
    return all(name in given and given[name].says.startswith(text) for name, text in now.only_after.items())


def packed(tree: Tree) -> dict[str, Any]:
    """The same for the page: steps and requests that several results share are there once."""
    pools: dict[str, dict[Any, int]] = {"steps": {}, "requests": {}, "reasons": {}}

    def number(pool: str, value: Any) -> int:
        return pools[pool].setdefault(value, len(pools[pool]))

    results = [_packed(each, number) for each in tree.results]
    return {
        "questions": [_question(each) for each in tree.questions.question],
        "root": tree.root,
        "nodes": [[question, list(children)] for question, children in tree.nodes],
        "results": results,
        **{name: msgspec.to_builtins(list(held)) for name, held in pools.items()},
    }


def _packed(result: Result, number: Callable[[str, Any], int]) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(result)
    for pool in ("steps", "requests", "reasons"):
        plain[pool] = [number(pool, each) for each in getattr(result, pool)]
    return plain


def _question(question: Question) -> dict[str, Any]:
    fields = {name: getattr(question, name) for name in ("id", "title", "asks", "picture")}
    return {**fields, "how": list(question.how), "answers": [each.says for each in question.answer]}
