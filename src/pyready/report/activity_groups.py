"""What this program did, as headings and lists: by what was done, for which question, for which reason."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Literal

import msgspec

from pyready.model.activity import Contacted, Did, Ran, Read, Wrote
from pyready.model.probe import Declared, Probe

Verb = Literal["read", "contacted", "unverified", "started", "wrote", "by-windows"]

# shown as the reason for what no declaration covers
NOT_KNOWN = "reason not known to this version"
"""The report is another version's, or a name inside the place was left out."""
# shown over each group: its title, what it means, and what to say where it is empty
_TITLES: dict[Verb, tuple[str, str, str]] = {
    "read": (
        "Read",
        "Settings and states that your account can read. pyready stops a part that reads what it did not declare.",
        "Read nothing.",
    ),
    "contacted": (
        "Contacted",
        (
            "A request asks for one small public object, to see how far it gets. A handshake agrees on encryption and "
            "sends no request. Neither says anything about this computer, and neither signs in anywhere."
        ),
        "Contacted no server.",
    ),
    "unverified": (
        "Handshakes that trust nothing",
        (
            "A certificate was refused here. pyready read the chain of certificates once more without trusting it, "
            "only to name who signed it. Then it closed the connection. It asked nothing and sent no sign-in."
        ),
        "Made no handshake without checking the certificate.",
    ),
    "started": ("Started", "Programs that were started.", "Started no programs."),
    "wrote": ("Wrote", "Files that were written.", "Wrote no files."),
    "by-windows": (
        "What Windows might have downloaded on its own",
        (
            "Windows does this for any program that asks it to check a certificate. It decides itself whether, and "
            "from which servers; pyready does not see it."
        ),
        "Asked Windows nothing that makes it download anything on its own.",
    ),
}
# shown as the reason for what pyready itself did: with check, a double-click, and --try-run
_ITSELF = {
    ("check", "file"): "the site profile that was named with --site",
    ("check", "wrote"): "the report, where -o put it",
    ("double-click", "system"): "where to save the page",
    ("double-click", "started"): "to show the page",
    ("double-click", "wrote"): "this report, as a page",
    ("trial", "started"): "the test program of --try-run: it ends at once",
    ("trial", "wrote"): "the test program of --try-run",
}
# shown as the question that these answer
_ABOUT = {
    "check": "what was asked for on the command line",
    "trial": "whether a program can start from your user folder",
    "windows": "whether a certificate is trusted on this computer",
}
# shown before a place: what kind of place it is
_LABELS = {"variable": "variable ", "folder": "names in ", "system": "system, "}
# shown after a place: what was found there
_SETTING = {"set": "set", "not-set": "not set"}
_STATES = {
    "denied": "no access",
    "missing": "not available",
    "timed-out": "no answer in time",
    "malformed": "not understood",
}
_FOUND = {
    "registry": _SETTING,
    "variable": _SETTING,
    "file": {"set": "found", "not-set": "not found"},
    "folder": {"set": "listed", "not-set": "not found"},
    "system": {"set": "answered", "not-set": "not found"},
}
_REMOVED = "removed again"
# shown for a connection: how it was made
_HOW = {"unverified-handshake": "handshake without verification"}
_BY_PROXY, _DIRECTLY = "through {proxy}", "directly"
_MADE, _SENT_ON = "{how}, {proxy}, by {stack}", ", sent on to {servers}"
# shown between two reasons for one place
_OR = ", or: "
# shown as the reason for what Windows does itself
_ASKED_WINDOWS = "pyready asked it to check certificates"

_ABOUT_A_PATH = ("rights to ", "space of ", "drive of ", "signer of ", "version of ", "hash of ")
"""How the names of questions about a path begin."""
_OTHER_VIEW = " (32-bit view)"
"""What the name of a key in the other view of the registry ends with."""


class Entry(msgspec.Struct, frozen=True):
    """One line. `kind` is that of a `Read`, or `server` (`place` is the id of its endpoint), `program` or `fetch`."""

    kind: str
    place: str
    found: str = ""
    """In plain words; empty where there is nothing to find."""
    how: str = ""
    """Of a connection: what was sent, through which proxy, by what."""

    @property
    def label(self) -> str:
        """The place with a word for what kind of place it is, where that does not show."""
        return _LABELS.get(self.kind, "") + self.place


class Reason(msgspec.Struct, frozen=True):
    """Why, and everything that was done for it."""

    why: str
    entries: tuple[Entry, ...]


class Topic(msgspec.Struct, frozen=True):
    """One probe: `about` is the question that it answers."""

    id: str
    about: str
    reasons: tuple[Reason, ...]

    @property
    def count(self) -> int:
        """Its entries."""
        return sum(len(reason.entries) for reason in self.reasons)


class Group(msgspec.Struct, frozen=True):
    """One kind of deed. Without topics, `says` is the sentence that nothing of the kind was done."""

    verb: Verb
    title: str
    says: str
    topics: tuple[Topic, ...]

    @property
    def count(self) -> int:
        """Its entries."""
        return sum(topic.count for topic in self.topics)


def grouped(did: Did, probes: Sequence[Probe[Any]]) -> tuple[Group, ...]:
    """Every deed once, in six groups, none left out when it is empty. `probes` say what each was for."""
    known = {probe.id: probe for probe in probes}
    plain = [each for each in did.contacted if each.how != "unverified-handshake"]
    other = [each for each in did.contacted if each.how == "unverified-handshake"]
    return (
        _group("read", known, ((each.by, _read(each), _why_read(known, each)) for each in did.read)),
        _group("contacted", known, (_contact(known, each) for each in plain)),
        _group("unverified", known, (_contact(known, each) for each in other)),
        _group("started", known, (_ran(known, each) for each in did.ran)),
        _group("wrote", known, (_wrote(known, each) for each in did.wrote)),
        _by_windows(did.by_windows),
    )


def _group(verb: Verb, known: dict[str, Probe[Any]], deeds: Iterable[tuple[str, Entry, str]]) -> Group:
    """In the order of the probes; what nobody knows comes last, within a topic, too."""
    found: dict[str, dict[str, list[Entry]]] = {}
    for by, entry, why in deeds:
        found.setdefault(by, {}).setdefault(why, []).append(entry)
    order = [*known, *(by for by in found if by not in known)]
    topics = tuple(_topic(by, known.get(by), found[by]) for by in order if by in found)
    title, says, nothing = _TITLES[verb]
    return Group(verb, title, says if topics else nothing, topics)


def _topic(by: str, probe: Probe[Any] | None, reasons: dict[str, list[Entry]]) -> Topic:
    about = probe.about if probe else _ABOUT.get(by, "")
    whys = sorted(reasons, key=lambda why: why == NOT_KNOWN)
    return Topic(by, about, tuple(Reason(why, tuple(reasons[why])) for why in whys))


def _read(read: Read) -> Entry:
    place = read.where.removeprefix("environment ") if read.what == "variable" else read.where
    words = _FOUND.get(read.what, _SETTING) | _STATES
    return Entry(read.what, place, words.get(read.found, read.found.replace("-", " ")))


def _why_read(known: dict[str, Probe[Any]], read: Read) -> str:
    if read.by not in known:
        return _ITSELF.get((read.by, read.what), NOT_KNOWN)
    probe = known.get(read.by)
    return _why(probe.reads if probe else (), *_places(read))


def _places(read: Read) -> Iterator[tuple[str, str]]:
    """Kind and place as they may have been declared: of a value its key is, of a question about a path the path."""
    place = _read(read).place.removesuffix(_OTHER_VIEW)
    yield read.what, place
    if read.what == "registry":
        yield read.what, place.rpartition("\\")[0]
    if read.what == "system":
        yield from (("file", place.removeprefix(about)) for about in _ABOUT_A_PATH if place.startswith(about))


def _why(declared: Iterable[Declared], *places: tuple[str, str]) -> str:
    """The reason of the declaration that names the place most exactly; of several alike, each."""
    covering = [each for each in declared for what, where in places if each.what == what and each.covers(what, where)]
    exact = max(map(_exactness, covering), default=None)
    whys = dict.fromkeys(each.why for each in covering if _exactness(each) == exact)
    return _OR.join(whys) or NOT_KNOWN


@cache
def _exactness(declared: Declared) -> tuple[int, bool]:
    """How many characters of the pattern stand for themselves, and whether all of them do."""
    fixed = "".join(part.rpartition("}")[2] for part in declared.where.split("{")).replace("*", "")
    return len(fixed), fixed == declared.where


def _contact(known: dict[str, Probe[Any]], contacted: Contacted) -> tuple[str, Entry, str]:
    proxy = _BY_PROXY.format(proxy=contacted.proxy) if contacted.proxy else _DIRECTLY
    how = _MADE.format(how=_HOW.get(contacted.how, contacted.how), proxy=proxy, stack=contacted.stack)
    if contacted.sent_on:
        how += _SENT_ON.format(servers=", ".join(contacted.sent_on))
    entry = Entry("server", contacted.endpoint, contacted.outcome.replace("-", " "), how)
    probe = known.get(contacted.by)
    return contacted.by, entry, _why(probe.contacts if probe else (), ("endpoint", contacted.endpoint))


def _ran(known: dict[str, Probe[Any]], ran: Ran) -> tuple[str, Entry, str]:
    probe = known.get(ran.by)
    itself = _ITSELF.get((ran.by, "started"), "")
    return ran.by, Entry("program", ran.program), itself or _why(probe.runs if probe else (), ("program", ran.program))


def _wrote(known: dict[str, Probe[Any]], wrote: Wrote) -> tuple[str, Entry, str]:
    probe = known.get(wrote.by)
    itself = _ITSELF.get((wrote.by, "wrote"), "")
    entry = Entry("file", wrote.path, _REMOVED if wrote.removed else "")
    return wrote.by, entry, itself or _why(probe.writes if probe else (), ("file", wrote.path))


def _by_windows(fetched: Sequence[str]) -> Group:
    title, says, nothing = _TITLES["by-windows"]
    reasons = (Reason(_ASKED_WINDOWS, tuple(Entry("fetch", each) for each in fetched)),)
    topics = (Topic("windows", _ABOUT["windows"], reasons),) if fetched else ()
    return Group("by-windows", title, says if topics else nothing, topics)
