"""Every route with its state in words, the grid of questions and routes, and one route in full."""

from pyready.model.record import CheckRecord, RouteRecord
from pyready.report.grid import rows_of
from pyready.report.layout import Sheet, spaced
from pyready.report.text.answer import route_steps
from pyready.report.text.view import OPEN, View
from pyready.report.words import CELLS, STATES, outcome_word

_ASKS_AT_LEAST = 24
_CELL = 3


def routes(view: View) -> list[str]:
    """The routes in order, those on this computer first, and those that do not exist here in one line."""
    local = {letter: r for letter, r in view.listed.items() if r.kind == "local"}
    other = {letter: r for letter, r in view.listed.items() if r.kind != "local"}
    absent = [route.title for route in view.record.routes if route.state == "not-here"]
    return spaced(
        [
            _listed(view, "Routes to Python on this computer, best first", local),
            _listed(view, "Routes to Python elsewhere", other),
            view.sheet.prose(f"Not for this kind of computer: {', '.join(absent)}.", tone="dim") if absent else [],
        ]
    )


def _listed(view: View, heading: str, found: dict[str, RouteRecord]) -> list[str]:
    blocks = [_route(view, letter, route) for letter, route in found.items()]
    return spaced([view.sheet.heading(heading), *blocks]) if blocks else []


def _route(view: View, letter: str, route: RouteRecord) -> list[str]:
    word, tone = STATES[route.state]
    name = f" ({route.id})" if route.id != route.title else ""
    mark = ", recommended" if route is view.recommended and view.has_open_route else ""
    return [
        *view.sheet.prose(f"{route.title}{name}{mark}", lead=f"{letter}  "),
        *view.sheet.state(word, tone, route.why, 5),
    ]


def one_route(view: View) -> list[str]:
    """The route that the person asked for: its state, what it needs and how that stands, its steps."""
    route = view.wanted
    if route is None:
        return view.sheet.prose(f"No route is called {view.options.route}.") if view.options.route else []
    word, tone = STATES[route.state]
    state = view.sheet.state(f"This route is {word}", tone, route.why)
    needs = [line for check in view.needed(route) for line in _need(view.sheet, check)]
    about = view.sheet.prose(route.about) if route.about else []
    return spaced(
        [
            view.sheet.heading(f"Route: {route.title}"),
            [*about, *state],
            spaced([view.sheet.prose("What it needs:", tone="bold"), needs]) if needs else [],
            route_steps(view, route, "Steps" if route.state in OPEN else "Steps, once it is open")
            if route.steps
            else [],
        ]
    )


def _need(sheet: Sheet, check: CheckRecord) -> list[str]:
    word, tone = outcome_word(check)
    return sheet.prose(check.asks, lead=f"{word:<15} ", lead_tone=tone)


def grid(view: View) -> list[str]:
    """Questions down, routes across. Without details, a question that is fine for every route is only counted."""
    rows = rows_of(view)
    hard = {asks: row for asks, row in rows.items() if view.options.details or not {"ok", "-"}.issuperset(row.values())}
    fine = len(rows) - len(hard)
    if not hard:
        return []
    letters = list(view.listed)
    most = (view.sheet.width - 2 - _ASKS_AT_LEAST) // _CELL
    parts = [_table(view.sheet, hard, letters[at : at + most]) for at in range(0, len(letters), most)]
    return spaced(
        [
            view.sheet.heading("What each route needs"),
            _legend(view.sheet, hard),
            *parts,
            view.sheet.prose(f"{_more(fine)} fine: pyready check --details", tone="dim") if fine else [],
        ]
    )


def _legend(sheet: Sheet, rows: dict[str, dict[str, str]]) -> list[str]:
    used = {cell for row in rows.values() for cell in row.values()}
    words = "; ".join(f"{cell} = {word}" for cell, (word, _) in CELLS.items() if cell in used)
    texts = ("The letters are the routes above. Empty: the route does not need it.", f"{words}.")
    return [line for text in texts for line in sheet.prose(text, tone="dim")]


def _more(count: int) -> str:
    return "1 more question is" if count == 1 else f"{count} more questions are"


def _table(sheet: Sheet, rows: dict[str, dict[str, str]], letters: list[str]) -> list[str]:
    asks = min(sheet.width - 2 - _CELL * len(letters), max(_ASKS_AT_LEAST, *map(len, rows)))
    lines = [" " * (asks + 2) + "".join(letter.rjust(_CELL) for letter in letters)]
    for question, row in rows.items():
        if not any(letter in row for letter in letters):
            continue
        first, *rest = Sheet(asks + 2).prose(question)
        cells = "".join(_padded(sheet, row.get(letter, "")) for letter in letters)
        lines += [f"{first:<{asks + 2}}{cells}".rstrip(), *(f"  {line}" for line in rest)]
    return lines if len(lines) > 1 else []


def _padded(sheet: Sheet, cell: str) -> str:
    return " " * (_CELL - len(cell)) + sheet.tint(cell, CELLS[cell][1] if cell else "")
