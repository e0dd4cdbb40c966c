"""One ticket, for one request: what is wanted, exactly what changes, all else that decides, evidence last."""

from collections.abc import Iterator, Sequence

from pyready.model.outcome import Evidence
from pyready.model.record import RequestRecord, ServerUse
from pyready.report.connection import taken_on
from pyready.report.text.view import View
from pyready.report.ticket.markdown import code, items, prose
from pyready.report.words import BASES, QUEUES

MOST_EVIDENCE = 5
_LONGEST_TITLE = 80
RULE = "-" * 70

# shown as a blank, which a person fills in
BLANK = "____"
# shown before each ticket
COPY = "Copy what follows, up to the next line of dashes."
# shown at the head of each ticket
_TEAM = "Team: {team}"
# shown as the blanks of each team, at the head of its tickets
_PERSON = f"Name: {BLANK} Asset tag: {BLANK} Manager: {BLANK}"
_DEVICE = f"Name: {BLANK} Asset tag: {BLANK}"
_DESKTOP = f"Name: {BLANK} Virtual desktop: {BLANK} Manager: {BLANK}"
_DATA = "Data: [ ] none or made-up [ ] pseudonymised [ ] identifiable"
_BLANKS = {
    "pki": (_DEVICE,),
    "service-desk": (_DEVICE,),
    "vdi-image": (_DESKTOP, _DATA),
}
_USUAL_BLANKS = (_PERSON, _DATA)
# shown after what is wanted, where the request opens an option only together with others
_TOGETHER = "This works only together with another request: {names}."
_ANOTHER = '"{title}" ({team})'
# shown after what is wanted, where it opens none
_OPENS_NONE = "This request alone might not be enough."
# shown as headings of a ticket
CHANGE, RISK, EVIDENCE = "Change", "Risk and upkeep", "Evidence"
# shown as items of a ticket: the label, and what the request says
_SCOPE, _UNDO, _TEST = "For whom: {text}", "Undo: {text}", "Test: {text}"
_UPKEEP, _RISK, _NOT_ASKED = "Upkeep: {text}", "Risk: {text}", "Not requested: {text}."
# shown last under risk: what would do instead, and a question
_REFUSED = "If you refuse: {text}"
_QUESTION = "Which approved place for Python can I use?"
# shown for each server
_SERVER = "{host}, port 443"
# shown where no evidence was recorded
_NO_EVIDENCE = "None was recorded."
# shown last: who looked and when
_CHECKED = "Checked on {when} UTC by pyready {version}. It reads settings and changes nothing."
# shown after that, unless the report is private
_NAMES = "Names of people and servers are left out."


def ticket(view: View, asked: RequestRecord) -> list[str]:
    """The blocks of one ticket, complete without those beside it."""
    place = taken_on(view.record) if asked.hosts else ""
    return [
        f"# {title(asked)}",
        items(list(head(asked.queue))),
        prose(" ".join(filter(None, (asked.says, asked.why, _opens(view, asked))))),
        section(CHANGE, list(_change(view, asked))),
        section(RISK, list(_risk(asked))),
        section(EVIDENCE, list(evidence(view, asked.evidence, place))),
    ]


def section(heading: str, texts: list[str]) -> str:
    """A heading with its list, without a blank line between: in a ticket each line counts."""
    return f"## {heading}\n{items(texts)}"


def title(request: RequestRecord) -> str:
    """At most 80 characters. A report may have been made before requests had titles."""
    return prose(plain_title(request))


def plain_title(request: RequestRecord) -> str:
    """The same, not yet Markdown."""
    text = " ".join((request.title or request.says).split())
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 4] + " ..."


def team(queue: str) -> str:
    """The team that a queue belongs to."""
    return QUEUES.get(queue, queue)[:30]


def head(queue: str) -> Iterator[str]:
    """The team, and the blanks that it needs."""
    if queue:
        yield prose(_TEAM.format(team=team(queue)))
    yield from _BLANKS.get(queue, _USUAL_BLANKS)


def _opens(view: View, request: RequestRecord) -> str:
    """Nothing where it opens an option by itself: then the rest of the ticket says enough."""
    if request.opens:
        return ""
    with_it = [each for each in view.record.requests if each.first and request.first and each.id != request.id]
    names = " and ".join(_ANOTHER.format(title=plain_title(each), team=team(each.queue)) for each in with_it)
    return _TOGETHER.format(names=names) if names else _OPENS_NONE


def _change(view: View, request: RequestRecord) -> Iterator[str]:
    first, *rest = request.change.split("\n")
    yield prose(first)
    yield from (_server(view, request, endpoint) for endpoint in request.hosts)
    yield from map(prose, rest)
    yield from _said({_SCOPE: request.scope, _UNDO: request.rollback, _TEST: request.test})


def _risk(request: RequestRecord) -> Iterator[str]:
    not_asked = "; ".join(request.not_asked)
    instead = " ".join((*request.alternatives, _QUESTION))
    yield from _said({_UPKEEP: request.patched_by, _RISK: request.residual_risk, _NOT_ASKED: not_asked})
    yield from _said({_REFUSED: instead})


def _said(texts: dict[str, str]) -> Iterator[str]:
    yield from (prose(label.replace("{text}", text)) for label, text in texts.items() if text)


def _server(view: View, request: RequestRecord, endpoint: str) -> str:
    use = next((each for each in request.servers if each.endpoint == endpoint), ServerUse(endpoint, "", "", ""))
    known = prose("; ".join(text for text in (use.purpose, use.when, use.largest) if text))
    return _SERVER.format(host=code(view.host(endpoint))) + (f": {known}." if use.purpose else "")


def evidence(view: View, found: Sequence[Evidence], place: str = "") -> Iterator[str]:
    """At most five lines, each with its source and how it is known; then who looked, when, and on which network."""
    yield from map(_line, found[:MOST_EVIDENCE]) if found else (_NO_EVIDENCE,)
    checked = _CHECKED.format(when=f"{view.record.taken:%Y-%m-%d %H:%M}", version=view.record.tool.version)
    yield prose(" ".join(filter(None, (checked, "" if view.record.private else _NAMES, place))))


def _line(item: Evidence) -> str:
    source = f", source {code(item.source)}" if item.source else ""
    return f"{prose(item.what)}: {code(item.value)}{source}, {BASES.get(item.basis, prose(item.basis))}"
