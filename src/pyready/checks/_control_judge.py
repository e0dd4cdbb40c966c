"""From an answer about app control to an outcome; shared by the checks that ask one."""

from pyready.checks._control_words import BY, UNREAD, evidence, unclear
from pyready.knowledge.programs import by_version
from pyready.knowledge.pythons import known
from pyready.model.facts import Facts
from pyready.model.outcome import Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.app_control import Answer, AppControl
from pyready.probes.app_control_found import FoundControl
from pyready.probes.site import knowledge_of, python_for
from pyready.probes.storage import Storage, work_place

TRY = "Try it: if Windows refuses, nothing has changed. Or ask IT whether app control lets it run."
ASK = "Ask IT whether Python is among what is approved, or can be."
WHICH_COUNTS = "Ask IT which of these rules count on this computer, and whether they are meant to block Python."
WARNED = "Ask IT before you use it: Windows warns about programs that few computers have."
ASK_RULES = "Ask IT whether its rules let this run, before you install it."
_NO_RULE = {*UNREAD, "smart-app-control", "folder-not-known"}
"""No rule of the organisation's is known against it: trying it goes against nobody's word."""
NOT_ENFORCED = "Ask IT before you use it: the rules are against it, and it stops working when their service starts."

STORE_ONLY = Fix("it", "Leaving S mode is for IT to decide: it cannot be undone.", guide="app-control")
"""No Python of IT's would start either, so none is asked for."""


def in_s_mode(facts: Facts) -> bool:
    """Windows in S mode, for certain."""
    control = facts.get(AppControl)
    return control is not None and control.s_mode.is_set and control.s_mode.value == 1


def asked(facts: Facts, program: str, place: str) -> Answer:
    """What is said of a program of the routes, where the steps put it."""
    storage, judged = facts.get(Storage), facts.get(FoundControl)
    if work_place(storage) != "home":
        spelled = storage and (storage.named is None or storage.named_in_lines)
        if judged is None or judged.moved is None or not spelled:  # else the steps lead elsewhere than the answer
            return Answer(program, place, "not-known", why=("not-asked",))
    more = knowledge_of(facts)
    of_profile = more.agent or program in {each.id for each in more.program}
    if judged is None and of_profile:  # what the profile says was not asked about
        return Answer(program, place, "not-known", why=("not-asked",))
    moved = judged.answer(program, place) if judged else None
    python = judged.python if judged and moved else facts[AppControl].python
    if program in by_version() and (python or known().recommended) != python_for(facts).minor:
        return Answer(program, place, "not-known", why=("another-python",))
    return moved or facts[AppControl].answer(program, place)


def machine_wide() -> Fix:
    """A Python where programs may start."""
    return Fix(
        "it", "IT can install Python where programs may start.", request="machine-wide-python", guide="app-control"
    )


def another_way() -> Fix:
    """Nothing is asked for that would let this start: no folder is exempted, and a Python of IT's needs none of it."""
    return Fix("nobody", "Take another way: a Python that IT installs may start.", guide="app-control")


def signed_rule() -> Fix:
    """One rule for the signed interpreter."""
    says = "IT can let the Python Software Foundation's signed Python start, with one rule."
    return Fix("it", says, request="allow-signed-python", guide="app-control")


def lifted_by(answer: Answer) -> Fix:
    """What would lift it. A rule that denies wins over every rule that allows, so none is asked for against it."""
    denied = "denied-by-rule" in answer.why
    if answer.place == "program-files" and (denied or answer.by == "software-restriction"):
        return Fix("it", "A rule of IT's forbids it: ask IT whether it is meant for you.", guide="app-control")
    if answer.by == "applocker" and not denied and answer.place == "user-folder":
        return signed_rule()
    return another_way()


def whole_package() -> Fix:
    """Python with its libraries, by the way IT's programs come."""
    says = "IT can deliver Python together with its packages."
    return Fix("it", says, request="app-control-package", guide="app-control")


def outcome(control: AppControl, answer: Answer, fix: Fix, says: tuple[str, str], *more: Evidence) -> Outcome:
    """`says` is who and does what: `A new program in your own folder` and `start`."""
    what, does = says
    because = (*more, *_inferred(control, answer), *evidence(control, answer))
    if answer.outcome == "blocked" and answer.by == "s-mode":
        why = "this is Windows in S mode, which runs apps from the Microsoft Store only"
        return problem(f"{what} cannot {does}: {why}.", STORE_ONLY, *because)
    if answer.outcome == "allowed":
        by = "no rule was found that forbids it" if answer.by == "none" else "the rules that were found allow it"
        return passed(f"{what} can {does}: {by}.", *because, sure="likely")
    who = BY.get(answer.by, "a policy")
    if answer.outcome == "audited":
        watched = f"{what} can {does}; {who} only watches, so IT can see an entry in a log."
        return passed(watched, *because, sure="likely")
    if answer.outcome == "blocked":
        stops = "stop" if answer.by == "software-restriction" else "stops"
        expected = "is expected to stop" if "expected" in answer.why else stops
        return problem(f"{what} cannot {does}: {who} {expected} it{_how(answer)}.", fix, *because, sure="likely")
    return unknown(
        f"pyready cannot tell whether {within(what)} can {does}. {_sentence(unclear(answer))}",
        *because,
        settles=_settled(answer),
    )


def _settled(answer: Answer) -> str:
    """Who knows. Nothing is tried against a rule that is known, even where nobody enforces it today."""
    if "service-stopped" in answer.why:
        return NOT_ENFORCED
    if "attack-surface-warns" in answer.why:
        return WARNED
    if _MAY_BLOCK & set(answer.why):
        return WHICH_COUNTS
    if {"agent-present", "agent-of-profile", "agent-with-two-roles"} & set(answer.why):
        return ASK
    return TRY if set(answer.why) <= _NO_RULE else ASK_RULES


_MAY_BLOCK = {"policies-disagree", "restriction-obeyed-unclear", "restriction-beside-applocker"}
"""A rule that is known may block it, so nothing is tried."""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def within(what: str) -> str:
    """The words for inside a sentence; a name keeps its capital."""
    return f"{what[:1].lower()}{what[1:]}" if what.startswith(("A ", "An ", "The ")) else what


def only_unread(answer: Answer) -> bool:
    """Nothing was found that forbids it; something could not be read."""
    return answer.outcome == "not-known" and bool(answer.why) and set(answer.why) <= set(UNREAD)


def _inferred(control: AppControl, answer: Answer) -> tuple[Evidence, ...]:
    """What is concluded about App Control, whose policy cannot be read."""
    bits = control.code_integrity
    if answer.by == "s-mode" or bits.value is None or not bits.value & 4 or bits.value & 8:
        return ()
    value = {"program-files": "programs there are taken to be IT's own"}.get(
        answer.place, "what IT did not install is expected to be stopped"
    )
    return (Evidence("App Control for Business is enforced, its policy is not seen", value, bits.source, "inferred"),)


def _how(answer: Answer) -> str:
    if "denied-by-rule" in answer.why:
        return " by a rule that denies it"
    if "no-packaged-rules" in answer.why:
        return ", because there are rules for programs and none for packaged apps"
    return ", because no rule allows it" if "no-rule-allows" in answer.why else ""
