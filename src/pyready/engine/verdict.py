"""The verdict: whether there is a way to Python on this machine, and what to ask for if not. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from pyready.model.judged import Judged
from pyready.model.record import RequestRecord, RouteRecord, Verdict
from pyready.tickets.details import alternatives, found_for
from pyready.tickets.requests import BY_ID, COSTS, Cost
from pyready.tickets.servers import uses

_MOST_TOGETHER = 3
"""Requests that are weighed together at most."""


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


def make_requests(routes: Sequence[RouteRecord], judged: Mapping[str, Judged]) -> tuple[RequestRecord, ...]:
    """One request for each id that a problem names: hosts united, evidence joined, cheapest first.

    Of those that cost the same, the order of REQUESTS decides. None where a local route is open: there is nothing to
    be asked for; nor on a shared computer. Hosts are those of the way that the smallest set opens, not of every way.
    """
    shared = judged.get("own-computer")
    if (shared and shared.stops) or any(route.kind == "local" and route.state.startswith("open") for route in routes):
        return ()
    merged: dict[str, list[Judged]] = {}
    for each in judged.values():
        fix = each.check.fix
        if each.check.outcome == "problem" and fix and fix.request and _matters(each, routes):
            merged.setdefault(fix.request, []).append(each)
    made = _sorted(_request(name, problems, routes, judged) for name, problems in merged.items())
    best = {each.id for each in smallest_set(made, routes, judged)}
    aim = next((route for route in routes if route.kind == "local" and unblocked_by(route, best, judged)), None)
    wanted = {need.check for need in aim.needs} if aim else set()
    narrow = {name: [each for each in merged[name] if each.check.id in wanted] for name in best}
    final = _sorted(_request(name, narrow.get(name) or found, routes, judged) for name, found in merged.items())
    first = {each.id for each in smallest_set(final, routes, judged)}
    return tuple(
        msgspec.structs.replace(each, first=each.id in first, alternatives=alternatives(each, final, routes))
        for each in final
    )


def _sorted(requests: Iterable[RequestRecord]) -> tuple[RequestRecord, ...]:
    best_first = list(BY_ID)
    return tuple(
        sorted(requests, key=lambda each: (not each.opens, COSTS.index(_cost(each)), best_first.index(each.id)))
    )


def _matters(each: Judged, routes: Sequence[RouteRecord]) -> bool:
    """A request is worth making when a local or browser route that exists here is closed by that problem."""
    return any(
        route.state == "closed" and any(need.check == each.check.id for need in route.needs) and each.stops
        for route in routes
    )


def _request(
    name: str, problems: Sequence[Judged], routes: Sequence[RouteRecord], judged: Mapping[str, Judged]
) -> RequestRecord:
    text = BY_ID[name]
    evidence = found_for(text.queue, problems, routes, judged)
    hosts = dict.fromkeys(host for problem in problems if problem.check.fix for host in problem.check.fix.hosts)
    return RequestRecord(
        **text._asdict(),
        hosts=tuple(hosts),
        opens=tuple(
            route.id
            for route in routes
            if route.kind == "local" and opened_by(route, {name}, judged) and _hosts_of(route, judged) <= hosts.keys()
        ),
        evidence=evidence[:5],
        servers=uses(hosts),
    )


def _hosts_of(route: RouteRecord, judged: Mapping[str, Judged]) -> set[str]:
    stops = [judged[need.check].check for need in route.needs if judged[need.check].stops]
    return {host for check in stops if check.fix for host in check.fix.hosts}


def opened_by(route: RouteRecord, granted: set[str], judged: Mapping[str, Judged]) -> bool:
    """Would these requests open this route for certain: all that closes it lifted, nothing else not known?"""
    unclear = any(judged[need.check].open_question for need in route.needs)
    return not unclear and unblocked_by(route, granted, judged)


def unblocked_by(route: RouteRecord, granted: set[str], judged: Mapping[str, Judged]) -> bool:
    """Would these requests lift all that closes this route?"""
    stops = [judged[need.check].check for need in route.needs if judged[need.check].stops]
    return route.state == "closed" and all(check.fix is not None and check.fix.request in granted for check in stops)


def smallest_set(
    requests: Sequence[RequestRecord], routes: Sequence[RouteRecord], judged: Mapping[str, Judged]
) -> tuple[RequestRecord, ...]:
    """The least costly set, up to three together, that opens a local route; cost decides before number.

    Where none opens one for certain, a set that lifts all that closes one will do.
    """
    local = [route for route in routes if route.kind == "local"]
    sizes = range(1, min(_MOST_TOGETHER, len(requests)) + 1)
    chosen = [each for size in sizes for each in combinations(requests, size)]
    for enough in (opened_by, unblocked_by):
        found = [each for each in chosen if any(enough(route, {one.id for one in each}, judged) for route in local)]
        if found:
            return min(found, key=_cost_of)
    return ()


def _cost_of(chosen: Sequence[RequestRecord]) -> tuple[int, int, int]:
    costs = [COSTS.index(_cost(request)) for request in chosen]
    return max(costs), len(chosen), sum(costs)


def _cost(request: RequestRecord) -> Cost:
    return BY_ID[request.id].cost
