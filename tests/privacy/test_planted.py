"""A fixed sample of planted names: each gets a report, and nothing of the name is left in it. `bench/names.py` has all."""

from functools import cache

import pytest

from needs import once
from privacy import planted
from privacy.planted import NAMES, Planted
from pyready.model.record import Record

pytestmark = [pytest.mark.unmeasured, pytest.mark.slow, once]

SOME = list(planted.people())[::13]
PLACES = NAMES["places"]
INNOCENT = ["HORIZON", "CONTROL", "MAIN", "WINDOWS", "PYTHON", "TEST", "L0042"]


@cache
def nobody() -> Record:
    return planted.nobody()


def test_the_search_for_what_is_left_finds_it() -> None:
    who = Planted("Ivo", "Quillfeather", "first.last")
    private = planted.judged(planted.laptop(who), private=True)
    assert len(planted.left(who, private, nobody())) > 5


@pytest.mark.parametrize("who", SOME, ids=lambda who: who.account)
def test_nothing_of_a_person_is_left(who: Planted) -> None:
    record = planted.shared(who)
    assert record is not None
    assert planted.left(who, record, nobody()) == []


@pytest.mark.parametrize("name", INNOCENT)
@pytest.mark.parametrize("place", ["computer", "domain"])
def test_an_innocent_name_costs_nobody_the_report(place: str, name: str) -> None:
    who = Planted("Ivo", "Quillfeather", "first.last", **{place: name})
    record = planted.shared(who)
    assert record is not None
    assert planted.left(who._replace(computer="", domain=""), record, nobody()) == []
