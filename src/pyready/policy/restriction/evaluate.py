"""What Software Restriction Policies say about files: allowed, blocked or not known, and by which rule.

Learn, "Troubleshoot Software Restriction Policies": rules for a hash come first, then those for a certificate, for a
path, for an Internet zone, and the level for everything last. Two rules for the same path: the stricter one holds. How
the machine's policy and the user's are weighed against each other is not documented. Read 2026-11-27.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from pyready.policy.applocker.evaluate import Ruling, Verdict
from pyready.policy.applocker.match import NO, YES, Match, every, perhaps
from pyready.policy.applocker.questions import Question
from pyready.policy.applocker.rules import Name
from pyready.policy.applocker.subject import File, Person
from pyready.policy.restriction.paths import Fit, beats, fit, is_plain, longest_text, spelled
from pyready.policy.restriction.rules import ALL_FILES, DISALLOWED, WITHOUT_LIBRARIES, Policy, Rule, effect

ADMINISTRATORS = "S-1-5-32-544"
ALLOWED = Ruling("allowed", "none")
_MAY_BE_SIGNED = {"of-windows", "library", "signed-python", "installer", "msi-file", "powershell-script"}
_STRICTEST: tuple[Verdict, ...] = ("blocked", "not-known", "allowed")


class _Found(NamedTuple):
    """A rule that fits, or may fit, a file; without `rule` the level for everything."""

    fit: Fit
    effect: Verdict
    rule: str = ""


class Judge(msgspec.Struct, frozen=True):
    """Judges for one person on one computer. `values` are variables, by their names in capitals."""

    policies: tuple[Policy, ...]
    person: Person
    values: Mapping[str, str]
    _spelled: dict[int, "_Spelled"] = msgspec.field(default_factory=dict)

    def decide(self, question: Question, files: Iterable[File]) -> Ruling:
        """What the machine's policy and the user's say together; packaged apps are no matter of theirs."""
        if question.sort == "packaged-app":
            return ALLOWED
        asked = tuple(dict.fromkeys(files))
        opinions = [self._opinion(policy, question, asked) for policy in self.policies]
        return _agreed(opinions, "restriction-policies-differ") if opinions else ALLOWED

    def _opinion(self, policy: Policy, question: Question, files: Sequence[File]) -> Ruling:
        if policy.denied:
            return _not_known(policy, "software-restriction-unreadable")
        rulings = [self._one(policy, question, file) for file in files]
        found = _agreed(rulings, "restriction-folders-differ")
        looked = every((_binds(policy, self.person), *(_looks_at(policy, question.collection, each) for each in files)))
        if looked.level == 0:
            return ALLOWED
        if found.outcome == "blocked" and looked.level == 1:
            return _not_known(policy, *looked.why)
        return found

    def _one(self, policy: Policy, question: Question, file: File) -> Ruling:
        """By its path; then whatever would be asked before that."""
        found = self._by_path(policy, question.collection, file)
        if policy.unread:
            return _not_known(policy, "restriction-rule-unreadable")
        if any(effect(level, question.collection) != found.outcome for level in policy.hashes):
            return _not_known(policy, "restriction-hash-rules", *_unclear(found))
        if policy.certificates and question.sort in _MAY_BE_SIGNED:
            return _not_known(policy, "restriction-certificate-rules", *_unclear(found))
        return found

    def _by_path(self, policy: Policy, kind: Name, file: File) -> Ruling:
        rules = list(self._fitting(policy, kind, file))
        certain = {found.fit for found in rules if found.fit.match.level == YES.level}
        possible = [found for found in rules if not any(beats(each, found.fit) for each in certain)]
        if not certain:
            possible += _without_rule(policy, kind)
        effects = {found.effect for found in possible}
        if len(effects) > 1 or effects == {"not-known"}:
            return _not_known(policy, *_doubts(possible))
        rule = possible[0].rule if len(possible) == 1 else ""
        if effects == {"allowed"}:
            return Ruling("allowed", "enforced", rule, source=policy.source)
        why = "denied-by-rule" if certain else "no-rule-allows"
        return Ruling("blocked", "enforced", rule, frozenset({why}), policy.source)

    def _fitting(self, policy: Policy, kind: Name, file: File) -> Iterable[_Found]:
        """Each path that rules name and that fits or may fit, with the strictest of the levels that it is given."""
        for wanted, rules in self._by_text(policy).near(file.path):
            how = fit(wanted, file.path)
            if not how.match.level:
                continue
            strictest = min(rules, key=lambda rule: _STRICTEST.index(effect(rule.level, kind)))
            yield _Found(how, effect(strictest.level, kind), strictest.id)

    def _by_text(self, policy: Policy) -> "_Spelled":
        """Spelled once. The judge holds on to the policy, so that its number stays its own."""
        if id(policy) not in self._spelled:
            self._spelled[id(policy)] = _Spelled(policy.paths, self.values)
        return self._spelled[id(policy)]


class _Spelled:
    """Rules by their path. Plain folders, of which there may be thousands, are found by the folders of a file."""

    def __init__(self, rules: Iterable[Rule], values: Mapping[str, str]) -> None:
        self._plain: dict[str, list[Rule]] = {}
        other: dict[str, list[Rule]] = {}
        for rule in rules:
            path = spelled(rule.path, values)
            (self._plain if is_plain(path) else other).setdefault(path, []).append(rule)
        self._other = [(longest_text(path), path, held) for path, held in other.items()]

    def near(self, path: str | None) -> Iterator[tuple[str, list[Rule]]]:
        """Every rule that may be about a file; all of them where its place is not known."""
        if path is None:
            yield from self._plain.items()
            yield from ((each, held) for _, each, held in self._other)
            return
        whole = path.casefold()
        parts = whole.split("\\")
        above = ("\\".join(parts[:count]) for count in range(1, len(parts) + 1))
        yield from ((each, self._plain[each]) for each in above if each in self._plain)
        yield from ((each, held) for text, each, held in self._other if text in whole)


def _without_rule(policy: Policy, kind: Name) -> list[_Found]:
    """What may hold where no path rule does: zones are asked for installer packages alone."""
    zones = [effect(level, kind) for level in policy.zones if kind == "msi"]
    maybe = [_Found(Fit(perhaps("restriction-zone-rules"), "unclear"), each) for each in zones]
    return [*maybe, _Found(Fit(YES, "unclear"), effect(policy.default, kind))]


def _binds(policy: Policy, person: Person) -> Match:
    """Is the person one of those that the policy is for?"""
    if policy.spares_administrators is False:
        return YES
    if policy.spares_administrators is None:
        return perhaps("restriction-scope-unclear")
    if not person.known:
        return perhaps("restriction-groups-unreadable")
    if ADMINISTRATORS not in person.enabled:
        return YES
    return NO if policy.scope == "machine" else perhaps("restriction-scope-unclear")


def _looks_at(policy: Policy, kind: Name, file: File) -> Match:
    """Is this a file that the policy is about? The designated types say so; who else asks is not documented."""
    if kind == "dll":
        known = {ALL_FILES: YES, WITHOUT_LIBRARIES: NO, DISALLOWED: NO}
        return known.get(-1 if policy.enforcement is None else policy.enforcement, perhaps("restriction-enforcement"))
    if kind == "exe" and policy.enforcement not in {WITHOUT_LIBRARIES, ALL_FILES}:
        return perhaps("restriction-enforcement")
    if file.path is None or policy.types is None:
        return perhaps("restriction-file-types")
    return YES if file.path.rpartition(".")[2].casefold() in policy.types else perhaps("restriction-file-types")


def _doubts(possible: Iterable[_Found]) -> set[str]:
    """Why it is not known which of them holds."""
    whys = {word for found in possible for word in found.fit.match.why}
    if any(found.effect == "not-known" for found in possible):
        whys.add("restriction-level")
    return whys or {"restriction-rules-conflict"}


def _unclear(found: Ruling) -> frozenset[str]:
    return found.why if found.outcome == "not-known" else frozenset()


def _not_known(policy: Policy, *why: str) -> Ruling:
    return Ruling("not-known", "not-known", "", frozenset(why), policy.source)


def _agreed(rulings: Sequence[Ruling], otherwise: str) -> Ruling:
    """What all of them say; where they do not agree it is not known."""
    outcomes = {each.outcome for each in rulings}
    first = next((each for each in rulings if each.outcome != "allowed"), rulings[0])
    whys = frozenset[str]().union(*(each.why for each in rulings if each.outcome == first.outcome))
    if len(outcomes) > 1:
        unclear = frozenset[str]().union(*(each.why for each in rulings if each.outcome == "not-known"))
        return Ruling("not-known", "not-known", "", unclear or frozenset({otherwise}), first.source)
    rules = {each.rule for each in rulings}
    return Ruling(first.outcome, first.mode, rules.pop() if len(rules) == 1 else "", whys, first.source)
