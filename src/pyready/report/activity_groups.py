"""What this program did, as headings and lists: by what was done, for which question, for which reason."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Literal

import msgspec

from pyready.model.activity import Contacted, Did, Ran, Read, Wrote
from pyready.model.probe import Declared, Probe

Verb = Literal["read", "contacted", "unverified", "started", "wrote", "by-windows"]


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


NOT_KNOWN = "reason not known to this version"
"""For what no declaration covers: the report is another version's, or a name inside the place was taken out."""

_TITLES: dict[Verb, tuple[str, str, str]] = {
    "read": (
        "Read",
        "Settings and states that your account may read. A part that reaches for what it did not declare is stopped.",
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
            "A certificate was refused here. The chain of certificates was read once more without trusting it, only to "
            "name who signed it. Then the connection was closed: nothing was asked on it and no sign-in was sent."
        ),
        "Made no handshake without checking the certificate.",
    ),
    "started": ("Started", "Programs that were started.", "Started no programs."),
    "wrote": ("Wrote", "Files that were written.", "Wrote no files."),
    "by-windows": (
        "What Windows may have fetched on its own",
        (
            "Windows does this for any program that asks it to judge a certificate. It decides itself whether, and "
            "from which servers; pyready does not see it."
        ),
        "Asked nothing of Windows that makes it fetch anything on its own.",
    ),
}
_ITSELF = {
    ("check", "file"): "the site profile that was named with --site",
    ("check", "wrote"): "the report, where -o put it",
    ("double-click", "system"): "where the page was to go",
    ("double-click", "started"): "to show the page",
    ("double-click", "wrote"): "this report, as a page",
    ("trial", "started"): "the test program of --try-run: it ends at once",
    ("trial", "wrote"): "the test program of --try-run",
}
_ABOUT = {
    "check": "what was asked for on the command line",
    "trial": "whether a program may start from your own folder",
}
_LABELS = {"variable": "variable ", "folder": "names in ", "system": "system, "}
_SETTING = {"set": "set", "not-set": "not set"}
_STATES = {
    "denied": "not allowed to look",
    "missing": "not available here",
    "timed-out": "no answer in time",
    "malformed": "not understood",
}
_FOUND = {
    "registry": _SETTING,
    "variable": _SETTING,
    "file": {"set": "there", "not-set": "not there"},
    "folder": {"set": "listed", "not-set": "not there"},
    "system": {"set": "answered", "not-set": "not there"},
}
_ABOUT_A_PATH = ("rights to ", "space of ", "drive of ", "signer of ", "version of ", "hash of ")
_HOW = {"unverified-handshake": "handshake without verification"}


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
    place = _read(read).place.removesuffix(" (32-bit view)")
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
    return ", or: ".join(whys) or NOT_KNOWN


@cache
def _exactness(declared: Declared) -> tuple[int, bool]:
    """How many characters of the pattern stand for themselves, and whether all of them do."""
    fixed = "".join(part.rpartition("}")[2] for part in declared.where.split("{")).replace("*", "")
    return len(fixed), fixed == declared.where


def _contact(known: dict[str, Probe[Any]], contacted: Contacted) -> tuple[str, Entry, str]:
    proxy = f"through {contacted.proxy}" if contacted.proxy else "directly"
    how = f"{_HOW.get(contacted.how, contacted.how)}, {proxy}, by {contacted.stack}"
    if contacted.sent_on:
        how += f", sent on to {', '.join(contacted.sent_on)}"
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
    entry = Entry("file", wrote.path, "taken away again" if wrote.removed else "")
    return wrote.by, entry, itself or _why(probe.writes if probe else (), ("file", wrote.path))


def _by_windows(fetched: Sequence[str]) -> Group:
    title, says, nothing = _TITLES["by-windows"]
    reasons = (Reason("pyready asked it to judge certificates", tuple(Entry("fetch", each) for each in fetched)),)
    topics = (Topic("windows", "whether a certificate is trusted here", reasons),) if fetched else ()
    return Group("by-windows", title, says if topics else nothing, topics)
