"""What is only watched runs, and IT sees it: that is said, and nothing is asked of anybody."""

import pytest

from checks.test_checks import ask
from for_each import for_each
from laptops import recorded
from laptops.again import record
from laptops.case_laptops import CASES

WATCHED = ("app-control-watches", "managed-installer-stubs")


@for_each("name", [*WATCHED, "open-laptop", "stock-applocker", "app-control-enforced"])
def test_it_is_said_where_something_is_only_watched(name: str) -> None:
    check = next(each for each in record(name).checks if each.id == "app-control-watches")

    assert check.outcome == ("problem" if name in WATCHED else "passed")
    if name in WATCHED:
        assert "IT can see an entry in a log" in check.says
        assert check.fix
        assert check.fix.who == "nothing"


def test_where_it_was_not_looked_at_nothing_is_said() -> None:
    assert ask("app-control-watches").outcome == "unknown"


@pytest.mark.slow
@for_each("name", [*recorded.NAMES, *CASES])
def test_of_what_blocks_a_way_somebody_is_said_to_lift_it(name: str) -> None:
    blockers = [each for each in record(name).checks if each.weight == "blocker" and each.outcome == "problem"]

    assert [each.id for each in blockers if each.fix and each.fix.who == "nothing"] == []
