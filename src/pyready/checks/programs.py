"""Whether what a route starts and loads may start and be loaded: one check for each, from `knowledge/programs.toml`."""

from collections.abc import Callable

from pyready.checks._control_judge import another_way, asked, lifted_by, only_unread, outcome, whole_package
from pyready.checks._control_words import evidence
from pyready.checks._trial import with_trial
from pyready.checks.install_manager import moved_python
from pyready.knowledge.programs import Program, programs
from pyready.knowledge.site_knowledge import SAYS
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, not_applicable, passed, problem
from pyready.probes.app_control import Answer, AppControl
from pyready.probes.pythons import Pythons
from pyready.probes.site import knowledge_of
from pyready.probes.storage import Storage

_ASKS = {
    "exe": "May its programs start?",
    "dll": "May its libraries be loaded?",
    "msi": "May the packages inside its installer be installed?",
    "appx": "May its packaged apps start?",
}
"""Alike for all routes, so that a report has one line for them."""
_OF_MANAGER = {"python-manager-python", "python-manager-library", "python-manager-runtime"}
"""At the place where the install manager puts them, unless it is set to use another."""
_DOES = {"exe": "start", "dll": "be loaded", "msi": "be installed", "appx": "start"}
_ASKED_ELSEWHERE = {
    "cmd", "powershell", "microsoft-store", "app-installer", "environment-python", "winpython-environment",
    "vscode", "vscode-for-all", "vscode-pet",
}  # fmt: skip
"""By the checks of command lines, of the install manager, of environments and of editors."""
_NORMALLY = {"windows": "is part of Windows", "program-files": "goes where IT installs programs"}
"""What is expected there as long as nothing was found against it."""
COMMANDS = Fix("it", "Ask IT which command line you may use.", guide="powershell")
"""For Command Prompt and PowerShell."""


def runs_user_programs(facts: Facts) -> Outcome:
    """A new program in the person's own folder on POSIX: mount options, a trial. On Windows each is asked about."""
    if facts[Asked].platform == "windows":
        return not_applicable("On Windows each program is asked about by itself.")
    return with_trial(facts, _by_mount(facts), "A new program in your own folder")


def _by_mount(facts: Facts) -> Outcome:
    folder = facts[Storage].tools
    drive = folder.drive.value
    if drive is None or drive.may_run is None:
        return passed("Nothing was found that stops programs in your own folder.", sure="likely")
    because = Evidence("programs may run from your home folder", "yes" if drive.may_run else "no", folder.drive.source)
    if drive.may_run:
        return passed("Programs may run from your own folder.", because)
    return problem("The drive of your home folder is set so that no program runs from it.", another_way(), because)


def judge_of(program: Program) -> Callable[[Facts], Outcome]:
    """Make the judge for one program or library."""
    may_be_tried = program.kind == "exe" and program.place == "user-folder"
    signed = "none" not in program.signed

    def judge(facts: Facts) -> Outcome:
        if facts[Asked].platform != "windows":
            return not_applicable("App control is asked about on Windows only.")
        control = facts[AppControl]
        answer = asked(facts, program.id, program.place)
        told = _told(facts, program)
        ruled = answer.outcome != "allowed" or answer.by != "none"
        if ruled and program.id in _OF_MANAGER and (moved := moved_python(facts)):
            return moved
        if program.place in _NORMALLY and only_unread(answer):
            says = f"{program.title} {_NORMALLY[program.place]}, so it normally works."
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
    return tuple(Evidence(f"{program.title} is signed by", each.publisher, SAYS, "inferred") for each in rows)


def _as_pyready(program: Program, control: AppControl, answer: Answer) -> Outcome:
    """pyready.exe was let run from there, and it is as unsigned."""
    where = _WHERE[program.place]
    seen = Evidence("pyready.exe, which is not signed", f"started from {where}", "pyready", "observed")
    says = f"{program.title} probably can start: pyready.exe itself started from {where}."
    return passed(says, seen, *evidence(control, answer), sure="likely")


_WHERE = {"downloads": "your Downloads folder", "user-folder": "your user folder"}


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
    return tuple(Evidence("a Python in your own folder runs", each.path, "pyready runs on it") for each in ours)


def _check(program: Program) -> Check:
    does = "loads" if program.kind == "dll" else "starts"
    return Check(f"{does}-{program.id}", _ASKS[program.kind], "blocker", judge_of(program), "app-control")


CHECKS = (
    Check(
        "runs-user-programs",
        "May a new program start from your own folder?",
        "blocker",
        runs_user_programs,
        "app-control",
    ),
    *(_check(each) for each in programs() if each.id not in _ASKED_ELSEWHERE),
)
