"""The requests as text for tickets: one ticket for each IT queue, above them what the person has to know.

One paragraph is one line. Ticket fields wrap by themselves and keep the line ends that are pasted: prose that was
wrapped here would stand there in ragged pieces.
"""

from pyready.model.record import Record, RequestRecord
from pyready.report.text.view import TextOptions, View
from pyready.report.ticket.markdown import items, prose
from pyready.report.ticket.no_request import lead, nothing, question
from pyready.report.ticket.request import COPY, RULE, Ticket, ticket, tickets_of
from pyready.report.words import QUEUES, REPLAYED


def render(record: Record, options: TextOptions) -> str:
    """Never empty: where nothing is to be asked it says so, and what to do."""
    view = View(record, options)
    tickets = tickets_of(_wanted(view))
    blocks = [*(_for_the_person(view, tickets) if tickets else nothing(view)), *_notes(view)]
    for number, each in enumerate(tickets, 1):
        where = f"Ticket {number} of {len(tickets)}, for the team: {QUEUES.get(each.queue, each.queue)}."
        blocks += [RULE, prose(f"{where} {COPY}"), *ticket(view, each)]
    if not tickets:
        blocks += question(view)
    return "\n\n".join([*blocks, RULE] if RULE in blocks else blocks) + "\n"


def _wanted(view: View) -> tuple[RequestRecord, ...]:
    """All requests; with one route asked for, those that its problems name."""
    if view.wanted is None:
        return view.record.requests
    named = {check.fix.request for check in view.needed(view.wanted) if check.fix is not None}
    return tuple(request for request in view.record.requests if request.id in named)


def _for_the_person(view: View, tickets: list[Ticket]) -> list[str]:
    """What this is, which to send first, what to fill in."""
    count = "one ticket" if len(tickets) == 1 else f"{len(tickets)} tickets, one for each team"
    return [
        "# What to send to IT",
        f"{prose(lead(view))} Below: {count}.",
        prose(_first(view, tickets)),
        "Before you send one, fill in every blank (________) and put an x between the brackets of what is true. "
        "pyready does not know your name, your asset tag or your data, and a ticket without them is often sent back. "
        + _names(view),
    ]


def _names(view: View) -> str:
    if view.record.private:
        return "This text holds real names: send it to your own IT team and to nobody else."
    return "Names of people, computers and servers of your organisation are left out of what it found."


def _first(view: View, tickets: list[Ticket]) -> str:
    """Which to send first: what the verdict says, with the numbers of the tickets."""
    if view.wanted is not None:
        alone = [n for n, each in enumerate(tickets, 1) if any(view.wanted.id in one.opens for one in each.parts)]
        return f"Ticket {alone[0]} opens this route." if alone else "This route takes all of what is below."
    first = [(n, each) for n, each in enumerate(tickets, 1) if any(one.first for one in each.parts)]
    names = " and ".join(_named(n, each) for n, each in first)
    if view.record.verdict.state == "unsure":
        return f"First do this: {view.record.verdict.next} Send {names or 'a ticket'} only if that leads nowhere."
    if not first:
        return "None of them opens a way to Python for certain. Ask IT about ticket 1 first."
    others = len(tickets) - len(first)
    later = ("", " The other can wait.")[others] if others < 2 else " The others can wait."
    if len(first) > 1:
        return f"Send {names}: together they open a way.{later}"
    return f"Send {names}{' first' if others else ''}: it is the smallest that opens a way.{later}"


def _named(number: int, each: Ticket) -> str:
    """`ticket 2`, or `ticket 2 (part 1)` where only a part of it is needed."""
    parts = [str(n) for n, one in enumerate(each.parts, 1) if one.first]
    return f"ticket {number}" + ("" if len(parts) == len(each.parts) else f" (part {' and '.join(parts)})")


def _notes(view: View) -> list[str]:
    """What must be known beforehand: an old copy, a site profile in use, facts of another day."""
    texts = [*view.record.notices, *([REPLAYED] if view.options.replayed else [])]
    return [items([f"Note: {prose(text)}" for text in texts])] if texts else []
