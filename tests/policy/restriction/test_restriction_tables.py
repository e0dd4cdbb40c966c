"""Software Restriction Policies as Microsoft describes and trusts have them, each asked questions with known answers."""

import pytest
from msgspec.structs import replace

from for_each import for_each
from policy.applocker.tables import PEOPLE
from policy.restriction.tables import FOLDER, ask, read
from pyready.policy.applocker.subject import Person
from pyready.policy.restriction.rules import LEVELS, Policy, Rule

NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
ANSWERS = {"allowed", "blocked", "not-known"}


@for_each("name", NAMES)
def test_a_policy_gives_the_known_answers(name: str) -> None:
    table = read(name)
    wrong = {}
    for each in table.questions:
        ruling = ask((table.policy,), each)
        if ruling.outcome != each.answer or (each.rule and ruling.rule != each.rule):
            wrong[each.line] = (ruling.outcome, ruling.rule, *ruling.why)
    assert wrong == {}


@for_each("name", NAMES)
def test_each_policy_is_asked_enough(name: str) -> None:
    questions = read(name).questions
    assert len({each.line for each in questions}) >= 15
    assert {each.answer for each in questions} <= ANSWERS


def test_there_are_at_least_four_policies() -> None:
    assert len(NAMES) >= 4


@for_each("name", NAMES)
def test_what_is_blocked_or_not_known_says_why(name: str) -> None:
    table = read(name)
    for each in table.questions:
        ruling = ask((table.policy,), each)
        assert bool(ruling.why) == (ruling.outcome != "allowed"), each.line


@for_each("name", NAMES)
@for_each(
    "doubt",
    [
        {"unread": True}, {"default": None}, {"enforcement": None}, {"spares_administrators": None}, {"types": None},
        {"certificates": True}, {"hashes": frozenset(LEVELS)}, {"zones": frozenset(LEVELS)}, {"denied": True},
    ],
    ids=lambda doubt: next(iter(doubt)),
)  # fmt: skip
def test_a_doubt_never_opens_what_was_closed(name: str, doubt: dict[str, object]) -> None:
    table = read(name)
    for each in table.questions:
        if each.answer != "allowed":
            assert ask((replace(table.policy, **doubt),), each).outcome != "allowed", each.line


@for_each("name", NAMES)
def test_the_order_of_the_rules_does_not_matter(name: str) -> None:
    table = read(name)
    turned = replace(table.policy, paths=table.policy.paths[::-1])
    for each in table.questions:
        assert ask((turned,), each).outcome == each.answer, each.line


@pytest.mark.slow
@for_each("name", NAMES)
def test_many_rules_about_other_folders_change_nothing(name: str) -> None:
    table = read(name)
    others = tuple(
        Rule("", LEVELS[number % 5], f"D:\\Vendor {number}\\{'*.exe' if number % 2 else ''}") for number in range(5000)
    )
    many = replace(table.policy, paths=table.policy.paths + others)
    for each in table.questions[:5]:
        wanted = "not-known" if each.file.path is None else each.answer
        assert ask((many,), each).outcome == wanted, each.line


@for_each("name", NAMES)
def test_a_second_policy_is_never_ignored(name: str) -> None:
    """An empty one beside it leaves no certain answer where the two differ."""
    table = read(name)
    empty = Policy("user", types=table.policy.types)
    for each in table.questions:
        both = ask((table.policy, empty), each)
        assert both.outcome == ("allowed" if each.answer == "allowed" else "not-known"), each.line
        assert ask((table.policy, table.policy), each).outcome == each.answer, each.line


def test_administrators_are_left_out_only_where_that_is_certain() -> None:
    table = read("administrators-left-out")
    asked = next(each for each in table.questions if each.answer == "blocked")
    people: list[tuple[Person, str]] = [
        (PEOPLE["elevated"], "allowed"), (PEOPLE["filtered"], "blocked"), (PEOPLE["unreadable"], "not-known")
    ]  # fmt: skip
    for person, expected in people:
        assert ask((table.policy,), asked, person).outcome == expected
    users = replace(table.policy, scope="user")
    assert ask((users,), asked, PEOPLE["elevated"]).outcome == "not-known"
