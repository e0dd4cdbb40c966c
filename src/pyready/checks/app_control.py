"""What app control lets run on Windows, one question for each way a route starts something."""

from pyready.checks._control_judge import TRY, another_way, lifted_by, only_unread, outcome, whole_package
from pyready.checks._trial import with_trial
from pyready.checks.programs import runs_here
from pyready.diagnosis.usable_pythons import best
from pyready.model.facts import Asked, Facts, Taken
from pyready.model.outcome import Check, Evidence, Outcome, passed, problem, unknown
from pyready.probes.app_control import AppControl
from pyready.probes.app_control_found import FoundControl
from pyready.probes.pythons import Pythons
from pyready.probes.storage import Storage


def loads_user_modules(facts: Facts) -> Outcome:
    """Compiled packages that pip puts into the person's own folder."""
    if facts[Asked].platform != "windows":
        return _by_mount(facts)
    control = facts[AppControl]
    answer = control.answer("module", "user-folder")
    if only_unread(answer) and (seen := runs_here(facts)):
        return passed("pyready itself loads compiled packages from your user folder.", *seen, sure="likely")
    what = ("A compiled package in your own folder, such as numpy,", "be loaded")
    return outcome(control, answer, whole_package(), what)


def _by_mount(facts: Facts) -> Outcome:
    """The kernel maps no code from a drive that is set so that no program runs from it (mmap(2), EPERM)."""
    drive = facts[Storage].home.drive
    if drive.value is None or drive.value.may_run is not False:
        return passed("pyready found nothing that blocks compiled packages in your user folder.", sure="likely")
    because = Evidence("programs run from your home folder", "no", drive.source)
    says = "The drive of your user folder is mounted with noexec: Python cannot load compiled packages from it."
    return problem(says, another_way(), because)


def environment_runs(facts: Facts) -> Outcome:
    """The interpreter of a virtual environment: a copy, in the person's own folder, of the Python it is made with."""
    control = facts[AppControl]
    pythons = facts.get(Pythons)
    found = best(pythons, facts[Taken].at.date()) if pythons else None
    if found and found.kind == "store":
        return unknown("How app control judges the environment of a Store Python is not known.", settles=TRY)
    judged = facts.get(FoundControl)
    own = judged.of(pythons.found.index(found)) if judged and pythons and found else None
    answer = own.environment if own else control.answer("environment-python", "user-folder")
    if only_unread(answer) and (seen := runs_here(facts)):
        says = "pyready runs on a Python in your user folder, and a virtual environment is in your user folder, too."
        return passed(says, *seen, sure="likely")
    what = "The Python of a virtual environment"
    fix = another_way() if found and found.kind in {"uv", "conda"} else lifted_by(answer)
    return with_trial(facts, outcome(control, answer, fix, (what, "start")), what, signed=True)


CHECKS = (
    Check(
        "loads-user-modules",
        "May compiled packages be loaded from your own folder?",
        "blocker",
        loads_user_modules,
        "app-control",
    ),
    Check(
        "environment-runs", "May the Python of a virtual environment start?", "blocker", environment_runs, "app-control"
    ),
)
