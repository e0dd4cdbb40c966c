"""The state of a route, over all combinations of what its needs can be."""

from itertools import product

import pytest

from for_each import for_each
from pyready.engine.judge import judge_routes
from pyready.model.facts import Asked, Facts
from pyready.model.judged import Judged
from pyready.model.outcome import Fix, Step
from pyready.model.record import CheckRecord
from pyready.model.route import Plan, Route
from pyready.probes import TYPES

pytestmark = pytest.mark.unmeasured

RESULTS = ("passed", "problem", "unknown", "not-applicable")
WEIGHTS = ("blocker", "limit", "note")
FIXERS = ("you", "it", "nobody")
NEEDS = [
    (result, weight, who)
    for result, weight, who in product(RESULTS, WEIGHTS, FIXERS)
    if result == "problem" or who == "you"  # only a problem has a fix
]
OPENNESS = ["not-here", "closed", "unsure", "open-with-fixes", "open"]


def state(needs: list[tuple[str, str, str]], platform: str = "linux", kind: str = "local") -> str:
    judged = {
        str(number): Judged(
            CheckRecord(
                str(number),
                "?",
                result,
                weight,
                "",
                fix=Fix(who, "") if result == "problem" else None,  # type: ignore[arg-type]
            )
        )
        for number, (result, weight, who) in enumerate(needs)
    }
    plans = (Plan("notebooks", (Step("Do it."),)),)
    route = Route("r", "R", kind, ("linux",), tuple(judged), lambda facts: plans, "g", "")  # type: ignore[arg-type]
    (record,), _ = judge_routes(Facts({Asked: Asked(platform)}, TYPES), [route], judged)
    return record.state


def expected(needs: list[tuple[str, str, str]]) -> str:
    """The rule, written a second time and differently: the worst need decides."""
    worst = "open"
    for result, weight, who in needs:
        if weight != "blocker":
            continue
        one = {"problem": "open-with-fixes" if who == "you" else "closed", "unknown": "unsure"}.get(result, "open")
        worst = min(worst, one, key=OPENNESS.index)
    return worst


@pytest.mark.parametrize("needs", [[], *([need] for need in NEEDS)], ids=str)
def test_no_need_and_each_single_need(needs: list[tuple[str, str, str]]) -> None:
    assert state(needs) == expected(needs)


def test_all_pairs_and_triples_of_needs() -> None:
    for size in (2, 3):
        for needs in product(NEEDS, repeat=size):
            assert state(list(needs)) == expected(list(needs)), needs


@for_each("need", NEEDS, ids=str)
def test_another_platform_is_never_recommended(need: tuple[str, str, str]) -> None:
    assert state([need], platform="windows") == "not-here"


def test_asking_it_is_never_open() -> None:
    assert state([], kind="ask") == "unsure"
    assert state([("problem", "blocker", "it")], kind="ask") == "closed"


def test_more_unknown_never_makes_a_route_more_open() -> None:
    for needs in product(NEEDS, repeat=2):
        before = OPENNESS.index(state(list(needs)))
        for place in range(2):
            blurred = list(needs)
            blurred[place] = ("unknown", needs[place][1], "you")
            if needs[place][0] == "problem":
                continue  # a problem that turns out not to be known may well open up again to unsure
            assert OPENNESS.index(state(blurred)) <= before
