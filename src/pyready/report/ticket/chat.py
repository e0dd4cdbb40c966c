"""Five lines for a manager or a chat channel: what is wanted, why, at which risk, and where the whole ticket is.

Plain text, without marks: chat programs show some of Markdown and not the rest. Only our own words are in it, and what
the verdict says; the evidence stays in the ticket.
"""

from pyready.model.record import Record, RequestRecord
from pyready.report.layout import cut, visible
from pyready.report.text.view import TextOptions, View
from pyready.report.ticket.no_request import lead
from pyready.report.ticket.render import requests_of
from pyready.report.ticket.request import plain_title, team

_LONGEST = 450

# shown as the first line: the title, with the team that it is for
_TITLE = "{title} ({team})"
# shown as the next three lines
_WANTED, _WHY, _RISK = "What: {text}", "Why: {text}", "Risk: {text}"
# shown where the risk has no text
_NO_RISK = "see the ticket."
# shown as the last line: where the rest is
_WHOLE = "The whole ticket: pyready check --format ticket"
# shown before it, while the answer is not sure
_FIRST = "First do this: {next} Send the ticket only if that does not help."
# shown where nothing is to be sent: five lines as well
_NOTHING = "No request to IT from pyready"
_ANSWER, _NEXT = "Answer: {text}", "Next step: {text}"
_NO_NEXT = "none."
_NO_TICKET = "Risk: none, because pyready requests nothing."
_MORE = "The whole answer: pyready check"


def render(record: Record, options: TextOptions) -> str:
    """One block of five lines for each request that is to be sent first; one where nothing is to be sent."""
    view = View(record, options)
    asked = requests_of(view)
    first = [each for each in asked if each.first] or asked[:1]
    blocks = [_of(view, each) for each in first] or [_none(view)]
    return "\n\n".join("\n".join(_line(line) for line in block) for block in blocks) + "\n"


def _of(view: View, request: RequestRecord) -> list[str]:
    """The risk is whole: its first sentence alone could say less than is true."""
    verdict, whole = view.record.verdict, view.spelled(_WHOLE)
    return [
        _TITLE.format(title=plain_title(request), team=team(request.queue)),
        _WANTED.format(text=request.says),
        _WHY.format(text=request.why),
        _RISK.format(text=request.residual_risk or _NO_RISK),
        f"{_FIRST.format(next=verdict.next)} {whole}" if verdict.state == "unsure" else whole,
    ]


def _none(view: View) -> list[str]:
    following = view.record.verdict.next or _NO_NEXT
    return [
        _NOTHING,
        _ANSWER.format(text=lead(view)),
        _NEXT.format(text=following),
        _NO_TICKET,
        view.spelled(_MORE),
    ]


def _line(text: str) -> str:
    return visible(" ".join(cut(text, _LONGEST).split()))
