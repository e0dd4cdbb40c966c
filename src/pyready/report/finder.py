"""Finds names and secrets in text. Redaction replaces what it finds; the privacy scan stops at it."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pyready.report import patterns
from pyready.report.disguise import MARK, View, views
from pyready.report.names import Identifiers
from pyready.report.rules import NO_NAME, Rule, any_of, rules
from pyready.report.wellknown import NOT_PEOPLE


class Found(NamedTuple):
    """One name: where it stands in the text, of which kind it is, and which one of that kind."""

    start: int
    end: int
    kind: str
    key: str


class Finder:
    """Looks for these names, and for what gives itself away by its shape."""

    def __init__(self, names: Identifiers) -> None:
        self._rules = tuple(rule for rule in rules(names) if rule.pattern.pattern != NO_NAME)
        endings = any_of((*names.domains, *names.computers))
        self._user = re.compile(rf"(?:{any_of(names.users)})(?:\.(?:{endings}|v\d|\d{{3}}|bak|old)){{0,3}}")

    def is_user(self, name: str) -> bool:
        """True for a form of the person's own name, also as a profile folder has it (`jane.TRUST.000`)."""
        return self._user.fullmatch(name) is not None

    def found(self, text: str, *, path: bool = False) -> list[Found]:
        """Everything that must not be shared, in order, also where it stands disguised."""
        return [each for view in views(text) for each in self._in_view(view, path=path)]

    def changed(self, text: str, token: Callable[[str, str], str], *, path: bool = False) -> str:
        """The text with everything found replaced by `token(kind, key)`, overlapping finds by the first one's."""
        for number in (0, 1):  # as it stands, then with escapes resolved
            readings = views(text)
            if number < len(readings):
                text = _replaced(text, self._in_view(readings[number], path=path), token)
        return text

    def _in_view(self, view: View, *, path: bool) -> list[Found]:
        finds = [
            Found(*view.span(start, end), kind, key)
            for start, end, kind, key in self._finds(view.text, path=path)
            if view.text[start:end].strip(MARK)
        ]
        return sorted(finds, key=lambda find: (find.start, -find.end))

    def _finds(self, text: str, *, path: bool) -> Iterator[Found]:
        yield from _shaped(text, path=path)
        for match in patterns.PROFILES[path].finditer(text):
            if match["name"].strip() not in NOT_PEOPLE:
                yield self._person(match)
        for rule in self._rules:
            for match in rule.pattern.finditer(text):
                yield self._person(match) if (rule.kind, rule.key) == ("user", None) else _by_rule(rule, match)

    def _person(self, match: re.Match[str]) -> Found:
        start, end = match.span("name" if "name" in match.re.groupindex else 0)
        name = match.string[start:end].strip()
        return Found(start, end, "user", "" if self.is_user(name) else name)


def _by_rule(rule: Rule, match: re.Match[str]) -> Found:
    start, end = match.span("name" if "name" in match.re.groupindex else 0)
    return Found(start, end, rule.kind, match.string[start:end] if rule.key is None else rule.key)


def _shaped(text: str, *, path: bool) -> Iterator[Found]:
    """What needs no name to be found."""
    if "@" in text or "=" in text or ":" in text or "-" in text or "_" in text or " " in text:
        for pattern in patterns.SECRETS:
            yield from (Found(*match.span("name"), "secret", "") for match in pattern.finditer(text))
    for match in patterns.SHARES[path].finditer(text):
        yield Found(*match.span("name"), "share", f"{match['server']}/{match['share'].strip()}")
    for match in patterns.SERVER.finditer(text):
        yield Found(*match.span("name"), "share", match["server"])
    yield from (Found(*match.span("name"), "sid", "") for match in patterns.SID.finditer(text))
    for pattern in patterns.ORGANISATIONS:
        yield from (Found(*match.span("name"), "domain", "") for match in pattern.finditer(text))


def _replaced(text: str, finds: list[Found], token: Callable[[str, str], str]) -> str:
    done: list[str] = []
    last = 0
    for find in finds:
        if find.start >= last:
            done += [text[last : find.start], token(find.kind, find.key)]
        last = max(last, find.end)
    return "".join(done) + text[last:]
