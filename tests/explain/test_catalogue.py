"""The catalogue of messages: complete, true to the house's words, and no message taken for another."""

import re

import pytest

from explain.samples import ids, samples, with_number
from guides.test_guides import complaints
from pyready.checks import CHECKS
from pyready.explain.finding import GROUPS
from pyready.explain.paste import squeezed
from pyready.guides import library as guides
from pyready.knowledge import launching
from pyready.knowledge.messages import Advice, Message, known

ROWS = known().message
ADVICE: tuple[Advice, ...] = (*ROWS, *known().cause)
GUIDES = {guide.id: {part.id for part in guides.sections(guide.body)} for guide in guides.list_guides()}


def name(advice: Advice) -> str:
    return getattr(advice, "id", "") or f"cause of {getattr(advice, 'message', '')}"


def test_there_are_enough_of_them_and_no_id_twice() -> None:
    names = [row.id for row in ROWS]
    assert len(names) == len(set(names)) >= 110
    assert [each for each in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each)] == []


def test_all_that_a_row_names_is_there() -> None:
    names, checks, nevers = (
        {row.id for row in ROWS},
        {check.id for check in CHECKS},
        {each.id for each in known().never},
    )
    wrong = [
        (name(each), missing)
        for each in ADVICE
        for missing in ({*each.checks, *each.shows} - checks, {each.guide} - GUIDES.keys())
        if missing
    ]
    wrong += [(row.id, set(row.never) - nevers) for row in ROWS if set(row.never) - nevers]
    wrong += [(row.id, set(row.gives_way) - names) for row in ROWS if set(row.gives_way) - names]
    assert wrong == []
    assert {cause.message for cause in known().cause} <= names
    assert {row.group for row in ROWS} == set(GROUPS)
    assert {each for row in ROWS for each in row.never} == nevers


def test_a_section_is_one_of_its_guide() -> None:
    assert [
        (name(each), each.section) for each in ADVICE if each.section and each.section not in GUIDES[each.guide]
    ] == []


def test_a_command_comes_with_what_one_should_see() -> None:
    assert [name(each) for each in ADVICE if bool(each.command) != bool(each.expect)] == []


def test_what_is_not_sure_says_so() -> None:
    unsure = [row for row in ROWS if not row.sure]
    assert unsure
    assert [row.id for row in unsure if "probably" not in row.says.casefold()] == []


def test_no_row_advises_a_way_round_a_policy() -> None:
    said = [(name(each), f"{each.says} {each.next} {each.command}") for each in ADVICE]
    assert [(who, found) for who, text in said if (found := complaints(text))] == []


def test_a_message_with_several_causes_has_at_least_two_and_says_how_to_tell_them_apart() -> None:
    causes = [cause.message for cause in known().cause]
    assert {message for message in causes if causes.count(message) < 2} == set()
    assert [cause.message for cause in known().cause if not cause.tell] == []


def test_no_fragment_is_so_short_that_it_stands_in_any_text() -> None:
    parts = [(row.id, part) for row in ROWS for each in row.fragments for part in squeezed(each).split("...") if part]
    short = [(who, part) for who, part in parts if len(part) < 8]
    assert {who for who, _ in short} <= SHORT_BESIDE_OTHERS


SHORT_BESIDE_OTHERS = {
    "burn-cleanroom", "environment-copy-stopped", "environment-ensurepip", "git-not-found", "jupyter-port",
    "no-file-for-computer", "notice-link-copy", "notice-uv-variable", "python-manager-launch", "py-older-first",
    "download-is-no-package", "module-missing", "uv-settings-broken",
}  # fmt: skip
"""Rows whose short words count only beside others."""


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_each_sample_of_a_row_names_it_first_and_others_only_where_it_explains_them(row: Message) -> None:
    explains = {each.id for each in ROWS if row.id in each.gives_way}
    assert samples(row)
    for text in samples(row):
        first, *others = ids(text)
        assert first == row.id, text
        assert set(others) <= explains, text


def test_no_fragment_of_one_row_is_one_of_another() -> None:
    every = [squeezed(fragment) for row in ROWS for fragment in row.fragments]
    assert {each for each in every if every.count(each) > 1} == set()


SAME = {"policy": {"policy", "rights"}, "app-control": {"policy"}, "antivirus": {"antivirus"}}
"""What a trial of `pyready check` says of a number, and the groups of the messages that say the same of it."""


def test_a_number_that_stops_a_trial_has_the_same_cause_in_a_message() -> None:
    # Of a file that is not there (2) a text says nothing certain.
    codes = [each for each in launching.known().code if each.system == "windows" and each.number != 2]
    groups = {row.id: row.group for row in ROWS}
    for code in codes:
        if code.cause in SAME:
            assert groups[ids(with_number(str(code.number)))[0]] in SAME[code.cause], code.name
