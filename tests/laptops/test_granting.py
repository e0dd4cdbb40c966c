"""What a request claims: granted on the laptop, and looked at again, it opens what it says."""

from collections.abc import Iterator
from functools import cache
from time import monotonic

import pytest

from laptops import recorded
from laptops.case_laptops import CASES, CaseLaptop
from laptops.granting import GRANTS
from laptops.looking import TAKEN, given
from laptops.test_cases import record_of as record_of_case
from pyready.engine.app import Look, report
from pyready.engine.collect import Limits, collect
from pyready.model.facts import Taken
from pyready.model.host import Host
from pyready.model.record import Record, RequestRecord
from pyready.probes import PROBES

pytestmark = pytest.mark.unmeasured

OPEN = ("open", "open-with-fixes")
NAMES = [*recorded.NAMES, *CASES]


@cache
def record(name: str) -> Record:
    return record_of_case(name) if name in CASES else recorded.record_of(name, private=True)


def host(name: str) -> Host:
    return CaseLaptop(name).host() if name in CASES else recorded.laptop(name).host


def granted(name: str, *requests: RequestRecord) -> Record:
    """The record of the laptop once these are granted."""
    changed = host(name)
    for each in requests:
        changed = GRANTS[each.id](changed, each.hosts)
    taken = CaseLaptop(name).taken if name in CASES else TAKEN
    facts = given(changed.platform, offline=name == "offline").with_entry(Taken, Taken(taken))
    look = collect(changed, PROBES, facts, Limits(monotonic(), 15.0, 15.0))
    return report(Look(look.facts, look.journal.finished(), {}), private=True)


def states(found: Record) -> dict[str, str]:
    return {each.id: each.state for each in found.routes}


def claims() -> Iterator[tuple[str, str]]:
    for name in NAMES:
        yield from ((name, each.id) for each in record(name).requests if each.opens and each.id in GRANTS)


@pytest.mark.parametrize("name", NAMES)
def test_each_request_opens_what_it_says(name: str) -> None:
    for each in record(name).requests:
        if each.opens and each.id in GRANTS:
            after = states(granted(name, each))
            assert {route for route in each.opens if after[route] not in OPEN} == set(), each.id


@pytest.mark.parametrize("name", NAMES)
def test_those_to_be_sent_first_open_a_way_together(name: str) -> None:
    first = [each for each in record(name).requests if each.first]
    if first and all(each.id in GRANTS for each in first) and record(name).verdict.state == "closed":
        assert granted(name, *first).verdict.state in OPEN


def test_there_is_something_to_grant() -> None:
    assert {request for _, request in claims()} >= {"machine-wide-python", "allow-signed-python", "hosts-through-proxy"}
