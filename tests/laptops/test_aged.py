"""The recorded laptops, looked at or judged when this copy is old: less is certain, and no old Python is installed."""

import datetime as dt
import re
from functools import cache

import pytest

from for_each import for_each
from laptops import recorded
from laptops.looking import TAKEN
from laptops.recorded import NAMES, seen
from needs import once
from pyready.engine.app import Look
from pyready.engine.whole_record import made
from pyready.knowledge.pythons import is_supported, numbers_of, recommended_on
from pyready.model.facts import Facts, Taken
from pyready.model.project import PROJECT
from pyready.model.record import Record
from pyready.probes.app_control import AppControl
from pyready.routes import ROUTES

pytestmark = [pytest.mark.unmeasured, once]

DAYS = (181, 366, 731, 1096)
LAST = dt.datetime(2031, 12, 1, 14, tzinfo=dt.UTC)
"""The security fixes of every Python in the table have ended."""
NEWEST_ONLY = dt.datetime(2030, 12, 1, 14, tzinfo=dt.UTC)
"""Those of the recommended Python have ended, and those of the newest have not."""
LATER = [*(TAKEN + dt.timedelta(days) for days in DAYS), NEWEST_ONLY, LAST]
OPENNESS = {"not-here": 0, "closed": 0, "partly": 1, "unsure": 1, "open-with-fixes": 2, "open": 3}
INSTALLED = re.compile(
    r"(?:pymanager install |uv(?:\.exe)?\"? python install |python=|download the Windows installer .* Python |Take Python "
    r"|folder of the newest |Search for Python )(3\.\d{1,2})(?!\d)"
)
"""What the steps of each route say where a Python is fetched."""

every_laptop = for_each("name", NAMES)


def aged(look: Look, at: dt.datetime) -> Facts:
    """The same look, had it been taken then."""
    return look.facts.with_entry(Taken, Taken(at))


@cache
def judged(name: str, at: dt.datetime) -> Record:
    look = seen(name)
    return made(aged(look, at), look.did, {}, 0, private=True)


def installed(facts: Facts) -> set[str]:
    """The versions that any plan of any route installs."""
    steps = (step for route in ROUTES for plan in route.plans(facts) for step in plan.steps)
    return {found for step in steps for found in INSTALLED.findall(f"{step.says} {step.command}")}


def test_the_words_find_the_versions_that_steps_install() -> None:
    found = {
        route.id
        for name in ("open-laptop", "linux-server", "own-mirror")
        for route in ROUTES
        for plan in route.plans(seen(name).facts)
        for step in plan.steps
        if INSTALLED.search(f"{step.says} {step.command}")
    }

    assert {route.id for route in ROUTES if route.kind == "local"} - found == {"existing-python"}


@every_laptop
@for_each("at", LATER, ids=str)
def test_no_plan_installs_a_python_whose_support_has_ended(name: str, at: dt.datetime) -> None:
    wanted = installed(aged(seen(name), at))

    assert [each for each in wanted if not is_supported(numbers_of(each), at.date())] == []
    assert (not wanted) is recommended_on(at.date()).none_left or name == "ward-cart"


@pytest.mark.slow
@every_laptop
def test_no_answer_grows_more_certain_with_age(name: str) -> None:
    for earlier, later in zip([TAKEN, *LATER], LATER, strict=False):
        before = {each.id: each for each in judged(name, earlier).checks}
        for each in judged(name, later).checks:
            old = before.get(each.id)
            if old and (old.outcome, old.sure) != (each.outcome, each.sure) and old.outcome == each.outcome:
                assert (old.sure, each.sure) == ("certain", "likely")


@pytest.mark.slow
@every_laptop
def test_no_route_opens_with_age_but_by_the_end_of_a_python(name: str) -> None:
    for later in LATER:
        before, after = judged(name, TAKEN), judged(name, later)
        states = {each.id: each.state for each in before.routes}
        ended = recommended_on(later.date()).instead_of
        for each in after.routes:
            # a state that is known no more is `unsure`: the look was about the files of another version
            limit = max(OPENNESS[states[each.id]], OPENNESS["unsure"] if ended else 0)
            assert OPENNESS[each.state] <= limit, (each.id, str(later), states[each.id], each.state)


@every_laptop
def test_with_no_supported_python_left_nothing_is_a_yes_and_a_newer_copy_is_named(name: str) -> None:
    record = judged(name, LAST)

    assert record.verdict.state in {"unsure", "closed"}
    assert PROJECT in record.notices[0]
    assert "too old to recommend a Python" in record.notices[1]
    assert not any("Python 3." in request.change for request in record.requests)
    settles = next(each.settles for each in record.checks if each.id == "python-to-install")
    assert PROJECT in settles


def test_the_open_laptop_names_what_settles_it() -> None:
    verdict = judged("stock-applocker", LAST).verdict

    assert verdict.state == "unsure"
    assert PROJECT in verdict.next


@pytest.mark.parametrize(("days", "old"), [(180, False), (181, True), (731, True)])
def test_the_report_says_once_that_the_copy_is_old_and_where_a_newer_one_is(days: int, old: bool) -> None:
    told = judged("open-laptop", TAKEN + dt.timedelta(days)).notices

    assert sum(PROJECT in each for each in told) == int(old)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("check", "days"),
    [("python-to-install", 181), ("anaconda-licence-held", 181), ("packages-by-uv", 366)],
)
def test_a_certain_answer_becomes_likely_when_its_row_is_old(check: str, days: int) -> None:
    def certain(at: dt.datetime) -> set[str]:
        records = (judged(name, at) for name in NAMES)
        found = (each for record in records for each in record.checks if each.id == check)
        return {each.sure for each in found if each.outcome in {"passed", "problem"}}

    assert "certain" in certain(TAKEN + dt.timedelta(days - 8))  # rows were checked in the week after
    assert "certain" not in certain(TAKEN + dt.timedelta(days + 7))


def test_a_look_that_is_taken_later_asks_about_the_python_of_then() -> None:
    look = recorded.look("app-control-watches", at=NEWEST_ONLY)
    record = made(look.facts, look.did, {}, 0, private=True)
    route = next(each for each in record.routes if each.id == "python-manager")

    assert look.facts[AppControl].python == recommended_on(NEWEST_ONLY.date()).minor
    assert (record.verdict.state, route.state) == ("open", "open")
    assert any("is the newest that gets them" in each for each in record.notices)


def test_answers_about_the_files_of_another_version_are_not_taken_for_it() -> None:
    early, late = seen("app-control-watches"), judged("app-control-watches", NEWEST_ONLY)
    states = {each.id: each.state for each in late.routes}
    asked = next(each for each in late.checks if each.id == "starts-python-manager-python")

    assert early.facts[AppControl].python != recommended_on(NEWEST_ONLY.date()).minor
    assert (asked.outcome, states["python-manager"]) == ("unknown", "unsure")
    assert "the files of another Python version" in asked.says
