"""What app control lets run on Windows, one question for each way a route starts something."""

from pyready.checks._control_judge import TRY, another_way, lifted_by, outcome, whole_package
from pyready.checks._trial import with_trial
from pyready.diagnosis.usable_pythons import best
from pyready.model.facts import Facts, Taken
from pyready.model.outcome import Check, Outcome, unknown
from pyready.probes.app_control import AppControl
from pyready.probes.app_control_found import FoundControl
from pyready.probes.pythons import Pythons


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
    answer = own.environment if own else control.answer("environment-python", "user-folder")
    what = "The Python of a virtual environment"
    fix = another_way() if found and found.kind in {"uv", "conda"} else lifted_by(answer)
    return with_trial(facts, outcome(control, answer, fix, (what, "start")), what, signed=True)


CHECKS = (
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
