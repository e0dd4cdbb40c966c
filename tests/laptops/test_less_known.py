"""Whole laptops, changed in one thing: what is blocked closes what needs it, and what is not known opens nothing."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from laptops import recorded
from laptops.case_laptops import CASES, CaseLaptop
from laptops.rejudged import decided
from laptops.test_cases import seen as seen_case
from needs import once
from pyready.checks import CHECKS
from pyready.engine.app import Look
from pyready.engine.judge import chain_of
from pyready.engine.judge_checks import judge_checks
from pyready.knowledge.programs import programs
from pyready.model.facts import Facts
from pyready.model.host import Host, Reading
from pyready.model.route import Plan, Route
from pyready.probes._control_readings import SRP
from pyready.probes.app_control import Answer, AppControl
from pyready.probes.app_control_found import FoundControl
from pyready.probes.pythons import Pythons
from pyready.routes import ROUTES

pytestmark = [pytest.mark.unmeasured, once]

OPEN = ("open", "open-with-fixes")
BETTER = {"not-here": 0, "closed": 0, "partly": 1, "unsure": 1, "open-with-fixes": 2, "open": 3}
LAPTOPS = [*recorded.NAMES, *CASES]
BOUNDED = settings(max_examples=80, derandomize=True, database=None)
"""The same sample each time."""


def look_at(name: str, change: Callable[[Host], Host] = lambda host: host) -> Look:
    """One look at a laptop by every probe, after a change to it."""
    if name in CASES:
        laptop = CaseLaptop(name)
        made = laptop.host
        laptop.host = lambda: change(made())
        return laptop.look()
    return recorded.look(name, change=change)


def seen(name: str) -> Look:
    """The laptop as it is."""
    return seen_case(name) if name in CASES else recorded.seen(name)


# --- what cannot be read -----------------------------------------------------------------------------------------------


class Refusing:
    """A part of a host that answers one question with no."""

    def __init__(self, part: Any, refused: Callable[[str, tuple[Any, ...]], bool]) -> None:
        self._part, self._refused = part, refused

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._part, name)

        def ask(*args: Any, **more: Any) -> Any:
            if self._refused(name, args):
                return Reading("denied", source=str(args[0]) if args else name)
            return method(*args, **more)

        return ask


def refusing(what: str, where: str) -> Callable[[Host], Host]:
    """A change: this key, file, folder or question is not told any more, nor what is below a pattern."""
    top = where.casefold().rstrip("*")

    def below(_: str, args: tuple[Any, ...]) -> bool:
        return bool(args) and (str(args[0]).casefold() == top or (where.endswith("*") and _starts(args[0], top)))

    def question(name: str, args: tuple[Any, ...]) -> bool:
        return f"service {args[0]}" == where if args else name == where.replace(" ", "_")

    part = {"registry": "registry", "file": "files", "folder": "files", "system": "system"}[what]
    return lambda host: replace(host, **{part: Refusing(getattr(host, part), question if what == "system" else below)})


def _starts(path: object, top: str) -> bool:
    return str(path).casefold().startswith(top)


@cache
def asked_of(name: str) -> list[tuple[str, str]]:
    """What the probes were told of a laptop, or told that it is not set."""
    reads = {(each.what, each.where) for each in seen(name).did.read if each.found in {"set", "not-set"}}
    return sorted(each for each in reads if each[0] in {"registry", "file", "folder", "system"})


def judged(look: Look) -> dict[str, str]:
    """The states of the routes and of the verdict."""
    routes, verdict = decided(look.facts)
    return {**routes, "the verdict": verdict}


states = cache(lambda name: judged(seen(name)))


@pytest.mark.slow
@BOUNDED
@drawn(st.data())
def test_one_thing_that_may_not_be_read_opens_nothing(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(LAPTOPS))
    what, where = data.draw(st.sampled_from(asked_of(name)))
    before, after = states(name), judged(look_at(name, refusing(what, where)))

    assert [
        each for each in before if after[each].startswith("open") and BETTER[after[each]] > BETTER[before[each]]
    ] == []


def test_what_is_refused_is_not_known_any_more() -> None:
    after = judged(look_at("stock-applocker", refusing("registry", f"{SRP}*")))
    stopped = judged(look_at("stock-applocker", refusing("system", "service AppIDSvc")))

    assert (states("stock-applocker")["uv"], after["uv"], stopped["uv"]) == ("closed", "unsure", "unsure")


# --- what is blocked ---------------------------------------------------------------------------------------------------

ASKED_OTHERWISE = {"compiled-packages": "module", "user-site-packages": "user-site-module",
                   "new-user-site-packages": "user-site-module", "new-environment": "environment-python"}  # fmt: skip
WINDOWS = [name for name in LAPTOPS if "linux" not in name]


def told(facts: Facts, program: str, outcome: str) -> Facts:
    """The same facts, in which app control says this of one program or library, wherever it was asked about."""
    by = {"blocked": "applocker", "allowed": "none"}[outcome]

    def said(answer: Answer, name: str) -> Answer:
        changed = msgspec.structs.replace(answer, outcome=outcome, by=by, why=())
        return changed if name == ASKED_OTHERWISE.get(program, program) else answer

    control, found = facts[AppControl], facts[FoundControl]
    pythons = [
        msgspec.structs.replace(
            each,
            starts=said(each.starts, "found-python"),
            environment=said(each.environment, "environment-python"),
        )
        for each in found.pythons
    ]
    sites = [msgspec.structs.replace(each, loads=said(each.loads, "user-site-module")) for each in found.user_sites]
    answers = tuple(said(each, each.program) for each in control.answers)
    facts = facts.with_entry(AppControl, msgspec.structs.replace(control, answers=answers))
    return facts.with_entry(FoundControl, FoundControl(tuple(pythons), tuple(sites)))


def links(plan: Plan) -> list[str]:
    """What a plan starts and loads."""
    does = (action.partition(":") for step in plan.steps for action in step.does)
    return sorted({what for verb, _, what in does if verb in {"start", "load"}})


def plan_states(route: Route, facts: Facts) -> Mapping[Plan, str]:
    checks = judge_checks(facts, CHECKS)
    return {plan: chain_of(facts, route, plan, checks).state for plan in route.plans(facts)}


def test_each_program_and_library_of_a_plan_is_a_link_of_it() -> None:
    names = {each.id for each in programs()} | ASKED_OTHERWISE.keys() | {"found-python"}
    plans = [plan for name in WINDOWS[:20] for route in _local(name) for plan in route.plans(seen(name).facts)]

    assert {link for plan in plans for link in links(plan)} <= names


def _local(name: str) -> list[Route]:
    return [each for each in ROUTES if each.kind == "local" and "windows" in each.platforms and _known(name)]


def _known(name: str) -> bool:
    """Both probes have answered, and pyready was not seen to run on a Python that is there."""
    facts = seen(name).facts
    found = facts.get(Pythons)
    ours = any(each.runs_pyready or each.kind == "store" for each in found.found) if found else True
    return not ours and facts.get(AppControl) is not None and facts.get(FoundControl) is not None


@pytest.mark.slow
@BOUNDED
@drawn(st.data())
def test_a_plan_without_one_of_its_links_is_not_open_and_with_it_again_it_is_what_it_was(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([each for each in WINDOWS if _known(each)]))
    route = data.draw(st.sampled_from(_local(name)))
    facts = seen(name).facts
    before = plan_states(route, facts)
    plans = [plan for plan in before if links(plan)]
    if not plans:
        return
    link = data.draw(st.sampled_from(links(data.draw(st.sampled_from(plans)))))
    without, again = (plan_states(route, told(facts, link, outcome)) for outcome in ("blocked", "allowed"))

    for plan in before:
        if link in links(plan):
            assert without[plan] not in OPEN
            assert before[plan] not in OPEN or again[plan] == before[plan]
        elif link not in {"environment-python", "new-environment", "user-site-packages", "new-user-site-packages"}:
            assert without[plan] == before[plan]
