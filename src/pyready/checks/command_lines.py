"""Whether commands may be typed: into Command Prompt, or into Windows PowerShell. No window is opened to find out.

Each has three that may stop it: app control, Explorer, which opens the window, and for cmd a policy of its own.
"""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from pyready.checks._policies import is_told
from pyready.checks.programs import COMMANDS, judge_of
from pyready.checks.scripting import shown_policy
from pyready.knowledge.programs import programs
from pyready.model.facts import Asked, Facts
from pyready.model.host import Reading
from pyready.model.outcome import Check, Evidence, Outcome, not_applicable, passed, problem, unknown
from pyready.probes.scripting import Scripting

_SETTLES = "Ask IT whether you can type commands, and where."


class _CommandLine(NamedTuple):
    program: str
    says: str


_CMD, _POWERSHELL = _CommandLine("cmd", "Command Prompt (cmd)"), _CommandLine("powershell", "Windows PowerShell")


def _judge_of(line: _CommandLine) -> Callable[[Facts], Outcome]:
    by_rules = judge_of(next(each for each in programs() if each.id == line.program))

    def judge(facts: Facts) -> Outcome:
        if facts[Asked].platform != "windows":
            return not_applicable("This question is about Windows only.")
        return _worst(_by_settings(facts[Scripting], line), lambda: by_rules(facts))

    return judge


def _worst(settings: Outcome, by_rules: Callable[[], Outcome]) -> Outcome:
    """A setting that stops it is enough, even where app control could not be asked."""
    if settings.outcome == "problem":
        return settings
    rules = by_rules()
    worse = settings if settings.outcome == "unknown" and rules.outcome == "passed" else rules
    other = rules if worse is settings else settings
    return msgspec.structs.replace(worse, because=(*worse.because, *other.because))


def _by_settings(scripting: Scripting, line: _CommandLine) -> Outcome:
    """The policy about cmd, then Explorer's lists; the first that stops it is named."""
    asked = [_by_explorer(scripting, line)]
    if line is _CMD:
        asked.insert(0, _by_policy(scripting.disable_cmd))
    for wanted in ("problem", "unknown"):
        for each in asked:
            if each.outcome == wanted:
                return each
    return passed(f"No policy was found that stops {line.says}.", *(one for each in asked for one in each.because))


def _by_policy(setting: Reading[int]) -> Outcome:
    """Both values stop typing.

    learn.microsoft.com/windows/client-management/mdm/policy-csp-admx-shellcommandpromptregedittools (DisableCMD),
    checked 2026-11-29
    """
    because = shown_policy(setting)
    if setting.value in {1, 2} and setting.is_set:
        return problem("Your organisation switched off Command Prompt (policy DisableCMD).", COMMANDS, *because)
    if not is_told(setting) or setting.value not in {None, 0}:
        says = "pyready cannot tell whether Command Prompt (cmd) is switched off, because DisableCMD is not clear."
        return unknown(says, *because, settles=_SETTLES)
    return passed("Command Prompt is not switched off.", *because)


def _by_explorer(scripting: Scripting, line: _CommandLine) -> Outcome:
    """Explorer opens the window, so its lists hold for it; what they cover is Microsoft's own text (`_COVERS`)."""
    said = [(each.name, each.stops_cmd if line is _CMD else each.stops_powershell) for each in scripting.explorer]
    because = [
        Evidence(f"Explorer's list {name}", _told(stops), stops.source, "policy")
        for name, stops in said
        if stops.state != "not-set"
    ]
    stopping = [name for name, stops in said if stops.value]
    if stopping:
        says = f"Windows Explorer does not open {line.says}: your organisation set its list {stopping[0]}."
        return problem(says, COMMANDS, *because, _COVERS)
    unread = [name for name, stops in said if not is_told(stops)]
    if unread or not said:
        why = f"Explorer's list {unread[0]} is not clear" if unread else "Explorer's lists of programs were not read"
        return unknown(f"pyready cannot tell whether {line.says} opens, because {why}.", *because, settles=_SETTLES)
    return passed(f"Windows Explorer opens {line.says}.", *because)


def _told(stops: Reading[bool]) -> str:
    if stops.value is None:
        return stops.state
    return "stops it" if stops.value else "does not stop it"


_COVERS = Evidence(
    "what Explorer's lists cover",
    "what Explorer starts: from the Start menu, the Run box or by a double-click",
    "learn.microsoft.com/windows/client-management/mdm/policy-csp-admx-shellcommandpromptregedittools",
    "inferred",
)

CHECKS = (
    Check("uses-cmd", "May commands be typed into Command Prompt (cmd)?", "blocker", _judge_of(_CMD), "powershell"),
    Check(
        "uses-powershell",
        "May commands be typed into Windows PowerShell?",
        "blocker",
        _judge_of(_POWERSHELL),
        "powershell",
    ),
)
