"""Which rules could be about a file at all: by the start of their paths and by who signed, looked up and not searched.

A policy may hold thousands of rules, and hardly any is about the files that are asked about. Only what certainly does
not match is left out, so the answer is that of all the rules.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pyready.policy.applocker.conditions import may_mean
from pyready.policy.applocker.paths import fixed_starts
from pyready.policy.applocker.rules import Condition, PathCondition, PublisherCondition, Rule
from pyready.policy.applocker.subject import File, Folders


class RuleIndex:
    """The rules of one collection, ordered for look-up. Places in `rules` stand for the rules themselves."""

    def __init__(self, rules: Sequence[Rule], folders: Folders) -> None:
        self._rules = rules
        self._folders = folders
        self._by_start: dict[str, list[int]] = {}
        self._anywhere: set[int] = set()
        self._by_publisher: dict[str, list[int]] = {}
        self._of_publisher: dict[str, set[int]] = {"": set()}
        self._by_hash: list[int] = []
        for place, rule in enumerate(rules):
            for condition in rule.conditions:
                self._add(place, condition)

    def _add(self, place: int, condition: Condition) -> None:
        if isinstance(condition, PublisherCondition):
            self._by_publisher.setdefault(condition.publisher.upper(), []).append(place)
        elif isinstance(condition, PathCondition):
            starts = fixed_starts(condition.path, self._folders)
            if starts is None:
                self._anywhere.add(place)
            for start in starts or ():
                self._by_start.setdefault(start, []).append(place)
        else:
            self._by_hash.append(place)

    def to(self, file: File) -> Iterator[Rule]:
        """The rules that may match this file, in their order."""
        hashed = self._by_hash if file.here else ()
        places = self._signed(file).union(self._anywhere, hashed, *self._starting(file.path))
        return (self._rules[place] for place in sorted(places))

    def _starting(self, path: str | None) -> Iterable[list[int]]:
        if path is None:
            return self._by_start.values()
        plain = path.casefold()
        starts = (self._by_start.get(plain[:end]) for end in range(min(len(plain), self._longest) + 1))
        return (found for found in starts if found)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._by_start), default=0)

    def _signed(self, file: File) -> set[int]:
        publisher = file.publisher
        if file.signer == "not-known":
            return set().union(*self._by_publisher.values())
        if publisher not in self._of_publisher:
            meant = (self._by_publisher[name] for name in may_mean(self._by_publisher, publisher))
            self._of_publisher[publisher] = set().union(*meant)
        return self._of_publisher[publisher]
