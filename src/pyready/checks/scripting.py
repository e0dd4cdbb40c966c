"""Whether batch files and PowerShell scripts may be used."""

import msgspec

from pyready.checks._control_judge import another_way, asked, outcome
from pyready.checks._policies import is_told
from pyready.model.control_facts import AppControl
from pyready.model.facts import Facts
from pyready.model.host import Reading
from pyready.model.outcome import Basis, Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.machine import MachineFacts
from pyready.probes.scripting import Scripting

# shown as what is asked about, in the sentences of `_control_judge`
_BATCH_FILE = "A batch file in your user folder"
# shown when a policy switches batch files off
_NO_BATCH_FILES = "Your organisation probably switched off batch files, which conda's installers need."
# shown when the policy could not be read, or has a value whose meaning is not certain
_BATCH_FILES_NOT_KNOWN = "pyready cannot tell whether batch files can run, because the policy {name} is not clear."
# shown as what settles it
_ASK_BATCH_FILES = "Ask IT whether batch files can run."
# shown when no policy stops them
_BATCH_FILES = "pyready found no policy that blocks batch files."

# shown when the execution policy could not be read
_SCRIPTS_NOT_KNOWN = (
    "pyready cannot tell which PowerShell scripts can run, because it could not read the execution policy. No step "
    "needs one."
)
# shown as what settles it
_LOOK = (
    "The first value that is not Undefined counts. Copy this line into PowerShell and press Enter: "
    "Get-ExecutionPolicy -List"
)
# shown when the execution policy stops unsigned scripts
_SCRIPTS_BLOCKED = "PowerShell probably blocks Activate.ps1, because it runs {what} (execution policy: {who})."
# shown in it, by the execution policy
_RUNS = {"Restricted": "no scripts", "AllSigned": "only signed scripts, and might ask first"}
# shown as the fix for that
_BY_PATH = "Start python.exe by its full path instead."
# shown when the execution policy lets them run
_SCRIPTS = "pyready found no policy that blocks scripts such as Activate.ps1."
# shown as who set the execution policy
_BY_IT = "set by IT for this computer"
_BY_IT_FOR_YOU = "set by IT for you"
_FOR_YOU = "set for you, and not by a policy"
_FOR_COMPUTER = "set for this computer, and not by a policy"
_AS_WINDOWS_COMES = "the default of Windows"
# shown as evidence about the execution policy
_EXECUTION_POLICY = "execution policy"
_AS_IT_COMES = "nothing is set: the default of Windows"

_NAME = "DisableCMD"


def runs_batch_files(facts: Facts) -> Outcome:
    """Batch files (.bat, .cmd), which conda's installers and its activation need: two policies may stop them."""
    by_policy = by_command_policy(facts[Scripting].disable_cmd)
    control = facts.get(AppControl)
    if by_policy.outcome == "problem" or control is None:
        return by_policy
    answer = asked(facts, "batch-file", "user-folder")
    by_rules = outcome(control, answer, another_way(), (_BATCH_FILE, "run"))
    return by_policy if by_rules.outcome == "passed" else by_rules


def by_command_policy(setting: Reading[int]) -> Outcome:
    """What the policy about cmd says of batch files.

    The template that Windows ships gives 1 for "also stop batch files" and 2 for "not"; an older text of Microsoft's
    tells it the other way round, so 2 stays open.
    """
    because = shown_policy(setting)
    if setting.value == 1:
        fix = msgspec.structs.replace(another_way(), guide="powershell")
        return problem(_NO_BATCH_FILES, fix, *because, sure="likely")
    if not is_told(setting) or setting.value not in {None, 0}:
        return unknown(_BATCH_FILES_NOT_KNOWN.format(name=_NAME), *because, settles=_ASK_BATCH_FILES)
    return passed(_BATCH_FILES, *because, sure="likely")


def powershell_scripts(facts: Facts) -> Outcome:
    """Whether a script such as Activate.ps1 may run in Windows PowerShell. No step needs one."""
    policy, who = _in_force(facts[Scripting], facts)
    basis: Basis = "inferred" if policy.source == _AS_IT_COMES else "policy"
    because = Evidence(_EXECUTION_POLICY, policy.value or policy.state, policy.source, basis)
    if policy.value is None:
        return unknown(_SCRIPTS_NOT_KNOWN, because, settles=_LOOK)
    if policy.value in _RUNS:
        says = _SCRIPTS_BLOCKED.format(what=_RUNS[policy.value], who=who)
        return problem(says, Fix("you", _BY_PATH), because, sure="likely")
    return passed(_SCRIPTS, because, sure="likely")


def _in_force(scripting: Scripting, facts: Facts) -> tuple[Reading[str], str]:
    """The first scope that says something, and who set it; one that could not be read hides those below.

    With none, Windows as it comes: Restricted on clients, RemoteSigned on servers (about_Execution_Policies).
    """
    scopes = (
        (scripting.machine_policy, _BY_IT),
        (scripting.user_policy, _BY_IT_FOR_YOU),
        (scripting.current_user, _FOR_YOU),
        (scripting.local_machine, _FOR_COMPUTER),
    )
    for scope, who in scopes:
        if scope.state != "not-set" and scope.value != "Undefined":
            return scope, who
    machine = facts[MachineFacts].machine.value
    default = {"client": "Restricted", "server": "RemoteSigned"}.get(machine.product if machine else "")
    return Reading("set" if default else "missing", default, _AS_IT_COMES), _AS_WINDOWS_COMES


def shown_policy(setting: Reading[int]) -> tuple[Evidence, ...]:
    """`DisableCMD` as evidence; nothing where it is not set."""
    if setting.state == "not-set":
        return ()
    value = setting.state if setting.value is None else str(setting.value)
    return (Evidence(_NAME, value, setting.source, "policy"),)


CHECKS = (
    Check("runs-batch-files", "Can batch files run?", "blocker", runs_batch_files, "powershell"),
    Check(
        "powershell-scripts",
        "Can a PowerShell script such as Activate.ps1 run?",
        "note",
        powershell_scripts,
        "powershell",
    ),
)
