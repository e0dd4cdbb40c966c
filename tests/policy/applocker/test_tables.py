"""Policies that Microsoft publishes and policies as trusts have them, each asked questions with known answers."""

import re

from for_each import for_each
from policy.applocker.policies import FOLDERS
from policy.applocker.tables import FOLDER, Question, read
from pyready.policy.applocker.evaluate import Judge
from pyready.policy.applocker.rule_text import collections
from pyready.policy.applocker.rules import Policy

NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
ANSWERS = {"allowed", "blocked", "audited", "not-known"}


def outcome(policy: Policy, question: Question, service: str) -> str:
    """What the policy says, where all who may have signed get the same answer."""
    judge = Judge(question.person, FOLDERS)
    found = {judge.decide([policy], question.kind, files, service).outcome for files in question.files}
    return found.pop() if len(found) == 1 else "not-known"


@for_each("name", NAMES)
def test_a_policy_gives_the_known_answers(name: str) -> None:
    table = read(name)
    wrong = {}
    for question in table.questions:
        if (found := outcome(table.policy, question, "running")) != question.answer:
            wrong[question.line] = found
    assert wrong == {}


@for_each("name", NAMES)
def test_each_policy_is_asked_enough(name: str) -> None:
    questions = read(name).questions
    assert len({question.line for question in questions}) >= 15
    assert {question.answer for question in questions} <= ANSWERS


def test_there_are_policies_of_microsoft_and_at_least_five_of_trusts() -> None:
    assert sum(name.startswith("microsoft-") for name in NAMES) >= 2
    assert sum(name.startswith("trust-") for name in NAMES) >= 5


def test_there_are_ten_published_policies_and_each_names_its_source_and_the_day_it_was_read() -> None:
    published = [name for name in NAMES if name.startswith("published-")]
    abouts = [(FOLDER / f"{name}.txt").read_text("utf-8").splitlines()[0] for name in published]

    assert len(published) >= 10
    assert [about for about in abouts if not re.search(r"; https://\S+, read \d{4}-\d\d-\d\d\.$", about)] == []
    assert len({re.search(r"https://(\S+),", about)[1] for about in abouts}) == len(published)  # type: ignore[index]


@for_each("name", NAMES)
def test_with_its_service_stopped_nothing_more_is_blocked_or_allowed(name: str) -> None:
    table = read(name)
    for question in table.questions:
        expected = "not-known" if question.answer == "blocked" else question.answer
        assert (question.line, outcome(table.policy, question, "stopped")) == (question.line, expected)


def test_what_lists_of_extensions_say_is_no_rule() -> None:
    extended = (
        '<AppLockerPolicy Version="1"><RuleCollection Type="Exe" EnforcementMode="AuditOnly">'
        '<RuleCollectionExtensions><ThresholdExtensions><Services EnforcementMode="Enabled"/></ThresholdExtensions>'
        "</RuleCollectionExtensions></RuleCollection>"
        "<PolicyExtensions><ThresholdExtensions><Plugins/></ThresholdExtensions></PolicyExtensions></AppLockerPolicy>"
    )  # fmt: skip
    policy = Policy("device-management", collections(extended))
    assert all(policy.collection(name).empty for name in ("exe", "dll", "script", "msi", "appx"))
