"""What --try-run found, and what the policy was expected to do: what was seen wins, and both are shown."""

import msgspec

from pyready.checks._control_judge import another_way, within
from pyready.knowledge import launching
from pyready.model.facts import Asked, Facts, Trial
from pyready.model.outcome import Evidence, Outcome, Sure, passed, problem, unknown

_SAYS_NOTHING = {
    "not-written": "it could not be written there",
    "in-the-way": "a file of its name is there already",
    "gone": "it was gone before it could start: a security program may have taken it away",
    "ended-otherwise": "it started, and something ended it before its end",
    "no-end": "it started and did not end in time, so it was ended",
}
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
        against = _OTHERWISE if expected.outcome == "passed" else ""
        says = f"{what} cannot start: pyready's test program was refused, because {code.says}.{against}"
        return problem(says, another_way(), *because, sure="certain" if code.sure else "likely").rests_on(code)
    if expected.outcome != "passed":
        return shown
    why = code.says if code else _SAYS_NOTHING.get(trial.outcome, f"the system gave the error {trial.error}")
    says = f"pyready cannot tell whether {within(what)} can start. Its test program did not: {why}."
    return unknown(says, *because, settles="Ask IT whether something stops programs in your own folder.")


_OTHERWISE = " What was found before had let expect the opposite."


def _may(what: str, expected: Outcome, because: tuple[Evidence, ...]) -> Outcome:
    against = _OTHERWISE if expected.outcome == "problem" else ""
    known = expected.outcome == "passed" and expected.sure == "certain"
    sure: Sure = "certain" if known else "likely"
    return passed(f"{what} can start: pyready's test program did.{against}", *because, sure=sure)


def _evidence(trial: Trial, code: launching.Code | None) -> Evidence:
    what = "pyready's test program, started from your own folder for programs"
    if trial.outcome == "refused":
        name = f" {code.name}: {code.says}" if code else ", which pyready does not know"
        sure = "" if code is None or code.sure else " (not sure)"
        return Evidence(what, f"refused with error {trial.error}{name}{sure}", "--try-run", "trial")
    value = _SAYS_NOTHING.get(trial.outcome, f"it ran to its end (code {trial.exit_code})")
    value += f", error {trial.error}" if trial.error is not None else ""
    return Evidence(what, value, "--try-run", "trial")
