"""Facts, looked up by type: what is so on a machine, apart from any opinion. They go to JSON and back."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar, cast

import msgspec

from pyready.model.launch import Launch
from pyready.model.privacy_classes import PathText, Public, Text

T = TypeVar("T")

Kind = Literal[
    "timed-out", "crashed", "offline", "switched-off", "policy-unread", "not-asked", "unseen", "not-told", "newer-word"
]


class NotCollected(Exception):
    """A fact is not there: `kind` says why, `reason` says it in words. Its text is safe to share."""

    def __init__(self, fact: str, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.fact, self.kind, self.reason = fact, kind, reason


class NotApplicable(Exception):
    """A fact does not exist on this kind of machine."""


class Absent(msgspec.Struct, frozen=True):
    """Why a probe gave no facts."""

    kind: Public
    """The kind of reason, as in an Envelope."""
    reason: Public
    """The reason, in words; for `not-told` what is not known and, on a second line, what settles it."""


class Inapplicable(msgspec.Struct, frozen=True):
    """The probe belongs to another platform."""


class Taken(msgspec.Struct, frozen=True):
    """When the machine was looked at, in UTC."""

    at: dt.datetime
    """The time, in UTC."""


class Asked(msgspec.Struct, frozen=True):
    """What the person asked for."""

    platform: Public
    """The system that was looked at: `windows`, `linux` or `macos`."""
    offline: bool = False
    """`--offline`: no server was contacted."""
    route: Public = ""
    """The id of the route that was asked for with `--route`; empty for none."""
    aim: Public = "notebooks"
    """What the person wants to do with it: `scripts`, `vscode` or `notebooks`."""
    collected: bool = False
    """The facts are from the folder of collect.cmd, which sees no file, no access token and no network."""


class KnowledgeDate(msgspec.Struct, frozen=True):
    """The date of the knowledge that a report was judged with."""

    date: dt.date
    """The day of the oldest table: no part of the advice is older."""


class Trial(msgspec.Struct, frozen=True):
    """What came of `--try-run`; only there when it was given. The folder is told by its kind, not by its path."""

    outcome: Public
    """`not-tried`, or that of the launcher: `started`, `refused`, `not-written`, `in-the-way`, `gone`,
    `ended-otherwise`, `no-end`, `no-program`."""
    why: Public = ""
    """Why it was not tried: `no-route`, `route-starts-nothing`, `answered`, `audited`, `agent`, `not-known`, `shared`,
    `folder`, `not-local`, `synchronised`, `temporary`, `not-writable`."""
    route: Public = ""
    """The id of the route whose place was meant; empty for none."""
    folder: Public = ""
    """`own-programs`: where the route's programs of the person's own go."""
    error: int | None = None
    """The number that the system gave: GetLastError or errno."""
    exit_code: int | None = None
    """What the program ended with; None where it did not end by itself."""
    removed: bool | None = None
    """Nothing of the program is left; None when none was written."""
    sha256: Public = ""
    """The SHA-256 of the program that was written, in hexadecimal; empty for none."""


class NamedPython(msgspec.Struct, frozen=True):
    """The Python that `pyready verify` was given; only there when one was."""

    path: PathText
    """The program itself: of the folder of an environment, the Python in it."""


BASIC: dict[str, type] = {
    "taken": Taken,
    "asked": Asked,
    "knowledge": KnowledgeDate,
    "trial": Trial,
    "launch": Launch,
    "named-python": NamedPython,
}


class Facts:
    """Facts by type. `facts[Proxies]` is the struct or raises NotCollected; `facts.get(Proxies)` is it or None."""

    def __init__(self, entries: Mapping[type, Any], types: Mapping[str, type]) -> None:
        self._entries = dict(entries)
        self._ids = {fact: name for name, fact in types.items()}

    def __getitem__(self, fact: type[T]) -> T:
        entry = self._entries.get(fact)
        if type(entry) is fact:  # as it nearly always is, and asked tens of thousands of times
            return entry
        name = self._ids.get(fact, fact.__name__)
        if isinstance(entry, Inapplicable):
            raise NotApplicable(name)
        if isinstance(entry, Absent):
            raise NotCollected(name, entry.kind, entry.reason)
        if entry is None:
            raise NotCollected(name, "not-asked", "pyready did not check this")
        return cast(T, entry)

    def get(self, fact: type[T]) -> T | None:
        """The facts of that type, or None when they were not collected."""
        try:
            return self[fact]
        except (NotCollected, NotApplicable):
            return None

    def entry(self, fact: type) -> Any:
        """The struct, `Absent`, `Inapplicable`, or None when nothing is held for that type."""
        return self._entries.get(fact)

    def items(self) -> Iterator[tuple[str, type, Any]]:
        """Each id, its type and its entry, in the order of the ids' registry."""
        for fact, name in self._ids.items():
            if fact in self._entries:
                yield name, fact, self._entries[fact]

    def with_entry(self, fact: type, entry: Any) -> "Facts":
        """The same facts with one entry set."""
        return Facts({**self._entries, fact: entry}, self.types)

    @property
    def types(self) -> dict[str, type]:
        """The registry of ids these facts were made with."""
        return {name: fact for fact, name in self._ids.items()}


class Envelope(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one entry stands in the JSON record: `state` is `collected`, `not-collected` or `not-applicable`."""

    state: Literal["collected", "not-collected", "not-applicable"]
    """Whether the fact is there."""
    value: msgspec.Raw = msgspec.Raw()
    """The fact."""
    kind: Text = ""
    """Why it is not there: `timed-out`, `crashed`, `offline`, `switched-off` (by IT), `policy-unread`, `not-asked`,
    `unseen` (collect.cmd), `not-told` (the no-run page) or `newer-word` (in a saved report, which this version does not
    know)."""
    reason: Text = ""
    """Why it is not there, in words."""


def to_json(facts: Facts) -> dict[str, msgspec.Raw]:
    """Encode every entry in its envelope."""
    return {name: msgspec.Raw(msgspec.json.encode(_wrapped(entry))) for name, _, entry in facts.items()}


def _wrapped(entry: Any) -> dict[str, Any]:
    if isinstance(entry, Inapplicable):
        return {"state": "not-applicable"}
    if isinstance(entry, Absent):
        return {"state": "not-collected", "kind": entry.kind, "reason": entry.reason}
    return {"state": "collected", "value": entry}


def from_json(raw: Mapping[str, msgspec.Raw], types: Mapping[str, type]) -> tuple[Facts, tuple[str, ...]]:
    """Decode envelopes in two steps; returns the facts and the ids that are ignored: nobody here knows them.

    Nor is a fact used that has a word in place of one of ours: what it means there nobody here can tell.
    Raises msgspec.ValidationError whose path starts at `$.facts.ID`.
    """
    entries: dict[type, Any] = {}
    ignored = set(raw) - set(types)
    for name, fact in types.items():
        if name in raw:
            entries[fact] = _unwrapped(name, raw[name], fact)
            ignored |= {name} if entries[fact] is NEWER else set()
    return Facts(entries, types), tuple(sorted(ignored))


NEWER = Absent("newer-word", "a word in it is not known to this version")


def _unwrapped(name: str, raw: msgspec.Raw, fact: type) -> Any:
    try:
        envelope = msgspec.json.decode(raw, type=Envelope)
        if envelope.state == "not-applicable":
            return Inapplicable()
        if envelope.state == "not-collected":
            return Absent(envelope.kind, envelope.reason)
        return _value(envelope.value, fact)
    except msgspec.DecodeError as error:
        message = str(error).replace("`$", f"`$.facts.{name}")
        if "$.facts" not in message:
            message = f"{message} - at `$.facts.{name}`"
        raise msgspec.ValidationError(message) from error


def _value(raw: msgspec.Raw, fact: type) -> Any:
    try:
        return msgspec.json.decode(raw, type=fact)
    except msgspec.ValidationError as error:
        if str(error).startswith("Invalid enum value"):
            return NEWER
        raise


def all_of(types: Iterable[tuple[str, type]]) -> dict[str, type]:
    """The registry of fact types: the basic ones and one for each probe."""
    return BASIC | dict(types)
