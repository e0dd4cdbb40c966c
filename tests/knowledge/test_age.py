"""What is known grows old: rows, the recommended Python, and answers that rest on them."""

import datetime as dt
import importlib

from for_each import for_each
from pyready.knowledge import DAYS, TABLES, loader, pythons
from pyready.knowledge.loader import Row
from pyready.model.outcome import Outcome, passed, problem, unknown

DAY = dt.date(2026, 11, 22)
YEAR = dt.timedelta(365)


def row(kind: str, until: dt.date | None = None) -> Row:
    """A row of some table of that kind, looked at on DAY."""
    name = next(table for table, held in TABLES.items() if held == kind)
    made = type("Made", (Row,), {"__annotations__": {}, "table": name}, frozen=True, kw_only=True)
    one = made(source="https://a.example/", checked=DAY, until=until)
    assert isinstance(one, Row)
    return one


def test_each_table_counts_by_the_age_of_its_kind() -> None:
    assert DAYS == {"versions": 180, "licences": 180, "tools": 365, "windows": 730}
    assert set(TABLES.values()) == set(DAYS)
    for name in TABLES:
        module = importlib.import_module(f"pyready.knowledge.{name}")
        rows = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Row)]
        assert {each.table for each in rows if each is not loader.Row and each.__module__ == module.__name__} == {name}


@for_each("kind", DAYS)
@for_each(("late", "sure"), [(-400, "certain"), (0, "certain"), (1, "likely"), (4000, "likely")])
def test_an_answer_is_certain_until_the_last_day_of_its_row(kind: str, late: int, sure: str) -> None:
    day = DAY + dt.timedelta(DAYS[kind] + late)

    assert passed("Yes.").rests_on(row(kind)).on(day).sure == sure
    assert problem("No.", None).rests_on(row(kind)).on(day).sure == sure
    assert passed("Yes.", sure="likely").rests_on(row(kind)).on(day).sure == "likely"


def test_a_clock_that_is_behind_makes_nothing_old() -> None:
    assert passed("Yes.").rests_on(row("versions")).on(dt.date(1980, 1, 1)).sure == "certain"


def test_the_oldest_row_counts_and_a_row_that_is_not_there_does_not() -> None:
    both = passed("Yes.").rests_on(row("tools"), None).rests_on(row("versions"), row("windows"))

    assert both.good_until == DAY + dt.timedelta(180)
    assert passed("Yes.").rests_on(None).good_until is None
    assert passed("Yes.").on(dt.date(2999, 1, 1)).sure == "certain"


def test_a_row_is_no_good_after_its_own_end() -> None:
    assert row("windows", until=DAY + dt.timedelta(9)).good_until == DAY + dt.timedelta(9)
    assert row("versions", until=DAY + 9 * YEAR).good_until == DAY + dt.timedelta(180)


def test_age_changes_nothing_but_how_sure_an_answer_is() -> None:
    fresh = unknown("Not known.", settles="Ask.").rests_on(row("tools"))
    old = fresh.on(DAY + 3 * YEAR)

    assert isinstance(old, Outcome)
    assert (old.outcome, old.says, old.settles) == (fresh.outcome, fresh.says, fresh.settles)


@for_each(
    ("day", "minor", "instead_of", "none_left"),
    [
        (dt.date(1980, 1, 1), "3.14", "", False),
        (dt.date(2030, 10, 31), "3.14", "", False),
        (dt.date(2030, 11, 1), "3.15", "3.14", False),
        (dt.date(2031, 10, 31), "3.15", "3.14", False),
        (dt.date(2031, 11, 1), "3.15", "3.14", True),
    ],
)
def test_which_python_is_recommended_on_a_day(day: dt.date, minor: str, instead_of: str, none_left: bool) -> None:
    found = pythons.recommended_on(day)

    assert (found.minor, found.instead_of, found.none_left) == (minor, instead_of, none_left)
    assert found.none_left or day <= found.ends


@for_each(
    ("minor", "day", "supported"),
    [
        ((3, 8), dt.date(2026, 11, 22), False),
        ((3, 10), dt.date(2026, 10, 31), True),
        ((3, 10), dt.date(2026, 11, 1), False),
        ((3, 16), dt.date(2026, 11, 22), True),
        ((3, 16), dt.date(2032, 12, 31), True),
        ((3, 16), dt.date(2033, 1, 1), False),
        ((3, 17), dt.date(2033, 1, 1), True),
        ((4, 0), dt.date(2033, 1, 1), True),
        ((2, 99), dt.date(2026, 11, 22), False),
    ],
)
def test_a_version_newer_than_the_table_is_not_supported_for_ever(
    minor: tuple[int, int], day: dt.date, supported: bool
) -> None:
    assert pythons.is_supported(minor, day) is supported
