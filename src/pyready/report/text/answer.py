"""The first screen: what to know beforehand, the answer, the next step, its steps, and what to do meanwhile."""

from collections.abc import Sequence

from pyready.model.outcome import Step
from pyready.model.record import RouteRecord
from pyready.report.text.view import View
from pyready.report.words import FIRST_TIME, MEANWHILE, NEXT, REPLAYED, expected


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
        *view.sheet.prose(label, tone=tone),
        *view.sheet.prose(view.says),
        *(view.sheet.prose(view.passed_over) if view.passed_over else ()),
    ]


def next_step(view: View) -> list[str]:
    """The one thing to do now, with its command or address."""
    if not view.record.verdict.next:
        return []
    step = view.next_step
    return [*view.sheet.heading(NEXT), *_step(view, step, "", 2, _where(step, ""))]


def recommended(view: View) -> list[str]:
    """The steps of the recommended route, unless IT has to act before any of them makes sense."""
    route = view.recommended
    if route is None or not route.steps or route not in view.with_steps or view.wanted is not None:
        return []
    return route_steps(view, route, view.steps_title)


def meanwhile(view: View) -> list[str]:
    """What can be used until then."""
    route = view.meanwhile
    if route is None or view.wanted is not None:
        return []
    return route_steps(view, route, MEANWHILE, about=route.about)


def route_steps(view: View, route: RouteRecord, heading: str, about: str = "") -> list[str]:
    """Numbered steps with what to keep in mind and the guide."""
    whose = ", for another computer" if view.options.replayed and route.steps else ""
    top = view.sheet.heading(f"{heading}{whose}: {route.title}")
    guide = view.sheet.prose(f"More: pyready guide {route.guide}", tone="dim") if route.guide else []
    if about:
        top += view.sheet.prose(about)
    return [*top, *steps(view, route.steps), *guide]


def steps(view: View, items: Sequence[Step], indent: int = 2) -> list[str]:
    """Each step: what to do, the command on lines of its own, what one should see."""
    width, before, lines = len(f"{len(items)}. "), "", []
    for number, step in enumerate(items, 1):
        where = _where(step, before)
        lines += _step(view, step, f"{number}.".ljust(width), indent, where)
        before = step.shell if step.command and step.shell in FIRST_TIME else before
    return lines


def _where(step: Step, before: str) -> str:
    """Where to put the command: a window is named when it is opened, and when it is another one than `before`."""
    return FIRST_TIME.get(step.shell, "") if step.command and step.shell != before else ""


def _step(view: View, step: Step, number: str, indent: int, where: str) -> list[str]:
    inner = indent + len(number)
    lines = view.sheet.prose(f"{step.says} {where}".strip(), indent, lead=number)
    if step.command:
        lines += view.sheet.verbatim(step.command, inner + 4)
    return lines + (view.sheet.prose(expected(step.expect), inner, tone="dim") if step.expect else [])
