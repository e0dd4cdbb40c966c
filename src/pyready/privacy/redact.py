"""Makes facts that may be shared: names are replaced by stable tokens before anything is judged or rendered."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import count

import msgspec

from pyready.model.activity import Did
from pyready.model.facts import Absent, Facts, Inapplicable
from pyready.privacy.disguise import TOKEN
from pyready.privacy.finder import Finder, without
from pyready.privacy.issuers import public_issuer
from pyready.privacy.names import Identifiers, address_key, identifiers, is_name, plain
from pyready.privacy.typed_strings import replaced
from pyready.privacy.walk import LONGEST, texts
from pyready.privacy.well_known import WELL_KNOWN

__all__ = ["LONGEST", "Identifiers", "Redactor", "identifiers", "learned", "redact", "texts"]

MOST = 500
"""Names of one kind that are learned; a file made to annoy may hold millions. The others get a token without number."""

_ENTRY = re.compile(r"[^\s,;|]+")
"""One server of a list, whatever parts the list."""

_FIELDS = {
    "user": "others",
    "computer": "machines",
    "domain": "domains",
    "proxy": "proxies",
    "share": "shares",
    "host": "hosts",
    "issuer": "issuers",
}
"""Privacy classes of names, and where `Identifiers` keeps those that were learned."""


_finder = lru_cache(1)(Finder)
"""Most facts teach no more names: then what was found while they were learned from is found."""


def redact(facts: Facts, did: Did, names: Identifiers) -> tuple[Facts, Did]:
    """Facts and deeds without names. Equal values get equal tokens, whatever the order of the probes.

    `names` are those of `identifiers(facts.get(Identity))`, or what `learned` made of them (then nothing is learned
    twice). Where nobody could be identified no free text is kept.
    """
    redactor = Redactor(names if names.complete else learned(names, texts(facts, did)))
    for _, fact, entry in facts.items():
        if not isinstance(entry, (Absent, Inapplicable)):
            facts = facts.with_entry(fact, replaced(entry, fact, redactor.change))
    return facts, replaced(did, Did, redactor.change)


def learned(names: Identifiers, found: Iterable[tuple[str, str, str]]) -> Identifiers:
    """The names, and those that the facts hold: first from fields of their own, then from paths and free text."""
    everything = sorted({(text, privacy) for _, text, privacy in found if text})
    whole = [
        (privacy, _key(privacy, text))
        for text, privacy in everything
        if privacy in _FIELDS and not (privacy == "issuer" and public_issuer(text))
    ]
    tokens = {token[0] for text, _ in everything for token in TOKEN.finditer(text)}
    names = msgspec.structs.replace(_with(names, whole), reserved=tuple(sorted(tokens)), complete=True)
    finder = _finder(names)
    paths = [text for text, privacy in everything if privacy == "path" and len(text) <= LONGEST]
    names = msgspec.structs.replace(
        names, beside=tuple(sorted({above for text in paths for above in _above(text, finder)})[:MOST])
    )
    finder = _finder(names)
    inside = [
        (find.kind, find.key)
        for text, privacy in everything
        if privacy in {"text", "path"} and len(text) <= LONGEST
        for find in finder.found(text, path=privacy == "path")
    ]
    return _with(names, inside)


def _above(text: str, finder: Finder) -> Iterator[str]:
    """Folders in which the person has one: who has one beside it is a person too. Not on the drive of Windows."""
    for find in finder.found(text, path=True):
        own = find.kind == "user" and not find.key and text[find.end : find.end + 1] in ("", "\\", "/")
        if not own or find.start > _DEEPEST or plain(text[find.start : find.end]) in WELL_KNOWN:
            continue
        above = re.sub(r"[\\/]+", "/", plain(text[: find.start]))
        if above.endswith("/") and re.fullmatch(r"(?:/|[abd-z]:/)[^/]+/.*", above):
            yield above


_DEEPEST = 1000
"""Characters before the name of a folder, at most: in a longer text it is none of the people's."""


def _key(kind: str, text: str) -> str:
    if kind == "user":
        return plain(text).rpartition("\\")[2]
    if kind == "computer":
        return plain(text).partition(".")[0]
    return plain(text) if kind in {"domain", "issuer"} else address_key(text)


def _with(names: Identifiers, found: Iterable[tuple[str, str]]) -> Identifiers:
    """The names with more of them, sorted, so that the order of the probes does not count."""
    known = {"user": set(names.users), "computer": set(names.computers), "domain": set(names.organisations)}
    more: dict[str, set[str]] = {}
    for kind, key in found:
        if kind in _FIELDS and is_name(key) and key not in known.get(kind, ()) and not TOKEN.fullmatch(key):
            more.setdefault(_FIELDS[kind], set()).add(key)
    lists = {field: getattr(names, field) for field in more}
    return msgspec.structs.replace(
        names, **{field: (*held, *sorted(more[field] - set(held))[:MOST]) for field, held in lists.items()}
    )


class Redactor:
    """Replaces names in single texts, with the same token for the same name every time."""

    def __init__(self, names: Identifiers) -> None:
        self._finder = _finder(names)
        self._known = names.known
        self._tokens = dict(_numbered(names))
        self._done: dict[tuple[str, str], str] = {}

    def change(self, path: str, text: str, privacy: str) -> str:
        """The text as it may be shared."""
        del path
        if not text or privacy == "public" or TOKEN.fullmatch(text):
            return text
        key = (text, privacy)
        if key not in self._done:
            self._done[key] = self._free(text, privacy) if privacy in {"text", "path"} else self._whole(text, privacy)
        return self._done[key]

    def _whole(self, text: str, kind: str) -> str:
        if kind == "servers":
            return f"<servers-{len(_ENTRY.findall(text)) % 10**6}>"
        if kind == "issuer" and (known := public_issuer(text)):
            return known
        key = _key(kind, text)
        if kind == "user" and (self._finder.is_user(key) or self._finder.is_user(plain(text))):
            key = ""
        return self._token(kind, key)

    def _free(self, text: str, privacy: str) -> str:
        if not self._known or len(text) > LONGEST:
            return f"<{privacy}>"
        path = privacy == "path"
        finds = self._finder.found(text, path=path)
        if not finds:
            return text
        cleaned = without(text, finds, self._token)
        return f"<{privacy}>" if self._finder.found(cleaned, path=path) else cleaned  # a disguise only half seen

    def _token(self, kind: str, key: str) -> str:
        return self._tokens.get((kind, key), f"<{kind}>")


def _numbered(names: Identifiers) -> dict[tuple[str, str], str]:
    """The token of each name. The person, the computer and the first domain have no number; the others follow."""
    same = {"user": names.users, "computer": names.computers, "domain": (*names.domains[:1], *names.organisations)}
    table = {(kind, key): f"<{kind}>" for kind, keys in same.items() for key in ("", *keys)}
    others = {"user": names.others, "computer": names.machines, "domain": names.domains[1:]}
    for kind, keys in (
        others | {"proxy": names.proxies, "share": names.shares, "host": names.hosts, "issuer": names.issuers}
    ).items():
        tokens = (f"<{kind}-{number}>" for number in count(2 if kind in same else 1))
        free = (token for token in tokens if token not in names.reserved)
        table |= {(kind, key): token for key, token in zip(keys, free, strict=False)}
    return table
