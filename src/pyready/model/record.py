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
    knowledge: str


class Verdict(msgspec.Struct, frozen=True):
    """The answer. `state` is `open`, `open-with-fixes`, `partly`, `unsure` or `closed`; `route` may be empty."""

    state: str
    route: str
    meanwhile: str
    says: str
    next: str
    brief: str = ""
    """`says` without the words in front that a heading has said already; empty where it has none."""
    address: str = ""
    """The address that `next` says to open in the browser, where it is about one."""
    reaches: str = ""
    """The largest aim for which the named route, or else the first with one, is open; empty for none."""


class Need(msgspec.Struct, frozen=True):
    """One check that a route needs, and how it came out."""

    check: str
    outcome: Result


class FoundRecord(msgspec.Struct, frozen=True):
    """A Python that is here, whether the answer uses it, and if not, why: part of a sentence."""

    what: str
    where: str
    used: bool = False
    why_not: str = ""


class StoppedBy(msgspec.Struct, frozen=True):
    """What a route stops at, or what is to be settled first: the number of the step, 0 for the route as a whole."""

    step: int
    check: str


class RouteRecord(msgspec.Struct, frozen=True):
    """One route as it stands on this machine. `steps` hold the fixes that are yours to do, before what needs them.

    Where it is closed for what was asked for and open for less (`reaches`), they are the steps to that.
    """

    id: str
    title: str
    kind: RouteKind
    state: RouteState
    needs: tuple[Need, ...] = ()
    steps: tuple[Step, ...] = ()
    guide: str = ""
    about: str = ""
    why: str = ""
    """One sentence: why it is in this state."""
    spoken: str = ""
    """What it is called inside a sentence; empty: as its title."""
    reaches: str = ""
    """The largest aim for which it is open: `scripts`, `vscode` or `notebooks`; empty for none."""
    stopped_by: StoppedBy | None = None


class CheckRecord(msgspec.Struct, frozen=True):
    """One check and its answer."""

    id: str
    asks: str
    outcome: Result
    weight: Weight
    says: str
    sure: Sure = "certain"
    because: tuple[Evidence, ...] = ()
    fix: Fix | None = None
    settles: str = ""
    guide: str = ""


class ServerUse(msgspec.Struct, frozen=True):
    """What a server is wanted for, how often, and what comes from it at most."""

    endpoint: str
    purpose: str
    when: str
    largest: str


class RequestRecord(msgspec.Struct, frozen=True):
    """One request to IT, complete enough to be granted in one reading. `hosts` are endpoint ids."""

    id: str
    queue: str
    cost: str
    says: str
    why: str
    change: str
    hosts: tuple[str, ...] = ()
    scope: str = ""
    patched_by: str = ""
    residual_risk: str = ""
    rollback: str = ""
    test: str = ""
    opens: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    title: str = ""
    """At most 80 characters, for the subject of a ticket."""
    not_asked: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    """What would do instead, each with what it opens."""
    servers: tuple[ServerUse, ...] = ()
    first: bool = False
    """It belongs to the smallest set of requests that opens a way: to be sent first."""


class Record(msgspec.Struct, frozen=True):
    """The whole report."""

    format: str
    tool: Tool
    taken: dt.datetime
    duration_s: float
    private: bool
    verdict: Verdict
    routes: tuple[RouteRecord, ...]
    checks: tuple[CheckRecord, ...]
    requests: tuple[RequestRecord, ...]
    facts: dict[str, msgspec.Raw]
    did: Did = Did()
    timings: dict[str, float] = {}
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
