"""The verdict: whether there is a way to Python on this machine, and what to ask for if not. Pure."""

from collections.abc import Mapping, Sequence

import msgspec

from pyready.checks.new_python import GET_NEWER
from pyready.engine import faults
from pyready.engine.room import FREE
from pyready.model.judged import Judged
from pyready.model.outcome import Step
from pyready.model.record import RequestRecord, RouteRecord, Verdict
from pyready.tickets.making import smallest_set


def verdict(routes: Sequence[RouteRecord], judged: Mapping[str, Judged], requests: Sequence[RequestRecord]) -> Verdict:
    """Choose by order, never by score: open first, then partly, then unsure, then closed with what to ask for."""
    answer = _chosen(routes, judged, requests)
    named = [route for route in routes if route.id == answer.route] or [each for each in routes if each.reaches]
    return msgspec.structs.replace(answer, reaches=named[0].reaches if named else "")


def _chosen(routes: Sequence[RouteRecord], judged: Mapping[str, Judged], requests: Sequence[RequestRecord]) -> Verdict:
    local = [route for route in routes if route.kind == "local"]
    meanwhile = next((route for route in routes if route.kind == "elsewhere" and route.state.startswith("open")), None)
    other = meanwhile.id if meanwhile else ""
    for route in local:
        if route.state in {"open", "open-with-fixes"}:
            return _open(route, judged)
    if (shared := judged.get("own-computer")) and shared.stops:
        return _not_here(meanwhile)
    smaller = next((route for route in local if route.reaches), None)
    if smaller and smaller.state == "closed":
        return _partly(smaller, other, judged, requests, any(route.state == "unsure" for route in local))
    unsure = next((route for route in local if route.state == "unsure"), None)
    if unsure:
        return _unsure(unsure, other, judged)
    best = smallest_set(requests, routes, judged)
    return _closed(other, meanwhile, best, "" if best else _reason(local, judged))


def _open(route: RouteRecord, judged: Mapping[str, Judged]) -> Verdict:
    here = judged.get("usable-python")
    if route.id == "existing-python" and here:
        says = _upper(here.check.says)
    else:
        says = f"you can have Python on this computer today, with {_named(route)}."
    if route.state == "open-with-fixes":
        says = f"{says.rstrip('.')}, {_after(route, judged)}."
    if any(step.shell == "powershell" for step in route.steps) and (cmd := judged.get("uses-cmd")):
        says += f" The steps are for PowerShell. {cmd.check.says}"
    return Verdict(route.state, route.id, "", f"Yes: {says}", *_first(route, says))


def _after(route: RouteRecord, judged: Mapping[str, Judged]) -> str:
    """What a person changes first, in their own words where it is one thing."""
    changes = [each.check.fix for need in route.needs if (each := judged[need.check]).yours]
    if len(changes) != 1 or changes[0] is None:
        return f"after {len(changes)} changes that you can make"
    change = _lower(changes[0].says.partition(". ")[0].rstrip("."))
    return f"after you {change}" if change.startswith(FREE.lower()) else f"after one change: {change}"


_REACHED = {
    "scripts": "with Python's own library, without packages to install",
    "vscode": "in Visual Studio Code, with packages of Python code alone",
    "notebooks": "in a notebook, with data packages",
}


def _partly(
    route: RouteRecord, other: str, judged: Mapping[str, Judged], requests: Sequence[RequestRecord], others: bool
) -> Verdict:
    """What works today, which step stops the rest, and the request that opens it."""
    works = f"Python works {_REACHED.get(route.reaches, '')} ({_named(route)})."
    rest = " pyready cannot tell whether another option works." if others else ""
    lead = "Not in Visual Studio Code" if route.reaches == "notebooks" else "The rest is blocked"
    says = f"Partly: {works} {lead}: {route.why}{rest}"
    stops = [judged[need.check].check.fix for need in route.needs if judged[need.check].stops]
    wanted = [each for each in requests if any(fix and fix.request == each.id for fix in stops)]
    asks = next((fix.says for fix in stops if fix and fix.who == "it"), "Ask IT, with this report.")
    step = f"Send IT this request for the rest: {wanted[0].says}" if wanted else asks
    return Verdict("partly", route.id, other, says, step, _upper(says.partition(": ")[2]))


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
    if question.id == "run-as-person" or question.settles == GET_NEWER:  # then nothing can be said about any route
        says = f"Not known: {question.says}"
    if question.settles:
        return Verdict("unsure", route.id, meanwhile, says, question.settles)
    return Verdict("unsure", route.id, meanwhile, says, *_first(route))


def _not_here(meanwhile: RouteRecord | None) -> Verdict:
    """A computer of many people: nothing is installed and nothing is asked for."""
    says = f"it is a shared one. Use your own computer{', or a notebook in your browser' if meanwhile else ''}."
    step, other = "Run pyready on your own computer.", meanwhile.id if meanwhile else ""
    return Verdict("closed", "", other, f"Not on this computer: {says}", step, _upper(says))


def _closed(other: str, meanwhile: RouteRecord | None, best: Sequence[RequestRecord], reason: str) -> Verdict:
    then = " Meanwhile you can use a notebook in your browser." if meanwhile else ""
    if not best:
        says = f"no way to Python was found on this computer.{' ' if reason else ''}{reason}{then}"
        return Verdict("closed", "", other, f"Not today: {says}", "Ask IT, with this report.", _upper(says))
    plural = "one request" if len(best) == 1 else f"{len(best)} requests"
    says = f"Not today without help: {plural} to IT would open a way.{then}"
    step = f"Send IT the request below: {best[0].says}"
    if len(best) > 1:
        step = f"Send IT the {len(best)} requests that open a way together. The first: {best[0].says}"
    return Verdict("closed", "", other, says, step)


def _reason(local: Sequence[RouteRecord], judged: Mapping[str, Judged]) -> str:
    """The first thing in the way. That something is not there to begin with explains nothing."""
    stops = (judged[need.check] for route in local if route.state == "closed" for need in route.needs)
    return next((each.check.says for each in stops if each.stops and each.check.id not in _NOT_THERE), "")


_NOT_THERE = ("usable-python", "catalogue-offers-python")


def _lower(says: str) -> str:
    return says[:1].lower() + says[1:]


def _upper(says: str) -> str:
    return says[:1].upper() + says[1:]


def _named(route: RouteRecord) -> str:
    return route.spoken or route.title


def _first(route: RouteRecord, says: str = "") -> tuple[str, str, str]:
    """What `next`, `brief` and `address` of a verdict are for a route that begins with its first step."""
    step = route.steps[0] if route.steps else Step("")
    return step.says, _upper(says), step.command if step.shell == "browser" else ""
