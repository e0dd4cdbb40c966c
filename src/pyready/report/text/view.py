"""What every section of the text report is given: the record, the wishes, the paper, and look-ups by id."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import msgspec

from pyready.model.actions import check_of, use
from pyready.model.outcome import Step
from pyready.model.own_lines import Own, runs_program
from pyready.model.record import CheckRecord, Record, RequestRecord, RouteRecord
from pyready.report.launched import own_in
from pyready.report.layout import Sheet, Tone
from pyready.report.words import HOW_TO_RUN, STEPS

# shown for a Python that the steps do not use
_NOT_USED = "{what} is here, but not used{mark} {why_not}."
# shown as the answer
_YES, _NOT_SURE, _NOT_WITHOUT_IT, _NOT_HERE = "Yes", "Not sure yet", "Not without IT", "Not on this computer"
_AFTER_ONE, _AFTER = "Yes, after one change you can make", "Yes, after {number} changes you can make"
_NOT_KNOWN = "Not known"
_PARTLY = "Partly: Python works, {rest} blocked"
# shown in the last of these: what is not open of each aim where a smaller one is
_RESTS = {"notebooks": "data packages are", "vscode": "Visual Studio Code is"}
_THE_REST = "the rest is"
# shown over the steps of an option that does less, or is not sure yet
_WORKS_TODAY, _ONCE_SETTLED = "What works today", "Steps, once that is settled"

OPEN = ("open", "open-with-fixes")
_OF_VSCODE = {check_of(use(each)) for each in ("vscode", "vscode-python")}


class TextOptions(msgspec.Struct, frozen=True):
    """What the reader wants. `hosts` gives the host of an endpoint id; `replayed`: the facts are another computer's."""

    width: int = 80
    screen: int = 0
    """Lines of the terminal that it is printed on; 0 for none: a file or a pipe."""
    colour: bool = False
    details: bool = False
    route: str = ""
    replayed: bool = False
    hosts: Mapping[str, str] = msgspec.field(default_factory=dict)
    python: str = ""
    """The version of Python that guides name; empty for the one of the table."""
    own: Own = Own()
    """How the reader of a saved report runs pyready."""


class Standing(NamedTuple):
    """Routes that stand alike, and the number of the step that stops them; 0 for none."""

    routes: tuple[RouteRecord, ...]
    state: str
    step: int

    @property
    def why(self) -> str:
        """The reason that they share."""
        return self.routes[0].why


def _step_of(route: RouteRecord) -> int:
    return route.stopped_by.step if route.stopped_by and route.state in {"closed", "unsure"} else 0


class View(msgspec.Struct, frozen=True, dict=True):
    """The record and how it is to be shown."""

    record: Record
    options: TextOptions

    @cached_property
    def sheet(self) -> Sheet:
        """The paper; narrower than 40 or wider than 120 columns is not readable."""
        return Sheet(max(40, min(120, self.options.width)), self.options.colour)

    @cached_property
    def own(self) -> Own:
        """How whoever reads this runs pyready: as on the computer of the report, unless that is another."""
        if self.options.replayed:
            return self.options.own
        typed = self.recommended.steps if self.recommended else ()
        own = own_in(self.record)
        return own._replace(usual="powershell") if any(each.shell == "powershell" for each in typed) else own

    def spelled(self, text: str) -> str:
        """Our own words, with lines that run pyready as they are run there."""
        return self.own.spelled(text)

    def run(self, words: str) -> str:
        """The line that runs pyready with these words."""
        return self.own.line(words)

    @property
    def how_to_run(self) -> str:
        """Where the lines are run that start with pyready.exe; empty where there are none."""
        return HOW_TO_RUN if runs_program(self.run("check")) else ""

    @cached_property
    def routes(self) -> dict[str, RouteRecord]:
        """Routes by id."""
        return {route.id: route for route in self.record.routes}

    @cached_property
    def checks(self) -> dict[str, CheckRecord]:
        """Checks by id."""
        return {check.id: check for check in self.record.checks}

    @cached_property
    def listed(self) -> list[RouteRecord]:
        """The routes of this kind of computer. Asking IT is not one of them: it has its own section."""
        return [r for r in self.record.routes if r.kind != "ask" and r.state != "not-here"]

    @property
    def standing(self) -> list[Standing]:
        """How the routes stand, best first; those with the same reason stand together."""
        groups: dict[object, list[RouteRecord]] = {}
        for route in self.listed:
            key = (route.kind == "local", route.state, route.why, _step_of(route))
            groups.setdefault(route.id if route.state in OPEN else key, []).append(route)
        return [Standing(tuple(routes), routes[0].state, _step_of(routes[0])) for routes in groups.values()]

    @cached_property
    def requests(self) -> dict[str, tuple[int, RequestRecord]]:
        """Requests by id, with the number they are printed under."""
        return {request.id: (n, request) for n, request in enumerate(self.record.requests, 1)}

    @property
    def wanted(self) -> RouteRecord | None:
        """The route that the person asked to see in full."""
        return self.routes.get(self.options.route)

    @property
    def recommended(self) -> RouteRecord | None:
        """The route that the verdict names."""
        return self.routes.get(self.record.verdict.route)

    @property
    def meanwhile(self) -> RouteRecord | None:
        """The route to use until the recommended one is open."""
        return self.routes.get(self.record.verdict.meanwhile)

    def title(self, route: str) -> str:
        """The title of a route; its id where the record does not hold it."""
        return self.routes[route].title if route in self.routes else route

    def host(self, endpoint: str) -> str:
        """The host of an endpoint; its id where no host is known."""
        return self.options.hosts.get(endpoint, endpoint)

    def needed(self, route: RouteRecord) -> list[CheckRecord]:
        """The checks that a route needs and the record holds."""
        return [self.checks[need.check] for need in route.needs if need.check in self.checks]

    def limits(self, route: RouteRecord) -> list[CheckRecord]:
        """Problems that do not close a route but belong beside its steps."""
        return [c for c in self.needed(route) if c.outcome == "problem" and c.weight != "blocker"]

    @cached_property
    def idle(self) -> set[str]:
        """Checks that only routes of another kind of computer, or another aim, need: they decide nothing here."""
        absent = {need.check for route in self.record.routes if route.state == "not-here" for need in route.needs}
        absent |= _OF_VSCODE
        return absent - {need.check for route in self.listed for need in route.needs}

    @property
    def label(self) -> tuple[str, Tone]:
        """The answer in a few words, and its tone."""
        labels: dict[str, tuple[str, Tone]] = {
            "open": (_YES, "good"),
            "open-with-fixes": (self._after_changes(), "good"),
            "partly": (_PARTLY.format(rest=_RESTS.get(self.record.aim, _THE_REST)), "warn"),
            "unsure": (_NOT_SURE, "warn"),
            "closed": (self._closed(), "bad"),
        }
        state = self.record.verdict.state
        return labels.get(state, (state or _NOT_KNOWN, "warn"))

    @property
    def says(self) -> str:
        """The sentence below the label, which it does not repeat."""
        verdict = self.record.verdict
        asked_of_it = verdict.state == "closed" and self.record.requests  # then the label says something else
        return verdict.says if asked_of_it else verdict.brief or verdict.says

    @property
    def passed_over(self) -> str:
        """What is here and not used, where the steps use no Python that is here; else empty."""
        found = self.record.found
        if not found or any(each.used for each in found) or self.is_shared:
            return ""
        reason = found[0].why_not.rstrip(".")
        if reason in self.says:
            return ""
        return _NOT_USED.format(what=found[0].what, mark="." if reason[:1].isupper() else ":", why_not=reason)

    @property
    def next_step(self) -> Step:
        """The one thing to do now: the first of the steps where it is that, with its command and what one sees."""
        says, route = self.record.verdict.next, self.recommended
        if route is not None and self.wanted in (None, route) and route.steps and route.steps[0].says == says:
            return route.steps[0]
        return Step(says, self.next_address, "browser" if self.next_address else "none", "")

    @property
    def next_request(self) -> tuple[int, RequestRecord] | None:
        """The request to IT that is the next step, with its number: the one that it names, else the first to send."""
        if self.record.verdict.state in OPEN or self.wanted is not None:
            return None
        said = self.record.verdict.next
        named = [each for each in self.requests.values() if each[1].says in said or f": {each[1].title}." in said]
        first = [each for each in self.requests.values() if each[1].first]
        return next(iter(named or first), None)

    @property
    def next_address(self) -> str:
        """The address that the next step is about, where it is one to open in the browser; else empty."""
        return self.record.verdict.address if self.wanted in (None, self.recommended) else ""

    @property
    def steps_title(self) -> str:
        """What the steps of the recommended route are."""
        state = self.record.verdict.state
        return STEPS if state in OPEN else _WORKS_TODAY if state == "partly" else _ONCE_SETTLED

    def _closed(self) -> str:
        return _NOT_HERE if self.is_shared and not self.record.requests else _NOT_WITHOUT_IT

    def _after_changes(self) -> str:
        """As the verdict says it, such as what to free; counted here where it has no short answer of its own."""
        verdict = self.record.verdict
        if verdict.brief and verdict.says.endswith(f": {verdict.brief}"):
            return verdict.says.removesuffix(f": {verdict.brief}")
        needed = self.needed(self.recommended) if self.recommended else []
        yours = [check for check in needed if check.outcome == "problem" and check.weight == "blocker"]
        return _AFTER_ONE if len(yours) == 1 else _AFTER.format(number=len(yours))

    @property
    def is_shared(self) -> bool:
        """Others use this computer too: nothing is to be installed or left on it."""
        return any(check.id == "own-computer" and check.outcome == "problem" for check in self.record.checks)

    @property
    def has_open_route(self) -> bool:
        """The verdict names a route that can be used on this computer."""
        return self.record.verdict.state in OPEN

    @property
    def with_steps(self) -> list[RouteRecord]:
        """Of `in_full`, those whose steps the text shows: while a question is open, one for meanwhile is enough."""
        waits = self.record.verdict.state == "unsure" and self.wanted is None and not self.options.details
        return [route for route in self.in_full if not (waits and route is self.recommended)]

    @cached_property
    def in_full(self) -> list[RouteRecord]:
        """The routes whose steps are printed: the one asked for, else the recommended one and the one for meanwhile."""
        if self.wanted is not None:
            return [self.wanted]
        useful = self.record.verdict.state in (*OPEN, "partly", "unsure")
        return [r for r in (self.recommended if useful else None, self.meanwhile) if r is not None]
