"""Every route with its state and what stops it, and one route in full."""

from pyready.model.record import CheckRecord, RouteRecord
from pyready.report.layout import Sheet, spaced
from pyready.report.text.answer import route_steps
from pyready.report.text.view import OPEN, Standing, View
from pyready.report.words import OPTIONS, STATES, STEPS, outcome_word

# shown as headings, with details
_HERE, _ELSEWHERE = "Every option on this computer, best first", "Options elsewhere"
_OPTION, _LATER = "Option: {title}", "Steps, once it works"
# shown for the options that do not exist here
_ABSENT = "Not for this computer: {names}."
# shown after the state of an option: the step that stops it
_AT_STEP = " at step {number}"
# shown after the name of an option
_RECOMMENDED = ", recommended"
# shown where --route names no option, and over what one needs
_UNKNOWN = "No option is called {name}."
_NEEDS = "What it needs:"
# shown after the others: where the steps of an option are that is not sure yet
_STEPS = "{heading}: pyready check --route {id}"


def routes(view: View) -> list[str]:
    """Every option; with details each with what stops it, else a line for each state."""
    return _in_full(view) if view.options.details else _in_short(view)


def _in_short(view: View) -> list[str]:
    """The options that are not the answer, by their states, best first."""
    others = [route for route in view.listed if route not in view.with_steps]
    lines: list[str] = []
    for state, (word, tone) in STATES.items():
        titles = [route.title for route in others if route.state == state]
        if titles:
            lead = f"- {word[:1].upper()}{word[1:]}: "
            lines += view.sheet.prose("; ".join(titles), lead=lead, lead_tone=tone)
    waiting = view.recommended if view.recommended in view.in_full and view.recommended not in view.with_steps else None
    if waiting is not None and waiting.steps:
        lines += view.sheet.prose(view.spelled(_STEPS.format(heading=view.steps_title, id=waiting.id)), tone="dim")
    return [*view.sheet.heading(OPTIONS), *lines] if lines else []


def _in_full(view: View) -> list[str]:
    """The options in order, those on this computer first, and those that do not exist here in one line."""
    absent = [route.title for route in view.record.routes if route.state == "not-here"]
    return spaced(
        [
            _listed(view, _HERE, local=True),
            _listed(view, _ELSEWHERE, local=False),
            view.sheet.prose(_ABSENT.format(names=", ".join(absent)), tone="dim") if absent else [],
        ]
    )


def _listed(view: View, heading: str, *, local: bool) -> list[str]:
    """Each route with its state; what stops several of them alike is written once."""
    blocks = [_alike(view, each) for each in view.standing if (each.routes[0].kind == "local") == local]
    return spaced([view.sheet.heading(heading), *blocks]) if blocks else []


def _alike(view: View, found: Standing) -> list[str]:
    word, tone = STATES[found.state]
    at = _AT_STEP.format(number=found.step) if found.step else ""
    names = [line for route in found.routes for line in view.sheet.prose(_name(view, route))]
    return [*names, *view.sheet.state(f"{word}{at}", tone, found.why, 5)]


def _name(view: View, route: RouteRecord) -> str:
    name = f" ({route.id})" if route.id != route.title else ""
    mark = _RECOMMENDED if route is view.recommended and view.has_open_route else ""
    return f"{route.title}{name}{mark}"


def one_route(view: View) -> list[str]:
    """The route that the person asked for: its state, what it needs and how that stands, its steps."""
    route = view.wanted
    if route is None:
        return view.sheet.prose(_UNKNOWN.format(name=view.options.route)) if view.options.route else []
    word, tone = STATES[route.state]
    state = view.sheet.state(f"{word[:1].upper()}{word[1:]}", tone, route.why)
    needs = [line for check in view.needed(route) for line in _need(view.sheet, check)]
    about = view.sheet.prose(route.about) if route.about else []
    return spaced(
        [
            view.sheet.heading(_OPTION.format(title=route.title)),
            [*about, *state],
            spaced([view.sheet.prose(_NEEDS, tone="bold"), needs]) if needs else [],
            route_steps(view, route, STEPS if route.state in OPEN else _LATER) if route.steps else [],
        ]
    )


def _need(sheet: Sheet, check: CheckRecord) -> list[str]:
    word, tone = outcome_word(check)
    return sheet.prose(check.asks, lead=f"{word:<15} ", lead_tone=tone)
