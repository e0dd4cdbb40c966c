"""Why the answer is what it is: the few checks that decided, each with who can lift it."""

from collections.abc import Sequence

from pyready.outcome import Fix
from pyready.report.layout import spaced
from pyready.report.record import CheckRecord, RouteRecord
from pyready.report.text_view import View

_MOST = 6
_WHO = {
    "you": "You can change this: ",
    "it": "IT can change this: ",
    "nobody": "Nobody can change this here: ",
}


def why(view: View) -> list[str]:
    """Problems and open questions that block a route."""
    checks = [check for check in _deciding(view) if check.weight == "blocker"]
    problems = [check for check in checks if check.outcome == "problem"]
    unknowns = [check for check in checks if check.outcome == "unknown"]
    return _section(
        view, "What closes other routes" if view.record.verdict.state == "open" else "Why", problems + unknowns
    )


def _deciding(view: View) -> Sequence[CheckRecord]:
    """With details all; else what the named route needs, and the first reason against each route before it."""
    if view.options.details or view.wanted is not None:
        return _asked(view)
    local = [route for route in view.listed.values() if route.kind == "local"]
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


def also(view: View) -> list[str]:
    """Problems that close nothing and have not been said beside any steps."""
    said = {check.id for route in view.in_full for check in view.limits(route)}
    found = [c for c in _asked(view) if c.outcome == "problem" and c.weight != "blocker" and c.id not in said]
    if not view.options.details:
        found = [c for c in found if not _is_asked_for(view, c) and not _is_told(view, c) and _is_of_use(view, c)]
    return _section(view, "Also noticed (this stops nothing)", found)


def _is_of_use(view: View, check: CheckRecord) -> bool:
    """What a person can set for steps that are not printed is of no use yet."""
    return view.record.verdict.state != "closed" or check.fix is None or check.fix.who != "you"


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


def reason(view: View, *checks: CheckRecord) -> list[str]:
    """What a check found, or several alike, and who can lift it or what would settle it."""
    check = checks[0]
    word = "Probably: " if check.sure == "likely" and check.outcome == "problem" else ""
    if check.outcome == "unknown":
        word = "Not known: " + (f"{check.asks} " if len(checks) == 1 else "")
    asked = [line for alike in checks for line in view.sheet.prose(alike.asks, 6)] if len(checks) > 1 else []
    return [*view.sheet.prose(word + check.says, lead="- "), *asked, *remedy(view, check, 4)]


def remedy(view: View, check: CheckRecord, indent: int) -> list[str]:
    """Who can lift a problem, what would settle a question, where to read about it."""
    lines: list[str] = []
    if check.fix is not None:
        lines += view.sheet.prose(_WHO[check.fix.who] + check.fix.says + _request(view, check.fix), indent)
    if check.settles:
        lines += view.sheet.prose(f"This would settle it: {check.settles}", indent)
    guide = (check.fix.guide if check.fix else "") or check.guide
    return lines + (view.sheet.prose(f"Read: pyready guide {guide}", indent, tone="dim") if guide else [])


def _request(view: View, fix: Fix) -> str:
    """Which request it is, where the request is about all these servers."""
    if fix.request not in view.requests:
        return ""
    number, request = view.requests[fix.request]
    return f" (request {number} below)" if set(fix.hosts) <= set(request.hosts) else ""


def _asked(view: View) -> Sequence[CheckRecord]:
    if view.wanted is not None:
        return view.needed(view.wanted)
    return [check for check in view.record.checks if check.id not in view.idle]


def _section(view: View, heading: str, found: Sequence[CheckRecord]) -> list[str]:
    groups: dict[object, list[CheckRecord]] = {}
    for check in found:
        groups.setdefault((check.outcome, check.says, check.settles, check.fix), []).append(check)
    shown = list(groups.values())[: None if view.options.details else _MOST]
    more = len(groups) - len(shown)
    return spaced(
        [
            view.sheet.heading(heading) if found else [],
            *[reason(view, *group) for group in shown],
            view.sheet.prose(f"... and {more} more: pyready check --details", tone="dim") if more else [],
        ]
    )
