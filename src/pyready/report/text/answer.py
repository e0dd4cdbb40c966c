"""The first screen: what to know beforehand, the answer, the next step, its steps, and what to do meanwhile."""

from collections.abc import Sequence

from pyready.model.outcome import Step
from pyready.model.record import RouteRecord
from pyready.report.layout import spaced
from pyready.report.text.view import View
from pyready.report.text.why import reason
from pyready.report.words import FIRST_TIME, PLACES, REPLAYED


def notices(view: View) -> list[str]:
    """What the reader must know before the answer."""
    return [line for text in notices_of(view) for line in view.sheet.prose(text, 0, lead="Note: ", lead_tone="warn")]


def notices_of(view: View) -> list[str]:
    """The sentences that stand before the answer."""
    return [*view.record.notices, *([REPLAYED] if view.options.replayed else [])]


def answer(view: View) -> list[str]:
    """The verdict: a plain label, then one sentence."""
    label, tone = view.label
    return [
        *view.sheet.heading("Can you have Python on this computer today?"),
        "",
        *view.sheet.prose(label.upper(), tone=tone),
        *view.sheet.prose(view.says),
        *(view.sheet.prose(view.passed_over) if view.passed_over else ()),
    ]


def next_step(view: View) -> list[str]:
    """The one thing to do now."""
    if not view.record.verdict.next:
        return []
    said = [*view.sheet.heading("Do this next"), *view.sheet.prose(view.record.verdict.next)]
    return spaced([said, view.sheet.verbatim(view.next_address, 6) if view.next_address else []])


def recommended(view: View) -> list[str]:
    """The steps of the recommended route, unless IT has to act before any of them makes sense."""
    route = view.recommended
    if route is None or not route.steps or route not in view.in_full or view.wanted is not None:
        return []
    return route_steps(view, route, view.steps_title)


def meanwhile(view: View) -> list[str]:
    """What can be used until then."""
    route = view.meanwhile
    if route is None or view.wanted is not None:
        return []
    return route_steps(view, route, "Meanwhile", about=route.about)


def route_steps(view: View, route: RouteRecord, heading: str, about: str = "") -> list[str]:
    """Numbered steps with what to keep in mind and the guide."""
    whose = ", for another computer" if view.options.replayed and route.steps else ""
    top = view.sheet.heading(f"{heading}{whose}: {route.title}")
    guide = view.sheet.prose(f"More about it: pyready guide {route.guide}", tone="dim") if route.guide else []
    if about:
        top += view.sheet.prose(about)
    return spaced([top, steps(view, route.steps), _limits(view, route), guide])


def _limits(view: View, route: RouteRecord) -> list[str]:
    found = view.limits(route)
    if not found:
        return []
    return [*view.sheet.prose("Keep in mind:", tone="bold"), *[line for c in found for line in reason(view, c)]]


def steps(view: View, items: Sequence[Step], indent: int = 2) -> list[str]:
    """Each step: what to do, the command on lines of its own, what to expect."""
    width = len(f"{len(items)}. ")
    first = next((step for step in items if step.shell in FIRST_TIME), None)
    return spaced(
        [_step(view, step, f"{n}.".ljust(width), indent, how=step is first) for n, step in enumerate(items, 1)]
    )


def _step(view: View, step: Step, number: str, indent: int, *, how: bool) -> list[str]:
    inner = indent + len(number)
    head, command = view.sheet.prose(step.says, indent, lead=number), []
    if step.command:
        whose = "For another computer. " if view.options.replayed else ""
        place = FIRST_TIME[step.shell] if how else PLACES[step.shell]
        head += view.sheet.prose(whose + place, inner, tone="dim")
        command = view.sheet.verbatim(step.command, inner + 4)
    expect = view.sheet.prose(f"What to expect: {step.expect}", inner) if step.expect else []
    return spaced([head, command, expect])
