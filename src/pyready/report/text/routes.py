"""Every route with its state and what stops it, and one route in full."""

from pyready.model.record import CheckRecord, RouteRecord
from pyready.report.layout import Sheet, spaced
from pyready.report.text.answer import route_steps
from pyready.report.text.view import OPEN, Standing, View
from pyready.report.words import OPTIONS, STATES, STEPS, outcome_word


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
        lines += view.sheet.prose(f"{view.steps_title}: pyready check --route {waiting.id}", tone="dim")
    return [*view.sheet.heading(OPTIONS), *lines] if lines else []


def _in_full(view: View) -> list[str]:
    """The options in order, those on this computer first, and those that do not exist here in one line."""
    absent = [route.title for route in view.record.routes if route.state == "not-here"]
    return spaced(
        [
            _listed(view, "Every option on this computer, best first", local=True),
            _listed(view, "Options elsewhere", local=False),
            view.sheet.prose(f"Not for this computer: {', '.join(absent)}.", tone="dim") if absent else [],
        ]
    )


def _listed(view: View, heading: str, *, local: bool) -> list[str]:
    """Each route with its state; what stops several of them alike is written once."""
    blocks = [_alike(view, each) for each in view.standing if (each.routes[0].kind == "local") == local]
    return spaced([view.sheet.heading(heading), *blocks]) if blocks else []


def _alike(view: View, found: Standing) -> list[str]:
    word, tone = STATES[found.state]
    at = f" at step {found.step}" if found.step else ""
    names = [line for route in found.routes for line in view.sheet.prose(_name(view, route))]
    return [*names, *view.sheet.state(f"{word}{at}", tone, found.why, 5)]


def _name(view: View, route: RouteRecord) -> str:
    name = f" ({route.id})" if route.id != route.title else ""
    mark = ", recommended" if route is view.recommended and view.has_open_route else ""
    return f"{route.title}{name}{mark}"


def one_route(view: View) -> list[str]:
    """The route that the person asked for: its state, what it needs and how that stands, its steps."""
    route = view.wanted
    if route is None:
        return view.sheet.prose(f"No option is called {view.options.route}.") if view.options.route else []
    word, tone = STATES[route.state]
    state = view.sheet.state(f"{word[:1].upper()}{word[1:]}", tone, route.why)
    needs = [line for check in view.needed(route) for line in _need(view.sheet, check)]
    about = view.sheet.prose(route.about) if route.about else []
    return spaced(
        [
            view.sheet.heading(f"Option: {route.title}"),
            [*about, *state],
            spaced([view.sheet.prose("What it needs:", tone="bold"), needs]) if needs else [],
            route_steps(view, route, STEPS if route.state in OPEN else "Steps, once it works") if route.steps else [],
        ]
    )


def _need(sheet: Sheet, check: CheckRecord) -> list[str]:
    word, tone = outcome_word(check)
    return sheet.prose(check.asks, lead=f"{word:<15} ", lead_tone=tone)
