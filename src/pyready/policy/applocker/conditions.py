"""Whether a rule is about this file and this person."""

import re
from collections.abc import Iterable, Iterator

from pyready.policy.applocker.match import NO, YES, Match, either, every, opposite, perhaps
from pyready.policy.applocker.paths import path_matches
from pyready.policy.applocker.rules import Condition, HashCondition, PathCondition, PublisherCondition, Rule, Version
from pyready.policy.applocker.subject import File, Folders, Person

EVERYONE = "S-1-1-0"
_CLOUD = "S-1-12-1-"
"""SIDs of Entra ID: its groups do not stand in the token."""
_MARK = re.compile(r"[*?]")
_WHOLE = re.compile(r"O=.+, L=.+, S=.+, C=[A-Z]{2}")
"""A publisher with all its parts. How AppLocker writes one that lacks some is not documented."""
_STORE = re.compile(r"CN=[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
"""How the Store names publishers: by a number that tells nothing."""


def rule_matches(rule: Rule, file: File, person: Person, folders: Folders) -> Match:
    """All of: the person, one of the conditions, none of the exceptions."""
    excepted = either(condition_matches(each, file, folders) for each in rule.exceptions)
    meant = either(condition_matches(each, file, folders) for each in rule.conditions)
    return every((sid_matches(rule, person), meant, opposite(excepted)))


def sid_matches(rule: Rule, person: Person) -> Match:
    """A group that is in the token for denying only never helps a rule that allows."""
    sid = rule.sid.upper()
    if sid == EVERYONE:
        return YES
    if not person.known:
        return perhaps("groups-unreadable")
    if sid == person.user.upper() or sid in _upper(person.enabled):
        return YES
    if not rule.allows and sid in _upper(person.deny_only):
        return YES
    return perhaps("cloud-group") if sid.startswith(_CLOUD) else NO


def _upper(sids: frozenset[str]) -> set[str]:
    return {sid.upper() for sid in sids}


def condition_matches(condition: Condition, file: File, folders: Folders) -> Match:
    """Is the file one of those that the condition means?

    For packaged apps AppLocker knows rules by publisher alone; what it does with another one there is not documented
    (learn.microsoft.com/windows/security/application-security/application-control/app-control-for-business/applocker/
    create-a-rule-for-packaged-apps, read 2026-11-29).
    """
    if isinstance(condition, PublisherCondition):
        return _signed_by(condition, file)
    if isinstance(condition, PathCondition):
        found = path_matches(condition.path, file.path, folders)
    else:
        found = may_be_hashed(condition, file)
    return perhaps("rule-unclear") if file.packaged and found.level else found


def may_be_hashed(condition: HashCondition, file: File) -> Match:
    """A hash is never that of a file that is not here yet.

    Of one that is here, whose hash is not known, only the name is compared: a rule says what its files were called,
    and under another name than that no file is expected to be one of them.
    """
    if not file.here:
        return NO
    if file.sha256 and condition.hashes is not None:
        return YES if file.sha256 in condition.hashes else NO
    name = "" if file.path is None else file.path.rpartition("\\")[2].casefold()
    return perhaps("hash-not-compared") if not name or not condition.names or name in condition.names else NO


def _signed_by(condition: PublisherCondition, file: File) -> Match:
    """Publisher and product are whole names, or `*`; of the file name a part is enough."""
    if file.signer == "not-known":
        return perhaps("signature-may-differ")
    if not file.publisher:
        return NO
    return every((_publisher(condition.publisher, file), _named(condition.product, file.product),
                  _file_name(condition.binary, file.binary), _version(condition, file.version)))  # fmt: skip


def _version(condition: PublisherCondition, version: Version | None) -> Match:
    """Both ends of a range belong to it."""
    if condition.any_version:
        return YES
    if version is None or condition.versions is None:
        return perhaps("signature-may-differ")
    lowest, highest = condition.versions
    return YES if lowest <= version <= highest else NO


def may_mean(names: Iterable[str], assumed: str) -> Iterator[str]:
    """The publishers of rules, in capitals, that could mean that one: all but those that certainly do not."""
    organisation = _plain(assumed).partition(",")[0]
    return (name for name in names if name == "*" or organisation in name or name.lstrip().startswith("CN="))


def _publisher(wanted: str, file: File) -> Match:
    """The certificate of a publisher changes its town now and then; the organisation stays."""
    plain, own = _plain(wanted), _plain(file.publisher)
    if plain in {"*", own}:
        return YES
    if file.signer == "told" and _WHOLE.fullmatch(plain) and _WHOLE.fullmatch(own):
        return NO
    organisation = own.partition(", L=")[0]
    return perhaps("signature-may-differ") if organisation in plain or _STORE.match(plain) else NO


def _file_name(wanted: str, assumed: str | None) -> Match:
    """A mark alone is any name, text is any name that holds it; what a mark within text means is not documented."""
    if wanted in {"*", "?"}:
        return YES
    if assumed is None or _MARK.search(wanted):
        return perhaps("signature-may-differ")
    return YES if wanted.upper() in assumed.upper() else NO


def _named(wanted: str, assumed: str | None) -> Match:
    if wanted == "*":
        return YES
    if assumed is None:
        return perhaps("signature-may-differ")
    return YES if wanted.upper() == assumed.upper() else NO


def _plain(name: str) -> str:
    return ", ".join(part.strip() for part in name.upper().split(","))
