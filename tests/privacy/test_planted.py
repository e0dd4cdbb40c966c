"""A fixed sample of planted names: each gets a report, and nothing of the name is left in it. `bench/names.py` has all."""

import pytest

from needs import once
from privacy import planted
from privacy.planted import Planted

pytestmark = [pytest.mark.unmeasured, pytest.mark.slow, once]

NOBODY = Planted("Ivo", "Quillfeather", "first.last")
HARD = [
    Planted("Jo", "Li", "f.last"),
    Planted("Siân", "O'Neil", "lastf"),
    Planted("Łukasz", "Wójcik", "flast2"),
    Planted("Ngozi", "Chukwuemeka-Okafor", "last"),
    Planted("Hope", "McDonald", "firstlast"),
    Planted("Grace", "Field", "last"),
]
SOME = [*HARD, *list(planted.people())[::60]]
WORDS = [
    ("Setup", "CONTROL", "MAIN", "Health"),
    ("Python", "WINDOWS", "LOCAL", "Trust"),
    ("Policy", "SOURCE", "SYSTEM", "Temp"),
    ("Files", "HORIZON", "PROGRAM", "Documents"),
    ("It", "TEST", "HP", "Python"),
    ("Data", "L0042", "AD", "Windows"),
]


def test_the_search_for_what_is_left_finds_every_name() -> None:
    private = planted.judged(planted.laptop(NOBODY), private=True)
    assert len(planted.left(NOBODY, private)) == len(planted.words(NOBODY)) + 1


@pytest.mark.parametrize("who", SOME, ids=lambda who: who.account)
def test_nothing_of_a_person_is_left(who: Planted) -> None:
    record = planted.shared(who)
    assert record is not None
    assert planted.left(who, record) == []


@pytest.mark.parametrize("names", WORDS, ids=lambda names: names[0])
def test_an_innocent_name_costs_nobody_the_report(names: tuple[str, ...]) -> None:
    who = Planted("Ivo", names[0], "last", *names[1:])
    record = planted.shared(who)
    assert record is not None
    assert planted.left(who, record) == []
