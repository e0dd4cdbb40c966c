"""The requests to IT, each complete enough to be granted in one reading."""

from pyready.model.outcome import Evidence
from pyready.model.record import RequestRecord
from pyready.report.layout import cut, on_one_line, spaced
from pyready.report.text.view import View
from pyready.report.words import QUEUES, REQUESTS

_LONGEST_VALUE = 300
_BEFORE = "Add your name, the asset tag of this computer, your manager and what kind of data you work with."
_TEXT = "The text to send: pyready check --format ticket"


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
        return [*view.sheet.heading(REQUESTS), *named_only, *view.sheet.prose(_TEXT)]
    top = [*view.sheet.heading(REQUESTS), *view.sheet.prose(_BEFORE)]
    return spaced([top, *[_request(view, n, request) for n, request in shown]])


def _in_short(view: View, number: int, request: RequestRecord) -> list[str]:
    team = QUEUES.get(request.queue, request.queue)
    return view.sheet.prose(f"{request.title or request.says} (for the {team} team)", lead=f"{number}. ")


def _request(view: View, number: int, request: RequestRecord) -> list[str]:
    top = view.sheet.prose(request.says, lead=f"Request {number}: ", tone="bold", lead_tone="bold")
    fields = fields_of(request) | {
        "Servers": "\n".join(server(view, request, endpoint) for endpoint in request.hosts),
        "What it opens": "\n".join(view.title(route) for route in request.opens),
        "Evidence": "\n".join(_evidence(item) for item in request.evidence),
    }
    return spaced([top, [line for label, text in fields.items() for line in view.sheet.field(label, text, 4)]])


def fields_of(request: RequestRecord) -> dict[str, str]:
    """The fields of a request that are one text each, by the word for them; servers, routes and evidence are lists."""
    return {
        "Title": request.title,
        "Queue": QUEUES.get(request.queue, request.queue),
        "Size": request.cost,
        "Please change": request.change,
        "Servers": "",
        "Why": request.why,
        "What it opens": "",
        "For whom": request.scope,
        "Kept patched": request.patched_by,
        "Risk left": request.residual_risk,
        "Not asked": "; ".join(request.not_asked),
        "If not this": "\n".join(request.alternatives),
        "To undo it": request.rollback,
        "To test it": request.test,
    }


def server(view: View, request: RequestRecord, endpoint: str) -> str:
    """The host, and what it is wanted for."""
    use = next((each for each in request.servers if each.endpoint == endpoint), None)
    return view.host(endpoint) + (f" ({use.purpose}; {use.when}; {use.largest})" if use else "")


def _evidence(item: Evidence) -> str:
    where = f" ({item.source})" if item.source else ""
    return on_one_line(f"{item.what}: {cut(item.value, _LONGEST_VALUE)}{where}", 2 * _LONGEST_VALUE)
