"""Every problem of a report leads to the section that answers it. Read the table itself when you change it."""

from collections.abc import Iterable

import pytest

from for_each import for_each
from laptops.recorded import NAMES, record_of
from pyready.checks import CHECKS
from pyready.guides import library as guides
from pyready.guides.sections import OPENING, SECTIONS, _fits, section_for

HEADINGS = {guide.id: [each.id for each in guides.sections(guide.body)] for guide in guides.list_guides()}
ROWS = [(guide, section) for guide, sections in SECTIONS.items() for section in sections]


@for_each(("guide", "section"), ROWS)
def test_each_section_of_the_table_is_there(guide: str, section: str) -> None:
    there = HEADINGS[guide]
    assert section in there, f"{guide} has: {', '.join(there)}"


@for_each("guide", HEADINGS)
def test_no_two_sections_of_a_guide_have_one_id(guide: str) -> None:
    assert len(HEADINGS[guide]) == len(set(HEADINGS[guide])) == guides.read_guide(guide).body.count("\n## ") + 1


@for_each(
    ("guide", "check", "outcome", "expected"),
    [
        ("folders", "room-for-uv", "problem", "folders#room"),
        ("tls-inspection", "package-index-by-system", "problem", "tls-inspection#if-windows-itself-does-not-trust-it"),
        ("tls-inspection", "packages-by-pip", "problem", "tls-inspection#if-it-gives-you-a-certificate-file"),
        ("proxy", "git-settings", "problem", "proxy"),
        ("shared-computers", "own-computer", "problem", "shared-computers#what-to-use-instead"),
        ("shared-computers", "own-computer", "unknown", "shared-computers#how-to-find-out-yourself"),
        ("no-such-guide", "clock", "problem", "no-such-guide"),
        ("", "clock", "problem", ""),
    ],
)
def test_the_first_section_that_fits_is_the_place(guide: str, check: str, outcome: str, expected: str) -> None:
    assert section_for(guide, check, outcome) == expected


def without_section(asked: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Checks, and the guides they lead to, that no row of the table has."""
    opening = {(check, guide) for guide, rows in SECTIONS.items() for check in rows.get(OPENING, ())}
    return {(check, guide) for check, guide in asked if "#" not in guide} - opening


def test_each_check_has_a_section_in_its_own_guide() -> None:
    lost = without_section((check.id, section_for(check.guide, check.id, "problem")) for check in CHECKS)
    assert lost == set(), "add the id to the section that answers it, in src/pyready/guides/sections.py"


@pytest.mark.slow
@for_each("name", NAMES)
def test_each_problem_and_question_of_each_recorded_laptop_has_its_section(name: str) -> None:
    checks = record_of(name, private=False).checks
    asked = {check.id: check.guide for check in checks if check.outcome in {"problem", "unknown"}}
    assert without_section(asked.items()) == set()
    assert {guide for guide in asked.values() if "#" in guide} <= {f"{guide}#{section}" for guide, section in ROWS}


def test_each_row_of_the_table_is_for_a_check() -> None:
    patterns = {each for sections in SECTIONS.values() for checks in sections.values() for each in checks}
    known = {check.id for check in CHECKS} | {"room-for-uv"}
    assert {each for each in patterns if not any(_fits(each.rstrip("?"), check) for check in known)} == set()
