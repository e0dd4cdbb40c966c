"""What PowerShell may do here, and which ways of activating an environment work. No step needs either.

PowerShell is not started: it limits its language by App Control's answer to script hosts, and else by AppLocker's to a
script in the folder for temporary files (its own source, `SecuritySupport.cs`).
"""

from pyready.checks._control_words import evidence, unclear
from pyready.checks.scripting import powershell_scripts, runs_batch_files
from pyready.model.facts import Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.app_control import AppControl

_LOOK = "Type $ExecutionContext.SessionState.LanguageMode in PowerShell."
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
    because = (_lockdown(control), *evidence(control, answer))
    if answer.outcome == "blocked":
        says = "App control limits PowerShell's language: installation scripts that are piped into it fail."
        fix = Fix("nobody", "Take a way that needs no such script: the routes here use none.", guide="powershell")
        return problem(says, fix, *because, sure="likely")
    if answer.outcome == "not-known":
        return unknown(f"Whether PowerShell is limited is not known: {unclear(answer)}.", *because, settles=_LOOK)
    return passed("Nothing was found that limits PowerShell's language.", *because, sure="likely")


def _lockdown(control: AppControl) -> Evidence:
    bits = control.script_lockdown
    if bits.value is None:
        return Evidence("what App Control asks of PowerShell", bits.state, bits.source)
    means = "watched" if bits.value & 8 else "limited" if bits.value & 4 else "nothing"
    return Evidence("what App Control asks of PowerShell", f"{means} (0x{bits.value:08X})", bits.source)


def activation(facts: Facts) -> Outcome:
    """`activate.bat` in cmd and `Activate.ps1` in PowerShell; one that works is enough, and neither is needed."""
    by_cmd, by_powershell = runs_batch_files(facts), _by_powershell(facts)
    ways = (("activate.bat in cmd", by_cmd), ("Activate.ps1 in PowerShell", by_powershell))
    because = [Evidence(name, _WORDS[way.outcome], "the checks of scripts", "inferred") for name, way in ways]
    working = [name for name, way in ways if way.outcome == "passed"]
    if working:
        return passed(f"An environment can be activated with {' or '.join(working)}.", *because, sure="likely")
    if all(way.outcome == "problem" for _, way in ways):
        return problem("Neither way of activating an environment is expected to work.", _BY_PATH, *because)
    return unknown("Whether an environment can be activated is not known. No step needs it.", *because, settles=_TRY)


_TRY = "Try it; where it is refused, start .venv\\Scripts\\python.exe by its path."
_WORDS = {"passed": "expected to work", "problem": "expected to be refused", "unknown": "not known"}


def _by_powershell(facts: Facts) -> Outcome:
    """The execution policy first, then app control, which takes words away from a script it does not know."""
    by_policy = powershell_scripts(facts)
    control = facts.get(AppControl)
    if by_policy.outcome != "passed" or control is None:
        return by_policy
    answer = control.answer("powershell-script", "user-folder")
    if answer.outcome in {"allowed", "audited"}:
        return by_policy
    # A script that is limited may work all the same: what it needs is not known.
    return unknown("Whether Activate.ps1 works under app control is not known.", settles=_TRY)


CHECKS = (
    Check("powershell-language", "May PowerShell use its full language?", "note", powershell_language, "powershell"),
    Check("environment-activation", "Can an environment be activated?", "note", activation, "powershell"),
)
