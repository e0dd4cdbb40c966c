"""Why the answer is what it is: the few checks that decided, each with who can lift it."""

from collections.abc import Sequence

from pyready.model.outcome import Fix
from pyready.model.record import CheckRecord
from pyready.report.deciding import against, alike, noticed
from pyready.report.layout import spaced
from pyready.report.text.view import View
from pyready.report.words import NOTICED, SETTLES, WHO, WHY, WHY_NOT_THE_OTHERS, said

# shown as a heading, with details
_UNUSED = "On this computer and not used"
# shown after a problem: where to read about it, and which request asks for it
_READ = "Read: pyready guide {guide}"
_REQUEST = " (request {number})"
# shown after the problems: the guides, and how many more there are
_GUIDES = "More: pyready guide {guides}"
_MORE = "{number} more: pyready check --details"

_MOST, _MOST_NOTICED = 3, 2


def why(view: View) -> list[str]:
    """Problems and open questions that block a route."""
    if view.options.details or view.wanted is not None:
        is_open = view.record.verdict.state == "open" and view.wanted is None
        return _section(view, WHY_NOT_THE_OTHERS if is_open else WHY, against(view))
    return _section(view, WHY, [check for check in against(view) if not _is_said(view, check)])


def _is_said(view: View, check: CheckRecord) -> bool:
    """The answer says it already, and the next step, a step or a request says what to do about it."""
    state = view.record.verdict.state
    return state == "open" or (state in {"open-with-fixes", "partly"} and check.says.rstrip(".") in view.says)


def also(view: View) -> list[str]:
    """Problems that close nothing: first those of the steps that are shown, last those that ask nothing of anybody."""
    beside = [check for route in view.with_steps for check in view.limits(route)]
    found = {check.id: check for check in (*beside, *noticed(view))}.values()
    ordered = sorted(found, key=lambda check: check.fix is None or check.fix.who == "nothing")
    return _section(view, NOTICED, ordered, _MOST_NOTICED)


def here(view: View) -> list[str]:
    """With details: the Pythons on this computer that the steps do not use, each with the reason."""
    unused = [each for each in view.record.found if not each.used and view.options.details]
    lines = [line for each in unused for line in view.sheet.prose(f"{each.what}: {each.why_not}", lead="- ")]
    return [*view.sheet.heading(_UNUSED), *lines] if lines else []


def reason(view: View, *checks: CheckRecord) -> list[str]:
    """What a check found, or several alike, and who can lift it or what would settle it."""
    check = checks[0]
    asked = [line for each in checks for line in view.sheet.prose(each.asks, 6)] if len(checks) > 1 else []
    return [*view.sheet.prose(said(check), lead="- "), *asked, *remedy(view, check, 4)]


def remedy(view: View, check: CheckRecord, indent: int) -> list[str]:
    """Who can lift a problem, what would settle a question; with details where to read about it."""
    lines: list[str] = []
    if check.fix is not None:
        lines += view.sheet.prose(WHO[check.fix.who] + check.fix.says + _request(view, check.fix), indent)
    if check.settles:
        lines += view.sheet.prose(SETTLES + check.settles, indent)
    guide = guide_of(check) if view.options.details else ""
    return lines + (view.sheet.prose(view.spelled(_READ.format(guide=guide)), indent, tone="dim") if guide else [])


def guide_of(check: CheckRecord) -> str:
    """The guide that says more about a check; empty for none."""
    return ((check.fix.guide if check.fix else "") or check.guide).partition("#")[0]


def _request(view: View, fix: Fix) -> str:
    """Which request it is, where the request is about all these servers."""
    if fix.request not in view.requests:
        return ""
    number, request = view.requests[fix.request]
    return _REQUEST.format(number=number) if set(fix.hosts) <= set(request.hosts) else ""


def _section(view: View, heading: str, found: Sequence[CheckRecord], most: int = _MOST) -> list[str]:
    groups = alike(found)
    shown = groups[: None if view.options.details else most]
    more = len(groups) - len(shown)
    if not found:
        return []
    parts = [reason(view, *group) for group in shown]
    body = spaced(parts) if view.options.details else [line for part in parts for line in part]
    guides = list(dict.fromkeys(filter(None, (guide_of(group[0]) for group in shown))))
    read = "" if view.options.details or not guides else view.spelled(_GUIDES.format(guides=", ".join(guides)))
    rest = view.spelled(_MORE.format(number=more)) if more else ""
    both = f"{read}; {rest}"
    last = [both] if read and rest and len(both) <= view.sheet.width - 2 else [text for text in (read, rest) if text]
    return [
        *view.sheet.heading(heading),
        *body,
        *(line for text in last for line in view.sheet.prose(text, tone="dim")),
    ]
