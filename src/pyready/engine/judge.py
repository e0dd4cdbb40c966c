"""From the outcomes of checks to the state of each route. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from pyready.engine import faults
from pyready.engine.judge_checks import judge_checks
from pyready.engine.room import room_checks
from pyready.knowledge.programs import implied
from pyready.model.actions import Saved, all_of, check_of, saved
from pyready.model.facts import Asked, Facts
from pyready.model.judged import Judged
from pyready.model.outcome import Step
from pyready.model.record import CheckRecord, Need, RouteRecord, StoppedBy
from pyready.model.route import AIMS, Aim, Plan, Route, RouteState, aim_of, in_powershell, step_in_powershell
from pyready.tickets.requests import BY_ID

# shown as the reason of a route: on another kind of computer, without steps, when it works, and for asking IT
_NOT_HERE = "Not for this kind of computer."
_NO_STEPS = "pyready has no steps for what you want to do with this option."
_NOTHING_BLOCKS = "pyready found nothing that blocks it."
_ALWAYS = "You can always ask. pyready cannot tell what IT will answer."
# shown after it when the site profile leaves questions out
_NOT_ASKED = " The site profile leaves out: {questions}"


def plan_state(needs: Iterable[Judged]) -> RouteState:
    """The state of a chain of needs; the first rule that fits decides (design, section 2)."""
    found = [need for need in needs if need.blocks]
    if any(need.stops for need in found):
        return "closed"
    if any(need.open_question for need in found):
        return "unsure"
    return "open-with-fixes" if found else "open"


_Rooms = dict[tuple[tuple[Saved, ...], ...], dict[str, Judged]]
"""Whether there is room, by what each step saves."""


class Chain(NamedTuple):
    """A plan with all that it needs: the conditions of its route, its room, then what each step does."""

    plan: Plan
    needs: tuple[tuple[int, Judged], ...]
    """Each once, with the place of the first step that needs it; 0 for a condition of the route, and for room."""
    state: RouteState
    to_ask: tuple[int, int]
    """How many requests would lift what stops it, and what is not known of it."""


def chain_of(
    facts: Facts, route: Route, plan: Plan, judged: Mapping[str, Judged], rooms: _Rooms | None = None
) -> Chain:
    """Judge each step of a plan by what it does, and the plan by the room that it takes.

    `rooms` keeps the answers for plans of this route that save the same: most differ in how a line is spelled.
    """
    steps = () if route.kind == "ask" else plan.steps  # one can ask without typing
    rooms = {} if rooms is None else rooms
    saves = tuple(map(saved, plan.steps))
    room = rooms[saves] if saves in rooms else rooms.setdefault(saves, judge_checks(facts, room_checks(route, plan)))
    found = _places(route.needs, tuple(room), tuple(map(all_of, steps)))
    needs = tuple((place, room.get(check) or judged[check]) for check, place in found)
    judgements = [need for _, need in needs]
    state = plan_state(judgements)
    return Chain(plan, needs, state, _to_ask(judgements) if state == "closed" else (0, 0))


@cache
def _places(
    conditions: tuple[str, ...], room: tuple[str, ...], actions: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, int], ...]:
    """Each check that a plan needs, with the place of the first step that needs it."""
    found = dict.fromkeys((*conditions, *room), 0)
    for place, each in enumerate(actions, 1):
        for check in _checks_of(each):
            found.setdefault(check, place)
    return tuple(found.items())


def checks_of(step: Step) -> tuple[str, ...]:
    """The ids of the checks that judge a step: of its actions, and of what a program starts and loads in turn."""
    return _checks_of(all_of(step))


@cache
def _checks_of(actions: tuple[str, ...]) -> tuple[str, ...]:
    started = (action.partition(":")[2] for action in actions if action.startswith("start:"))
    more = (f"{verb}:{name}" for program in started for verb, name in implied(program))
    return tuple(check_of(action) for action in (*actions, *more))


_BEST = ("open", "open-with-fixes", "unsure", "closed")


def best_chain(route: Route, chains: Sequence[Chain], aim: Aim) -> Chain | None:
    """The chain in the best state among those whose plans serve the aim.

    Of those alike it is one that was made for it, then the first.

    Of closed ones it is the one that the fewest requests to IT would open, with the fewest questions left.
    """
    wanted = [chain for chain in chains if route.kind != "local" or chain.plan.serves(aim)]

    def rank(chain: Chain) -> tuple[int, bool, int, int]:
        return _BEST.index(chain.state), chain.plan.aim != aim, *chain.to_ask

    return min(wanted, key=rank, default=None)


def _to_ask(needs: Iterable[Judged]) -> tuple[int, int]:
    """How many requests would lift what stops a closed chain, and what is not known of it.

    More requests than there are where something cannot be asked for.
    """
    found = [need for need in needs if need.blocks]
    questions = sum(need.open_question for need in found)
    stops = [need.check.fix for need in found if need.stops]
    if any(fix is None or not fix.request for fix in stops):
        return len(BY_ID) + 1, 0
    wanted = {fix.request for fix in stops if fix}
    return len(wanted - {name for each in wanted for name in BY_ID[each].includes}), questions


class Ways(NamedTuple):
    """Every route, and the answers to all checks with those that were made for the plans of these routes."""

    routes: tuple[RouteRecord, ...]
    judged: dict[str, Judged]


def judge_routes(facts: Facts, routes: Sequence[Route], judged: Mapping[str, Judged]) -> Ways:
    """Every route with its state, its reason and its steps."""
    made = [_route(facts, route, judged) for route in routes]
    rooms = {need.check.id: need for each in made for need in each.needs}
    return Ways(tuple(each.record for each in made), {**judged, **rooms})


class _Route(NamedTuple):
    record: RouteRecord
    needs: tuple[Judged, ...] = ()


def _route(facts: Facts, route: Route, judged: Mapping[str, Judged]) -> _Route:
    if facts[Asked].platform not in route.platforms:
        return _Route(_plain(route, "not-here", _NOT_HERE, route.needs, judged))
    plans, failed = _plans(route, facts)
    aim = aim_of(facts[Asked].aim)
    rooms: _Rooms = {}
    chains = [chain_of(facts, route, plan, judged, rooms) for plan in plans]
    chain = best_chain(route, chains, aim) or chain_of(facts, route, Plan(aim, ()), judged)
    if chains and not chain.plan.steps:
        return _Route(_plain(route, "closed", _NO_STEPS, route.needs, judged))
    if failed and chain.state != "closed":  # no yes to steps that nobody can read
        return _Route(_plain(route, "unsure", f"{faults.SAYS} {faults.SETTLES} ({failed})", route.needs, judged))
    return _Route(_record_of(route, chain, _reached(route, chains)), tuple(need for _, need in chain.needs))


def _record_of(route: Route, chain: Chain, smaller: Chain | None) -> RouteRecord:
    needs = [need for _, need in chain.needs]
    state = _state(route, chain)
    shown = smaller if state == "closed" and smaller else chain
    steps, places = _with_fixes(shown)
    stopped = next(((place, need) for place, need in chain.needs if _pick(state, need)), None)
    at = places.get(stopped[0], 0) if stopped and shown is chain else 0
    return RouteRecord(
        id=route.id,
        title=route.title,
        kind=route.kind,
        state=state,
        needs=tuple(Need(need.check.id, need.check.outcome) for need in needs),
        steps=steps,
        guide=route.guide,
        about=route.about,
        why=_why(route, stopped[1] if stopped else None) + _left_out(needs),
        spoken=route.spoken,
        reaches=smaller.plan.aim if smaller else "",
        stopped_by=StoppedBy(at, stopped[1].check.id) if stopped else None,
    )


def _state(route: Route, chain: Chain) -> RouteState:
    """A route of kind `ask` is never open: what IT will say is not known. Nor is a way without steps."""
    if chain.state == "closed":
        return "closed"
    return "unsure" if route.kind == "ask" or not chain.plan.steps else chain.state


def _reached(route: Route, chains: Sequence[Chain]) -> Chain | None:
    """The best chain for the largest aim for which a local route is open."""
    if route.kind != "local":
        return None
    usable = [chain for chain in chains if chain.state in {"open", "open-with-fixes"}]
    return next((best for aim in reversed(AIMS) if (best := best_chain(route, usable, aim))), None)


def _plans(route: Route, facts: Facts) -> tuple[tuple[Plan, ...], str]:
    """The plans of a route, those for PowerShell behind the others; none, and where making them failed."""
    try:
        plans = route.plans(facts)
    except Exception as error:  # a fault in a route costs its own line only
        if faults.strict:
            raise
        return (), faults.place(error)
    return (*plans, *(other for plan in plans if (other := in_powershell(plan)))), ""


def _plain(
    route: Route, state: RouteState, why: str, needs: Sequence[str], judged: Mapping[str, Judged]
) -> RouteRecord:
    return RouteRecord(
        id=route.id,
        title=route.title,
        kind=route.kind,
        state=state,
        needs=tuple(Need(need, judged[need].check.outcome) for need in needs),
        guide=route.guide,
        about=route.about,
        why=why,
    )


def _with_fixes(chain: Chain) -> tuple[tuple[Step, ...], dict[int, int]]:
    """The steps with what a person has to set before each, and where each step of the plan then stands.

    What the whole route needs stands first, each fix once.
    """
    fixes: dict[int, list[Step]] = {}
    for place, need in chain.needs:
        if need.yours:
            fixes.setdefault(place, []).extend(_fix_steps(need.check))
    shell = next((step.shell for step in chain.plan.steps if step.shell in {"cmd", "powershell"}), "cmd")
    steps: dict[Step, None] = dict.fromkeys(_spelled(fixes.get(0, ()), shell))
    places = {}
    for place, step in enumerate(chain.plan.steps, 1):
        steps |= dict.fromkeys(_spelled(fixes.get(place, ()), shell))
        steps[msgspec.structs.replace(step, powershell="")] = None
        places[place] = len(steps)
    return tuple(steps), places


def _spelled(steps: Iterable[Step], shell: str) -> list[Step]:
    spelled = [step_in_powershell(step) if shell == "powershell" else step for step in steps]
    return [msgspec.structs.replace(step, powershell="") for step in spelled]


def _left_out(needs: Sequence[Judged]) -> str:
    """What a site profile leaves out counts as passed, which a reader should know. What cannot arise needs no word."""
    missing = [need.check.asks for need in needs if need.reason == "left-out"]
    return _NOT_ASKED.format(questions=" ".join(missing)) if missing else ""


def _fix_steps(check: CheckRecord) -> tuple[Step, ...]:
    if check.fix is None:
        return ()
    return check.fix.commands or (Step(check.fix.says),)


def _pick(state: RouteState, need: Judged) -> bool:
    """Whether the need is a reason for the state."""
    if state == "closed":
        return need.stops
    return need.open_question if state == "unsure" else need.yours


def _why(route: Route, decided: Judged | None) -> str:
    if route.kind == "ask":
        return _ALWAYS
    return decided.check.says if decided else _NOTHING_BLOCKS
