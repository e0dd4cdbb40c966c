"""A catalogue that is on the computer is looked into first, and changes nothing else."""

import pytest

from for_each import for_each
from laptops import recorded
from laptops.again import record
from laptops.case_laptops import CASES
from pyready.engine.catalogue_first import with_catalogue
from pyready.engine.judge import Judged
from pyready.model.outcome import Step
from pyready.model.record import CheckRecord, Evidence, RouteRecord

pytestmark = pytest.mark.unmeasured

OPEN_IT = "Open Company Portal and search for Python."


def asked(outcome: str = "unknown", what: str = "catalogue") -> dict[str, Judged]:
    check = CheckRecord(
        id="catalogue-offers-python",
        asks="?",
        outcome=outcome,
        weight="blocker",
        says="...",
        because=(Evidence(what, "here", "folder"),),
        settles=OPEN_IT,
    )
    return {check.id: Judged(check)}


def route(name: str, state: str = "open", kind: str = "local") -> RouteRecord:
    return RouteRecord(name, name, kind, state, (), (Step("Install it."),))  # type: ignore[arg-type]


def first(routes: tuple[RouteRecord, ...], judged: dict[str, Judged]) -> dict[str, str]:
    return {each.id: each.steps[0].says for each in with_catalogue(routes, judged)}


def test_it_is_the_first_step_of_the_first_open_route_only() -> None:
    routes = (route("a", "closed"), route("b"), route("c"), route("d", kind="elsewhere"))

    found = first(routes, asked())
    assert found["b"].startswith(OPEN_IT)
    assert {found["a"], found["c"], found["d"]} == {"Install it."}
    assert [each.state for each in with_catalogue(routes, asked())] == [each.state for each in routes]


@pytest.mark.parametrize("name", ["existing-python", "software-catalogue"])
def test_nothing_is_looked_for_where_nothing_would_be_installed(name: str) -> None:
    assert first((route(name), route("b")), asked()) == {name: "Install it.", "b": "Install it."}


@pytest.mark.parametrize("judged", [asked("problem"), asked("passed"), asked(what="installs programs for IT")])
def test_without_a_catalogue_in_sight_nobody_is_sent_to_one(judged: dict[str, Judged]) -> None:
    assert first((route("b"),), judged) == {"b": "Install it."}


def test_without_an_open_route_nothing_changes() -> None:
    assert first((route("b", "unsure"),), asked()) == {"b": "Install it."}


@pytest.mark.slow
@for_each("name", [*recorded.NAMES, *CASES])
def test_the_first_thing_to_do_is_the_first_step(name: str) -> None:
    found = record(name)
    chosen = [
        each for each in found.routes if each.id == found.verdict.route and found.verdict.state.startswith("open")
    ]

    assert all(each.steps[0].says == found.verdict.next for each in chosen)
