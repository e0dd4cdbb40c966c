"""What PowerShell may do here, and which ways of activating an environment work. No step needs either.

PowerShell is not started: it limits its language by App Control's answer to script hosts, and else by AppLocker's to a
script in the folder for temporary files (its own source, `SecuritySupport.cs`).
"""

from pyready.checks._control_judge import STORE_ONLY, asked, in_s_mode
from pyready.checks._control_words import evidence, unclear
from pyready.checks._policies import is_told
from pyready.checks.scripting import powershell_scripts, runs_batch_files
from pyready.model.control_facts import AppControl
from pyready.model.facts import Facts
from pyready.model.host import Reading
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.scripting import LOCKDOWN, Scripting

# shown when Windows in S mode blocks PowerShell
_NO_POWERSHELL = "Windows in S mode blocks PowerShell."
# shown when application control limits PowerShell's language
_LIMITED = (
    "Application control probably limits PowerShell (constrained language mode): installation scripts that are piped "
    "into it fail."
)
# shown when the variable of PowerShell limits it
_LIMITED_BY_VARIABLE = (
    "{variable} probably limits PowerShell (constrained language mode): installation scripts that are piped into it "
    "fail."
)
# shown as the fix for both
_NO_SUCH_SCRIPT = "pyready's steps pipe no script into PowerShell."
# shown when that variable could not be read
_VARIABLE_UNREAD = "pyready cannot tell whether PowerShell is limited, because it could not read {variable}."
# shown when application control's answer is not known; the reasons are in `_control_words`
_NOT_KNOWN = "pyready cannot tell whether PowerShell is limited, because {why}."
# shown as what settles both
_LOOK = (
    "If PowerShell answers FullLanguage, nothing limits it. Copy this line into PowerShell and press Enter: "
    "$ExecutionContext.SessionState.LanguageMode"
)
# shown when nothing limits it
_FULL = "pyready found nothing that limits PowerShell's language."
# shown as evidence about PowerShell's language
_ASKED_OF_POWERSHELL = "what App Control asks of PowerShell"
_BITS = "{means} (0x{bits:08X})"

# shown when an environment can be activated
_ACTIVATES = "You can probably activate an environment with {ways}."
# shown when it cannot
_NO_ACTIVATION = "Windows probably blocks both ways to activate an environment, activate.bat and Activate.ps1."
# shown as the fix for that
_SKIP_ACTIVATION = (
    "Do not activate the environment. Start its Python by its path, .venv\\Scripts\\python.exe, and its tools with -m, "
    "as in python -m pip."
)
# shown when it is not known
_ACTIVATION_NOT_KNOWN = "pyready cannot tell whether an environment can be activated. No step needs it."
# shown when that is because of application control
_SCRIPT_NOT_KNOWN = "pyready cannot tell whether Activate.ps1 works under application control."
# shown as what settles both
_TRY = "You do not need to: the steps start .venv\\Scripts\\python.exe by its path."
# shown as evidence: a way to activate, and whether it works
_BY_CMD = "activate.bat in cmd"
_BY_POWERSHELL = "Activate.ps1 in PowerShell"
_WORDS = {"passed": "probably works", "problem": "probably blocked", "unknown": "not known"}
_CHECKED = "the checks of scripts"
# shown between two ways
_OR = " or "

_NO_SCRIPT = Fix("nothing", _NO_SUCH_SCRIPT, guide="powershell")
_BY_PATH = Fix("you", _SKIP_ACTIVATION, guide="powershell")


def powershell_language(facts: Facts) -> Outcome:
    """Full or limited; installation scripts that are piped into PowerShell need the full language."""
    control = facts[AppControl]
    answer = control.answer("powershell-script", "temp-folder")
    variable = _variable(facts)
    because = (_lockdown(control), *_shown(variable), *evidence(control, answer))
    if answer.outcome == "blocked" and answer.by == "s-mode":
        return problem(_NO_POWERSHELL, STORE_ONLY, *because)
    if answer.outcome == "blocked":
        return problem(_LIMITED, _NO_SCRIPT, *because, sure="likely")
    if _limits(variable):
        return problem(_LIMITED_BY_VARIABLE.format(variable=LOCKDOWN), _NO_SCRIPT, *because, sure="likely")
    if not is_told(variable):
        return unknown(_VARIABLE_UNREAD.format(variable=LOCKDOWN), *because, settles=_LOOK)
    if answer.outcome == "not-known":
        return unknown(_NOT_KNOWN.format(why=unclear(answer)), *because, settles=_LOOK)
    return passed(_FULL, *because, sure="likely")


def _variable(facts: Facts) -> Reading[int]:
    """PowerShell asks this variable of the computer last, where neither App Control nor AppLocker limits it.

    github.com/PowerShell/PowerShell, security/wldpNativeMethods.cs, and the SystemPolicy of Windows PowerShell 5.1: of
    its bits only 8 (to watch) and 4 (to limit) count, in that order. Read 2026-11-29.
    """
    scripting = facts.get(Scripting)
    return scripting.lockdown_policy if scripting else Reading("missing", source=LOCKDOWN)


def _limits(variable: Reading[int]) -> bool:
    bits = variable.value or 0
    return variable.is_set and bool(bits & 4) and not bits & 8


def _shown(variable: Reading[int]) -> tuple[Evidence, ...]:
    if variable.state == "not-set":
        return ()
    value = variable.state if variable.value is None else _bits_told(variable.value)
    return (Evidence(LOCKDOWN, value, variable.source, "policy"),)


def _lockdown(control: AppControl) -> Evidence:
    bits = control.script_lockdown
    if bits.value is None:
        return Evidence(_ASKED_OF_POWERSHELL, bits.state, bits.source)
    return Evidence(_ASKED_OF_POWERSHELL, _bits_told(bits.value), bits.source)


def _bits_told(bits: int) -> str:
    means = "watched" if bits & 8 else "limited" if bits & 4 else "nothing"
    return _BITS.format(means=means, bits=bits)


def activation(facts: Facts) -> Outcome:
    """`activate.bat` in cmd and `Activate.ps1` in PowerShell; one that works is enough, and neither is needed."""
    by_cmd, by_powershell = runs_batch_files(facts), _by_powershell(facts)
    ways = ((_BY_CMD, by_cmd), (_BY_POWERSHELL, by_powershell))
    because = [Evidence(name, _WORDS[way.outcome], _CHECKED, "inferred") for name, way in ways]
    working = [name for name, way in ways if way.outcome == "passed"]
    if working:
        return passed(_ACTIVATES.format(ways=_OR.join(working)), *because, sure="likely")
    if all(way.outcome == "problem" for _, way in ways):
        fix = STORE_ONLY if in_s_mode(facts) else _BY_PATH
        return problem(_NO_ACTIVATION, fix, *because)
    return unknown(_ACTIVATION_NOT_KNOWN, *because, settles=_TRY)


def _by_powershell(facts: Facts) -> Outcome:
    """The execution policy first, then app control, which takes words away from a script it does not know."""
    by_policy = powershell_scripts(facts)
    control = facts.get(AppControl)
    if by_policy.outcome != "passed" or control is None:
        return by_policy
    answer = asked(facts, "powershell-script", "user-folder")
    variable = _variable(facts)
    if answer.outcome in {"allowed", "audited"} and is_told(variable) and not _limits(variable):
        return by_policy
    # A script that is limited may work all the same: what it needs is not known.
    return unknown(_SCRIPT_NOT_KNOWN, settles=_TRY)


CHECKS = (
    Check("powershell-language", "Can PowerShell use its full language?", "note", powershell_language, "powershell"),
    Check("environment-activation", "Can an environment be activated?", "note", activation, "powershell"),
)
