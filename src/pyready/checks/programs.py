"""Whether what a route starts and loads may start and be loaded: one check for each, from `knowledge/programs.toml`."""

from collections.abc import Callable

from pyready.checks._control_judge import another_way, asked, lifted_by, only_unread, outcome, whole_package
from pyready.checks._control_words import evidence
from pyready.checks._trial import with_trial
from pyready.checks.install_manager import moved_python
from pyready.knowledge.programs import Program, programs
from pyready.knowledge.site_knowledge import SAYS
from pyready.model.control_facts import Answer, AppControl
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, not_applicable, passed, problem
from pyready.model.pythons import Pythons
from pyready.probes.site import knowledge_of
from pyready.probes.storage import Storage

# shown as the question about a program; alike for all routes, so that a report has one line for them
_ASKS = {
    "exe": "Can its programs start?",
    "dll": "Can its libraries load?",
    "msi": "Can the packages inside its installer be installed?",
    "appx": "Can its packaged apps start?",
}
# shown after "can", in the sentences of `_control_judge`
_DOES = {"exe": "start", "dll": "load", "msi": "be installed", "appx": "start"}
# shown as what is asked about on Linux and macOS
_NEW_PROGRAM = "A new program in your user folder"
# shown on Windows, where this question does not arise
_EACH_ITSELF = "On Windows, pyready checks each program separately."
# shown on Linux and macOS, where this question does not arise
_WINDOWS_ONLY = "Application control is a question about Windows only."
# shown on Linux and macOS when the mount options could not be read
_NOTHING_FOUND = "Programs in your user folder can probably start: pyready found nothing that blocks them."
# shown on Linux and macOS when the mount options let programs run
_MOUNT_ALLOWS = "Programs in your user folder can start."
# shown on Linux and macOS when they do not
_NOEXEC = "No program can start from your user folder: its drive is mounted with noexec."
# shown as evidence for that
_MAY_RUN = "programs can start from your home folder"
# shown when not everything could be read, by the place of the program
_NORMALLY = {
    "windows": "{what} is part of Windows, so it can probably {does}.",
    "program-files": "{what} goes where IT installs programs, so it can probably {does}.",
}
# shown when not everything could be read, and pyready.exe itself started from the same place
_AS_PYREADY = "{what} can probably start: pyready.exe itself started from {where}."
# shown as evidence for that
_UNSIGNED = "pyready.exe, which is not signed"
_STARTED_FROM = "started from {where}"
_WHERE = {"downloads": "your Downloads folder", "user-folder": "your user folder"}
# shown as evidence when a Python in the user folder runs pyready
_PYTHON_RUNS = "a Python in your user folder runs"
_RUNS_ON_IT = "pyready runs on it"
# shown as evidence when the site profile says who signs a program
_SIGNED_BY = "{what} is signed by"
# shown as the fix when a command line is blocked
_ASK_COMMANDS = "Say which command line you can use."

_OF_MANAGER = {"python-manager-python", "python-manager-library", "python-manager-runtime"}
"""At the place where the install manager puts them, unless it is set to use another."""
_ASKED_ELSEWHERE = {
    "cmd", "powershell", "microsoft-store", "app-installer", "environment-python", "winpython-environment",
    "vscode", "vscode-for-all", "vscode-pet",
}  # fmt: skip
"""By the checks of command lines, of the install manager, of environments and of editors."""
COMMANDS = Fix("it", _ASK_COMMANDS, guide="powershell")
"""For Command Prompt and PowerShell."""


def runs_user_programs(facts: Facts) -> Outcome:
    """A new program in the person's own folder on POSIX: mount options, a trial. On Windows each is asked about."""
    if facts[Asked].platform == "windows":
        return not_applicable(_EACH_ITSELF)
    return with_trial(facts, _by_mount(facts), _NEW_PROGRAM)


def _by_mount(facts: Facts) -> Outcome:
    folder = facts[Storage].tools
    drive = folder.drive.value
    if drive is None or drive.may_run is None:
        return passed(_NOTHING_FOUND, sure="likely")
    because = Evidence(_MAY_RUN, "yes" if drive.may_run else "no", folder.drive.source)
    if drive.may_run:
        return passed(_MOUNT_ALLOWS, because)
    return problem(_NOEXEC, another_way(), because)


def judge_of(program: Program) -> Callable[[Facts], Outcome]:
    """Make the judge for one program or library."""
    may_be_tried = program.kind == "exe" and program.place == "user-folder"
    signed = "none" not in program.signed

    def judge(facts: Facts) -> Outcome:
        if facts[Asked].platform != "windows":
            return not_applicable(_WINDOWS_ONLY)
        control = facts[AppControl]
        answer = asked(facts, program.id, program.place)
        told = _told(facts, program)
        ruled = answer.outcome != "allowed" or answer.by != "none"
        if ruled and program.id in _OF_MANAGER and (moved := moved_python(facts)):
            return moved
        if program.place in _NORMALLY and only_unread(answer):
            says = _NORMALLY[program.place].format(what=program.title, does=_DOES[program.kind])
            return passed(says, *evidence(control, answer), *told, sure="likely")
        if program.kind == "exe" and not signed and only_unread(answer) and control.started_from == program.place:
            expected = _as_pyready(program, control, answer)
            return with_trial(facts, expected, program.title) if may_be_tried else expected
        seen = runs_here(facts) if may_be_tried and not signed else ()
        found = outcome(control, answer, _fix(program, answer), (program.title, _DOES[program.kind]), *seen, *told)
        return with_trial(facts, found, program.title, signed=signed) if may_be_tried else found

    return judge


def _told(facts: Facts, program: Program) -> tuple[Evidence, ...]:
    """Who signs it, where the site profile says so."""
    rows = (each for each in knowledge_of(facts).program if each.id == program.id)
    return tuple(Evidence(_SIGNED_BY.format(what=program.title), each.publisher, SAYS, "inferred") for each in rows)


def _as_pyready(program: Program, control: AppControl, answer: Answer) -> Outcome:
    """pyready.exe was let run from there, and it is as unsigned."""
    where = _WHERE[program.place]
    seen = Evidence(_UNSIGNED, _STARTED_FROM.format(where=where), "pyready", "observed")
    return passed(_AS_PYREADY.format(what=program.title, where=where), seen, *evidence(control, answer), sure="likely")


def _fix(program: Program, answer: Answer) -> Fix:
    if program.place == "windows":
        return COMMANDS
    if program.kind == "dll":
        return whole_package()
    if program.kind == "exe" and program.signed == ("psf",) and program.place in {"user-folder", "program-files"}:
        return lifted_by(answer)
    return another_way()


def runs_here(facts: Facts) -> tuple[Evidence, ...]:
    """A Python that runs pyready from the person's own folder is evidence and no proof."""
    pythons = facts.get(Pythons)
    ours = [each for each in (pythons.found if pythons else ()) if each.runs_pyready and each.place == "user"]
    return tuple(Evidence(_PYTHON_RUNS, each.path, _RUNS_ON_IT) for each in ours)


def _check(program: Program) -> Check:
    does = "loads" if program.kind == "dll" else "starts"
    return Check(f"{does}-{program.id}", _ASKS[program.kind], "blocker", judge_of(program), "app-control")


CHECKS = (
    Check(
        "runs-user-programs",
        "Can a new program start from your user folder?",
        "blocker",
        runs_user_programs,
        "app-control",
    ),
    *(_check(each) for each in programs() if each.id not in _ASKED_ELSEWHERE),
)
