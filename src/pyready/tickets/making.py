"""Which requests to IT are made, what each opens, and which set of them costs least. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from pyready.knowledge.pythons import Recommended
from pyready.model.judged import Judged
from pyready.model.record import RequestRecord, RouteRecord
from pyready.tickets.details import alternatives, found_for
from pyready.tickets.library import COSTS
from pyready.tickets.requests import BY_ID, NAMING_PYTHON, RequestText, requests_for
from pyready.tickets.servers import uses

_MOST_TOGETHER = 3
"""Requests that are weighed together at most."""


def make_requests(
    routes: Sequence[RouteRecord], judged: Mapping[str, Judged], python: Recommended | None = None
) -> tuple[RequestRecord, ...]:
    """One request for each id that a problem names and that lifts what closes a route: hosts united, cheapest first.

    Of those that cost the same, the order of REQUESTS decides. None where a local route is open: there is nothing to
    be asked for; nor on a shared computer. Where one is not known for want of a network alone, only what the network
    itself refuses is asked for. Hosts are those of the way that the smallest set opens, not of every way.

    `python` is the one to ask for, without it that of the table. Where none is left, no request names one.
    """
    shared, local = judged.get("own-computer"), [route for route in routes if route.kind == "local"]
    if (shared and shared.stops) or any(route.state.startswith("open") for route in local):
        return ()
    of_network = any(_wants_only_network(route, judged) for route in local)
    texts, none_left = requests_for(python.minor if python else ""), bool(python and python.none_left)
    merged: dict[str, list[Judged]] = {}
    for each in judged.values():
        fix = each.check.fix
        if each.check.outcome == "problem" and fix and fix.request and _matters(each, routes):
            if (of_network and not fix.hosts) or (none_left and fix.request in NAMING_PYTHON):
                continue
            merged.setdefault(fix.request, []).append(each)
    made = _sorted(_request(texts[name], problems, routes, judged) for name, problems in merged.items())
    best = {each.id for each in smallest_set(made, routes, judged)}
    aim = next((route for route in routes if route.kind == "local" and unblocked_by(route, best, judged)), None)
    wanted = {need.check for need in aim.needs} if aim else set()
    narrow = {name: [each for each in merged[name] if each.check.id in wanted] for name in best}
    drafts = _sorted(_request(texts[name], narrow.get(name) or found, routes, judged) for name, found in merged.items())
    first = {each.id for each in smallest_set(drafts, routes, judged)}
    final = tuple(each for each in drafts if each.id in first or _lifts(each.id, routes, judged))
    return tuple(
        msgspec.structs.replace(each, first=each.id in first, alternatives=alternatives(each, final, routes))
        for each in final
    )


def _wants_only_network(route: RouteRecord, judged: Mapping[str, Judged]) -> bool:
    """Nothing but the network is in question: that there is none, a guest page or a clock is nothing to ask IT for."""
    questions = [need.check for need in route.needs if judged[need.check].open_question]
    of_network = all("-by-" in check or check == "clock" for check in questions)
    return route.state == "unsure" and bool(route.steps) and of_network


def _lifts(name: str, routes: Sequence[RouteRecord], judged: Mapping[str, Judged]) -> bool:
    """Whether this request alone lifts all that closes a local route."""
    return any(route.kind == "local" and unblocked_by(route, {name}, judged) for route in routes)


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
    text: RequestText, problems: Sequence[Judged], routes: Sequence[RouteRecord], judged: Mapping[str, Judged]
) -> RequestRecord:
    evidence = found_for(text.queue, problems, routes, judged)
    hosts = dict.fromkeys(host for problem in problems if problem.check.fix for host in problem.check.fix.hosts)
    return RequestRecord(
        **{name: value for name, value in text._asdict().items() if name not in {"includes", "only"}},
        hosts=tuple(hosts),
        opens=tuple(
            route.id
            for route in routes
            if route.kind == "local"
            and opened_by(route, {text.id}, judged)
            and _hosts_of(route, judged) <= hosts.keys()
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
    """Would these requests lift all that closes this route? One may do what another asks for."""
    able = {name for name in granted if BY_ID[name].only in {"", route.id}}
    done = able.union(*(BY_ID[name].includes for name in able))
    stops = [judged[need.check].check for need in route.needs if judged[need.check].stops]
    return route.state == "closed" and all(check.fix is not None and check.fix.request in done for check in stops)


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


def _cost(request: RequestRecord) -> str:
    return BY_ID[request.id].cost
