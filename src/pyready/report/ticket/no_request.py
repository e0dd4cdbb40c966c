"""What is said where no request is to be sent: the answer, the next step, and what can be asked all the same."""

from pyready.model.record import CheckRecord
from pyready.report.text.view import View
from pyready.report.ticket.markdown import items, prose
from pyready.report.ticket.request import BLANK, COPY, RULE, WHO, evidence
from pyready.report.words import STATES


def nothing(view: View) -> list[str]:
    """The answer, the next step, and that nothing need be asked; or that there is a question, which follows."""
    verdict = view.record.verdict
    asked = _questions(view)
    return [
        "# What to ask IT" if asked else "# Nothing to send to IT",
        prose(lead(view)),
        *([f"Next step: {prose(verdict.next)}"] if verdict.next and view.wanted is None else []),
        prose(_why(view, asked)),
    ]


def lead(view: View) -> str:
    """The answer; with one route asked for, how that one stands."""
    if view.wanted is None:
        return view.record.verdict.says
    return f'About the route "{view.wanted.title}" ({STATES[view.wanted.state][0]}): {view.wanted.why}'


def _why(view: View, asked: list[CheckRecord]) -> str:
    if view.wanted is not None:
        others = " Without --route all of them are shown." if view.record.requests else ""
        return f"No request is about this route.{others}"
    if view.has_open_route:
        return "A way to Python is open here, so IT need not be asked for anything. pyready check shows its steps."
    if asked:
        return (
            "pyready knows no change to ask for: what stands in the way may be meant as it is. So this is a question."
        )
    if view.record.verdict.state == "unsure":
        return "IT need not be asked for anything yet: do the next step, then run pyready again."
    return "IT need not be asked for anything: there is no change that pyready would ask for on this computer."


def _questions(view: View) -> list[CheckRecord]:
    """What closes a way here without a request that fits: what is IT's to say, else all. None on a shared computer."""
    if view.record.verdict.state != "closed" or view.record.requests or view.wanted is not None or view.is_shared:
        return []
    checks = [check for check in view.record.checks if check.id not in view.idle]
    found = [check for check in checks if check.outcome == "problem" and check.weight == "blocker"]
    return [check for check in found if check.fix is not None and check.fix.who == "it"] or found


def question(view: View) -> list[str]:
    """A ticket like the others, with a question where they have a change; nothing where there is none to ask."""
    asked = _questions(view)
    if not asked:
        return []
    says = dict.fromkeys(check.says for check in asked)
    found = dict.fromkeys(item for check in asked for item in check.because)
    return [
        RULE,
        COPY,
        "# Question: is Python meant to be stopped for this account?",
        f"- Ticket reference: {BLANK}",
        "## What is asked",
        items([prose(text) for text in says]),
        "If that is meant as it is, which place for Python is approved for this work? If not, who may change it?",
        *WHO,
        "## Evidence",
        *evidence(view, list(found)),
    ]
