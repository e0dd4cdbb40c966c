"""The requests to IT, each complete enough to be granted in one reading."""

from pyready.model.outcome import Evidence
from pyready.model.record import RequestRecord
from pyready.report.layout import cut, on_one_line, spaced
from pyready.report.text.view import View
from pyready.report.words import QUEUES, REQUESTS

# shown before the requests: what to add, and how to have them as a text
_BEFORE = "Add your name, the asset tag of this computer, your manager and what kind of data you work with."
_TEXT = "The text to send: pyready check --format ticket"
# shown for each request: in one line, or over its fields
_IN_ONE_LINE = "{title} (for the {team} team)"
_NUMBER = "Request {number}: "
# shown for a server: what it is wanted for, when, and how much comes
_SERVER = "{host} ({purpose}; {when}; {largest})"
# shown as the names of the fields
_TITLE, _QUEUE, _SIZE, _CHANGE, _SERVERS, _WHY = "Title", "Team", "Size", "Change", "Servers", "Why"
_OPENS, _WHOM, _UPKEEP, _RISK, _NOT_ASKED = "What it opens", "For whom", "Upkeep", "Risk", "Not requested"
_REFUSED, _UNDO, _TEST, _EVIDENCE = "If you refuse", "Undo", "Test", "Evidence"

_LONGEST_VALUE = 300


def requests(view: View) -> list[str]:
    """One block for each request; with one route asked for, only those that its problems name."""
    named = None
    if view.wanted is not None:
        named = {check.fix.request for check in view.needed(view.wanted) if check.fix is not None}
    shown = [(n, r) for n, r in view.requests.values() if named is None or r.id in named]
    if not shown:
        return []
    if not (view.options.details or view.wanted):
        named_only = [line for n, request in shown for line in _in_short(view, n, request)]
        return [
            *view.sheet.heading(REQUESTS),
            *named_only,
            *view.sheet.prose(view.spelled(_TEXT)),
        ]
    top = [*view.sheet.heading(REQUESTS), *view.sheet.prose(_BEFORE)]
    return spaced([top, *[_request(view, n, request) for n, request in shown]])


def _in_short(view: View, number: int, request: RequestRecord) -> list[str]:
    team = QUEUES.get(request.queue, request.queue)
    return view.sheet.prose(_IN_ONE_LINE.format(title=request.title or request.says, team=team), lead=f"{number}. ")


def _request(view: View, number: int, request: RequestRecord) -> list[str]:
    top = view.sheet.prose(request.says, lead=_NUMBER.format(number=number), tone="bold", lead_tone="bold")
    fields = fields_of(request) | {
        _SERVERS: "\n".join(server(view, request, endpoint) for endpoint in request.hosts),
        _OPENS: "\n".join(view.title(route) for route in request.opens),
        _EVIDENCE: "\n".join(_evidence(item) for item in request.evidence),
    }
    return spaced([top, [line for label, text in fields.items() for line in view.sheet.field(label, text, 4)]])


def fields_of(request: RequestRecord) -> dict[str, str]:
    """The fields of a request that are one text each, by the word for them; servers, routes and evidence are lists."""
    return {
        _TITLE: request.title,
        _QUEUE: QUEUES.get(request.queue, request.queue),
        _SIZE: request.cost,
        _CHANGE: request.change,
        _SERVERS: "",
        _WHY: request.why,
        _OPENS: "",
        _WHOM: request.scope,
        _UPKEEP: request.patched_by,
        _RISK: request.residual_risk,
        _NOT_ASKED: "; ".join(request.not_asked),
        _REFUSED: "\n".join(request.alternatives),
        _UNDO: request.rollback,
        _TEST: request.test,
    }


def server(view: View, request: RequestRecord, endpoint: str) -> str:
    """The host, and what it is wanted for."""
    use = next((each for each in request.servers if each.endpoint == endpoint), None)
    host = view.host(endpoint)
    return _SERVER.format(host=host, purpose=use.purpose, when=use.when, largest=use.largest) if use else host


def _evidence(item: Evidence) -> str:
    where = f" ({item.source})" if item.source else ""
    return on_one_line(f"{item.what}: {cut(item.value, _LONGEST_VALUE)}{where}", 2 * _LONGEST_VALUE)
