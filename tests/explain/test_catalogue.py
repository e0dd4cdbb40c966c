"""The catalogue of messages: complete, and no message taken for another. Each row alone is held by `guide check`."""

import pytest

from explain.samples import ids, samples, with_number
from for_each import for_each
from pyready.explain.finding import GROUPS
from pyready.explain.paste import squeezed
from pyready.knowledge import launching
from pyready.knowledge.messages import Message, known

ROWS = known().message


def test_there_are_enough_of_them() -> None:
    assert len(ROWS) >= 110


def test_every_group_and_every_order_is_named() -> None:
    assert {row.group for row in ROWS} == set(GROUPS)
    assert {each for row in ROWS for each in row.never} == {each.id for each in known().never}


@pytest.mark.unmeasured
@for_each("row", ROWS, ids=[row.id for row in ROWS])
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
