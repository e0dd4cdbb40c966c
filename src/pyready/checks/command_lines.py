"""Whether commands can be typed: into Command Prompt, or into Windows PowerShell. No window is opened to find out.

Each has three that can stop it: app control, Explorer, which opens the window, and for cmd a policy of its own.
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

# shown as the name of a program
_CMD_NAME, _POWERSHELL_NAME = "Command Prompt (cmd)", "Windows PowerShell"
# shown on Linux and macOS
_WINDOWS_ONLY = "This question is about Windows only."
# shown when no policy stops it
_ALLOWED = "pyready found no policy that blocks {line}."
# shown when the policy DisableCMD is set, is not clear, or is not set
_SWITCHED_OFF = "Your organisation switched off Command Prompt (policy DisableCMD)."
_CMD_NOT_KNOWN = (
    "pyready cannot tell whether Command Prompt (cmd) is switched off, because the policy DisableCMD is not clear."
)
_SWITCHED_ON = "Command Prompt is not switched off."
# shown when a list of Explorer's names it, could not be read, or does not name it
_LISTED = "Windows Explorer does not open {line}, because of your organisation's list {name}."
_OPENS_NOT_KNOWN = "pyready cannot tell whether {line} opens, because {why}."
_LIST_UNCLEAR = "Explorer's list {name} is not clear"
_LISTS_UNREAD = "it did not read Explorer's lists of programs"
_OPENS = "Windows Explorer opens {line}."
# shown when whether it can be used is not known
_SETTLES = "Ask IT whether you can use Command Prompt or PowerShell."
# shown among the evidence
_STOPS, _STOPS_NOT = "stops it", "does not stop it"
_COVERED = "what Explorer starts: from the Start menu, the Run box or by a double-click"


class _CommandLine(NamedTuple):
    program: str
    says: str


_CMD, _POWERSHELL = _CommandLine("cmd", _CMD_NAME), _CommandLine("powershell", _POWERSHELL_NAME)


def _judge_of(line: _CommandLine) -> Callable[[Facts], Outcome]:
    by_rules = judge_of(next(each for each in programs() if each.id == line.program))

    def judge(facts: Facts) -> Outcome:
        if facts[Asked].platform != "windows":
            return not_applicable(_WINDOWS_ONLY)
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
    return passed(_ALLOWED.format(line=line.says), *(one for each in asked for one in each.because))


def _by_policy(setting: Reading[int]) -> Outcome:
    """Both values stop typing.

    learn.microsoft.com/windows/client-management/mdm/policy-csp-admx-shellcommandpromptregedittools (DisableCMD),
    checked 2026-11-29
    """
    because = shown_policy(setting)
    if setting.value in {1, 2} and setting.is_set:
        return problem(_SWITCHED_OFF, COMMANDS, *because)
    if not is_told(setting) or setting.value not in {None, 0}:
        return unknown(_CMD_NOT_KNOWN, *because, settles=_SETTLES)
    return passed(_SWITCHED_ON, *because)


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
        return problem(_LISTED.format(line=line.says, name=stopping[0]), COMMANDS, *because, _COVERS)
    unread = [name for name, stops in said if not is_told(stops)]
    if unread or not said:
        why = _LIST_UNCLEAR.format(name=unread[0]) if unread else _LISTS_UNREAD
        return unknown(_OPENS_NOT_KNOWN.format(line=line.says, why=why), *because, settles=_SETTLES)
    return passed(_OPENS.format(line=line.says), *because)


def _told(stops: Reading[bool]) -> str:
    if stops.value is None:
        return stops.state
    return _STOPS if stops.value else _STOPS_NOT


_COVERS = Evidence(
    "what Explorer's lists cover",
    _COVERED,
    "learn.microsoft.com/windows/client-management/mdm/policy-csp-admx-shellcommandpromptregedittools",
    "inferred",
)

CHECKS = (
    Check("uses-cmd", "Can you use Command Prompt (cmd)?", "blocker", _judge_of(_CMD), "powershell"),
    Check(
        "uses-powershell",
        "Can you use Windows PowerShell?",
        "blocker",
        _judge_of(_POWERSHELL),
        "powershell",
    ),
)
