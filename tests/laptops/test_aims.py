"""What people can use each recorded laptop for: one answer for each aim, in one table."""

from functools import cache
from typing import Any, NamedTuple

import msgspec
import pytest

from for_each import for_each
from laptops import recorded
from laptops.bare import HOME
from laptops.case_laptops import CASES
from laptops.looking import look
from laptops.recorded import NAMES, managed
from laptops.test_cases import seen as seen_case
from needs import once
from policy.applocker.policies import ALL_SIGNED, ALLOW_ALL, path, rules, text
from pyready.checks import CHECKS
from pyready.engine.app import report
from pyready.engine.judge import judge_routes
from pyready.engine.judge_checks import judge_checks
from pyready.engine.verdict import verdict
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Step
from pyready.model.record import Record, RouteRecord, Verdict
from pyready.probes.editors import PYTHON_EXTENSION, VS_CODE, Editor, Editors
from pyready.report import RENDERERS, Options
from pyready.routes import ROUTES
from pyready.tickets.making import make_requests
from sample import sample

pytestmark = [pytest.mark.unmeasured, once]

OPENNESS = {"not-here": 0, "closed": 0, "unsure": 1, "open-with-fixes": 2, "open": 3}
WITH_CODE = Editors(
    (Editor(VS_CODE, "C:\\Program Files\\Microsoft VS Code", "system", place="program-files"),), (PYTHON_EXTENSION,)
)
"""In Program Files, with its Python extension in the user folder."""


class Judged(NamedTuple):
    verdict: Verdict
    routes: tuple[RouteRecord, ...]

    @property
    def states(self) -> dict[str, str]:
        return {each.id: each.state for each in self.routes}


def judge(facts: Facts, aim: str) -> Judged:
    facts = facts.with_entry(Asked, msgspec.structs.replace(facts[Asked], aim=aim))
    routes, judged = judge_routes(facts, ROUTES, judge_checks(facts, CHECKS))
    return Judged(verdict(routes, judged, make_requests(routes, judged)), routes)


def facts_of(name: str) -> Facts:
    return (seen_case(name) if name in CASES else recorded.seen(name)).facts


@cache
def answer(name: str, aim: str, code: bool = False) -> Judged:
    facts = facts_of(name)
    return judge(facts.with_entry(Editors, WITH_CODE) if code else facts, aim)


def in_short(found: Judged) -> str:
    says = found.verdict
    return " ".join(filter(None, (says.state, says.route, f"({says.reaches})" if says.reaches else "")))


# laptop: for scripts, for Visual Studio Code as it is, and once that is in Program Files with its extension
TABLE: dict[str, tuple[str, str, str]] = {
    "open-laptop": (
        "open python-manager (notebooks)",
        "partly python-manager (notebooks)",
        "open python-manager (notebooks)",
    ),
    "static-proxy": (
        "open existing-python (notebooks)",
        "partly existing-python (notebooks)",
        "open-with-fixes existing-python (notebooks)",
    ),
    "pac-and-inspection": (
        "open existing-python (notebooks)",
        "partly existing-python (notebooks)",
        "open-with-fixes existing-python (notebooks)",
    ),
    "pac-and-variable": (
        "open existing-python (notebooks)",
        "partly existing-python (notebooks)",
        "open existing-python (notebooks)",
    ),
    "inspected-by-tunnel": (
        "open python-manager (notebooks)",
        "partly python-manager (notebooks)",
        "open python-manager (notebooks)",
    ),
    "proxy-of-security-client": (
        "open existing-python (notebooks)",
        "partly existing-python (notebooks)",
        "open-with-fixes existing-python (notebooks)",
    ),
    "browser-proxy-only": (
        "open existing-python (scripts)",
        "partly existing-python (scripts)",
        "unsure existing-python (scripts)",
    ),
    "script-of-vpn": (
        "open existing-python (notebooks)",
        "partly existing-python (notebooks)",
        "open-with-fixes existing-python (notebooks)",
    ),
    "vpn-laptop-at-home": (
        "open existing-python (notebooks)",
        "partly existing-python (notebooks)",
        "open existing-python (notebooks)",
    ),
    "sign-in-proxy": (
        "open existing-python (scripts)",
        "partly existing-python (scripts)",
        "partly existing-python (scripts)",
    ),
    "file-host-closed": (
        "open existing-python (scripts)",
        "partly existing-python (scripts)",
        "partly existing-python (scripts)",
    ),
    "own-mirror": (
        "open software-catalogue (notebooks)",
        "partly software-catalogue (notebooks)",
        "open software-catalogue (notebooks)",
    ),
    "stock-applocker": ("closed", "closed", "closed"),
    "app-control-enforced": (
        "open existing-python (scripts)",
        "partly existing-python (scripts)",
        "unsure existing-python (scripts)",
    ),
    "app-control-no-python": ("unsure software-catalogue", "closed", "unsure software-catalogue"),
    "app-control-watches": (
        "open python-manager (notebooks)",
        "partly python-manager (notebooks)",
        "open python-manager (notebooks)",
    ),
    "store-and-msix-blocked": ("open uv (notebooks)", "partly uv (notebooks)", "open uv (notebooks)"),
    "windows-installer-blocked": (
        "open python-manager (notebooks)",
        "partly python-manager (notebooks)",
        "open python-manager (notebooks)",
    ),
    "virtual-desktop": ("closed", "closed", "closed"),
    "odd-home": (
        "open python-manager (notebooks)",
        "partly python-manager (notebooks)",
        "open python-manager (notebooks)",
    ),
    "old-anaconda": (
        "open python-manager (notebooks)",
        "partly python-manager (notebooks)",
        "open python-manager (notebooks)",
    ),
    "store-stub-only": (
        "open python-manager (notebooks)",
        "partly python-manager (notebooks)",
        "open python-manager (notebooks)",
    ),
    "everything-blocked": ("closed", "closed", "closed"),
    "everything-denied": ("unsure existing-python", "unsure existing-python", "unsure existing-python"),
    "offline": (
        "open existing-python (scripts)",
        "partly existing-python (scripts)",
        "unsure existing-python (scripts)",
    ),
    "linux-server": ("open uv (notebooks)", "partly uv (notebooks)", "open uv (notebooks)"),
    "managed-installer-stubs": (
        "open python-manager (notebooks)",
        "partly python-manager (notebooks)",
        "open python-manager (notebooks)",
    ),
    "mode-missing": ("closed", "closed", "closed"),
    "service-stopped": ("unsure python-manager", "closed", "unsure python-manager"),
    "filtered-administrator": ("closed", "closed", "closed"),
    "default-deny-agent": ("unsure python-manager", "closed", "unsure python-manager"),
    "ward-cart": ("closed", "closed", "closed"),
}


def test_every_recorded_laptop_stands_in_the_table() -> None:
    assert list(TABLE) == list(NAMES)


@for_each("name", NAMES)
def test_the_answer_for_each_aim(name: str) -> None:
    found = (answer(name, "scripts"), answer(name, "vscode"), answer(name, "vscode", code=True))
    assert tuple(map(in_short, found)) == TABLE[name]


@pytest.mark.slow
@for_each("name", sample([*NAMES, *CASES], 2))
@for_each("code", [False, True], ids=["as it is", "with Visual Studio Code"])
def test_a_smaller_aim_is_never_less_open_than_one_that_contains_it(name: str, code: bool) -> None:
    scripts = answer(name, "scripts", code)
    for aim in ("notebooks", "vscode"):
        larger = answer(name, aim, code)
        less = {each for each, state in larger.states.items() if OPENNESS[scripts.states[each]] < OPENNESS[state]}
        assert less == set(), aim
        assert scripts.verdict.state.startswith("open") or not larger.verdict.state.startswith("open")


@pytest.mark.slow
@for_each("name", [*NAMES, *CASES])
def test_what_is_reached_is_open_when_it_is_asked_for(name: str) -> None:
    for aim, code in (("notebooks", True), ("vscode", False), ("vscode", True), ("scripts", True)):
        for route in answer(name, aim, code).routes:
            if route.reaches:
                assert answer(name, route.reaches, code).states[route.id].startswith("open"), route.id
            elif route.kind == "local":
                assert not route.state.startswith("open"), route.id


@for_each("name", NAMES)
def test_without_visual_studio_code_nothing_is_open_for_it(name: str) -> None:
    local = [each for each in answer(name, "vscode").routes if each.kind == "local"]
    assert not any(each.state.startswith("open") or each.reaches == "vscode" for each in local)


@for_each("name", NAMES)
def test_the_steps_are_those_of_the_aim(name: str) -> None:
    """Where it is open: no notebook for Visual Studio Code, and no package for scripts but where conda brings all."""
    for aim, never in (("vscode", "jupyterlab"), ("vscode", "conda"), ("scripts", "pip install")):
        for route in answer(name, aim, code=True).routes:
            if route.kind == "local" and route.state.startswith("open"):
                assert not any(never in step.command for step in route.steps), route.id


def test_the_plan_in_an_environment_is_best_and_the_one_for_the_account_is_there_where_its_python_is_blocked() -> None:
    """A Python and Visual Studio Code in Program Files, rules that allow these, and the program of the extension."""
    open_steps = steps_of(answer("vpn-laptop-at-home", "vscode", code=True), "existing-python")
    assert any("-m venv" in each.command for each in open_steps)
    assert not any("--user" in each.command for each in open_steps)

    record = judge(only_signed_environments_blocked(), "vscode")
    steps = steps_of(record, "existing-python")
    assert record.verdict.state == "open"
    assert any("pip install --user openpyxl" in each.command for each in steps)
    assert any("Enter interpreter path" in each.says for each in steps)


def steps_of(found: Judged, route: str) -> tuple[Step, ...]:
    return next(each.steps for each in found.routes if each.id == route)


def only_signed_environments_blocked() -> Facts:
    deny = text("Deny", path(f"{HOME}\\first-python\\*"), number=70)
    host = managed(rules("Exe", ALLOW_ALL, deny) | rules("Appx", ALL_SIGNED), with_python=True)
    return look(host, offline=False).facts.with_entry(Editors, WITH_CODE)


def record_for(name: str, aim: str) -> Record:
    facts = recorded.seen(name).facts
    asked = msgspec.structs.replace(facts[Asked], aim=aim)
    return report(msgspec.structs.replace(recorded.seen(name), facts=facts.with_entry(Asked, asked)), private=False)


@pytest.mark.parametrize(("aim", "words"), [("vscode", "for vscode"), ("scripts", "for scripts"), ("notebooks", "")])
def test_text_page_and_ticket_say_for_what_where_it_is_not_the_usual(aim: str, words: str) -> None:
    record = record_for("open-laptop", aim)

    assert record.aim == aim
    for kind in ("text", "html", "markdown"):
        said = " ".join(RENDERERS[kind](record, Options(width=80)).split())
        assert ("This answer is for Python" in said) == bool(words), kind
        assert words in said


def test_a_word_that_is_not_known_is_the_usual_aim() -> None:
    assert record_for("open-laptop", "games").aim == "notebooks"


def test_where_visual_studio_code_is_missing_it_is_asked_for_by_name() -> None:
    found: Any = answer("open-laptop", "vscode").verdict

    assert found.next == "Ask IT. They can fix this: install Visual Studio Code."
    assert "Python works in a notebook" in found.says
    assert "Not in Visual Studio Code: Visual Studio Code is probably not on this computer" in found.says


def test_what_is_about_visual_studio_code_is_not_shown_to_who_wants_notebooks() -> None:
    for kind in ("text", "html", "markdown"):
        for name in ("open-laptop", "stock-applocker", "filtered-administrator"):
            text = RENDERERS[kind](recorded.record_of(name, private=False), Options(width=80))
            assert "found no Visual Studio Code" not in " ".join(text.split()), (kind, name)
