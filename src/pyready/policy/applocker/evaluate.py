"""What a policy says about files: allowed, blocked, audited or not known, and by which rule.

Learn: "Working with AppLocker rules". An explicit deny comes first, then an explicit allow; what no rule allows is
blocked, once a collection has any rule.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
from msgspec.structs import replace

from pyready.policy.applocker.conditions import rule_matches
from pyready.policy.applocker.match import Match, either, perhaps
from pyready.policy.applocker.rule_index import RuleIndex
from pyready.policy.applocker.rules import Collection, Name, Policy, Rule
from pyready.policy.applocker.subject import File, Folders, Person

Verdict = Literal["allowed", "blocked", "audited", "not-known"]


class Ruling(msgspec.Struct, frozen=True):
    """An answer. `rule` is the id of the rule that decided; `why` are kebab-case words, as in `Match`."""

    outcome: Verdict
    mode: str = ""
    rule: str = ""
    why: frozenset[str] = frozenset()
    source: str = ""


NO_RULES = Ruling("allowed", "none")


class Judge(msgspec.Struct, frozen=True):
    """Judges for one person on one computer."""

    person: Person
    folders: Folders
    _ordered: dict[int, tuple[Collection, RuleIndex]] = msgspec.field(default_factory=dict)

    def decide(self, policies: Iterable[Policy], name: Name, files: Sequence[File], service: str) -> Ruling:
        """What all policies say together. `service` is the state of the one that enforces, or `not-known`.

        How group policy and device management combine is not documented: where they disagree it is not known. Only the
        stub of a managed installer has no say beside the other: see `Collection.is_stub`.
        """
        all_of_them = tuple(policies)
        beside = [each for each in all_of_them if not self._stub(each.collection(name), files)]
        opinions = self._opinions(beside, name, files) or self._opinions(all_of_them, name, files)
        if not opinions:
            return NO_RULES
        ruling = _agreed(opinions, "policies-disagree")
        if ruling.outcome != "blocked" or service == "running":
            return ruling
        why = "service-unreadable" if service == "not-known" else "service-stopped"
        return Ruling("not-known", ruling.mode, "", frozenset({why}), ruling.source)

    def _opinions(self, policies: Iterable[Policy], name: Name, files: Sequence[File]) -> list[Ruling]:
        return [found for policy in policies if (found := self.opinion(policy, name, files))]

    def _stub(self, collection: Collection, files: Sequence[File]) -> bool:
        """A stub, none of whose rules could mean one of these files."""
        return collection.is_stub and not any(
            rule_matches(rule, file, self.person, self.folders).level for rule in collection.rules for file in files
        )

    def opinion(self, policy: Policy, name: Name, files: Sequence[File]) -> Ruling | None:
        """What one policy says; None when it has no rules that matter here."""
        if policy.unread:
            return Ruling("not-known", "not-known", "", frozenset({"policy-unreadable"}), policy.source)
        collection = policy.collection(name)
        without = _packaged_without_rules(policy.collection("exe")) if name == "appx" else None
        if collection.empty:
            found = without
        elif without and not collection.rules:  # whether there are any could not be read
            found = Ruling("not-known", why=frozenset({"rule-unreadable"}))
        else:
            asked = dict.fromkeys(replace(file, packaged=name == "appx") for file in files)
            found = _agreed([self.one(collection, file) for file in asked], "folders-differ")
        return replace(found, source=policy.source) if found else None

    def one(self, collection: Collection, file: File) -> Ruling:
        """What a collection that has rules says about one file."""
        mode = collection.in_force
        if mode == "not-known":
            return Ruling("not-known", mode, "", frozenset({"mode-not-known"}))
        found = self._enforced(collection, file)
        if mode == "audit" and found.outcome != "allowed":
            return Ruling("audited", mode, found.rule)
        return replace(found, mode=mode)

    def _enforced(self, collection: Collection, file: File) -> Ruling:
        rules = tuple(self._near(collection).to(file))
        deny, denies = self._strongest(rules, file, unread=collection.unread, allows=False)
        allow, allows = self._strongest(rules, file, unread=collection.unread, allows=True)
        if deny.level == 2:
            return Ruling("blocked", rule=denies, why=frozenset({"denied-by-rule"}))
        if allow.level == 0:
            return Ruling("blocked", why=frozenset({"no-rule-allows"}))
        if deny.level == 0 and allow.level == 2:
            return Ruling("allowed", rule=allows)
        return Ruling("not-known", why=deny.why | allow.why)

    def _near(self, collection: Collection) -> RuleIndex:
        """Ordered once. The collection is held on to, so that its number stays its own."""
        if id(collection) not in self._ordered:
            self._ordered[id(collection)] = collection, RuleIndex(collection.rules, self.folders)
        return self._ordered[id(collection)][1]

    def _strongest(self, rules: Iterable[Rule], file: File, *, unread: bool, allows: bool) -> tuple[Match, str]:
        matches = [
            (rule_matches(rule, file, self.person, self.folders), rule) for rule in rules if rule.allows == allows
        ]
        sure = next((rule.id for match, rule in matches if match.level == 2), "")
        return either([*(match for match, _ in matches), *([perhaps("rule-unreadable")] if unread else [])]), sure


def _packaged_without_rules(programs: Collection) -> Ruling | None:
    """Rules for programs that are enforced block every packaged app when there are none for packaged apps."""
    mode = programs.in_force
    if programs.empty or mode == "audit":
        return None
    if mode == "not-known":
        return Ruling("not-known", mode, "", frozenset({"mode-not-known"}))
    if not programs.rules:
        return Ruling("not-known", mode, "", frozenset({"rule-unreadable"}))
    return Ruling("blocked", mode, "", frozenset({"no-packaged-rules"}))


def _agreed(rulings: Sequence[Ruling], otherwise: str) -> Ruling:
    """The ruling they share; where one only watches and the other allows, both let it run."""
    first, outcomes = rulings[0], {each.outcome for each in rulings}
    why = frozenset[str]().union(*(each.why for each in rulings))
    if outcomes == {"allowed", "audited"} and len({each.source for each in rulings}) == 1:
        return next(each for each in rulings if each.outcome == "audited")
    if len(outcomes) > 1:
        unclear = frozenset[str]().union(*(each.why for each in rulings if each.outcome == "not-known"))
        return Ruling("not-known", _same(rulings, "mode"), "", unclear or frozenset({otherwise}), first.source)
    mode, rule, source = (_same(rulings, name) for name in ("mode", "rule", "source"))
    return Ruling(first.outcome, mode, rule, why, source)


def _same(rulings: Sequence[Ruling], name: str) -> str:
    """The value all of them have; empty when they differ."""
    found = {str(getattr(each, name)) for each in rulings}
    return found.pop() if len(found) == 1 else ""
