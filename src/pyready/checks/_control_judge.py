"""From an answer about app control to an outcome; shared by the checks that ask one."""

from pyready.checks._control_words import UNREAD, evidence, unclear, who_decides
from pyready.knowledge.programs import by_version
from pyready.knowledge.pythons import known
from pyready.model.control_facts import Answer, AppControl, FoundControl
from pyready.model.facts import Facts
from pyready.model.outcome import Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.site import knowledge_of, python_for
from pyready.probes.storage import Storage, work_place

# shown as what settles it when no rule is known that blocks it
TRY = "Ask IT whether application control allows this. Or follow the steps, and stop if Windows blocks one."
# shown as what settles it when a product lets only approved programs run
ASK = "Ask IT whether Python is among what is approved, or can be."
# shown as what settles it when rules are set that might block it, and it is not clear which of them count
_WHICH_COUNTS = "Ask IT which of these rules count on this computer, and whether they are meant to block Python."
# shown as what settles it when Microsoft Defender holds back programs that few computers have
_WARNED = "Before you use it, ask IT: Windows warns about programs that few computers have."
# shown as what settles it when a rule is known and its effect is not
_ASK_RULES = "Before you install it, ask IT whether the rules allow it."
# shown as what settles it when the rules block it and their service is not running
_NOT_ENFORCED = "Do not install it, because it stops when AppLocker's service starts. Ask IT which Python you can use."

# shown as the fix when Windows is in S mode
_LEAVE_S_MODE = "Check whether this computer can leave S mode. That cannot be undone."
# shown as the fix when a Python in Program Files is asked for
_MACHINE_WIDE = "Install Python in Program Files, where programs can start."
# shown as the fix when nothing that can be asked for would let this start
_ANOTHER_OPTION = "A Python that IT installs might work."
# shown as the fix when one AppLocker rule would let the signed Python start
_SIGNED_RULE = "Allow Python's publisher (Python Software Foundation) in AppLocker, with one rule."
# shown as the fix when a rule denies even what is in Program Files
_DENIED = "Check whether the rule that blocks this is meant for this account."
# shown as the fix when compiled packages are blocked
_WHOLE_PACKAGE = "Deliver Python together with its packages."

# shown when Windows in S mode blocks a program, for certain
_BLOCKED_IN_S_MODE = "Windows in S mode blocks {what}: it runs apps from the Microsoft Store only."
# shown when application control blocks a program, as far as its rules are known
_BLOCKED = "{who} probably {blocks} {what}{how}."
# shown after what is blocked when a rule denies it
_DENIED_BY_RULE = ", because a rule denies this"
# shown after what is blocked when AppLocker has rules for programs only
_NO_PACKAGED_RULES = ", because there are rules for programs and none for packaged apps"
# shown after what is blocked when only what a rule allows can start
_NO_RULE_ALLOWS = ", because no rule allows this"
# shown when no rule was found
_NO_RULE_FOUND = "{what} can probably {does}: pyready found no rule that blocks this."
# shown when rules were found and they allow it
_ALLOWED = "{what} can probably {does}: the rules that pyready found allow this."
# shown when the rules would block it and only record it
_AUDITED = "{what} can probably {does}. {who} only {records} this (audit mode): IT can see an entry in a log."
# shown when it is not known; the reasons are in `_control_words`
_NOT_KNOWN = "pyready cannot tell whether {what} can {does}, because {why}."

# shown as evidence when App Control is enforced
_POLICY_NOT_SEEN = "App Control for Business is enforced, and its policy is not seen"
# shown as its value for Program Files
_FROM_IT = "programs there are taken to be IT's own"
# shown as its value for any other place
_NOT_FROM_IT = "what IT did not install is expected to be blocked"

_NO_RULE = {*UNREAD, "smart-app-control", "folder-not-known"}
"""No rule of the organisation's is known against it: trying it goes against nobody's word."""
_MAY_BLOCK = {"policies-disagree", "restriction-obeyed-unclear", "restriction-beside-applocker"}
"""A rule that is known may block it, so nothing is tried."""
_PLURAL = {"software-restriction"}
"""Blockers whose name is a plural."""

STORE_ONLY = Fix("it", _LEAVE_S_MODE, guide="app-control")
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
    return Fix("it", _MACHINE_WIDE, request="machine-wide-python", guide="app-control")


def another_way() -> Fix:
    """Nothing is asked for that would let this start: no folder is exempted, and a Python of IT's needs none of it."""
    return Fix("nobody", _ANOTHER_OPTION, guide="app-control")


def signed_rule() -> Fix:
    """One rule for the signed interpreter."""
    return Fix("it", _SIGNED_RULE, request="allow-signed-python", guide="app-control")


def lifted_by(answer: Answer) -> Fix:
    """What would lift it. A rule that denies wins over every rule that allows, so none is asked for against it."""
    denied = "denied-by-rule" in answer.why
    if answer.place == "program-files" and (denied or answer.by == "software-restriction"):
        return Fix("it", _DENIED, guide="app-control")
    if answer.by == "applocker" and not denied and answer.place == "user-folder":
        return signed_rule()
    return another_way()


def whole_package() -> Fix:
    """Python with its libraries, by the way IT's programs come."""
    return Fix("it", _WHOLE_PACKAGE, request="app-control-package", guide="app-control")


def outcome(control: AppControl, answer: Answer, fix: Fix, says: tuple[str, str], *more: Evidence) -> Outcome:
    """`says` is who and does what: `A new program in your user folder` and `start`."""
    what, does = says
    because = (*more, *_inferred(control, answer), *evidence(control, answer))
    if answer.outcome == "blocked" and answer.by == "s-mode":
        return problem(_BLOCKED_IN_S_MODE.format(what=within(what)), STORE_ONLY, *because)
    if answer.outcome == "allowed":
        says_it = _NO_RULE_FOUND if answer.by == "none" else _ALLOWED
        return passed(says_it.format(what=what, does=does), *because, sure="likely")
    if answer.outcome == "audited":
        return passed(_audited(answer, what, does), *because, sure="likely")
    if answer.outcome == "blocked":
        return problem(_blocked(answer, what), fix, *because, sure="likely")
    why = unclear(answer)
    return unknown(_NOT_KNOWN.format(what=within(what), does=does, why=why), *because, settles=_settled(answer))


def _audited(answer: Answer, what: str, does: str) -> str:
    who, records = capital(who_decides(answer.by)), "record" if answer.by in _PLURAL else "records"
    return _AUDITED.format(what=what, does=does, who=who, records=records)


def _blocked(answer: Answer, what: str) -> str:
    who, blocks = capital(who_decides(answer.by)), "block" if answer.by in _PLURAL else "blocks"
    return _BLOCKED.format(who=who, blocks=blocks, what=within(what), how=_how(answer))


def _settled(answer: Answer) -> str:
    """Who knows. Nothing is tried against a rule that is known, even where nobody enforces it today."""
    if "service-stopped" in answer.why:
        return _NOT_ENFORCED
    if "attack-surface-warns" in answer.why:
        return _WARNED
    if _MAY_BLOCK & set(answer.why):
        return _WHICH_COUNTS
    if {"agent-present", "agent-of-profile", "agent-with-two-roles"} & set(answer.why):
        return ASK
    return TRY if set(answer.why) <= _NO_RULE else _ASK_RULES


def capital(words: str) -> str:
    """The words for the beginning of a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def within(what: str) -> str:
    """The words for inside a sentence; a name keeps its capital."""
    return f"{what[:1].lower()}{what[1:]}" if what.startswith(("A ", "An ", "The ", "Compiled ")) else what


def only_unread(answer: Answer) -> bool:
    """Nothing was found that forbids it; something could not be read."""
    return answer.outcome == "not-known" and bool(answer.why) and set(answer.why) <= set(UNREAD)


def _inferred(control: AppControl, answer: Answer) -> tuple[Evidence, ...]:
    """What is concluded about App Control, whose policy cannot be read."""
    bits = control.code_integrity
    if answer.by == "s-mode" or bits.value is None or not bits.value & 4 or bits.value & 8:
        return ()
    value = _FROM_IT if answer.place == "program-files" else _NOT_FROM_IT
    return (Evidence(_POLICY_NOT_SEEN, value, bits.source, "inferred"),)


def _how(answer: Answer) -> str:
    if "denied-by-rule" in answer.why:
        return _DENIED_BY_RULE
    if "no-packaged-rules" in answer.why:
        return _NO_PACKAGED_RULES
    return _NO_RULE_ALLOWS if "no-rule-allows" in answer.why else ""
