"""What --try-run found, and what the policy was expected to do: what was seen wins, and both are shown."""

import msgspec

from pyready.checks._control_judge import another_way, within
from pyready.knowledge import launching
from pyready.model.facts import Asked, Facts, Trial
from pyready.model.outcome import Evidence, Outcome, Sure, passed, problem, unknown

# shown when the test program was refused, and the system named a cause, for certain
_REFUSED = "{what} cannot start: the system refused pyready's test program, because {why}.{against}"
# shown when the cause is likely
_PROBABLY_REFUSED = "{what} probably cannot start: the system refused pyready's test program, because {why}.{against}"
# shown when the test program started, and what was read allows the program for certain
_STARTED = "{what} can start: pyready's test program started.{against}"
# shown when the test program started, and that is all that speaks for it
_PROBABLY_STARTED = "{what} can probably start: pyready's test program started.{against}"
# shown after these when what was read said the opposite
_OTHERWISE = " The settings that pyready read point the other way."
# shown when the test program says nothing certain
_NOT_KNOWN = "pyready cannot tell whether {what} can start, because its test program gave no clear answer: {why}."
# shown as what settles it
_SETTLES = "Ask IT whether something blocks programs in your user folder."
# shown as the reason when the system named no cause: how the test program ended
_SAYS_NOTHING = {
    "not-written": "it could not be written there",
    "in-the-way": "a file of its name is there already",
    "gone": "it was gone before it could start, so a security program might have removed it",
    "ended-otherwise": "it started, and something ended it early",
    "no-end": "it started and did not end in time, so pyready ended it",
}
# shown as the reason when the system gave a number that pyready does not know
_ERROR = "the system gave the error {error}"

# shown as evidence: what was tried
_TRIED = "pyready's test program, started from your user folder for programs"
# shown as evidence: the system refused it
_EVIDENCE_REFUSED = "refused with error {error}{cause}"
# shown after it when the error is known
_CAUSE = " {name}: {says}"
# shown after it when the meaning of the error is likely
_CAUSE_NOT_SURE = " {name}: {says} (not sure)"
# shown after it when the error is not known
_NO_CAUSE = ", which pyready does not know"
# shown as evidence: it ran
_RAN = "it ran to its end (code {code})"
# shown after it when it gave an error, too
_WITH_ERROR = ", error {error}"

_DECIDES = {"policy", "app-control", "rights"}
"""Causes that would meet another program there, too. Antivirus judges the one file."""


def with_trial(facts: Facts, expected: Outcome, what: str, *, signed: bool = False) -> Outcome:
    """The outcome with what a trial found; `expected` where there was none, or where it says nothing about this.

    `what` is the program that is asked about, as the beginning of a sentence. `signed`: it carries a signature that the
    test program has not, so that a refusal of the one does not speak for the other.
    """
    trial = facts.get(Trial)
    if trial is None or trial.outcome in {"not-tried", "no-program"}:
        return expected
    code = launching.meaning(facts[Asked].platform, trial.error)
    because = (_evidence(trial, code), *expected.because)
    shown = msgspec.structs.replace(expected, because=because)
    if trial.outcome == "started":
        return shown if signed and expected.outcome == "problem" else _may(what, expected, because)
    if signed or trial.outcome not in {"refused", "gone", "ended-otherwise"}:
        return shown
    if trial.outcome == "refused" and code and code.cause in _DECIDES:
        return _refused(what, expected, code, because)
    if expected.outcome != "passed":
        return shown
    why = code.says if code else _SAYS_NOTHING.get(trial.outcome, _ERROR.format(error=trial.error))
    return unknown(_NOT_KNOWN.format(what=within(what), why=why), *because, settles=_SETTLES)


def _refused(what: str, expected: Outcome, code: launching.Code, because: tuple[Evidence, ...]) -> Outcome:
    against = _OTHERWISE if expected.outcome == "passed" else ""
    says = (_REFUSED if code.sure else _PROBABLY_REFUSED).format(what=what, why=code.says, against=against)
    return problem(says, another_way(), *because, sure="certain" if code.sure else "likely").rests_on(code)


def _may(what: str, expected: Outcome, because: tuple[Evidence, ...]) -> Outcome:
    against = _OTHERWISE if expected.outcome == "problem" else ""
    known = expected.outcome == "passed" and expected.sure == "certain"
    sure: Sure = "certain" if known else "likely"
    says = _STARTED if known else _PROBABLY_STARTED
    return passed(says.format(what=what, against=against), *because, sure=sure)


def _evidence(trial: Trial, code: launching.Code | None) -> Evidence:
    if trial.outcome == "refused":
        value = _EVIDENCE_REFUSED.format(error=trial.error, cause=_cause(code))
        return Evidence(_TRIED, value, "--try-run", "trial")
    value = _SAYS_NOTHING.get(trial.outcome, _RAN.format(code=trial.exit_code))
    value += _WITH_ERROR.format(error=trial.error) if trial.error is not None else ""
    return Evidence(_TRIED, value, "--try-run", "trial")


def _cause(code: launching.Code | None) -> str:
    if code is None:
        return _NO_CAUSE
    return (_CAUSE if code.sure else _CAUSE_NOT_SURE).format(name=code.name, says=code.says)
