"""One ticket: what is wanted, who asks, exactly what changes, then all else that decides, evidence last."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pyready.model.outcome import Evidence
from pyready.model.record import RequestRecord, ServerUse
from pyready.report.connection import taken_on
from pyready.report.text.view import View
from pyready.report.ticket.markdown import code, items, prose
from pyready.report.words import BASES, QUEUES

MOST_EVIDENCE = 5
_LONGEST_TITLE = 80
BLANK = "________"
RULE = "-" * 70
COPY = "Copy what follows, up to the next line of dashes."


class Ticket(NamedTuple):
    """The requests for one queue."""

    queue: str
    parts: tuple[RequestRecord, ...]


def tickets_of(requests: Sequence[RequestRecord]) -> list[Ticket]:
    """One for each queue, in the order in which the queues first come: IT sends a ticket for two teams back."""
    queues = dict.fromkeys(request.queue for request in requests)
    return [Ticket(queue, tuple(each for each in requests if each.queue == queue)) for queue in queues]


def ticket(view: View, asked: Ticket) -> list[str]:
    """The blocks of one ticket, complete without those beside it."""
    several = len(asked.parts) > 1
    blocks = [f"# {title(asked)}", _head(asked), "## What is wanted", *_wanted(view, asked.parts), *WHO]
    for number, request in enumerate(asked.parts, 1):
        if several:
            blocks.append(f"## Part {number} of {len(asked.parts)}: {prose(_title(request))}")
        blocks += [text for name, body in _sections(view, request) for text in (f"{'#' * (2 + several)} {name}", body)]
    found = dict.fromkeys(item for request in asked.parts for item in request.evidence)
    place = taken_on(view.record) if any(request.hosts for request in asked.parts) else ""
    return [*blocks, "## Evidence", *evidence(view, list(found)), *([prose(place)] if place else [])]


def title(asked: Ticket) -> str:
    """At most 80 characters."""
    if len(asked.parts) == 1:
        return prose(_title(asked.parts[0]))
    return prose(f"Python without administrator rights: {len(asked.parts)} changes, {_team(asked.queue)}")


def _title(request: RequestRecord) -> str:
    """A report may have been made before requests had titles."""
    text = " ".join((request.title or request.says).split())
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 4] + " ..."


def _team(queue: str) -> str:
    return QUEUES.get(queue, queue)[:30]


def _head(asked: Ticket) -> str:
    sizes = ", ".join(request.cost for request in asked.parts)
    return items([f"Team: {prose(_team(asked.queue))}", f"Size: {prose(sizes)}", f"Ticket reference: {BLANK}"])


def _wanted(view: View, parts: Sequence[RequestRecord]) -> list[str]:
    """In a sentence or two; a ticket of several parts numbers them."""
    texts = [f"{prose(one.says)} {prose(one.why)} {_opens(view, one)}" for one in parts]
    return texts if len(texts) == 1 else [f"Part {number}: {text}" for number, text in enumerate(texts, 1)]


def _opens(view: View, request: RequestRecord) -> str:
    if request.opens:
        return prose(f"Ways to Python that it opens: {'; '.join(view.title(route) for route in request.opens)}.")
    with_it = [each for each in view.record.requests if each.first and request.first and each.id != request.id]
    if with_it:
        names = " and ".join(f'"{_title(each)}" ({_team(each.queue)})' for each in with_it)
        return prose(f"It opens a way to Python together with another request: {names}.")
    return "By itself it opens no way to Python."


WHO = (
    "## Who asks, and for what data",
    items(
        [
            f"Name: {BLANK}",
            f"Asset tag: {BLANK}",
            f"Manager: {BLANK}",
            f"Information asset owner: {BLANK}",
            f"Cost centre: {BLANK}",
            f"Purpose: {BLANK}",
            "[ ] Data: none, or synthetic",
            "[ ] Data: pseudonymised",
            "[ ] Data: identifiable",
            f"Where the data will live: {BLANK}",
        ]
    ),
)


def _sections(view: View, request: RequestRecord) -> Iterator[tuple[str, str]]:
    """What decides, in the order in which it is read."""
    lead, *lines = request.change.split("\n")
    yield "Exactly what changes", prose(lead) + ("\n\n" + items([prose(line) for line in lines]) if lines else "")
    if request.hosts:
        yield "Servers", items([_server(view, request, endpoint) for endpoint in request.hosts])
    yield "Scope and time", f"{prose(request.scope)}\n\n" + items([f"Review date: {BLANK}", f"Ends when: {BLANK}"])
    yield from ((name, prose(text)) for name, text in _sentences(request) if text)
    yield "If not this", items([prose(text) for text in request.alternatives] or ["No smaller change was found."])


def _sentences(request: RequestRecord) -> tuple[tuple[str, str], ...]:
    not_asked = "; ".join(request.not_asked)
    return (
        ("Patching", request.patched_by),
        ("Risk that is left", request.residual_risk),
        ("Not asked for", f"{not_asked[:1].upper()}{not_asked[1:]}." if not_asked else ""),
        ("Rollback", request.rollback),
        ("Acceptance test", request.test),
    )


def _server(view: View, request: RequestRecord, endpoint: str) -> str:
    use = next((each for each in request.servers if each.endpoint == endpoint), ServerUse(endpoint, "", "", ""))
    known = prose("; ".join(text for text in (use.purpose, use.when, use.largest) if text))
    return f"{code(view.host(endpoint))}, port 443" + (f": {known}." if use.purpose else "")


def evidence(view: View, found: Sequence[Evidence]) -> list[str]:
    """At most five lines, each with its source, how it is known, and when; then who looked."""
    tool = view.record.tool
    names = "" if view.record.private else ", and takes the names of people and servers out"
    by = f"By pyready {tool.version}, which reads settings and changes nothing{names}."
    shown = items([_line(view, item) for item in found[:MOST_EVIDENCE]]) if found else "None was recorded."
    return [shown, prose(by)]


def _line(view: View, item: Evidence) -> str:
    source = f", source {code(item.source)}" if item.source else ""
    how = f"{BASES.get(item.basis, item.basis)} on {view.record.taken:%Y-%m-%d %H:%M} UTC"
    return f"{prose(item.what)}: {code(item.value)}{source}, {how}"
