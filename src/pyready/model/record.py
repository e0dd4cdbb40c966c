"""The record `pyready-report/1`: what every renderer reads and what the JSON file holds (design, section 5)."""

import datetime as dt

import msgspec

from pyready.model.activity import Did
from pyready.model.outcome import Evidence, Fix, Result, Step, Sure, Weight
from pyready.model.route import Aim, RouteKind, RouteState

FORMAT = "pyready-report/1"


class Tool(msgspec.Struct, frozen=True):
    """The version of pyready and the date of its knowledge."""

    version: str
    """The version of pyready."""
    knowledge: str
    """The day of the oldest table of its knowledge, such as `2026-11-29`."""


class Verdict(msgspec.Struct, frozen=True):
    """The answer. `state` is `open`, `open-with-fixes`, `partly`, `unsure` or `closed`; `route` may be empty."""

    state: str
    """The answer in one word."""
    route: str
    """The id of the route it names; empty where it names none."""
    meanwhile: str
    """The id of a route that works elsewhere until then, such as a notebook in the browser; empty for none."""
    says: str
    """The answer in words."""
    next: str
    """The next step in words."""
    brief: str = ""
    """`says` without the words in front that a heading has said already; empty where it has none."""
    address: str = ""
    """The address that `next` says to open in the browser, where it is about one."""
    reaches: str = ""
    """The largest aim for which the named route, or else the first with one, is open; empty for none."""


class Need(msgspec.Struct, frozen=True):
    """One check that a route needs, and how it came out."""

    check: str
    """The id of the check."""
    outcome: Result
    """Its outcome."""


class FoundRecord(msgspec.Struct, frozen=True):
    """A Python that is here, whether the answer uses it, and if not, why: part of a sentence."""

    what: str
    """What it is called: `Anaconda, Python 3.8.5`."""
    where: str
    """Its path."""
    used: bool = False
    """The answer uses it."""
    why_not: str = ""
    """The reason; empty where it is used."""


class StoppedBy(msgspec.Struct, frozen=True):
    """What a route stops at, or what is to be settled first: the number of the step, 0 for the route as a whole."""

    step: int
    """The number of the step, from 1."""
    check: str
    """The id of the check that stops it."""


class RouteRecord(msgspec.Struct, frozen=True):
    """One route as it stands on this machine. `steps` hold the fixes that are yours to do, before what needs them.

    Where it is closed for what was asked for and open for less (`reaches`), they are the steps to that.
    """

    id: str
    """Its id, in kebab-case."""
    title: str
    """What it is called."""
    kind: RouteKind
    """Whether Python is on this computer (`local`), somewhere else, or to be asked for."""
    state: RouteState
    """Whether it works for what was asked for."""
    needs: tuple[Need, ...] = ()
    """The checks that it needs, with their outcomes."""
    steps: tuple[Step, ...] = ()
    """The steps of its best plan, in order."""
    guide: str = ""
    """The id of its guide."""
    about: str = ""
    """One sentence for somebody who compares routes."""
    why: str = ""
    """One sentence: why it is in this state."""
    spoken: str = ""
    """What it is called inside a sentence; empty: as its title."""
    reaches: str = ""
    """The largest aim for which it is open: `scripts`, `vscode` or `notebooks`; empty for none."""
    stopped_by: StoppedBy | None = None
    """What it stops at; None where it does not stop."""


class CheckRecord(msgspec.Struct, frozen=True):
    """One check and its answer."""

    id: str
    """Its id, in kebab-case."""
    asks: str
    """Its question."""
    outcome: Result
    """Its answer in one word."""
    weight: Weight
    """What a problem does to a route: `blocker` closes it, `limit` is shown with it, `note` is worth knowing."""
    says: str
    """Its answer in words."""
    sure: Sure = "certain"
    """Whether the answer is certain."""
    because: tuple[Evidence, ...] = ()
    """The evidence."""
    fix: Fix | None = None
    """What lifts the problem, and who can; None where there is no problem."""
    settles: str = ""
    """What would settle an answer that is not known; else empty."""
    guide: str = ""
    """The id of the guide that explains it, with the section that answers it: `folders#room`; empty for none."""


class ServerUse(msgspec.Struct, frozen=True):
    """What a server is wanted for, how often, and what comes from it at most."""

    endpoint: str
    """The server, by its id."""
    purpose: str
    """What for."""
    when: str
    """How often."""
    largest: str
    """The largest thing that comes from it."""


class RequestRecord(msgspec.Struct, frozen=True):
    """One request to IT, complete enough to be granted in one reading. `hosts` are endpoint ids."""

    id: str
    """Its id, in kebab-case."""
    queue: str
    """The team that it goes to."""
    cost: str
    """How much work it is: `small`, `medium` or `large`."""
    says: str
    """The request in one or two sentences."""
    why: str
    """The reason."""
    change: str
    """What exactly to change."""
    hosts: tuple[str, ...] = ()
    """The servers that it is about, by their ids."""
    scope: str = ""
    """For whom, and until when."""
    patched_by: str = ""
    """Who keeps it up to date, and how."""
    residual_risk: str = ""
    """The risk that is left."""
    rollback: str = ""
    """How to undo it."""
    test: str = ""
    """How to see that it worked."""
    opens: tuple[str, ...] = ()
    """The ids of the routes that it opens by itself."""
    evidence: tuple[Evidence, ...] = ()
    """What was seen on this computer."""
    title: str = ""
    """At most 80 characters, for the subject of a ticket."""
    not_asked: tuple[str, ...] = ()
    """What is not requested."""
    alternatives: tuple[str, ...] = ()
    """What would do instead, each with what it opens."""
    servers: tuple[ServerUse, ...] = ()
    """What each server is for."""
    first: bool = False
    """It belongs to the smallest set of requests that opens a way: to be sent first."""


class Record(msgspec.Struct, frozen=True):
    """The whole report."""

    format: str
    """The name and number of the format."""
    tool: Tool
    """What made the report."""
    taken: dt.datetime
    """When the computer was looked at, in UTC."""
    duration_s: float
    """How long it took, in seconds."""
    private: bool
    """True when real names are in it; false when it is safe to share."""
    verdict: Verdict
    """The answer."""
    routes: tuple[RouteRecord, ...]
    """Every route, best first."""
    checks: tuple[CheckRecord, ...]
    """Every check that was asked."""
    requests: tuple[RequestRecord, ...]
    """The requests to IT that would help, best first."""
    facts: dict[str, msgspec.Raw]
    """What was found, by id."""
    did: Did = Did()
    """What pyready itself did."""
    timings: dict[str, float] = {}
    """Seconds that each probe took, by its id."""
    found: tuple[FoundRecord, ...] = ()
    """The Pythons that are here, but for those inside other programs and projects."""
    notices: tuple[str, ...] = ()
    """What the reader must know before the verdict: an old copy, a site profile in use, run as SYSTEM."""
    aim: Aim = "notebooks"
    """What the answer is for (`--for`): `scripts`, `vscode` or `notebooks`."""
    left_out: tuple[str, ...] = ()
    """Fields whose values were taken out to be safe, when the report was looked through before it was written."""
    replaced: dict[str, int] = {}
    """How many different names of each kind were replaced (`user`, `computer`, `servers`, ...); empty if private."""
    free_text: tuple[str, ...] = ()
    """Free text of this computer that stays in; empty if private."""
