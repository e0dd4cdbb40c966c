"""The first screen: what to know beforehand, the answer, the next step, its steps, and what to do meanwhile."""

from collections.abc import Sequence

from pyready.model.outcome import Step
from pyready.model.record import RouteRecord
from pyready.report.text.view import OPEN, View
from pyready.report.words import AFTER_THAT, FIRST_TIME, MEANWHILE, NEXT, REPLAYED, expected, opening, verify

# shown over the answer
_QUESTION = "Can you have Python on this computer today?"
# shown after the steps: the guide of the option
_GUIDE = "More: pyready guide {guide}"
# shown in the heading of steps that are for the computer of a saved report
_ELSEWHERE = ", for another computer"


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
        *view.sheet.heading(_QUESTION),
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
    steps_of_it = view.recommended.steps if view.recommended and step in view.recommended.steps[:1] else (step,)
    return [*view.sheet.heading(NEXT), *_step(view, step, "", 2, _where(steps_of_it, step, ""))]


def recommended(view: View) -> list[str]:
    """The steps of the recommended route, unless IT has to act before any of them makes sense."""
    route = view.recommended
    if route is None or not route.steps or route not in view.with_steps or view.wanted is not None:
        return []
    said = 1 if view.next_step is route.steps[0] and view.record.verdict.state in OPEN else 0
    if said and len(route.steps) == said:
        return []
    return route_steps(view, route, AFTER_THAT if said else view.steps_title, said=said)


def meanwhile(view: View) -> list[str]:
    """What can be used until then: with details its steps, else where it is."""
    route = view.meanwhile
    if route is None or view.wanted is not None:
        return []
    if view.options.details:
        return route_steps(view, route, MEANWHILE, about=route.about)
    address = next((step.command for step in route.steps if step.shell == "browser"), "")
    return [
        *view.sheet.heading(f"{MEANWHILE}: {route.title}"),
        *view.sheet.prose(route.about),
        *(view.sheet.verbatim(address, 6) if address else []),
        *_guide(view, route),
    ]


def _guide(view: View, route: RouteRecord, last: str = "") -> list[str]:
    more = f"{_GUIDE.format(guide=route.guide)}{'.' if last else ''}" if route.guide else ""
    return view.sheet.prose(view.spelled(f"{more} {last}".strip()), tone="dim") if more or last else []


def route_steps(view: View, route: RouteRecord, heading: str, about: str = "", said: int = 0) -> list[str]:
    """Numbered steps with the guide; the first ones left out where they have been `said`."""
    whose = _ELSEWHERE if view.options.replayed and route.steps else ""
    top = view.sheet.heading(f"{heading}{whose}: {route.title}")
    if about:
        top += view.sheet.prose(about)
    last = verify(view.record.aim) if is_to_verify(route) else ""
    return [*top, *steps(view, route.steps, said=said), *_guide(view, route, last)]


def is_to_verify(route: RouteRecord) -> bool:
    """Whether there is a Python of this computer to try once the steps are done."""
    return route.kind == "local" and route.state in OPEN and bool(route.steps)


def steps(view: View, items: Sequence[Step], indent: int = 2, said: int = 0) -> list[str]:
    """Each step: what to do, the command on lines of its own, what one should see."""
    width, before = len(f"{len(items)}. "), ""
    lines: list[str] = []
    for number, step in enumerate(items, 1):
        where = _where(items, step, before)
        lines += _step(view, step, f"{number}.".ljust(width), indent, where) if number > said else []
        before = step.shell if step.command and step.shell in FIRST_TIME else before
    return lines


def _where(items: Sequence[Step], step: Step, before: str) -> str:
    """Where to put the command: a window is named when it is opened, and when it is another one than `before`."""
    return opening(items, step.shell) if step.command and step.shell != before else ""


def _step(view: View, step: Step, number: str, indent: int, where: str) -> list[str]:
    inner = indent + len(number)
    lines = view.sheet.prose(f"{step.says} {where}".strip(), indent, lead=number)
    if step.command:
        lines += view.sheet.verbatim(step.command, inner + 4)
    return lines + (view.sheet.prose(expected(step.expect), inner, tone="dim") if step.expect else [])
