"""NO_PROXY and the Python Install Manager: the trap, and where it is none; and what its own settings do."""

import json
from typing import Any

import msgspec
import pytest

from for_each import for_each
from laptops import bare
from laptops.bare import HOME
from laptops.looking import look
from laptops.networks import CLOSED, DIRECT, FOUND_PROXY, HIDDEN_PROXY, SWALLOWED, Answer, network
from pyready.checks import CHECKS
from pyready.engine.judge import judge_routes
from pyready.engine.judge_checks import judge_checks
from pyready.formats.manager_files import POLICY
from pyready.model.control_facts import Answer as Ruling
from pyready.model.control_facts import AppControl
from pyready.probes.network import NetworkFacts
from pyready.routes import ROUTES
from pyready.tools.servers import MANAGER_INDEX

ID = "python-org-by-python-manager"
RC = f"{HOME}\\AppData\\Roaming\\Python\\PyManager.json"
OWN = {"install": {"source": "https://own.example/python/index.json"}}


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


def with_list(everything: Answer, answer: Answer | None) -> NetworkFacts:
    """All known servers, and the list that the install manager is set to use where it was asked."""
    known, asked = network(everything), ()
    if answer:
        (one,) = [each for each in network(answer).endpoints if each.id == "python-org"]
        asked = (msgspec.structs.replace(one, id=MANAGER_INDEX, group=MANAGER_INDEX, own=True),)
    return NetworkFacts((*known.endpoints, *asked))


def said(net: NetworkFacts, text: object = None, values: dict[str, Any] | None = None, **variables: str) -> str:
    files = {} if text is None else {RC: text if isinstance(text, str | bytes) else json.dumps(text)}
    host = bare.windows(variables, files, {POLICY: values} if values else None)
    record = judge_checks(look(host, network=net).facts, CHECKS)[ID].check
    return " ".join(filter(None, (record.outcome, record.fix.who if record.fix else "")))


@pytest.mark.unmeasured
@for_each(
    ("python_org", "own", "expected"),
    [
        (DIRECT, DIRECT, "passed"),
        (CLOSED, DIRECT, "passed"),  # python.org is not asked
        (DIRECT, CLOSED, "unknown"),  # the list that comes with it names python.org
        (CLOSED, CLOSED, "problem you"),
        (DIRECT, SWALLOWED, "unknown"),
        (DIRECT, None, "unknown"),
    ],
)
def test_the_list_that_is_set_is_judged_and_not_python_org(python_org: Answer, own: Answer, expected: str) -> None:
    assert said(with_list(python_org, own), OWN) == expected


def test_what_it_has_set_is_its_to_mend() -> None:
    assert said(with_list(CLOSED, CLOSED), None, {"install.source": "https://own.example/x.json"}) == "problem it"
    assert said(with_list(DIRECT, DIRECT), None, {"install.source": "https://own.example/x.json"}) == "passed"


def test_a_list_in_a_folder_is_not_known() -> None:
    assert said(network(DIRECT), {"install": {"source": "D:\\python\\index.json"}}) == "unknown"
    assert said(network(CLOSED), {"install": {"source": "\\\\fs01\\python\\index.json"}}) == "unknown"


@for_each(
    ("text", "expected"),
    [
        ("[]", "problem you"),
        ('{"install": 7}', "problem you"),
        ("{", "passed"),
        (b"\xff", "passed"),
        (b"#" * 5_000_000, "unknown"),
        ({"automatic_install": False, "default_tag": "3.9"}, "passed"),
    ],
)
def test_a_bad_file_stops_it_only_where_it_stops(text: object, expected: str) -> None:
    assert said(network(DIRECT), text) == expected


def test_no_yes_before_all_is_lifted() -> None:
    assert said(network(CLOSED), "[]") == "problem it"
    assert said(network(HIDDEN_PROXY), "[]", NO_PROXY="localhost") == "problem you"


def test_a_base_file_at_which_it_stops_is_for_it() -> None:
    host = bare.windows(files={"C:\\it.json": "[]"}, registry={POLICY: {"base_config": "C:\\it.json"}})
    record = judge_checks(look(host, network=network(DIRECT)).facts, CHECKS)[ID].check

    assert record.fix
    assert (record.outcome, record.fix.who) == ("problem", "it")


@for_each(
    ("ruled", "moved", "outcome"),
    [
        ({"outcome": "allowed", "by": "applocker"}, True, "unknown"),
        ({"outcome": "allowed", "by": "applocker"}, False, "passed"),
        ({"outcome": "blocked", "by": "applocker"}, True, "unknown"),
        ({"outcome": "allowed"}, True, "passed"),  # nobody judges by folders
    ],
)
@for_each("check", ["starts-python-manager-python", "loads-python-manager-library"])
def test_app_control_was_not_asked_about_another_folder(
    check: str, ruled: dict[str, str], moved: bool, outcome: str
) -> None:
    files: dict[str, str | bytes] = {RC: json.dumps({"install_dir": "D:\\Python"})} if moved else {}
    facts = look(bare.windows(files=files, system=bare.all_readable()), network=network(DIRECT)).facts
    answers = tuple(
        Ruling(each.program, each.place, mode="enforced", **ruled) if each.program == check.split("-", 1)[1] else each
        for each in facts[AppControl].answers
    )
    facts = facts.with_entry(AppControl, msgspec.structs.replace(facts[AppControl], answers=answers))

    assert judge_checks(facts, CHECKS)[check].check.outcome == outcome
