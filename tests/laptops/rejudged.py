"""Judges a computer again after one of its facts has changed: what never asked for that fact answers as before.

Checks and routes are pure, so one that was answered without a fact is not changed by it.
"""

from typing import Any, NamedTuple, TypeVar

from pyready.checks import CHECKS
from pyready.engine.judge import judge_routes
from pyready.engine.judge_checks import judge_checks
from pyready.engine.verdict import verdict
from pyready.model.facts import Facts
from pyready.model.judged import Judged
from pyready.model.record import RouteRecord
from pyready.routes import ROUTES
from pyready.tickets.making import make_requests

T = TypeVar("T")


class Decided(NamedTuple):
    """The state of each route, and of the verdict."""

    routes: dict[str, str]
    verdict: str


class _Watched(Facts):
    """Facts that keep which of them were asked for."""

    def __init__(self, facts: Facts) -> None:
        super().__init__({fact: entry for _, fact, entry in facts.items()}, facts.types)
        self.asked: set[type] = set()

    def __getitem__(self, fact: type[T]) -> T:
        self.asked.add(fact)
        return super().__getitem__(fact)

    def entry(self, fact: type) -> Any:
        self.asked.add(fact)
        return super().entry(fact)

    def items(self) -> Any:
        self.asked.update(self._entries)
        return super().items()

    def with_entry(self, fact: type, entry: Any) -> Facts:
        self.asked.update(self._entries)
        return super().with_entry(fact, entry)


class _Answers(dict[str, Judged]):
    """Answers that keep which of them were looked at."""

    def __init__(self, answers: dict[str, Judged]) -> None:
        super().__init__(answers)
        self.asked: set[str] = set()

    def __getitem__(self, check: str) -> Judged:
        self.asked.add(check)
        return super().__getitem__(check)


class _Route(NamedTuple):
    record: RouteRecord
    rooms: dict[str, Judged]
    facts: set[type]
    answers: set[str]


class Computer:
    """A computer that was judged once."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._asked: dict[str, set[type]] = {}
        self._answers: dict[str, Judged] = {}
        for check in CHECKS:
            watched = _Watched(facts)
            self._answers |= judge_checks(watched, [check])
            self._asked[check.id] = watched.asked
        self._routes = [self._judged(facts, number) for number in range(len(ROUTES))]
        self.decided = self._decided(self._answers, self._routes)

    def _judged(self, facts: Facts, number: int) -> _Route:
        watched, answers = _Watched(facts), _Answers(self._answers)
        found = judge_routes(watched, ROUTES[number : number + 1], answers)
        return _Route(found.routes[0], _rooms(found.judged, self._answers), watched.asked, answers.asked)

    def again(self, facts: Facts) -> Decided:
        """What is decided with these facts; quick where few of them are other ones."""
        known = self._facts.types.values()
        changed = {fact for fact in known if not _same(facts.entry(fact), self._facts.entry(fact))}
        answers = dict(self._answers)
        for check in CHECKS:
            if changed & self._asked[check.id]:
                answers |= judge_checks(facts, [check])
        others = {name for name, answer in answers.items() if answer != self._answers[name]}
        if not others and not any(changed & route.facts for route in self._routes):
            return self.decided
        routes = []
        for route, made in zip(ROUTES, self._routes, strict=True):
            if changed & made.facts or others & made.answers:
                found = judge_routes(facts, [route], answers)
                made = _Route(found.routes[0], _rooms(found.judged, answers), set(), set())  # noqa: PLW2901
            routes.append(made)
        return self._decided(answers, routes)

    @staticmethod
    def _decided(answers: dict[str, Judged], routes: list[_Route]) -> Decided:
        records = tuple(each.record for each in routes)
        judged = answers | {name: room for each in routes for name, room in each.rooms.items()}
        found = verdict(records, judged, make_requests(records, judged))
        return Decided({each.id: each.state for each in records}, found.state)


def _same(one: object, other: object) -> bool:
    return one is other or one == other


def decided(facts: Facts) -> Decided:
    """What is decided with these facts, each check and route asked."""
    routes, judged = judge_routes(facts, ROUTES, judge_checks(facts, CHECKS))
    found = verdict(routes, judged, make_requests(routes, judged))
    return Decided({each.id: each.state for each in routes}, found.state)


def _rooms(judged: dict[str, Judged], answers: dict[str, Judged]) -> dict[str, Judged]:
    return {name: room for name, room in judged.items() if name not in answers}
