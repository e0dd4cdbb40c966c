"""What is here and is not used stands in the record, with the reason."""

import pytest

from laptops import recorded
from laptops.case_laptops import CASES
from laptops.test_cases import record_of as record_of_case
from pyready.model.record import Record
from pyready.report import RENDERERS, Options


def told(record: Record) -> list[tuple[str, bool, str]]:
    return [(each.what, each.used, each.why_not) for each in record.found]


def test_an_old_anaconda_is_named_with_its_maker_and_its_reason() -> None:
    record = recorded.record_of("old-anaconda", private=True)

    assert told(record) == [("Anaconda, Python 3.8.5", False, "it is too old and gets no more security fixes")]
    text = " ".join(RENDERERS["text"](record, Options()).split())
    assert "Anaconda, Python 3.8.5 is here, but the steps do not use it: it is too old" in text


def test_the_one_that_the_steps_use_is_used_and_needs_no_reason() -> None:
    (found,) = told(recorded.record_of("static-proxy", private=True))

    assert found == ("Python 3.13.9", True, "")


def test_one_that_a_rule_blocks_has_the_reason_of_its_route() -> None:
    record = record_of_case("K15")
    (found,) = record.found

    assert not found.used
    assert found.why_not == next(each.why for each in record.routes if each.id == "existing-python")


@pytest.mark.unmeasured
def test_each_python_that_is_not_used_has_a_reason_on_every_laptop() -> None:
    records = [recorded.record_of(name, private=True) for name in recorded.NAMES]
    for record in [*records, *map(record_of_case, CASES)]:
        assert all(each.used != bool(each.why_not) for each in record.found)
        assert sum(each.used for each in record.found) <= 1
