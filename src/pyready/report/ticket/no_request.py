"""What is said where no request is to be sent: the answer, the next step, and what can be asked all the same."""

from pyready.model.record import CheckRecord
from pyready.report.text.view import View
from pyready.report.ticket.markdown import items, prose
from pyready.report.ticket.request import COPY, EVIDENCE, RULE, evidence, head, section
from pyready.report.words import STATES

# shown first: where there is a question to IT, and where there is none
_ASK, _NOTHING = "What to ask IT", "Nothing to send to IT"
# shown before the next step
_NEXT = "Next step: {text}"
# shown as how one option is, with `--route`
_OF_ROUTE = 'The option "{title}" ({state}): {why}'
# shown as why there is no ticket: with one option asked for; after it where there are other requests
_NOT_ABOUT = "No request is about this option."
_OTHERS = "Leave out --route to see all requests."
# shown where an option works
_OPEN = "An option works on this computer, so IT need not be asked for anything. pyready check shows its steps."
# shown where a question to IT follows
_MEANT = "pyready knows no change to request: IT might want it as it is. So this is a question."
# shown where something is not sure
_NOT_YET = "IT need not be asked for anything yet. Do the next step, then run pyready again."
# shown where there is nothing that pyready would ever request
_NEVER = "IT need not be asked for anything: pyready would request no change on this computer."
# shown in the ticket with a question: its title, its heading and its end
_TITLE = "Question: is Python meant to be blocked here?"
FOUND = "What pyready found"
_QUESTION = (
    "Please tell me whether this is intended. If it is, which approved place for Python can I use? "
    "If it is not, who can change it?"
)


def nothing(view: View) -> list[str]:
    """The answer, the next step, and that nothing need be asked; or that there is a question, which follows."""
    verdict = view.record.verdict
    asked = _questions(view)
    return [
        f"# {_ASK if asked else _NOTHING}",
        prose(lead(view)),
        *([_NEXT.format(text=prose(verdict.next))] if verdict.next and view.wanted is None else []),
        prose(_why(view, asked)),
    ]


def lead(view: View) -> str:
    """The answer; with one route asked for, how that one stands."""
    if view.wanted is None:
        return view.record.verdict.says
    return _OF_ROUTE.format(title=view.wanted.title, state=STATES[view.wanted.state][0], why=view.wanted.why)


def _why(view: View, asked: list[CheckRecord]) -> str:
    if view.wanted is not None:
        return f"{_NOT_ABOUT} {_OTHERS}" if view.record.requests else _NOT_ABOUT
    if view.has_open_route:
        return view.spelled(_OPEN)
    if asked:
        return _MEANT
    return _NOT_YET if view.record.verdict.state == "unsure" else _NEVER


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
        f"# {_TITLE}",
        items(list(head(""))),
        section(FOUND, [prose(text) for text in says]),
        _QUESTION,
        section(EVIDENCE, list(evidence(view, list(found)))),
    ]
