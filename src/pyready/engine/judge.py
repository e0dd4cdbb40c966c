"""From facts to outcomes, from outcomes to the state of each route, from states to the verdict. Pure."""

from collections.abc import Mapping, Sequence

from pyready.engine import faults
from pyready.model.facts import Asked, Facts, NotApplicable, NotCollected
from pyready.model.judged import Judged
from pyready.model.outcome import FOR_PERSON, Check, Evidence, Outcome, Step, not_applicable, unknown
from pyready.model.record import CheckRecord, Need, RouteRecord
from pyready.model.route import Route, RouteState
from pyready.probes.identity import Identity


def judge_checks(facts: Facts, checks: Sequence[Check]) -> dict[str, Judged]:
    """Ask every check; facts that are not there make it `unknown` or, on another platform, `not-applicable`.

    When the system itself runs pyready, what is about a person is `not-applicable`.
    """
    identity = facts.get(Identity)
    nobody = identity is not None and identity.is_system
    answers = {check: FOR_PERSON if nobody and check.personal else _ask(check, facts) for check in checks}
    return {check.id: Judged(_record(check, answer), answer.reason) for check, answer in answers.items()}


def _ask(check: Check, facts: Facts) -> Outcome:
    try:
        return check.judge(facts)
    except NotApplicable:
        return not_applicable("This question does not arise on this kind of computer.")
    except NotCollected as missing:
        says, settles = _MISSING.get(missing.kind, _MISSING["not-asked"])
        evidence = Evidence(missing.fact, f"{missing.kind}: {missing.reason}", "pyready")
        return unknown(says, evidence, settles=settles)
    except Exception as error:  # a fault in a check costs its own line only
        if faults.strict:
            raise
        return unknown(faults.SAYS, Evidence("fault", faults.place(error), "pyready"), settles=faults.SETTLES)


_MISSING = {
    "offline": ("No server was contacted, because you asked for --offline.", "Run pyready again without --offline."),
    "timed-out": ("This part of the look was not finished in time.", "Run pyready again."),
    "crashed": (faults.SAYS, faults.SETTLES),
    "not-asked": ("This was not looked at.", "Run pyready again."),
    "unseen": ("collect.cmd does not look at this.", "Ask IT, or have pyready itself look at that computer."),
}
"""What a person is told when facts are missing, and what would help."""


def _record(check: Check, outcome: Outcome) -> CheckRecord:
    return CheckRecord(
        id=check.id,
        asks=check.asks,
        outcome=outcome.outcome,
        weight=check.weight,
        says=outcome.says,
        sure=outcome.sure,
        because=outcome.because,
        fix=outcome.fix,
        settles=outcome.settles,
        guide=(outcome.fix.guide if outcome.fix else "") or check.guide,
    )


def route_state(route: Route, platform: str, judged: Mapping[str, Judged]) -> RouteState:
    """The state of a route; the first rule that fits decides (design, section 2).

    A route of kind `ask` is never open: what IT will say is not known.
    """
    needs = [judged[need] for need in route.needs]
    if platform not in route.platforms:
        return "not-here"
    if any(need.stops for need in needs):
        return "closed"
    if any(need.open_question for need in needs) or route.kind == "ask":
        return "unsure"
    return "open-with-fixes" if any(need.yours for need in needs) else "open"


def judge_routes(facts: Facts, routes: Sequence[Route], judged: Mapping[str, Judged]) -> tuple[RouteRecord, ...]:
    """Every route with its state, its reason and its steps."""
    return tuple(_route_record(facts, route, judged) for route in routes)


def _route_record(facts: Facts, route: Route, judged: Mapping[str, Judged]) -> RouteRecord:
    state = route_state(route, facts[Asked].platform, judged)
    needs = [judged[need] for need in route.needs]
    fixes = tuple(step for need in needs if need.yours for step in _fix_steps(need.check))
    own, failed = _steps(route, facts) if state != "not-here" else ((), "")
    if failed and state != "closed":  # no yes to steps that nobody can read
        return _failed(route, needs, failed)
    return RouteRecord(
        id=route.id,
        title=route.title,
        kind=route.kind,
        state=state,
        needs=tuple(Need(need.check.id, need.check.outcome) for need in needs),
        steps=(*fixes, *own) if state != "not-here" else (),
        guide=route.guide,
        about=route.about,
        why=_why(route, state, needs) + _left_out(needs),
        spoken=route.spoken,
    )


def _steps(route: Route, facts: Facts) -> tuple[tuple[Step, ...], str]:
    """The steps of a route; none, and where it failed, when making them raised."""
    try:
        return route.steps(facts), ""
    except Exception as error:  # a fault in a route costs its own line only
        if faults.strict:
            raise
        return (), faults.place(error)


def _failed(route: Route, needs: Sequence[Judged], failed: str) -> RouteRecord:
    return RouteRecord(
        id=route.id,
        title=route.title,
        kind=route.kind,
        state="unsure",
        needs=tuple(Need(need.check.id, need.check.outcome) for need in needs),
        guide=route.guide,
        about=route.about,
        why=f"{faults.SAYS} {faults.SETTLES} ({failed})",
    )


def _left_out(needs: Sequence[Judged]) -> str:
    """What a site profile leaves out counts as passed, which a reader should know. What cannot arise needs no word."""
    missing = [need.check.asks for need in needs if need.reason == "left-out"]
    return f" Not looked at here: {' '.join(missing)}" if missing else ""


def _fix_steps(check: CheckRecord) -> tuple[Step, ...]:
    if check.fix is None:
        return ()
    return check.fix.commands or (Step(check.fix.says),)


def _why(route: Route, state: RouteState, needs: Sequence[Judged]) -> str:
    if state == "not-here":
        return "Not for this kind of computer."
    if route.kind == "ask":
        return "Always possible; what IT says is not known."
    pick = {
        "closed": lambda need: need.stops,
        "unsure": lambda need: need.open_question,
        "open-with-fixes": lambda need: need.yours,
    }.get(state)
    return next((need.check.says for need in needs if pick and pick(need)), "Nothing stands in the way.")
