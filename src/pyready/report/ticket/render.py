"""The requests as text for tickets: one ticket for each request, above them what the person has to know.

One paragraph is one line. Ticket fields wrap by themselves and keep the line ends that are pasted: prose that was
wrapped here would stand there in ragged pieces.
"""

from pyready.model.record import Record, RequestRecord
from pyready.report.text.view import TextOptions, View
from pyready.report.ticket.markdown import items, prose
from pyready.report.ticket.no_request import lead, nothing, question
from pyready.report.ticket.request import BLANK, COPY, RULE, team, ticket
from pyready.report.words import REPLAYED

# shown first
_HEADING = "What to send to IT"
# shown before each ticket
_NUMBER = "Ticket {number} of {count}, for the team: {team}. {copy}"
# shown before the first ticket: what to fill in
_FILL_IN = (
    f"Fill in every blank ({BLANK}), and put an x between the brackets of what is true. pyready does not know your "
    "name, asset tag or data. IT often sends back a ticket without them."
)
# shown after that in a private report, and in one without names
_PRIVATE = "This text contains real names. Send it to your own IT team and to nobody else."
_SHARED = "Names of people, computers and servers of your organisation are left out of the evidence."
# shown as which ticket to send first, with one option asked for
_OPENS_ROUTE = "Ticket {number} opens this option."
_TAKES_ALL = "This option needs all of these tickets."
# shown while the answer is not sure; {send} is the next
_NOT_SURE = "First do this: {next} {send}"
_ONLY_THEN = "Send {names} only if that does not help."
# shown where no ticket is sure to help
_NONE_CERTAIN = "pyready cannot tell whether a ticket opens an option. Ask IT about ticket 1 first."
# shown where several work only together
_TOGETHER = "Send {names}. They work only together."
# shown where one is enough; alone, and with others beside it
_ENOUGH = "Send {names}. It is the smallest that opens an option."
_ENOUGH_FIRST = "Send {names} first. It is the smallest that opens an option."
# shown where one other ticket is left, and where several are
_OTHER, _OTHERS = "The other can wait.", "The others can wait."
# shown for each note
_NOTE = "Note: {text}"


def render(record: Record, options: TextOptions) -> str:
    """Never empty: where nothing is to be asked it says so, and what to do."""
    view = View(record, options)
    asked = requests_of(view)
    blocks = [*(_for_the_person(view, asked) if asked else nothing(view)), *_notes(view)]
    for number, each in enumerate(asked, 1):
        where = _NUMBER.format(number=number, count=len(asked), team=team(each.queue), copy=COPY)
        blocks += [RULE, prose(where), *ticket(view, each)]
    if not asked:
        blocks += question(view)
    return "\n\n".join([*blocks, RULE] if RULE in blocks else blocks) + "\n"


def requests_of(view: View) -> tuple[RequestRecord, ...]:
    """All requests; with one route asked for, those that its problems name."""
    if view.wanted is None:
        return view.record.requests
    named = {check.fix.request for check in view.needed(view.wanted) if check.fix is not None}
    return tuple(request for request in view.record.requests if request.id in named)


def _for_the_person(view: View, asked: tuple[RequestRecord, ...]) -> list[str]:
    """What this is, which to send first, what to fill in."""
    names = _PRIVATE if view.record.private else _SHARED
    return [f"# {_HEADING}", prose(lead(view)), prose(_first(view, asked)), f"{_FILL_IN} {names}"]


def _first(view: View, asked: tuple[RequestRecord, ...]) -> str:
    """Which to send first: what the verdict says, with the numbers of the tickets."""
    if view.wanted is not None:
        alone = [number for number, each in enumerate(asked, 1) if view.wanted.id in each.opens]
        return _OPENS_ROUTE.format(number=alone[0]) if alone else _TAKES_ALL
    first = [f"ticket {number}" for number, each in enumerate(asked, 1) if each.first]
    names, others = " and ".join(first), len(asked) - len(first)
    if view.record.verdict.state == "unsure":
        return _NOT_SURE.format(next=view.record.verdict.next, send=_ONLY_THEN.format(names=names or "a ticket"))
    if not first:
        return _NONE_CERTAIN
    form = _TOGETHER if len(first) > 1 else _ENOUGH_FIRST if others else _ENOUGH
    later = ("", _OTHER)[others] if others < 2 else _OTHERS
    return f"{form.format(names=names)} {later}".rstrip()


def _notes(view: View) -> list[str]:
    """What must be known beforehand: an old copy, a site profile in use, facts of another day."""
    texts = [*view.record.notices, *([REPLAYED] if view.options.replayed else [])]
    return [items([prose(_NOTE.replace("{text}", text)) for text in texts])] if texts else []
