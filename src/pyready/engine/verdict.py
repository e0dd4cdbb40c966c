"""The verdict: whether an option for Python works on this machine, and what to ask for if not. Pure."""

from collections.abc import Mapping, Sequence

import msgspec

from pyready.checks.new_python import GET_NEWER
from pyready.engine import faults
from pyready.engine.room import FREE
from pyready.model.judged import Judged
from pyready.model.outcome import Step
from pyready.model.record import CheckRecord, RequestRecord, RouteRecord, Verdict
from pyready.tickets.making import smallest_set

# shown in front of `brief`: the answer itself
_YES, _PARTLY_YES = "Yes", "Partly"
_YES_AFTER_ONE = "Yes, after one change you can make"
_YES_AFTER = "Yes, after {number} changes you can make"
_YES_AFTER_ROOM = "Yes, after you {change}"
_NOT_SURE, _NOT_WITHOUT_IT, _NOT_THIS_COMPUTER = "Not sure yet", "Not without IT", "Not on this computer"
_WHOLE = "{answer}: {brief}"
# shown where an open option installs Python
_CAN_INSTALL = "You can install Python without administrator rights."
# shown after it, or after what is said of the Python on this computer: what a person changes first
_CHANGES = "{says} {first}"
_FREE_FIRST = "This works after you {change}."
_SEVERAL = "The steps say how to make the {number} changes."
# shown after them, where the steps are not for Command Prompt
_FOR_POWERSHELL = "{says} The steps are for Windows PowerShell. {why}"
# shown where less works than was asked for: what works, and the first reason why the rest does not
_WORKS = "Python works {reached}."
_REACHED = {
    "scripts": "with its own library, without packages",
    "vscode": "in Visual Studio Code, with packages of Python code alone",
    "notebooks": "in a notebook, with data packages",
}
_CODE_BLOCKED = "Not in Visual Studio Code: {why}"
_REST_BLOCKED = "The rest is blocked. {why}"
_OTHERS_NOT_KNOWN = "pyready cannot tell whether another option works."
# shown where the first question decides; its sentence comes first
_SO_NOT_KNOWN = "So pyready cannot tell whether {route} works."
_CANNOT_TELL = "pyready cannot tell"
_ONE_MORE = "One other thing is not known."
_MORE = "{number} other things are not known."
# shown on a computer of several people
_USE_YOUR_OWN = "{says} Use your own computer{browser}."
_OR_BROWSER = ", or a notebook in your browser"
_RUN_ELSEWHERE = "Run pyready on your own work computer."
# shown where only IT can open an option: the first reason, and what it takes
_ONE_REQUEST = "IT can solve this with one request."
_REQUESTS = "IT can solve this with {number} requests together."
_NO_OPTION = "pyready found no option for Python on this computer."
_MEANWHILE = "While you wait, use a notebook in your browser."
# shown as the next step
_SEND = "Send IT request {number}: {title}."
_SEND_TOO = "Send IT request {number} too: {title}."
_ASK_WHETHER = "Ask IT: is Python meant to be blocked on this computer? Send this report with your question."
_ASK_FIX = "Ask IT. They can fix this: {says}"
# shown with a reason that is likely and does not say so itself
_LIKELY = "{says} That is likely."


def verdict(routes: Sequence[RouteRecord], judged: Mapping[str, Judged], requests: Sequence[RequestRecord]) -> Verdict:
    """Choose by order, never by score: open first, then partly, then unsure, then closed with what to ask for."""
    answer = _chosen(routes, judged, requests)
    named = [route for route in routes if route.id == answer.route] or [each for each in routes if each.reaches]
    return msgspec.structs.replace(answer, reaches=named[0].reaches if named else "")


def _chosen(routes: Sequence[RouteRecord], judged: Mapping[str, Judged], requests: Sequence[RequestRecord]) -> Verdict:
    local = [route for route in routes if route.kind == "local"]
    meanwhile = next((route for route in routes if route.kind == "elsewhere" and route.state.startswith("open")), None)
    other = meanwhile.id if meanwhile else ""
    for route in local:
        if route.state in {"open", "open-with-fixes"}:
            return _open(route, judged)
    if (shared := judged.get("own-computer")) and shared.stops:
        return _not_here(shared.check, other)
    smaller = next((route for route in local if route.reaches), None)
    if smaller and smaller.state == "closed":
        return _partly(smaller, other, judged, requests, any(route.state == "unsure" for route in local))
    unsure = next((route for route in local if route.state == "unsure"), None)
    if unsure:
        return _unsure(unsure, other, judged)
    best = smallest_set(requests, routes, judged)
    return _closed(other, requests, best, (_first_reason(local, judged) if best else "") or _reason(local, judged))


def _open(route: RouteRecord, judged: Mapping[str, Judged]) -> Verdict:
    here = judged.get("usable-python")
    brief = here.check.says if route.id == "existing-python" and here else _CAN_INSTALL
    answer, first = _changes(route, judged) if route.state == "open-with-fixes" else (_YES, "")
    if first:
        brief = _CHANGES.format(says=brief, first=first)
    if any(step.shell == "powershell" for step in route.steps) and (cmd := judged.get("uses-cmd")):
        brief = _FOR_POWERSHELL.format(says=brief, why=cmd.check.says)
    step = _first(route)
    return Verdict(route.state, route.id, "", _whole(answer, brief), step.says, brief, _address(step))


def _changes(route: RouteRecord, judged: Mapping[str, Judged]) -> tuple[str, str]:
    """The answer with how much a person changes first, and what that is: the problem itself where it is one."""
    changes = [each.check for need in route.needs if (each := judged[need.check]).yours]
    if len(changes) != 1 or changes[0].fix is None:
        return _YES_AFTER.format(number=len(changes)), _SEVERAL.format(number=len(changes))
    change = _lower(changes[0].fix.says.partition(". ")[0].rstrip("."))
    if change.startswith(FREE.lower()):
        return _YES_AFTER_ROOM.format(change=change), _FREE_FIRST.format(change=change)
    return _YES_AFTER_ONE, _told(changes[0])


def _partly(
    route: RouteRecord, other: str, judged: Mapping[str, Judged], requests: Sequence[RequestRecord], others: bool
) -> Verdict:
    """What works today, which step stops the rest, and the request that opens it."""
    blocked = _CODE_BLOCKED if route.reaches == "notebooks" else _REST_BLOCKED
    works = _WORKS.format(reached=_REACHED.get(route.reaches, ""))
    rest = [_OTHERS_NOT_KNOWN] if others else []
    stops = [judged[need.check].check for need in route.needs if judged[need.check].stops]
    why = _told(stops[0], route.why) if stops else route.why
    brief = " ".join([works, blocked.format(why=why), *rest])
    wanted = [each for each in requests if any(check.fix and check.fix.request == each.id for check in stops)]
    asks = (_ASK_FIX.format(says=_lower(check.fix.says)) for check in stops if check.fix and check.fix.who == "it")
    step = _sent(requests, wanted[:1]) if wanted else next(asks, _ASK_WHETHER)
    return Verdict("partly", route.id, other, _whole(_PARTLY_YES, brief), step, brief)


def _unsure(route: RouteRecord, meanwhile: str, judged: Mapping[str, Judged]) -> Verdict:
    questions = [judged[need.check].check for need in route.needs if judged[need.check].open_question]
    if not questions:  # its steps could not be made
        return Verdict("unsure", route.id, meanwhile, _whole(_NOT_SURE, route.why), faults.SETTLES, route.why)
    question, brief = questions[0], questions[0].says
    # with one of these, nothing can be said about any route
    if question.id != "run-as-person" and question.settles != GET_NEWER:
        brief = " ".join([brief, *_not_known(route, questions)])
    step = Step(question.settles) if question.settles else _first(route)
    return Verdict("unsure", route.id, meanwhile, _whole(_NOT_SURE, brief), step.says, brief, _address(step))


def _not_known(route: RouteRecord, questions: Sequence[CheckRecord]) -> tuple[str, ...]:
    """What follows for the route, where the first question does not say so itself, and how many there are beside it."""
    about_python = questions[0].id == "usable-python" or questions[0].says.startswith(_CANNOT_TELL)
    so = () if about_python else (_SO_NOT_KNOWN.format(route=_named(route)),)
    more = {1: (), 2: (_ONE_MORE,)}.get(len(questions), (_MORE.format(number=len(questions) - 1),))
    return (*so, *more)


def _not_here(shared: CheckRecord, other: str) -> Verdict:
    """A computer of many people: nothing is installed and nothing is asked for."""
    brief = _USE_YOUR_OWN.format(says=_told(shared), browser=_OR_BROWSER if other else "")
    return Verdict("closed", "", other, _whole(_NOT_THIS_COMPUTER, brief), _RUN_ELSEWHERE, brief)


def _closed(other: str, requests: Sequence[RequestRecord], best: Sequence[RequestRecord], reason: str) -> Verdict:
    solved = _ONE_REQUEST if len(best) == 1 else _REQUESTS.format(number=len(best))
    parts = [reason, solved] if best else [_NO_OPTION, reason]
    brief = " ".join(filter(None, [*parts, _MEANWHILE if other else ""]))
    if best:
        return Verdict("closed", "", other, brief, _sent(requests, best))
    return Verdict("closed", "", other, _whole(_NOT_WITHOUT_IT, brief), _ASK_WHETHER, brief)


def _whole(answer: str, brief: str) -> str:
    return _WHOLE.format(answer=answer, brief=brief)


def _address(step: Step) -> str:
    return step.command if step.shell == "browser" else ""


def _sent(requests: Sequence[RequestRecord], wanted: Sequence[RequestRecord]) -> str:
    """Which to send, by the numbers that they have in the report."""
    numbers = {each.id: number for number, each in enumerate(requests, 1)}
    return " ".join(
        (_SEND_TOO if place else _SEND).format(number=numbers[each.id], title=each.title.rstrip("."))
        for place, each in enumerate(wanted)
    )


def _told(check: CheckRecord, says: str = "") -> str:
    """What a check says, as certain as it is; `says` stands for that with more."""
    likely = check.sure == "likely" and "probabl" not in check.says.casefold()
    return _LIKELY.format(says=says or check.says) if likely else says or check.says


def _first_reason(local: Sequence[RouteRecord], judged: Mapping[str, Judged]) -> str:
    """Why the first route is blocked that is blocked by more than that something is not there."""
    names = (route.stopped_by.check for route in local if route.state == "closed" and route.stopped_by)
    return next((_told(judged[name].check) for name in names if name not in _NOT_THERE), "")


def _reason(local: Sequence[RouteRecord], judged: Mapping[str, Judged]) -> str:
    """The first thing that blocks a route. That something is not there to begin with explains nothing."""
    stops = (judged[need.check] for route in local if route.state == "closed" for need in route.needs)
    return next((_told(each.check) for each in stops if each.stops and each.check.id not in _NOT_THERE), "")


_NOT_THERE = ("usable-python", "catalogue-offers-python")


def _lower(says: str) -> str:
    return says[:1].lower() + says[1:]


def _named(route: RouteRecord) -> str:
    return route.spoken or route.title


def _first(route: RouteRecord) -> Step:
    """What to do first; a step without words where there is none."""
    return route.steps[0] if route.steps else Step("")
