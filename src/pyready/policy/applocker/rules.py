"""The parts of a policy: collections of rules, rules, and the conditions in them."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

import msgspec

Mode = Literal["enforced", "audit", "not-set", "not-known"]
"""`not-set`: there is no mode, so rules are enforced where there are any."""
Name = Literal["exe", "dll", "script", "msi", "appx"]
NAMES: tuple[Name, ...] = ("exe", "dll", "script", "msi", "appx")
MODES: dict[int, Mode] = {0: "audit", 1: "enforced"}
"""The registry's numbers; any other is not known."""

Version = tuple[int, int, int, int]


class PathCondition(msgspec.Struct, frozen=True):
    """A path with AppLocker's own variables and wildcards."""

    path: str


class PublisherCondition(msgspec.Struct, frozen=True):
    """Who signed it; `*` alone is any. `any_version` is False when a range of versions is named.

    `versions` are the lowest and the highest that are meant; None where they could not be read.
    """

    publisher: str
    product: str
    binary: str
    any_version: bool = True
    versions: tuple[Version, Version] | None = None


class HashCondition(msgspec.Struct, frozen=True):
    """Files that are known one by one: never one that is not here yet.

    `names` are what the files were called when the rule was made, in small letters; empty where that is not said.
    `hashes` are in small hexadecimal digits; None where not all of them could be read.
    """

    names: frozenset[str] = frozenset()
    hashes: frozenset[str] | None = None


Condition = PathCondition | PublisherCondition | HashCondition


class Rule(msgspec.Struct, frozen=True):
    """One rule. It holds for the files of any condition that is not among its own exceptions."""

    id: str
    allows: bool
    sid: str
    conditions: tuple[Condition, ...]
    exceptions: tuple[Condition, ...] = ()


class Collection(msgspec.Struct, frozen=True, dict=True):
    """All rules for one kind of file. `unread`: there are, or may be, rules that could not be read."""

    mode: Mode = "not-set"
    rules: tuple[Rule, ...] = ()
    unread: bool = False

    @property
    def empty(self) -> bool:
        """No rule at all: then everything may run, whatever the mode."""
        return not self.rules and not self.unread

    @cached_property
    def goes_by(self) -> frozenset[type[Condition]]:
        """The kinds of conditions and exceptions that its rules have."""
        return frozenset(type(each) for rule in self.rules for each in (*rule.conditions, *rule.exceptions))

    @cached_property
    def is_stub(self) -> bool:
        """Only watches, allows nothing and forbids single files: what a managed installer needs beside its own rules.

        learn.microsoft.com/windows/security/application-security/application-control/app-control-for-business/design/
        configure-authorized-apps-deployed-with-a-managed-installer, checked 2026-11-29: a rule that denies a made-up
        file, in a collection that watches. It is made to be merged with any policy without changing what that does.
        """
        plain = self.mode == "audit" and not self.unread and bool(self.rules)
        return plain and all(not each.allows and not each.exceptions and _of_one_file(each) for each in self.rules)

    @property
    def in_force(self) -> Mode:
        """The mode as Windows takes it: one that is not set enforces."""
        return "enforced" if self.mode == "not-set" else self.mode


def _of_one_file(rule: Rule) -> bool:
    """Is every condition about a file by its whole path, or by its publisher, product and name?"""
    return all(_whole(each) for each in rule.conditions)


def _whole(condition: Condition) -> bool:
    if isinstance(condition, PathCondition):
        return not _WILD & set(condition.path)
    if isinstance(condition, HashCondition):
        return False
    return not _WILD & {*condition.publisher, *condition.product, *condition.binary}


_WILD = frozenset("*?")


def merged(parts: Iterable[Collection]) -> Collection:
    """Several sets of rules for one kind of file, which add up; where their modes differ it is not known.

    The mode of a managed installer's stub counts only where there is nothing else.
    """
    held = [part for part in parts if not part.empty]
    modes = {part.in_force for part in held if not part.is_stub} or {part.in_force for part in held}
    return Collection(
        modes.pop() if len(modes) == 1 else "not-known" if modes else "not-set",
        tuple(rule for part in held for rule in part.rules),
        any(part.unread for part in held),
    )


class Policy(msgspec.Struct, frozen=True):
    """What one source (`group-policy` or `device-management`) asks for. `unread`: it could not be listed."""

    source: str
    collections: Mapping[Name, Collection] = msgspec.field(default_factory=dict)
    unread: bool = False

    def collection(self, name: Name) -> Collection:
        """The rules for that kind of file; an empty collection when there are none."""
        return self.collections.get(name, Collection())
