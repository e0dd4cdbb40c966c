"""What a request claims: granted on the laptop, and looked at again, it opens what it says."""

from collections.abc import Iterator

import pytest

from for_each import for_each
from laptops import recorded
from laptops.again import host, looked_again, record
from laptops.case_laptops import CASES
from laptops.granting import GRANTS
from needs import once
from pyready.model.record import Record, RequestRecord

pytestmark = [pytest.mark.unmeasured, once]

OPEN = ("open", "open-with-fixes")
NAMES = [*recorded.NAMES, *CASES]


def granted(name: str, *requests: RequestRecord) -> Record:
    """The record of the laptop once these are granted."""
    changed = host(name)
    for each in requests:
        changed = GRANTS[each.id](changed, each.hosts)
    return looked_again(name, changed)


def states(found: Record) -> dict[str, str]:
    return {each.id: each.state for each in found.routes}


def claims() -> Iterator[tuple[str, str]]:
    for name in NAMES:
        yield from ((name, each.id) for each in record(name).requests if each.opens and each.id in GRANTS)


@pytest.mark.slow
@for_each("name", NAMES)
def test_each_request_opens_what_it_says(name: str) -> None:
    for each in record(name).requests:
        if each.opens and each.id in GRANTS:
            after = states(granted(name, each))
            assert {route for route in each.opens if after[route] not in OPEN} == set(), each.id


@pytest.mark.slow
@for_each("name", NAMES)
def test_those_to_be_sent_first_open_a_way_together(name: str) -> None:
    first = [each for each in record(name).requests if each.first]
    if first and all(each.id in GRANTS for each in first) and record(name).verdict.state == "closed":
        assert granted(name, *first).verdict.state in OPEN


@pytest.mark.slow
def test_there_is_something_to_grant() -> None:
    assert {request for _, request in claims()} >= {"machine-wide-python", "allow-signed-python", "hosts-through-proxy"}
