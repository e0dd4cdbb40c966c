"""Policies that Microsoft publishes and policies as trusts have them, each asked questions with known answers."""

import pytest

from policy.applocker.policies import FOLDERS
from policy.applocker.tables import FOLDER, read
from pyready.policy.applocker.evaluate import Judge
from pyready.policy.applocker.rule_text import collections
from pyready.policy.applocker.rules import Policy

NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
ANSWERS = {"allowed", "blocked", "audited", "not-known"}


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_gives_the_known_answers(name: str) -> None:
    table = read(name)
    wrong = {}
    for question in table.questions:
        ruling = Judge(question.person, FOLDERS).decide([table.policy], question.kind, [question.file], "running")
        if ruling.outcome != question.answer:
            wrong[question.line] = ruling.outcome
    assert wrong == {}


@pytest.mark.parametrize("name", NAMES)
def test_each_policy_is_asked_enough(name: str) -> None:
    questions = read(name).questions
    assert len({question.line for question in questions}) >= 15
    assert {question.answer for question in questions} <= ANSWERS


def test_there_are_policies_of_microsoft_and_at_least_five_of_trusts() -> None:
    assert sum(name.startswith("microsoft-") for name in NAMES) >= 2
    assert sum(name.startswith("trust-") for name in NAMES) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_with_its_service_stopped_nothing_more_is_blocked_or_allowed(name: str) -> None:
    table = read(name)
    for question in table.questions:
        ruling = Judge(question.person, FOLDERS).decide([table.policy], question.kind, [question.file], "stopped")
        assert ruling.outcome == ("not-known" if question.answer == "blocked" else question.answer)


def test_what_lists_of_extensions_say_is_no_rule() -> None:
    extended = (
        '<AppLockerPolicy Version="1"><RuleCollection Type="Exe" EnforcementMode="AuditOnly">'
        '<RuleCollectionExtensions><ThresholdExtensions><Services EnforcementMode="Enabled"/></ThresholdExtensions>'
        "</RuleCollectionExtensions></RuleCollection>"
        "<PolicyExtensions><ThresholdExtensions><Plugins/></ThresholdExtensions></PolicyExtensions></AppLockerPolicy>"
    )  # fmt: skip
    policy = Policy("device-management", collections(extended))
    assert all(policy.collection(name).empty for name in ("exe", "dll", "script", "msi", "appx"))
