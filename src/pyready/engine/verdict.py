"""The verdict: whether there is a way to Python on this machine, and what to ask for if not. Pure."""

from collections.abc import Mapping, Sequence

from pyready.engine import faults
from pyready.model.judged import Judged
from pyready.model.record import RequestRecord, RouteRecord, Verdict
from pyready.tickets.making import smallest_set


def verdict(routes: Sequence[RouteRecord], judged: Mapping[str, Judged], requests: Sequence[RequestRecord]) -> Verdict:
    """Choose by order, never by score: open first, then unsure, then closed with what to ask for."""
    local = [route for route in routes if route.kind == "local"]
    meanwhile = next((route for route in routes if route.kind == "elsewhere" and route.state.startswith("open")), None)
    other = meanwhile.id if meanwhile else ""
    for route in local:
        if route.state in {"open", "open-with-fixes"}:
            return _open(route, judged)
    if (shared := judged.get("own-computer")) and shared.stops:
        return _not_here(meanwhile)
    unsure = next((route for route in local if route.state == "unsure"), None)
    if unsure:
        return _unsure(unsure, other, judged)
    best = smallest_set(requests, routes, judged)
    return _closed(other, meanwhile, best, "" if best else _reason(local, judged))


def _open(route: RouteRecord, judged: Mapping[str, Judged]) -> Verdict:
    here = judged.get("usable-python")
    if route.id == "existing-python" and here:
        says = "Yes: " + here.check.says[:1].upper() + here.check.says[1:]
    else:
        says = f"Yes: you can have Python on this computer today, with {_named(route)}."
    if route.state == "open-with-fixes":
        says = says.rstrip(".") + ", after a setting that you can make yourself."
    if any(need.check == "loads-user-modules" and need.outcome == "problem" for need in route.needs):
        says += f" But not with every package: {_lower(judged['loads-user-modules'].check.says)}"
    return Verdict(route.state, route.id, "", says, _first_step(route))


def _unsure(route: RouteRecord, meanwhile: str, judged: Mapping[str, Judged]) -> Verdict:
    questions = [judged[need.check].check for need in route.needs if judged[need.check].open_question]
    if not questions:  # its steps could not be made
        return Verdict("unsure", route.id, meanwhile, f"Not known: {route.why}", faults.SETTLES)
    question, number = questions[0], len(questions)
    may = f"{_named(route)} may work"
    if question.id == "usable-python":
        may = "a Python that can be used may be here already"
    known = "one thing is not known yet." if number == 1 else f"{number} things are not known yet. The first:"
    says = f"Perhaps: {may}; {known} {question.says}"
    if question.id == "run-as-person":  # then nothing can be said about any route
        says = f"Not known: {question.says}"
    return Verdict("unsure", route.id, meanwhile, says, question.settles or _first_step(route))


def _not_here(meanwhile: RouteRecord | None) -> Verdict:
    """A computer of many people: nothing is installed and nothing is asked for."""
    says = "Not on this computer: it is a shared one. Use your own computer"
    if meanwhile:
        says += ", or a notebook in your browser"
    return Verdict("closed", "", meanwhile.id if meanwhile else "", f"{says}.", "Run pyready on your own computer.")


def _closed(other: str, meanwhile: RouteRecord | None, best: Sequence[RequestRecord], reason: str) -> Verdict:
    if best:
        plural = "one request" if len(best) == 1 else f"{len(best)} requests"
        says = f"Not today without help: {plural} to IT would open a way."
        step = f"Send IT the request below: {best[0].says}"
        if len(best) > 1:
            step = f"Send IT the {len(best)} requests that open a way together. The first: {best[0].says}"
    else:
        says, step = "Not today: no way to Python was found on this computer.", "Ask IT, with this report."
        says += f" {reason}" if reason else ""
    if meanwhile:
        says += " Meanwhile you can use a notebook in your browser."
    return Verdict("closed", "", other, says, step)


def _reason(local: Sequence[RouteRecord], judged: Mapping[str, Judged]) -> str:
    """The first thing in the way. That something is not there to begin with explains nothing."""
    stops = (judged[need.check] for route in local if route.state == "closed" for need in route.needs)
    return next((each.check.says for each in stops if each.stops and each.check.id not in _NOT_THERE), "")


_NOT_THERE = ("usable-python", "catalogue-offers-python")


def _lower(says: str) -> str:
    return says[:1].lower() + says[1:]


def _named(route: RouteRecord) -> str:
    return {
        "existing-python": "the Python that is here",
        "software-catalogue": "your software catalogue",
        "python-manager": "the Python Install Manager",
        "python-org": "the installer from python.org",
        "python-zip": "a zip file of Python",
    }.get(route.id, route.title)


def _first_step(route: RouteRecord) -> str:
    return route.steps[0].says if route.steps else ""
