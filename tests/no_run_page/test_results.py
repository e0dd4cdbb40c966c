"""What the page says for answers, as a table; and that it is what pyready says of the same facts."""

import random
from pathlib import Path

import pytest

from for_each import for_each
from no_run_page.reading import QUESTIONS, chosen, looks, no_run_computer, no_run_results, random_path, result
from pyready.checks import CHECKS
from pyready.engine.app import Look, report
from pyready.engine.judge_checks import judge_checks
from pyready.model.activity import Did
from pyready.model.facts import Absent
from pyready.probes import TYPES
from pyready.probes.pythons import Pythons
from pyready.report.json import render
from pyready.report.saved import load

pytestmark = pytest.mark.unmeasured

OWN, LOST, WARD = (
    "I sign in with my own name, and my files stay",
    "I sign in with my own name, and my files are",
    "Several",
)
POLICY, CONTROL, S_MODE = '"Blocked by your', '"App Control', '"S mode"'
NONE, HERE = "There is no such", "The folder is Python313"
PYTHON, CODE = "Install Python 3.14 in Program Files (1 laptop)", "Deliver Python with data packages"
RULE, STAYS = "Allow Python's publisher in AppLocker (1 rule)", "Keep Python after sign-out on this virtual desktop"

# (answers, the label, in the first sentence, in the next step, the requests)
TABLE = [
    ({}, "Not sure yet", "whether Python is on this computer", "Choose Change", []),
    ({"computer": WARD}, "Not on this computer", "do not install anything", "your own work computer", []),
    ({"computer": OWN, "message": S_MODE}, "Not without IT", "S mode", "Ask IT", ["A question to IT"]),
    ({"computer": OWN, "message": CONTROL}, "Not without IT", "App Control for Business", "request 1", [CODE]),
    ({"computer": OWN, "message": CONTROL, "python": HERE}, "Not without IT", "App Control", "request 1", [CODE]),
    (
        {"computer": OWN, "message": POLICY, "python_blocked": "Yes", "catalogue": "No Python", "python": NONE},
        "Not without IT", "AppLocker probably blocks", "request 1", [PYTHON, RULE],
    ),
    (
        {"computer": OWN, "message": POLICY, "catalogue": "No Python", "python": NONE},
        "Not sure yet", "cannot see", "ask IT whether you can run pyready", [PYTHON],
    ),
    (
        {"computer": OWN, "message": POLICY, "python_blocked": "Yes", "python": NONE},
        "Not sure yet", "whether you have a software catalogue", "Start menu", [PYTHON, RULE],
    ),
    ({"computer": OWN, "catalogue": "Company", "python": NONE}, "Not sure yet", "software catalogue", "follow the steps", [PYTHON]),
    ({"computer": OWN, "python": HERE}, "Not sure yet", "the Python on this computer", "follow the steps", []),
    ({"aim": "Small", "computer": OWN, "python": HERE, "cmd": "Yes"}, "Not sure yet", "the Python on", "follow", []),
    ({"computer": LOST, "catalogue": "No Python", "python": NONE}, "Not without IT", "gone when you sign out", "request 1", [PYTHON, STAYS]),
]  # fmt: skip


@for_each(("answers", "label", "says", "following", "requests"), TABLE)
def test_the_answer_is_the_one_that_a_person_would_expect(
    answers: dict[str, str], label: str, says: str, following: str, requests: list[str]
) -> None:
    told = result(chosen(**answers))
    assert told.label == label
    assert says in told.says
    assert following in told.next.says
    assert [each.title for each in told.requests] == requests


def test_a_request_has_no_evidence_of_which_nobody_can_vouch() -> None:
    told = result(chosen(computer=OWN, message=POLICY, python_blocked="Yes", catalogue="No Python", python=NONE))
    assert "pyready found" not in result(chosen(message=S_MODE)).requests[0].text
    for each in told.requests:
        assert each.text.startswith(f"# {each.title}\n")
        assert "## Change\n" in each.text
        assert "## Risk and upkeep\n" in each.text
        assert "## Evidence" not in each.text
        assert "Checked on" not in each.text
        assert "SrpV2" not in each.text


@pytest.mark.parametrize(
    ("reason", "says", "settles"),
    [
        ("This is not known.\nAsk.", "This is not known.", "Ask."),
        (
            "not known",
            "pyready cannot tell, because the answers do not say this.",
            "Ask IT whether you can run pyready",
        ),
    ],
)
def test_a_fact_that_was_not_told_says_so_itself_or_in_general(reason: str, says: str, settles: str) -> None:
    facts = looks().facts([]).with_entry(Pythons, Absent("not-told", reason))
    here = judge_checks(facts, [each for each in CHECKS if each.id == "usable-python"])["usable-python"].check
    assert (here.outcome, here.says) == ("unknown", says)
    assert here.settles.startswith(settles)


def test_steps_have_their_lines_and_say_where_to_copy_them() -> None:
    steps = result(chosen(computer=OWN, python=HERE)).steps
    assert steps[0].command == '"%ProgramFiles%\\Python313\\python.exe" --version'
    assert (steps[0].where.split(":")[0], steps[1].where.split(":")[0]) == (
        "Open Command Prompt", "Copy this line into the same window and press Enter",
    )  # fmt: skip


def test_no_name_of_the_made_up_computer_is_shown() -> None:
    source = random.Random(3)
    for _ in range(40):
        text = repr(result(random_path(source)))
        assert "Users\\" not in text.replace("Users\\\\you>", "")
        assert '"you' not in text


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_the_answer_is_pyready_s_own_for_a_saved_report_of_the_same_facts(seed: int, tmp_path: Path) -> None:
    path = random_path(random.Random(seed))
    facts = looks().facts(no_run_computer.told(QUESTIONS, path))
    saved = tmp_path / "report.json"
    saved.write_text(render(report(Look(facts, Did(), {}), private=True)), "utf-8")
    again = load(str(saved), TYPES)
    assert not again.ignored
    told = no_run_results.shown(report(Look(again.facts, again.did, again.timings), private=False))
    assert told == result(path)
