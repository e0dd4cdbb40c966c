"""What PowerShell may do here, and which ways of activating an environment work. No step needs either.

PowerShell is not started: it limits its language by App Control's answer to script hosts, and else by AppLocker's to a
script in the folder for temporary files (its own source, `SecuritySupport.cs`).
"""

from pyready.checks._control_judge import STORE_ONLY, asked, in_s_mode
from pyready.checks._control_words import evidence, unclear
from pyready.checks._policies import is_told
from pyready.checks.scripting import powershell_scripts, runs_batch_files
from pyready.model.facts import Facts
from pyready.model.host import Reading
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.app_control import AppControl
from pyready.probes.scripting import LOCKDOWN, Scripting

_LOOK = "Type $ExecutionContext.SessionState.LanguageMode in PowerShell."
_NO_SCRIPT = Fix("nobody", "Take a way that needs no such script: pyready's steps use none.", guide="powershell")
_BY_PATH = Fix(
    "you",
    "Leave activation out: start the environment's Python by its path, .venv\\Scripts\\python.exe, and its tools with "
    "-m, as in python -m pip.",
    guide="powershell",
)


def powershell_language(facts: Facts) -> Outcome:
    """Full or limited; installation scripts that are piped into PowerShell need the full language."""
    control = facts[AppControl]
    answer = control.answer("powershell-script", "temp-folder")
    variable = _variable(facts)
    because = (_lockdown(control), *_shown(variable), *evidence(control, answer))
    if answer.outcome == "blocked" and answer.by == "s-mode":
        return problem("Windows in S mode does not start PowerShell.", STORE_ONLY, *because)
    if answer.outcome == "blocked":
        says = "App control limits PowerShell's language: installation scripts that are piped into it fail."
        return problem(says, _NO_SCRIPT, *because, sure="likely")
    if _limits(variable):
        says = f"PowerShell is limited by {LOCKDOWN}: installation scripts that are piped into it fail."
        return problem(says, _NO_SCRIPT, *because, sure="likely")
    if not is_told(variable):
        says = f"pyready cannot tell whether PowerShell is limited, because {LOCKDOWN} could not be read."
        return unknown(says, *because, settles=_LOOK)
    if answer.outcome == "not-known":
        return unknown(f"Whether PowerShell is limited is not known: {unclear(answer)}.", *because, settles=_LOOK)
    return passed("Nothing was found that limits PowerShell's language.", *because, sure="likely")


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
        return Evidence("what App Control asks of PowerShell", bits.state, bits.source)
    return Evidence("what App Control asks of PowerShell", _bits_told(bits.value), bits.source)


def _bits_told(bits: int) -> str:
    means = "watched" if bits & 8 else "limited" if bits & 4 else "nothing"
    return f"{means} (0x{bits:08X})"


def activation(facts: Facts) -> Outcome:
    """`activate.bat` in cmd and `Activate.ps1` in PowerShell; one that works is enough, and neither is needed."""
    by_cmd, by_powershell = runs_batch_files(facts), _by_powershell(facts)
    ways = (("activate.bat in cmd", by_cmd), ("Activate.ps1 in PowerShell", by_powershell))
    because = [Evidence(name, _WORDS[way.outcome], "the checks of scripts", "inferred") for name, way in ways]
    working = [name for name, way in ways if way.outcome == "passed"]
    if working:
        return passed(f"An environment can be activated with {' or '.join(working)}.", *because, sure="likely")
    if all(way.outcome == "problem" for _, way in ways):
        fix = STORE_ONLY if in_s_mode(facts) else _BY_PATH
        return problem("Neither way of activating an environment is expected to work.", fix, *because)
    return unknown("Whether an environment can be activated is not known. No step needs it.", *because, settles=_TRY)


_TRY = "Nothing to settle: the steps start .venv\\Scripts\\python.exe by its path."
_WORDS = {"passed": "expected to work", "problem": "expected to be refused", "unknown": "not known"}


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
    return unknown("Whether Activate.ps1 works under app control is not known.", settles=_TRY)


CHECKS = (
    Check("powershell-language", "May PowerShell use its full language?", "note", powershell_language, "powershell"),
    Check("environment-activation", "Can an environment be activated?", "note", activation, "powershell"),
)
