"""What app control lets run on Windows, one question for each way a route starts something."""

from pyready.checks._control_judge import TRY, about, another_way, lifted_by, outcome, whole_package
from pyready.checks._trial import with_trial
from pyready.diagnosis.usable_pythons import best
from pyready.model.facts import Facts, Taken
from pyready.model.outcome import Check, Outcome, unknown
from pyready.probes.app_control import AppControl
from pyready.probes.app_control_found import FoundControl
from pyready.probes.pythons import Pythons


def runs_signed_programs(facts: Facts) -> Outcome:
    """The signed Python of the Python Software Foundation, in the person's own folder."""
    control = facts[AppControl]
    answer = control.answer("signed-python", "user-folder")
    what = "A signed Python in your own folder"
    return with_trial(facts, outcome(control, answer, lifted_by(answer), (what, "start")), what, signed=True)


def runs_installers(facts: Facts) -> Outcome:
    """An installer that was downloaded, taken as unsigned."""
    control = facts[AppControl]
    answer = control.answer("installer", "downloads")
    return outcome(control, answer, another_way(), ("An installer that you download", "start"))


def runs_packaged_apps(facts: Facts) -> Outcome:
    """MSIX and Store apps, as far as app control decides."""
    control = facts[AppControl]
    answer = control.answer("packaged-app", "windows-apps")
    return outcome(control, answer, another_way(), ("A packaged app (MSIX, Store)", "start"))


def loads_user_modules(facts: Facts) -> Outcome:
    """Compiled packages that pip puts into the person's own folder."""
    control = facts[AppControl]
    answer = control.answer("module", "user-folder")
    what = ("A compiled package in your own folder, such as numpy,", "be loaded")
    return outcome(control, answer, whole_package(), what)


def environment_runs(facts: Facts) -> Outcome:
    """The interpreter of a virtual environment: a copy, in the person's own folder, of the Python it is made with."""
    control = facts[AppControl]
    pythons = facts.get(Pythons)
    found = best(pythons, facts[Taken].at.date()) if pythons else None
    if found and found.kind == "store":
        return unknown("How app control judges the environment of a Store Python is not known.", settles=TRY)
    judged = facts.get(FoundControl)
    own = judged.of(pythons.found.index(found)) if judged and pythons and found else None
    answer = own.environment if own else about(control, found, "user-folder")
    what = "The Python of a virtual environment"
    return with_trial(facts, outcome(control, answer, lifted_by(answer), (what, "start")), what, signed=True)


CHECKS = (
    Check(
        "runs-signed-programs",
        "May a signed Python start from your own folder?",
        "blocker",
        runs_signed_programs,
        "app-control",
    ),
    Check("runs-installers", "May an installer that you download start?", "blocker", runs_installers, "app-control"),
    Check("runs-packaged-apps", "May packaged apps (MSIX, Store) start?", "blocker", runs_packaged_apps, "app-control"),
    Check(
        "loads-user-modules",
        "May compiled packages be loaded from your own folder?",
        "limit",
        loads_user_modules,
        "app-control",
    ),
    Check(
        "environment-runs", "May the Python of a virtual environment start?", "limit", environment_runs, "app-control"
    ),
)
