"""Finds names and secrets in text. Redaction replaces what it finds; the privacy scan stops at it."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from pyready.privacy import patterns
from pyready.privacy.disguise import MARK, View, views, words
from pyready.privacy.names import Identifiers
from pyready.privacy.patterns import Rule
from pyready.privacy.rules import aliases, any_of, apart, inside_words, organisations, rules, shortened, starts
from pyready.privacy.well_known import NOT_PEOPLE, WELL_KNOWN, is_telling


class Found(NamedTuple):
    """One name: where it stands in the text, of which kind it is, and which one of that kind."""

    start: int
    end: int
    kind: str
    key: str


_SHORT, _MOST = 1000, 10_000
"""Characters at most of a text of which the finds are kept, and such texts: names are learned from it, then it is
cleaned. The facts of a computer hold some hundreds."""


class Finder:
    """Looks for these names, and for what gives itself away by its shape."""

    def __init__(self, names: Identifiers) -> None:
        self._rules = (*patterns.SHAPES, *rules(names))
        self._apart = apart(names)
        self._organisations = (*patterns.ORGANISATIONS, *organisations(names))
        self._organisations_need = (*patterns.ORGANISATIONS_NEED, *starts(names.organisations))
        self._inside, self._inside_apart, self._inside_needs = inside_words(names)
        self._aliases = {
            (kind, spelling): key for kind in ("proxy", "host") for spelling, key in aliases(names, kind).items()
        }
        endings = any_of((*names.domains, *names.computers))
        folder = rf"(?:{any_of(names.users)})(?:\.(?:{endings}|v\d|\d{{3}}|bak|old)){{0,3}}"
        self._own = frozenset({*names.parts, *names.users})
        self._user = re.compile(rf"{folder}|{shortened(names.folders)}")
        self._kept: dict[tuple[str, bool], list[Found]] = {}

    def is_user(self, name: str) -> bool:
        """True for a form of the person's own name, also as a profile folder has it (`jane.TRUST.000`)."""
        if self._user.fullmatch(name):
            return True
        words = re.findall(r"[^\W\d_]+", name)  # `smith.j2`: their words, and initials
        return any(map(is_telling, words)) and all(len(word) == 1 or word in self._own for word in words)

    def found(self, text: str, *, path: bool = False) -> list[Found]:
        """Everything that must not be shared, in order, also where it stands disguised; what overlaps is one find.

        The longer one names it and, of two readings of the same place, the one that knows the name.
        """
        kept = self._kept.get((text, path))
        if kept is None:
            kept = self._found(text, path=path)
            if len(text) <= _SHORT and len(self._kept) < _MOST:
                self._kept[text, path] = kept
        return kept

    def _found(self, text: str, *, path: bool) -> list[Found]:
        merged: list[Found] = []
        finds = [find for view in views(text) for find in self._in_view(view, path=path)]
        finds += self._in_words(text, path=path)
        for find in sorted(finds, key=lambda find: (find.start, -find.end, find.kind == "user" and find.key != "")):
            if merged and find.start < merged[-1].end:
                merged[-1] = merged[-1]._replace(end=max(find.end, merged[-1].end))
            else:
                merged.append(find)
        return merged

    def _in_view(self, view: View, *, path: bool) -> Iterator[Found]:
        for start, end, kind, key in self._finds(view.text, path=path):
            if view.text[start:end].strip(MARK):
                yield Found(*view.span(start, end), kind, key)

    def _in_words(self, text: str, *, path: bool) -> Iterator[Found]:
        """The person's names where they are part of a longer word; most texts hold none of their letters."""
        small = text.casefold()
        if _any(self._inside_needs, small):
            view, inside = words(text), self._inside_apart if path and patterns.APART.match(small) else self._inside
            for match in patterns.compiled(inside).finditer(view.text):
                yield Found(*view.span(*match.span("name")), "user", "")

    def _finds(self, text: str, *, path: bool) -> Iterator[Found]:
        for pattern in self._organisations if _any(self._organisations_need, text) else ():
            for match in pattern.finditer(text):
                start, end = match.span("name")
                yield Found(start, end, "domain", "")
                text = text[:start] + MARK * (end - start) + text[end:]  # `Some Trust\docs` is no account of TRUST
        yield from self._folders(text, path=path)
        for rule in (*self._apart, *self._rules) if path and patterns.APART.match(text) else self._rules:
            if _any(rule.needs, text):
                for match in rule.finditer(text):
                    if rule.by_shape and match["name"] in WELL_KNOWN:
                        continue
                    yield self._person(match) if (rule.kind, rule.key) == ("user", None) else self._by_rule(rule, match)
        if "@" in text:  # last: a rule that knows the name or the domain says more
            yield from self._mail(text)

    def _folders(self, text: str, *, path: bool) -> Iterator[Found]:
        """Shares, and the folders of people."""
        if _any(patterns.SLASHES, text):
            yield from _shares(text, path=path)
        if _any(patterns.PROFILES_NEED, text):
            for match in patterns.PROFILES[path].finditer(text):
                if match["name"].strip() not in NOT_PEOPLE:
                    yield self._person(match)
        if path and _any(patterns.PEOPLE_NEED, text):
            for match in patterns.PEOPLE.finditer(text):
                if match["name"].strip() not in WELL_KNOWN:
                    yield self._person(match)

    def _mail(self, text: str) -> Iterator[Found]:
        for match in patterns.MAIL.finditer(text):
            if match["name"] not in WELL_KNOWN:
                yield self._person(match)
                if match["host"] not in WELL_KNOWN:
                    yield Found(*match.span("host"), "host", match["host"])

    def _person(self, match: re.Match[str]) -> Found:
        start, end = match.span("name" if "name" in match.re.groupindex else 0)
        name = match.string[start:end].strip()
        return Found(start, end, "user", "" if self.is_user(name) else name)

    def _by_rule(self, rule: Rule, match: re.Match[str]) -> Found:
        start, end = match.span("name" if "name" in match.re.groupindex else 0)
        if rule.key is not None:
            return Found(start, end, rule.kind, rule.key)
        text = match.string[start:end]
        return Found(start, end, rule.kind, self._aliases.get((rule.kind, text), text))


def without(text: str, finds: Iterable[Found], token: Callable[[str, str], str]) -> str:
    """The text with what was found in it replaced by `token(kind, key)`."""
    done: list[str] = []
    last = 0
    for find in finds:
        done += [text[last : find.start], token(find.kind, find.key)]
        last = find.end
    return "".join(done) + text[last:]


def _shares(text: str, *, path: bool) -> Iterator[Found]:
    for match in patterns.SHARES[path].finditer(text):
        yield Found(*match.span("name"), "share", f"{match['server']}/{match['share'].strip()}")
    for match in patterns.SERVER.finditer(text):
        yield Found(*match.span("name"), "share", match["server"])


def _any(needs: tuple[str, ...], text: str) -> bool:
    for each in needs:  # noqa: SIM110 - a generator would cost more than the patterns it saves
        if each in text:
            return True
    return False
