"""Whether programs in the person's own folders can be expected to start."""

from pyready.checks._control_judge import another_way, outcome
from pyready.checks._trial import with_trial
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Outcome, passed, problem
from pyready.probes.app_control import AppControl
from pyready.probes.pythons import Pythons
from pyready.probes.storage import Storage


def runs_user_programs(facts: Facts) -> Outcome:
    """A new, unsigned program in the person's own folder: mount options on POSIX, app control on Windows, a trial."""
    return with_trial(facts, _expected(facts), "A new program in your own folder")


def _expected(facts: Facts) -> Outcome:
    if facts[Asked].platform == "windows":
        return _on_windows(facts)
    folder = facts[Storage].tools
    drive = folder.drive.value
    if drive is None or drive.may_run is None:
        return passed("Nothing was found that stops programs in your own folder.", sure="likely")
    because = Evidence("programs may run from your home folder", "yes" if drive.may_run else "no", folder.drive.source)
    if drive.may_run:
        return passed("Programs may run from your own folder.", because)
    return problem(
        "The drive of your home folder is set so that no program runs from it.",
        another_way(),
        because,
    )


def _on_windows(facts: Facts) -> Outcome:
    control = facts[AppControl]
    pythons = facts.get(Pythons)
    seen = [each for each in (pythons.found if pythons else ()) if each.runs_pyready and each.place == "user"]
    because = [Evidence("a Python in your own folder runs", each.path, "pyready runs on it") for each in seen]
    answer = control.answer("unsigned-program", "user-folder")
    return outcome(control, answer, another_way(), ("A new program in your own folder", "start"), *because)


CHECKS = (
    Check(
        "runs-user-programs",
        "May a new program start from your own folder?",
        "blocker",
        runs_user_programs,
        "app-control",
    ),
)
