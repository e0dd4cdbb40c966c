"""Whether programs in the person's own folders can be expected to start."""

from pyready.facts import Asked, Facts
from pyready.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.pythons import Pythons
from pyready.probes.storage import Storage


def runs_user_programs(facts: Facts) -> Outcome:
    """A new program in the person's own folder: mount options on POSIX; on Windows only what was seen to run."""
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
        Fix(
            "it", "Ask IT for a Python that is installed for everybody.", request="machine-wide-python", guide="ask-it"
        ),
        because,
    )


def _on_windows(facts: Facts) -> Outcome:
    pythons = facts.get(Pythons)
    seen = [each for each in (pythons.found if pythons else ()) if each.runs_pyready and each.place == "user"]
    because = [Evidence("a Python in your own folder runs", each.path, "pyready runs on it") for each in seen]
    return unknown(
        "Whether this computer lets a new program start from your own folder is not known: this version of pyready "
        "does not read the rules of app control yet.",
        *because,
        settles="Try the first step: if Windows refuses, nothing has changed. Or ask IT whether app control is used.",
    )


CHECKS = (
    Check(
        "runs-user-programs", "May a new program start from your own folder?", "blocker", runs_user_programs, "ask-it"
    ),
)
