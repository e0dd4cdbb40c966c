"""What a check is and what it answers: one question, judged from facts alone."""

import datetime as dt
from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

from pyready.model.facts import Facts

Result = Literal["passed", "problem", "unknown", "not-applicable"]
Sure = Literal["certain", "likely"]
Weight = Literal["blocker", "limit", "note"]
Reason = Literal["", "left-out"]
Basis = Literal["policy", "observed", "trial", "inferred"]
By = Literal["you", "it", "nobody", "nothing"]
Shell = Literal["cmd", "powershell", "sh", "browser", "none"]


class Evidence(msgspec.Struct, frozen=True):
    """Why an outcome is what it is. Trial outranks observed outranks policy outranks inferred."""

    what: str
    """What was looked at, in words."""
    value: str
    """What was seen."""
    source: str = ""
    """Where it was seen; empty where `what` says it."""
    basis: Basis = "observed"
    """How it is known: by a rule that was read, by what was seen, by the trial, or by conclusion."""


class Step(msgspec.Struct, frozen=True):
    """One thing to do. `command` is quoted for its `shell`; `expect` says what one should see."""

    says: str
    """What to do, in one or two sentences."""
    command: str = ""
    """The line to copy; empty where there is none."""
    shell: Shell = "none"
    """Where the line belongs: Command Prompt, PowerShell, a terminal, the address bar of a browser, or nowhere."""
    expect: str = ""
    """What one should see; empty where nothing is to be seen."""
    does: tuple[str, ...] = ()
    """Its actions on the machine, as `model/actions.py` writes them: `start:uv`, `fetch:packages:uv`."""
    powershell: str = ""
    """The same line for Windows PowerShell, where `shell` is `cmd` and there is one."""


class Fix(msgspec.Struct, frozen=True):
    """What lifts a problem, and who can: `you`, `it`, or `nobody` on this machine.

    `nothing` where nothing has to be done; never for a blocker.
    """

    who: By
    """Who can do it."""
    says: str
    """What to do, in words."""
    commands: tuple[Step, ...] = ()
    """The steps, where they are the person's own."""
    request: str = ""
    """The id of the request to IT, when it is IT's to do."""
    hosts: tuple[str, ...] = ()
    """Endpoint ids that the request is about."""
    guide: str = ""
    """The guide that explains it, as `ID` or `ID#SECTION`; empty for that of the check."""


class Dated(Protocol):
    """A row of the dated knowledge."""

    @property
    def good_until(self) -> dt.date:
        """The last day on which an answer that rests on it may be certain."""
        ...


class Outcome(msgspec.Struct, frozen=True):
    """The answer to a check."""

    outcome: Result
    says: str
    because: tuple[Evidence, ...] = ()
    sure: Sure = "certain"
    fix: Fix | None = None
    settles: str = ""
    """For `unknown`: what would settle it."""
    reason: Reason = ""
    """What kind of answer it is, where the flow goes by it."""
    good_until: dt.date | None = None
    """The last day on which it may be certain; None where it rests on nothing that grows old."""

    def rests_on(self, *rows: Dated | None) -> "Outcome":
        """The same answer, which is only as good as the oldest of these rows."""
        days = [row.good_until for row in rows if row is not None]
        days += [self.good_until] if self.good_until else []
        return msgspec.structs.replace(self, good_until=min(days, default=None))

    def on(self, day: dt.date) -> "Outcome":
        """The answer as it stands on a day: what rests on an old row is likely at best."""
        old = self.good_until is not None and day > self.good_until
        return msgspec.structs.replace(self, sure="likely") if old else self


class Check(msgspec.Struct, frozen=True):
    """One question: `judge(facts) -> Outcome`, pure. NotCollected in it becomes `unknown`."""

    id: str
    asks: str
    weight: Weight
    judge: Callable[[Facts], Outcome]
    guide: str = ""
    personal: bool = True
    """About the person's folders, settings, rights or connection: it does not arise when the system runs pyready."""


def passed(says: str, *because: Evidence, sure: Sure = "certain") -> Outcome:
    """The answer is good."""
    return Outcome("passed", says, because, sure)


def problem(says: str, fix: Fix | None, *because: Evidence, sure: Sure = "certain") -> Outcome:
    """Something stands in the way, or should be known; `fix` says who can change it."""
    return Outcome("problem", says, because, sure, fix)


def unknown(says: str, *because: Evidence, settles: str = "") -> Outcome:
    """Evidence is missing or contradicts itself; `settles` says what would help."""
    return Outcome("unknown", says, because, settles=settles)


def not_applicable(says: str, reason: Reason = "") -> Outcome:
    """The question does not arise here."""
    return Outcome("not-applicable", says, reason=reason)


LEFT_OUT = not_applicable("The site profile limits pyready to other servers, so it did not check this.", "left-out")
FOR_PERSON = not_applicable("This is about a person, not the system: run pyready as the person who will use Python.")
