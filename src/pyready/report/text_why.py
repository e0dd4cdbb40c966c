"""Why the answer is what it is: the few checks that decided, each with who can lift it."""

from collections.abc import Sequence

from pyready.outcome import Fix
from pyready.report.layout import spaced
from pyready.report.record import CheckRecord
from pyready.report.text_view import View

_MOST = 6
_WHO = {
    "you": "You can change this: ",
    "it": "IT can change this: ",
    "nobody": "Nobody can change this here: ",
}


def why(view: View) -> list[str]:
    """Problems and open questions that block a route."""
    checks = [check for check in _asked(view) if check.weight == "blocker"]
    problems = [check for check in checks if check.outcome == "problem"]
    unknowns = [check for check in checks if check.outcome == "unknown"]
    return _section(
        view, "What closes the other routes" if view.record.verdict.state == "open" else "Why", problems + unknowns
    )


def also(view: View) -> list[str]:
    """Problems that close nothing and have not been said beside any steps."""
    said = {check.id for route in view.in_full for check in view.limits(route)}
    found = [c for c in _asked(view) if c.outcome == "problem" and c.weight != "blocker" and c.id not in said]
    return _section(view, "Also noticed (this stops nothing)", found)


def reason(view: View, check: CheckRecord) -> list[str]:
    """What a check found, and who can lift it or what would settle it."""
    perhaps = "Probably: " if check.sure == "likely" and check.outcome == "problem" else ""
    word = f"Not known: {check.asks} " if check.outcome == "unknown" else perhaps
    return [*view.sheet.prose(word + check.says, lead="- "), *remedy(view, check, 4)]


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
    return f" (request {view.requests[fix.request][0]} below)" if fix.request in view.requests else ""


def _asked(view: View) -> Sequence[CheckRecord]:
    return view.record.checks if view.wanted is None else view.needed(view.wanted)


def _section(view: View, heading: str, found: Sequence[CheckRecord]) -> list[str]:
    if not found:
        return []
    shown = found if view.options.details else found[:_MOST]
    more = len(found) - len(shown)
    return spaced(
        [
            view.sheet.heading(heading),
            *[reason(view, check) for check in shown],
            view.sheet.prose(f"... and {more} more: pyready check --details", tone="dim") if more else [],
        ]
    )
