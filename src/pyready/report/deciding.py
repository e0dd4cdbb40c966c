"""Which checks decided the answer, and which are only worth knowing: the choice that every written report makes."""

from collections.abc import Iterable, Sequence

from pyready.model.record import CheckRecord, RouteRecord
from pyready.report.text.view import View


def against(view: View) -> list[CheckRecord]:
    """Problems and open questions that block a route, problems first; a shared computer is the whole reason."""
    if view.is_shared and not view.options.details and view.wanted is None:
        return [check for check in view.record.checks if check.id == "own-computer"]
    checks = [check for check in _deciding(view) if check.weight == "blocker"]
    problems = [check for check in checks if check.outcome == "problem"]
    return problems + [check for check in checks if check.outcome == "unknown"]


def noticed(view: View) -> list[CheckRecord]:
    """Problems that close nothing and have not been said beside any steps."""
    said = {check.id for route in view.in_full for check in view.limits(route)}
    found = [c for c in _asked(view) if c.outcome == "problem" and c.weight != "blocker" and c.id not in said]
    if view.options.details:
        return found
    return [c for c in found if not _is_asked_for(view, c) and not _is_told(view, c) and _is_of_use(view, c)]


def alike(checks: Iterable[CheckRecord]) -> list[list[CheckRecord]]:
    """Checks that say the same, side by side: one sentence answers several questions."""
    groups: dict[object, list[CheckRecord]] = {}
    for check in checks:
        groups.setdefault((check.outcome, check.says, check.settles, check.fix), []).append(check)
    return list(groups.values())


def _deciding(view: View) -> Sequence[CheckRecord]:
    """With details all; else what the named route needs, and the first reason against each route before it."""
    if view.options.details or view.wanted is not None:
        return _asked(view)
    local = [route for route in view.listed if route.kind == "local"]
    named = view.recommended if view.recommended in local else None
    before = local[: local.index(named)] if named else local
    found = view.needed(named) if named else []
    for route in before:
        found += [check for check in view.needed(route) if _decides(route, check)][:1]
    return list({check.id: check for check in found}.values())


def _decides(route: RouteRecord, check: CheckRecord) -> bool:
    """Is it a reason for the state of this route?"""
    if check.weight != "blocker":
        return False
    if route.state == "closed":
        return check.outcome == "problem" and (check.fix is None or check.fix.who != "you")
    return route.state == "unsure" and check.outcome == "unknown"


def _is_of_use(view: View, check: CheckRecord) -> bool:
    """What a person can set for steps that are not printed is of no use yet."""
    return view.record.verdict.state != "closed" or check.fix is None or check.fix.who not in {"you", "nothing"}


def _is_told(view: View, check: CheckRecord) -> bool:
    """A blocker that the person can lift leads to the same guide: another sentence about the same trouble."""
    blockers = [c for c in _deciding(view) if c.outcome == "problem" and c.weight == "blocker"]
    guide = _own_guide(check)
    return bool(guide) and guide in map(_own_guide, blockers)


def _own_guide(check: CheckRecord) -> str:
    """The guide to what the person can lift."""
    return check.fix.guide if check.fix is not None and check.fix.who == "you" else ""


def _is_asked_for(view: View, check: CheckRecord) -> bool:
    """A blocker leads to the same request, so this would say the same thing again."""
    blockers = [c for c in _asked(view) if c.outcome == "problem" and c.weight == "blocker" and c.fix]
    wanted = check.fix.request if check.fix else ""
    return bool(wanted) and wanted in {c.fix.request for c in blockers if c.fix}


def _asked(view: View) -> Sequence[CheckRecord]:
    if view.wanted is not None:
        return view.needed(view.wanted)
    return [check for check in view.record.checks if check.id not in view.idle]
