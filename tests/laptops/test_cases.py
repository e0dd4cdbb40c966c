"""Laptops that were once judged wrongly are judged rightly; what is not yet right is named, and may only become fewer."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from for_each import for_each
from laptops.answers import answers
from laptops.case_laptops import CASES, PLACE, CaseLaptop
from needs import once
from pyready.engine.app import Look, report
from pyready.model.record import Record
from pyready.report import RENDERERS, Options
from sample import sample

pytestmark = [pytest.mark.unmeasured, once]

ANSWERS: dict[str, Any] = tomllib.loads((PLACE / "answers.toml").read_text("utf-8"))
NOT_YET: list[str] = ANSWERS.pop("not_yet")
OPEN = ("open", "open-with-fixes")


@cache
def seen(name: str) -> Look:
    return CaseLaptop(name).look()


@cache
def record_of(name: str) -> Record:
    return report(seen(name), private=True)


def words(name: str) -> str:
    return " ".join(RENDERERS["text"](record_of(name), Options(width=80, details=True)).split())


def wrong(name: str) -> Iterator[str]:
    """What is wrong with the answer of today."""
    told, record = ANSWERS[name], record_of(name)
    states = {each.id: each.state for each in record.routes}
    steps = next((repr(each.steps) for each in record.routes if each.id == record.verdict.route), "")
    steps = steps.replace("\\\\", "\\")
    if "plain" in told and told["plain"] != (record.verdict.state == "open"):
        yield f"plain yes: the state is {record.verdict.state}"
    if record.verdict.state not in told.get("state", [record.verdict.state]):
        yield f"the state is {record.verdict.state}"
    if record.verdict.route not in told.get("route", [record.verdict.route]):
        yield f"the route is {record.verdict.route}"
    yield from (f"{each} is {states[each]}" for each in told.get("open", ()) if states[each] not in OPEN)
    yield from (f"{each} is {states[each]}" for each in told.get("not_open", ()) if states[each] in OPEN)
    for key, state in (("changed", "open-with-fixes"), ("closed", "closed"), ("unsure", "unsure")):
        yield from (f"{each} is {states[each]}, not {state}" for each in told.get(key, ()) if states[each] != state)
    made = {each.id for each in record.requests}
    yield from (f"no request {each}" for each in told.get("requests", ()) if each not in made)
    yield from (f"a request {each}" for each in told.get("not_requests", ()) if each in made)
    text = words(name) if {"says", "never"} & told.keys() else ""
    yield from (f"does not say {each}" for each in told.get("says", ()) if not re.search(each, text, re.IGNORECASE))
    yield from (f"says {each}" for each in told.get("never", ()) if re.search(each, text, re.IGNORECASE))
    yield from (f"no step has {each}" for each in told.get("step", ()) if not re.search(each, steps))
    yield from (f"a step has {each}" for each in told.get("no_step", ()) if re.search(each, steps))


@for_each("name", ANSWERS)
def test_the_answer_is_right(name: str) -> None:
    faults = list(wrong(name))
    if name in NOT_YET:
        assert faults, f"{name} is right now: take it out of not_yet"
    else:
        assert faults == []


def test_every_answer_is_of_a_laptop() -> None:
    assert ANSWERS.keys() <= CASES.keys()
    assert set(NOT_YET) <= ANSWERS.keys()


@pytest.mark.slow
@once
@pytest.mark.parametrize("name", sample(CASES, 3))
def test_taking_names_out_changes_no_answer(name: str) -> None:
    assert answers(report(seen(name), private=False)) == answers(record_of(name))
