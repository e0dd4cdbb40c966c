"""Which checks a route can need, over all its plans and all the facts under which they differ."""

from functools import cache

from pyready.engine.judge import checks_of
from pyready.model.facts import Facts
from pyready.model.route import Route
from pyready.routes import ROUTES
from routes.offered import variants


def needed_with(route: Route, facts: Facts) -> set[str]:
    steps = (step for plan in route.plans(facts) for step in plan.steps)
    return {*route.needs, *(check for step in steps for check in checks_of(step))}


@cache
def needed(name: str) -> frozenset[str]:
    """For the route of this id."""
    route = next(each for each in ROUTES if each.id == name)
    return frozenset(
        check for platform in route.platforms for facts in variants(platform) for check in needed_with(route, facts)
    )


def needing(check: str) -> set[str]:
    """The routes that can need this check."""
    return {route.id for route in ROUTES if check in needed(route.id)}
