"""What the no-run page shows of one record: the same verdict, steps and requests as every other report.

The evidence of a request is left out: nobody read it. The page puts the answers of the person in its place.
"""

from collections.abc import Iterable
from functools import cache

import msgspec

from pyready.knowledge.endpoints import hosts
from pyready.model.outcome import Step
from pyready.model.record import Record, RouteRecord
from pyready.report import words
from pyready.report.text.view import OPEN, TextOptions, View
from pyready.report.ticket import no_request
from pyready.report.ticket.request import EVIDENCE, plain_title, ticket

MOST_REASONS = 6
# shown as the title of a question to IT, where no request opens an option
_QUESTION = "A question to IT"
# shown in it over what closes the options, in the place of what pyready found: it found nothing itself
_SAYS = "What pyready says of a computer like mine"


class ShownStep(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step. `where` says where to copy the line to; `link` is an address to open."""

    says: str
    where: str = ""
    command: str = ""
    link: str = ""
    expect: str = ""


class ShownRequest(msgspec.Struct, frozen=True):
    """One request to IT, as text to send, without its evidence."""

    title: str
    text: str
    first: bool = True
    """It belongs to those to send first."""


class Result(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that the page shows of one answer."""

    label: str
    tone: str
    says: str
    next: ShownStep
    title: str = ""
    """Of the steps: what they are, and of which option."""
    steps: tuple[ShownStep, ...] = ()
    reasons: tuple[str, ...] = ()
    """What is not known of the option that the verdict names, or what blocks the options."""
    requests: tuple[ShownRequest, ...] = ()


def shown(record: Record) -> Result:
    """What the page shows of a record."""
    view = View(record, TextOptions(hosts=_hosts()))
    label, tone = view.label
    route = view.recommended
    steps = _steps(route.steps) if route and route in view.in_full else ()
    return Result(
        label=label,
        tone=tone,
        says=view.says,
        next=_steps([view.next_step])[0],
        title=f"{view.steps_title}: {route.title}" if route and steps else "",
        steps=steps,
        reasons=tuple(_reasons(view, route))[:MOST_REASONS],
        requests=tuple(_requests(view)),
    )


def meanwhile(record: Record) -> RouteRecord:
    """The option for every computer with a browser, whether it works or not: the reader sees that at once."""
    return next(each for each in record.routes if each.id == "browser-notebook")


@cache
def _hosts() -> dict[str, str]:
    return dict(hosts(None))


def _steps(items: Iterable[Step]) -> tuple[ShownStep, ...]:
    found, before = [], ""
    for step in items:
        again = step.shell in words.FIRST_TIME and step.shell == before
        where = words.SAME_WINDOW if again else words.FIRST_TIME.get(step.shell, "")
        link = step.command if step.shell == "browser" else ""
        expect = words.expected(step.expect)
        found.append(ShownStep(step.says, where if step.command else "", "" if link else step.command, link, expect))
        before = step.shell if step.command and step.shell in words.FIRST_TIME else before
    return tuple(found)


def _reasons(view: View, route: RouteRecord | None) -> list[str]:
    """Each once, in the order in which the checks are made."""
    if view.record.verdict.state in OPEN or view.is_shared:
        return []
    if route:
        checks = [each for each in view.needed(route) if each.weight == "blocker" and each.outcome != "passed"]
        return list(dict.fromkeys(each.says for each in checks if each.outcome in {"unknown", "problem"}))
    return list(dict.fromkeys(each.why for each in view.listed if each.kind == "local" and each.state == "closed"))


def _requests(view: View) -> Iterable[ShownRequest]:
    for asked in view.record.requests:
        yield ShownRequest(plain_title(asked), _text(ticket(view, asked)), asked.first)
    if not view.record.requests and (question := no_request.question(view)):
        text = _text(question[2:]).replace(f"## {no_request.FOUND}\n", f"## {_SAYS}\n")
        yield ShownRequest(_QUESTION, text)


def _text(blocks: list[str]) -> str:
    """The blocks of a ticket up to its evidence, which is the last."""
    *rest, evidence = blocks
    if not evidence.startswith(f"## {EVIDENCE}\n"):
        raise ValueError(f"the last part of a request is not its evidence: {evidence[:40]}")
    return "\n\n".join(rest)
