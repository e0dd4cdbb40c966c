"""A fault in one check or in one route costs that line, and the report is written."""

from functools import cache

import pytest
from msgspec.structs import replace

from laptops.recorded import seen
from needs import once
from pyready.checks import CHECKS
from pyready.engine import app, faults, whole_record
from pyready.model.activity import Did
from pyready.model.facts import Facts
from pyready.model.outcome import Outcome
from pyready.model.record import Record
from pyready.model.route import Plan
from pyready.privacy.redact import identifiers, redact
from pyready.probes.identity import Identity
from pyready.report import RENDERERS, Options
from pyready.report.json import render
from pyready.routes import ROUTES

pytestmark = [pytest.mark.unmeasured, once]

SECRET = "jane.smith"


def fails(facts: Facts) -> Outcome:
    raise ValueError(SECRET)


def no_steps(facts: Facts) -> tuple[Plan, ...]:
    raise KeyError(SECRET)


@cache
def without_fault() -> Record:
    return judged("open-laptop")


@cache
def without_names(laptop: str) -> tuple[Facts, Did]:
    look = seen(laptop)
    return redact(look.facts, look.did, identifiers(look.facts.get(Identity)))


def judged(laptop: str) -> Record:
    """As `app.report` judges, without its last look for names, which other tests are about."""
    return whole_record.made(*without_names(laptop), {}, 0.0, private=False)


def with_fault(monkeypatch: pytest.MonkeyPatch, laptop: str, check: str = "", route: str = "") -> Record:
    monkeypatch.setattr(faults, "strict", False)
    changed = (replace(each, judge=fails) if each.id == check else each for each in CHECKS)
    monkeypatch.setattr(whole_record, "CHECKS", tuple(changed))
    broken = (replace(each, plans=no_steps) if each.id == route else each for each in ROUTES)
    monkeypatch.setattr(whole_record, "ROUTES", tuple(broken))
    return judged(laptop) if check else app.report(seen(laptop), private=False)


def others(record: Record, check: str) -> list[object]:
    """The other checks; of one that is about the plan of a route, the answer alone: the plan may be another one."""
    return [
        (each.id, each.outcome) if each.id.startswith("room-for-") else each
        for each in record.checks
        if each.id != check
    ]


@pytest.mark.slow
@pytest.mark.parametrize("check", [each.id for each in CHECKS])
def test_a_check_that_raises_costs_its_own_line(check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = without_fault()
    record = with_fault(monkeypatch, "open-laptop", check=check)

    (line,) = [each for each in record.checks if each.id == check]
    assert (line.outcome, line.says, line.settles) == ("unknown", faults.SAYS, faults.SETTLES)
    assert line.because[0].value.startswith("ValueError at ")
    assert others(record, check) == others(whole, check)
    assert SECRET not in render(record)
    used = {each.id for each in whole.routes if any(need.check == check for need in each.needs)}
    assert {each.id: each.state for each in record.routes if each.id not in used} == {
        each.id: each.state for each in whole.routes if each.id not in used
    }
    # a route may have another plan that does without
    for each in record.routes:
        if line.weight == "blocker" and check in {need.check for need in each.needs}:
            assert "open" not in each.state


@pytest.mark.parametrize("laptop", ["open-laptop", "stock-applocker", "linux-server", "pac-and-inspection"])
def test_every_form_of_the_report_is_written_when_the_recommended_route_fails(
    laptop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    route = app.report(seen(laptop), private=False).verdict.route or "python-manager"
    record = with_fault(monkeypatch, laptop, route=route)

    (broken,) = [each for each in record.routes if each.id == route]
    assert broken.state in {"unsure", "closed", "not-here"}
    assert broken.steps == () or broken.state == "closed"
    assert route != record.verdict.route or record.verdict.state == "unsure"
    texts = [write(record, Options()) for write in RENDERERS.values()]
    assert all(texts)
    assert not any(SECRET in text for text in texts)


def test_where_every_route_fails_the_answer_is_that_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "strict", False)
    monkeypatch.setattr(whole_record, "ROUTES", tuple(replace(each, plans=no_steps) for each in ROUTES))
    record = app.report(seen("linux-server"), private=False)
    assert (record.verdict.state, record.verdict.next) == ("unsure", faults.SETTLES)
    assert record.verdict.says.startswith(f"Not sure yet: {faults.SAYS}")


def test_under_test_a_fault_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_record, "CHECKS", (replace(CHECKS[0], judge=fails), *CHECKS[1:]))
    with pytest.raises(ValueError, match=SECRET):
        app.report(seen("open-laptop"), private=False)
