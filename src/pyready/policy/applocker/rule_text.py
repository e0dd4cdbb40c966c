"""Rules and collections from their XML, as group policy and device management keep them.

Shape: learn.microsoft.com/windows/client-management/mdm/applocker-xsd
"""

import re

from pyready.policy.applocker.markup import Malformed, Node, read
from pyready.policy.applocker.rules import (
    NAMES,
    Collection,
    Condition,
    HashCondition,
    Mode,
    Name,
    PathCondition,
    PublisherCondition,
    Rule,
    Version,
    merged,
)

_ACTIONS = {"Allow": True, "Deny": False}
_MODES: dict[str, Mode] = {"Enabled": "enforced", "AuditOnly": "audit", "NotConfigured": "not-set"}
_KINDS = {"FilePathRule", "FilePublisherRule", "FileHashRule"}
_NO_RULES = {"RuleCollectionExtensions", "PolicyExtensions"}
_VERSION = re.compile(r"[0-9]{1,5}(\.[0-9]{1,5}){3}")
_SHA256 = re.compile(r"0[xX]([0-9a-fA-F]{64})")
_LOWEST, _HIGHEST = (0,) * 4, (65535,) * 4
"""A version is four numbers of 16 bits: learn.microsoft.com/windows/win32/api/verrsrc/ns-verrsrc-vs_fixedfileinfo, read
2026-11-29."""


def rule(text: str) -> Rule:
    """One rule. Raises Malformed."""
    return _rule(read(text))


def collections(text: str) -> dict[Name, Collection]:
    """The collections of a policy file; kinds that judge no launch are left out. Raises Malformed."""
    top = read(text)
    if top.name not in {"RuleCollection", "AppLockerPolicy"}:
        raise Malformed("no collection of rules")
    nodes = [top] if top.name == "RuleCollection" else [each for each in top.children if each.name not in _NO_RULES]
    if any(each.name != "RuleCollection" for each in nodes):
        raise Malformed("no collection of rules")
    typed = [(each.attribute("Type").casefold(), each) for each in nodes]
    return {name: merged(_collection(node) for kind, node in typed if kind == name) for name in NAMES}


def _collection(node: Node) -> Collection:
    rules, unread = [], False
    for each in node.children:
        if each.name in _NO_RULES:
            continue
        try:
            rules.append(_rule(each))
        except Malformed:
            unread = True
    mode = _MODES.get(node.attributes.get("EnforcementMode", "NotConfigured"), "not-known")
    return Collection(mode, tuple(rules), unread)


def _rule(node: Node) -> Rule:
    if node.name not in _KINDS:
        raise Malformed("no kind of rule")
    action = node.attribute("Action")
    conditions = _conditions(node.child("Conditions"))
    if action not in _ACTIONS or not conditions:
        raise Malformed("no action or no condition")
    return Rule(
        node.attributes.get("Id", ""),
        _ACTIONS[action],
        node.attribute("UserOrGroupSid"),
        conditions,
        _conditions(node.child("Exceptions")),
    )


def _conditions(node: Node | None) -> tuple[Condition, ...]:
    return tuple(_condition(each) for each in node.children) if node else ()


def _condition(node: Node) -> Condition:
    if node.name == "FilePathCondition":
        return PathCondition(node.attribute("Path"))
    if node.name == "FileHashCondition":
        return _hash_condition(node)
    if node.name != "FilePublisherCondition":
        raise Malformed("no kind of condition")
    versions = node.child("BinaryVersionRange")
    return PublisherCondition(
        node.attribute("PublisherName"),
        node.attribute("ProductName"),
        node.attribute("BinaryName"),
        any_version=versions is None or _any(versions),
        versions=_range(versions) if versions else None,
    )


def _hash_condition(node: Node) -> HashCondition:
    named = [each.attribute("SourceFileName") for each in node.children if "SourceFileName" in each.attributes]
    whole = len(named) == len(node.children)
    hashes = [_sha256(each) for each in node.children]
    read = frozenset(each for each in hashes if each)
    return HashCondition(
        frozenset(map(str.casefold, named)) if whole else frozenset(), read if all(hashes) and read else None
    )


def _sha256(node: Node) -> str:
    """The digits of a hash that is an Authenticode one; empty for any other kind."""
    match = _SHA256.fullmatch(node.attributes.get("Data", "").strip())
    return match[1].lower() if match and node.attributes.get("Type") == "SHA256" else ""


def _any(versions: Node) -> bool:
    low, high = versions.attributes.get("LowSection", "*"), versions.attributes.get("HighSection", "*")
    return _version(low, _LOWEST) == _LOWEST and _version(high, _HIGHEST) == _HIGHEST


def _range(versions: Node) -> tuple[Version, Version] | None:
    """The lowest and the highest version that is meant, both of them included."""
    low = _version(versions.attributes.get("LowSection", "*"), _LOWEST)
    high = _version(versions.attributes.get("HighSection", "*"), _HIGHEST)
    return (low, high) if low and high else None


def _version(text: str, open_end: Version) -> Version | None:
    if text == "*":
        return open_end
    if not _VERSION.fullmatch(text):
        return None
    first, second, third, fourth = map(int, text.split("."))
    return first, second, third, fourth
