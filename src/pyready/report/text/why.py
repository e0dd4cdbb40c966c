"""Why the answer is what it is: the few checks that decided, each with who can lift it."""

from collections.abc import Sequence

from pyready.model.outcome import Fix
from pyready.model.record import CheckRecord
from pyready.report.deciding import against, alike, noticed
from pyready.report.layout import spaced
from pyready.report.text.view import View
from pyready.report.words import WHO

_MOST = 6


def why(view: View) -> list[str]:
    """Problems and open questions that block a route."""
    return _section(view, "What closes other routes" if view.record.verdict.state == "open" else "Why", against(view))


def also(view: View) -> list[str]:
    """Problems that close nothing and have not been said beside any steps."""
    return _section(view, "Also noticed (this stops nothing)", noticed(view))


def here(view: View) -> list[str]:
    """With details: the Pythons on this computer that the steps do not use, each with the reason."""
    unused = [each for each in view.record.found if not each.used and view.options.details]
    lines = [line for each in unused for line in view.sheet.prose(f"{each.what}: {each.why_not}", lead="- ")]
    return [*view.sheet.heading("On this computer and not used"), *lines] if lines else []


def reason(view: View, *checks: CheckRecord) -> list[str]:
    """What a check found, or several alike, and who can lift it or what would settle it."""
    check = checks[0]
    word = "Probably: " if check.sure == "likely" and check.outcome == "problem" else ""
    if check.outcome == "unknown":
        word = "Not known: " + (f"{check.asks} " if len(checks) == 1 else "")
    asked = [line for each in checks for line in view.sheet.prose(each.asks, 6)] if len(checks) > 1 else []
    return [*view.sheet.prose(word + check.says, lead="- "), *asked, *remedy(view, check, 4)]


def remedy(view: View, check: CheckRecord, indent: int) -> list[str]:
    """Who can lift a problem, what would settle a question, where to read about it."""
    lines: list[str] = []
    if check.fix is not None:
        lines += view.sheet.prose(WHO[check.fix.who] + check.fix.says + _request(view, check.fix), indent)
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


def _section(view: View, heading: str, found: Sequence[CheckRecord]) -> list[str]:
    groups = alike(found)
    shown = groups[: None if view.options.details else _MOST]
    more = len(groups) - len(shown)
    return spaced(
        [
            view.sheet.heading(heading) if found else [],
            *[reason(view, *group) for group in shown],
            view.sheet.prose(f"... and {more} more: pyready check --details", tone="dim") if more else [],
        ]
    )
