"""The questions of the no-run page: sound as they stand, and each fault is named."""

import pytest

from for_each import for_each
from no_run_page.reading import QUESTIONS, no_run_questions

TEXT = no_run_questions.PLACE.read_text("utf-8")


def test_the_questions_of_this_project_are_sound() -> None:
    assert no_run_questions.read(TEXT) == QUESTIONS
    assert 2 <= len(QUESTIONS.question) <= no_run_questions.MOST_QUESTIONS


def test_no_answer_is_there_twice_and_none_stands_for_not_knowing() -> None:
    for question in QUESTIONS.question:
        texts = [each.says.casefold() for each in question.answer]
        assert len(set(texts)) == len(texts)
        assert not [text for text in texts if "know" in text]


def test_a_picture_fits_a_narrow_window() -> None:
    assert max(len(line) for each in QUESTIONS.question for line in each.picture.splitlines()) <= 44


@for_each(
    ("old", "new", "fault"),
    [
        ('id = "cmd"', 'id = "aim"', "the id aim is there twice"),
        ('id = "cmd"', 'id = "cmd"\ncolour = "red"', "unknown field `colour`"),
        ('asks = "Does Command Prompt open?"', "asks = 3", "Expected `str`, got `int`"),
        ('asks = "Does Command Prompt open?"', "asks = ", "Invalid value"),
        ('tells = ["scripting"]', 'tells = ["scripts"]', "scripts is no probe"),
        ('skips = ["message"', 'skips = ["aim"', "computer: skips aim, which comes no later"),
        ("only_after = { message", "only_after = { cmd", "python-blocked: only_after cmd comes no earlier"),
        ('whole = ["pythons", "conda"]', 'whole = ["pythons", "excel"]', "excel is in whole and not in tells"),
        ('says = "No, Python started"', f'says = "{"No, " * 40}"', "python-blocked: too long"),
        ('aim = "vscode"', "aim = 3", "Expected `str`, got `int`"),
    ],
)
def test_each_fault_is_named(old: str, new: str, fault: str) -> None:
    assert old in TEXT
    with pytest.raises(no_run_questions.BadQuestions, match=fault):
        no_run_questions.read(TEXT.replace(old, new, 1))


def test_a_question_needs_two_answers_and_a_way_to_find_out() -> None:
    alone = '\n[[question]]\nid = "more"\nasks = "More?"\ntitle = "More"\nhow = []\n[[question.answer]]\nsays = "Yes"\n'
    with pytest.raises(no_run_questions.BadQuestions) as raised:
        no_run_questions.read(TEXT + alone)
    assert str(raised.value).splitlines() == [
        "questions.toml: more: it needs two answers or more",
        "questions.toml: more: how is empty",
    ]


def test_more_questions_than_a_person_answers_are_refused() -> None:
    more = "".join(
        f'\n[[question]]\nid = "more-{number}"\nasks = "More?"\ntitle = "More"\nhow = ["Look."]\n'
        '[[question.answer]]\nsays = "Yes"\n[[question.answer]]\nsays = "No"\n'
        for number in range(4)
    )
    with pytest.raises(no_run_questions.BadQuestions, match="at most 10 questions, not 11"):
        no_run_questions.read(TEXT + more)
