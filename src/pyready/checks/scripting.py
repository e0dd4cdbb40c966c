"""Whether batch files and PowerShell scripts may be used."""

import msgspec

from pyready.checks._control_judge import another_way, asked, outcome
from pyready.checks._policies import is_told
from pyready.model.facts import Facts
from pyready.model.host import Reading
from pyready.model.outcome import Basis, Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.app_control import AppControl
from pyready.probes.machine import MachineFacts
from pyready.probes.scripting import Scripting

_NAME = "DisableCMD"


def runs_batch_files(facts: Facts) -> Outcome:
    """Batch files (.bat, .cmd), which conda's installers and its activation need: two policies may stop them."""
    by_policy = by_command_policy(facts[Scripting].disable_cmd)
    control = facts.get(AppControl)
    if by_policy.outcome == "problem" or control is None:
        return by_policy
    answer = asked(facts, "batch-file", "user-folder")
    by_rules = outcome(control, answer, another_way(), ("A batch file in your own folder", "run"))
    return by_policy if by_rules.outcome == "passed" else by_rules


def by_command_policy(setting: Reading[int]) -> Outcome:
    """What the policy about cmd says of batch files.

    The template that Windows ships gives 1 for "also stop batch files" and 2 for "not"; an older text of Microsoft's
    tells it the other way round, so 2 stays open.
    """
    because = shown_policy(setting)
    if setting.value == 1:
        return problem(
            "Policy switches batch files off, and conda's installers need them.",
            msgspec.structs.replace(another_way(), guide="powershell"),
            *because,
            sure="likely",
        )
    if not is_told(setting) or setting.value not in {None, 0}:
        return unknown(
            "Whether batch files may run here is not known.", *because, settles="Ask IT whether batch files may run."
        )
    return passed("No policy was found that stops batch files.", *because, sure="likely")


def powershell_scripts(facts: Facts) -> Outcome:
    """Whether a script such as Activate.ps1 may run in Windows PowerShell. No step needs one."""
    policy, who = _in_force(facts[Scripting], facts)
    basis: Basis = "inferred" if policy.source == _AS_IT_COMES else "policy"
    because = Evidence("execution policy", policy.value or policy.state, policy.source, basis)
    if policy.value is None:
        return unknown("Which PowerShell scripts may run is not known. No step needs one.", because, settles=_LOOK)
    if policy.value in {"Restricted", "AllSigned"}:
        what = "no scripts" if policy.value == "Restricted" else "only scripts that are signed, and may ask first"
        return problem(
            f"PowerShell runs {what} ({who}): activating an environment with Activate.ps1 may be refused.",
            Fix("you", "Leave activation out and start the environment's Python by its path: .venv\\Scripts\\python."),
            because,
            sure="likely",
        )
    return passed("No policy was found that stops scripts such as Activate.ps1.", because, sure="likely")


_AS_IT_COMES = "nothing is set: as Windows comes"
_LOOK = "Type Get-ExecutionPolicy -List in PowerShell."


def _in_force(scripting: Scripting, facts: Facts) -> tuple[Reading[str], str]:
    """The first scope that says something, and who set it; one that could not be read hides those below.

    With none, Windows as it comes: Restricted on clients, RemoteSigned on servers (about_Execution_Policies).
    """
    scopes = (
        (scripting.machine_policy, "set by IT for this computer"),
        (scripting.user_policy, "set by IT for you"),
        (scripting.current_user, "set for you, and not by a policy"),
        (scripting.local_machine, "set for this computer, and not by a policy"),
    )
    for scope, who in scopes:
        if scope.state != "not-set" and scope.value != "Undefined":
            return scope, who
    machine = facts[MachineFacts].machine.value
    default = {"client": "Restricted", "server": "RemoteSigned"}.get(machine.product if machine else "")
    return Reading("set" if default else "missing", default, _AS_IT_COMES), "as Windows comes"


def shown_policy(setting: Reading[int]) -> tuple[Evidence, ...]:
    """`DisableCMD` as evidence; nothing where it is not set."""
    if setting.state == "not-set":
        return ()
    value = setting.state if setting.value is None else str(setting.value)
    return (Evidence(_NAME, value, setting.source, "policy"),)


CHECKS = (
    Check("runs-batch-files", "May batch files run?", "blocker", runs_batch_files, "powershell"),
    Check(
        "powershell-scripts",
        "May a PowerShell script such as Activate.ps1 run?",
        "note",
        powershell_scripts,
        "powershell",
    ),
)
