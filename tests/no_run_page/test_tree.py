"""The tree of all answers: every path ends where the engine says, and nobody is asked what changes nothing."""

import random
from functools import cache

import msgspec
import pytest

from for_each import for_each
from net.parts import needed
from no_run_page.reading import (
    BUILT,
    NUMBER,
    QUESTIONS,
    Chosen,
    built,
    no_run_questions,
    no_run_tree,
    random_path,
    result,
    shown_by,
)  # fmt: skip

pytestmark = pytest.mark.unmeasured

FEW = ("aim", "computer", "message", "python-blocked")


def few(*names: str) -> no_run_questions.Questions:
    """The same with these questions alone; an answer skips only what is left."""
    held = [each for each in QUESTIONS.question if each.id in names]
    cut = [
        msgspec.structs.replace(
            each,
            answer=tuple(msgspec.structs.replace(one, skips=tuple(set(one.skips) & set(names))) for one in each.answer),
        )
        for each in held
    ]
    return msgspec.structs.replace(QUESTIONS, question=tuple(cut))


@cache
def small() -> no_run_tree.Tree:
    return no_run_tree.grown(few(*FEW))


def test_a_question_is_asked_only_where_its_answer_matters() -> None:
    for _, children in small().nodes:
        assert len(set(children)) > 1


def test_what_is_alike_is_there_once_and_all_of_it_can_be_reached() -> None:
    tree = small()
    seen, left = set(), [tree.root]
    nodes = list(tree.nodes)
    while left:
        at = left.pop()
        if at not in seen:
            seen.add(at)
            left += nodes[at][1] if at >= 0 else ()
    assert seen == {*range(len(tree.nodes)), *range(-len(tree.results), 0)}
    assert tree.judged < tree.leaves


def test_an_answer_that_tells_nothing_is_as_good_as_not_knowing() -> None:
    looks = no_run_tree.Looks(QUESTIONS)
    nothing = next(each for each in QUESTIONS.question[NUMBER["message"]].answer if not each.tells)
    assert looks.key([nothing]) == looks.key([])


@for_each(
    ("before", "asked"),
    [
        ((0,), True),
        ((0, 2), False),
        ((0, 0, 0), True),
        ((0, 0, 1), False),
        ((0, 0, None), False),
        ((0, 2, None, None), False),
    ],
)
def test_a_question_follows_its_answer_and_is_skipped_by_others(before: Chosen, asked: bool) -> None:
    assert no_run_tree.is_asked(QUESTIONS, before) is asked


def test_more_ends_than_may_be_are_refused() -> None:
    with pytest.raises(no_run_tree.TooMany, match="more than 10 ends"):
        no_run_tree.grown(few(*FEW), most=10)


def test_the_packed_tree_leads_to_the_same_results() -> None:
    tree = small()
    packed = no_run_tree.packed(tree)
    assert packed["root"] == tree.root
    assert [tuple(children) for _, children in packed["nodes"]] == [children for _, children in tree.nodes]
    for plain, each in zip(packed["results"], tree.results, strict=True):
        assert (plain["label"], plain["says"]) == (each.label, each.says)
        assert [packed["requests"][number]["text"] for number in plain["requests"]] == [
            one.text for one in each.requests
        ]
        assert [packed["steps"][number]["says"] for number in plain["steps"]] == [one.says for one in each.steps]


SKIPPING = [
    (question.id, number)
    for question in QUESTIONS.question
    for number, answer in enumerate(question.answer)
    if answer.skips
]


@pytest.mark.parametrize(("name", "number"), SKIPPING)
def test_what_an_answer_skips_could_not_have_changed_the_result(name: str, number: int) -> None:
    source, place = random.Random(7), NUMBER[name]
    for _ in range(12):
        path = [source.choice([*range(len(each.answer)), None]) for each in QUESTIONS.question]
        path[place] = number
        skips = QUESTIONS.question[place].answer[number].skips
        plain = [None if each.id in skips else given for each, given in zip(QUESTIONS.question, path, strict=True)]
        told, expected = result(path), result(plain)
        assert (told.label, told.tone, told.next, told.requests[:1]) == (
            expected.label, expected.tone, expected.next, expected.requests[:1],
        ), path  # fmt: skip


@pytest.mark.slow
def test_four_hundred_paths_of_the_page_end_where_the_engine_says_and_none_says_yes() -> None:
    """Of the page as it was built: to grow the tree takes as long as a hundred tests."""
    needed("the no-run page", str(BUILT) if BUILT.exists() else "", "python tasks.py no-run")
    page, source = built(), random.Random(11)
    assert {each["tone"] for each in page["results"]} == {"warn", "bad"}
    for _ in range(400):
        path = random_path(source)
        assert shown_by(page, path) == result(path), path
