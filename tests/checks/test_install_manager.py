"""NO_PROXY and the Python Install Manager: the trap, and where it is none."""

from typing import Any

import pytest

from laptops import bare
from laptops.looking import look
from laptops.networks import DIRECT, FOUND_PROXY, HIDDEN_PROXY, SWALLOWED, Answer, network
from pyready.checks import CHECKS
from pyready.engine.judge import judge_checks, judge_routes
from pyready.routes import ROUTES

ID = "python-org-by-python-manager"


@pytest.mark.parametrize(
    ("variables", "answer", "outcome"),
    [
        ({"NO_PROXY": "localhost"}, HIDDEN_PROXY, "problem"),
        ({"no_proxy": "localhost", "HTTPS_PROXY": "http://proxy.trust.example:8080"}, FOUND_PROXY, "problem"),
        ({"NO_PROXY": "localhost"}, DIRECT, "passed"),
        ({"NO_PROXY": ""}, HIDDEN_PROXY, "passed"),
        ({}, HIDDEN_PROXY, "passed"),
        ({"NO_PROXY": "localhost"}, SWALLOWED, "unknown"),
        ({}, SWALLOWED, "unknown"),
    ],
)
def test_any_no_proxy_leads_it_past_a_proxy_that_is_needed(
    variables: dict[str, str], answer: Answer, outcome: str
) -> None:
    facts = look(bare.windows(variables), network=network(answer)).facts
    routes, judged = judge_routes(facts, ROUTES, judge_checks(facts, CHECKS))
    record = judged[ID].check
    (route,) = [each for each in routes if each.id == "python-manager"]

    assert (record.outcome, record.weight) == (outcome, "blocker")
    assert [need.outcome for need in route.needs if need.check == ID] == [outcome]
    lines = [step.command for step in route.steps]
    assert ('set "NO_PROXY="' in lines) == (outcome == "problem")
    assert outcome != "problem" or lines.index('set "NO_PROXY="') + 1 == lines.index("pymanager install 3.14")


def test_elsewhere_it_does_not_arise() -> None:
    facts = look(bare.linux({"NO_PROXY": "localhost"}), network=network(HIDDEN_PROXY)).facts
    checks: Any = [each for each in CHECKS if each.id == ID]

    assert judge_checks(facts, checks)[ID].check.outcome == "not-applicable"
