"""What a request says beside its text: the evidence that its team asks for first, and what would do instead. Pure."""

from collections.abc import Mapping, Sequence

from pyready.model.judged import Judged
from pyready.model.outcome import Evidence
from pyready.model.record import RequestRecord, RouteRecord

# shown as what would do instead: another request that opens an option by itself
_INSTEAD = 'Grant another request, "{title}". It opens: {opens}.'
# shown as what would do instead, where a notebook in the browser works
_BROWSER = (
    "A notebook in the browser works now, for learning and made-up data only. It changes nothing on this computer."
)
# shown as what would do instead, where Python on a server is not closed
_HOSTED = (
    "A Python on a server, or in Excel, that the organisation approves for this data, changes nothing on this computer."
)

_OPEN = ("open", "open-with-fixes")
_ELSEWHERE = {"browser-notebook": (_OPEN, _BROWSER), "hosted": ((*_OPEN, "unsure"), _HOSTED)}
"""In which states a way elsewhere is worth naming, and as what."""


def alternatives(
    request: RequestRecord, requests: Sequence[RequestRecord], routes: Sequence[RouteRecord]
) -> tuple[str, ...]:
    """The smallest other request that opens a way by itself, then what needs no change on this computer."""
    titles = {route.id: route.title for route in routes}
    other = next((each for each in requests if each.opens and each.id != request.id), None)
    opens = "; ".join(titles[name] for name in other.opens) if other else ""
    instead = (_INSTEAD.format(title=other.title, opens=opens),) if other else ()
    states = {route.id: route.state for route in routes if route.kind == "elsewhere"}
    return (*instead, *(says for name, (good, says) in _ELSEWHERE.items() if states.get(name) in good))


def found_for(
    queue: str, problems: Sequence[Judged], routes: Sequence[RouteRecord], judged: Mapping[str, Judged]
) -> tuple[Evidence, ...]:
    """The evidence of the problems, with what a team of this queue asks for first; what was reached comes last."""
    found = [item for problem in problems for item in _because(problem)]
    if queue == "packaging":
        found += _against_own_folders(routes, judged)
    if queue == "pki" and "tls-inspected" in judged:  # the name of the root certificate is in it
        found = [*judged["tls-inspected"].check.because[:1], *found]
    return tuple(sorted(dict.fromkeys(found), key=lambda item: item.value == "reached"))


def _because(problem: Judged) -> tuple[Evidence, ...]:
    """Its evidence; of what was looked for and not found there is none but the answer itself."""
    check = problem.check
    return check.because or (Evidence(check.asks.rstrip("?"), check.says, f"check {check.id}"),)


def _against_own_folders(routes: Sequence[RouteRecord], judged: Mapping[str, Judged]) -> list[Evidence]:
    """The policies for which the person cannot install Python alone."""
    closed = [route for route in routes if route.kind == "local" and route.state == "closed"]
    stops = dict.fromkeys(need.check for route in closed for need in route.needs if judged[need.check].stops)
    return [item for name in stops for item in judged[name].check.because if item.basis == "policy"]
