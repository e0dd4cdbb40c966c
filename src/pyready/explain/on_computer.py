"""What checks say of the computer that a message is about."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from pyready.knowledge.messages import Advice
from pyready.model.facts import Asked, Facts
from pyready.model.judged import Judged
from pyready.model.outcome import Fix, Result, Shell, Step
from pyready.model.record import CheckRecord
from pyready.model.route import step_in_powershell

# shown where only a look at the network would tell
_NEEDS_NETWORK = "pyready explain contacts no server, so it cannot tell. To find out: pyready check"
# shown where a check could not tell, and says what would settle it
_UNKNOWN = "{says} To find out: {settles}"
# shown where the check that belongs to the message finds nothing amiss
_PASSED = "{says} If the message still appears, it counts more than this check."
# shown with a problem that is likely and does not say so itself
_LIKELY = "{says} That is likely."

_ORDER: tuple[Result, ...] = ("problem", "unknown", "passed")


class Here(NamedTuple):
    """The answer of the check that says most."""

    check: str
    outcome: Result
    says: str
    """As it is shown with the message."""
    found: str
    """As the check says it."""
    fix: Fix | None = None
    rules_out: bool = False
    """It passed for certain, so that it rules out a cause."""


class Looked:
    """The facts of a computer, and its checks as far as they are asked for."""

    def __init__(self, facts: Facts | None) -> None:
        self.facts = facts
        self._judged: dict[str, Judged] = {}

    def at(self, advice: Advice) -> Here | None:
        """The first problem; else the first open question, else the first that passed; None where none applies."""
        answers = [self._ask(name).check for name in advice.checks] if self.facts else []
        answers = [each for each in answers if each.outcome != "problem" or _is_named(each, advice.names)]
        ordered = (each for outcome in _ORDER for each in answers if each.outcome == outcome)
        return next(map(_here, ordered), None)

    def seen(self, checks: Sequence[str]) -> Here | None:
        """What a check found, whatever it is, to be shown only; None where none applies or could tell."""
        answers = [self._ask(name).check for name in checks] if self.facts else []
        told = (each for each in answers if each.outcome in {"problem", "passed"})
        return next((Here(each.id, each.outcome, each.says, each.says) for each in told), None)

    def spelled(self, step: Step) -> Step:
        """A step for the shell of this computer."""
        return step_in_powershell(step) if self.shell == "powershell" else step

    @cached_property
    def shell(self) -> Shell:
        """PowerShell where Command Prompt is switched off."""
        if self.facts is None:
            return "cmd"
        asked = self.facts.get(Asked)
        if asked and asked.platform != "windows":
            return "sh"
        cmd = self._ask("uses-cmd").check.outcome
        return "powershell" if cmd == "problem" else "cmd"

    def _ask(self, name: str) -> Judged:
        if name not in self._judged:
            assert self.facts is not None  # noqa: S101 - at() and shell ask with facts only
            self._judged |= _judged(self.facts, name)
        return self._judged[name]


def _here(check: CheckRecord) -> Here:
    rules_out = check.outcome == "passed" and not _is_likely(check) and "probabl" not in check.says.casefold()
    return Here(check.id, check.outcome, _said(check), check.says, check.fix, rules_out)


def _is_likely(check: CheckRecord) -> bool:
    """What is likely and does not say so itself."""
    return check.sure == "likely" and "probabl" not in check.says.casefold()


def _is_named(check: CheckRecord, names: Sequence[str]) -> bool:
    return not names or any(name in check.says for name in names)


def _judged(facts: Facts, name: str) -> Mapping[str, Judged]:
    from pyready.engine.judge_checks import judge_checks
    from pyready.engine.on_demand import check_named

    return judge_checks(facts, [check_named(name)])


def _said(check: CheckRecord) -> str:
    if check.outcome == "unknown":
        if "--offline" in check.says + check.settles:
            return _NEEDS_NETWORK
        return _UNKNOWN.format(says=check.says, settles=check.settles) if check.settles else check.says
    if check.outcome == "passed":
        return _PASSED.format(says=check.says)
    return _LIKELY.format(says=check.says) if _is_likely(check) else check.says
