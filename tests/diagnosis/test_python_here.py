"""A Python whose path a shared report leaves out: its steps are whole, by a variable of the window."""

import msgspec
import pytest

from laptops.recorded import seen
from pyready.diagnosis.python_here import VARIABLE, by_variable, for_window
from pyready.diagnosis.usable_pythons import best
from pyready.engine.app import Look, report
from pyready.engine.share import without_names
from pyready.model.anchors import Anchored
from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.pythons import Found, PathSummary, Pythons
from pyready.model.record import Record
from pyready.model.route import Plan, in_powershell
from pyready.routes import existing_python
from routes.offered import facts_on, python
from routes.shells import fits_powershell, fits_sh

pytestmark = pytest.mark.unmeasured

PATH = "\\\\fs01\\data\\Python313\\python.exe"
LEFT_OUT = Anchored("", "<share-1>\\Python313\\python.exe")


def on_share(name: str, **changes: object) -> Look:
    """That laptop with its Python on a share."""
    look = seen(name)
    pythons = look.facts[Pythons]
    moved = msgspec.structs.replace(pythons.found[0], path=PATH, command=Anchored("", PATH), **changes)
    found = msgspec.structs.replace(pythons, found=(moved, *pythons.found[1:]))
    return msgspec.structs.replace(look, facts=look.facts.with_entry(Pythons, found))


def plans(platform: str, found: Found) -> tuple[Plan, ...]:
    return existing_python.plans(facts_on(platform, Pythons((found,), (), PathSummary())))


def typed(plan: Plan) -> list[str]:
    return [step.command for step in plan.steps if step.command]


@pytest.mark.parametrize("command", [LEFT_OUT, Anchored("", "D:\\<user>\\python.exe")])
def test_every_line_of_a_plan_names_the_variable_in_cmd(command: Anchored) -> None:
    for plan in plans("windows", python("windows", command=command)):
        first, *rest = typed(plan)
        assert first == "pyready config env"
        assert f'"%{VARIABLE}%" --version' in rest
        assert not any("<" in line for line in rest)


def test_in_powershell_too() -> None:
    spelled = [in_powershell(plan) for plan in plans("windows", python("windows", command=LEFT_OUT))]
    lines = [line for plan in spelled if plan for line in typed(plan)]
    assert f'& "$env:{VARIABLE}" --version' in lines
    assert all(fits_powershell(line.replace(VARIABLE, "LOCALAPPDATA")) for line in lines if VARIABLE in line)


def test_and_in_a_terminal() -> None:
    lines = [line for plan in plans("linux", python("linux", command=Anchored("", "/data/<user>/python3"))) for line in typed(plan)]  # fmt: skip
    assert f'"${VARIABLE}" --version' in lines
    assert all(fits_sh(line) for line in lines)


@pytest.mark.parametrize(
    ("command", "kind", "platform"),
    [
        (Anchored("ProgramFiles", "Python313\\python.exe"), "python-org", "windows"),
        (Anchored("", "C:\\100%\\python.exe"), "python-org", "windows"),
        (LEFT_OUT, "conda", "windows"),
    ],
)
def test_no_variable_where_the_path_stands_or_does_not_help(command: Anchored, kind: str, platform: str) -> None:
    found = python(platform, command=command, kind=kind)
    assert by_variable(facts_on(platform), found) == ""
    assert not any(VARIABLE in line for plan in plans(platform, found) for line in typed(plan))


def steps_of(record: Record) -> tuple[Step, ...]:
    return next(each.steps for each in record.routes if each.id == "existing-python")


@pytest.mark.parametrize("name", ["pac-and-inspection", "static-proxy"])
def test_the_shared_report_has_the_steps_of_the_private_one(name: str) -> None:
    private, shared = (report(on_share(name), private=each) for each in (True, False))
    mine, theirs = steps_of(private), steps_of(shared)

    assert [each.state for each in private.routes] == [each.state for each in shared.routes]
    assert [each.says for each in mine[:2]] == [each.says for each in theirs[1:3]]
    assert any(PATH in step.command for step in mine)
    assert not any("fs01" in step.command for step in theirs)
    assert [step.command.replace(f"%{VARIABLE}%", PATH) for step in theirs[1:3]] == [each.command for each in mine[:2]]


def test_the_line_for_the_window_holds_the_real_path() -> None:
    look = on_share("pac-and-inspection")
    shared = without_names(look.facts, look.did)
    assert for_window(look.facts, shared) == ((VARIABLE, PATH),)
    assert for_window(shared, shared) == ((VARIABLE, best_path(shared)),)
    assert "<" in best_path(shared)


def best_path(facts: Facts) -> str:
    found = best(facts)
    assert found
    return found.path


def test_a_python_that_every_report_names_needs_no_line() -> None:
    look = seen("pac-and-inspection")
    assert for_window(look.facts, without_names(look.facts, look.did)) == ()
