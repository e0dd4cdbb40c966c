"""The Pythons that are here already, and what the usual commands mean."""

from pyready.checks._control_judge import (
    STORE_ONLY,
    asked,
    in_s_mode,
    lifted_by,
    machine_wide,
    only_unread,
    outcome,
    whole_package,
)
from pyready.checks._control_words import evidence
from pyready.diagnosis.usable_pythons import best, best_conda, is_known, is_whole, pip_of_another, usable, why_not
from pyready.knowledge.pythons import PythonVersion, row_of
from pyready.knowledge.site_knowledge import SitePython
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import FOR_PERSON, Check, Evidence, Fix, Outcome, not_applicable, passed, problem, unknown
from pyready.probes.app_control import AppControl
from pyready.probes.app_control_found import FoundControl, FoundPython
from pyready.probes.identity import Identity
from pyready.probes.pythons import Command, Found, PathSummary, Pythons
from pyready.probes.site import knowledge_of

_START_IT = "Start it once with --version: a version number means that it may run."


def usable_python(facts: Facts) -> Outcome:
    """At least one Python that is supported, whole and nobody else's."""
    pythons, ranked = facts[Pythons], usable(facts)
    good = [each for each in ranked if each.exists and is_whole(each)]
    if good:
        others = f" ({len(good)} usable in all)" if len(good) > 1 else ""
        sure = "certain" if is_known(good[0]) else "likely"
        says = f"Python {good[0].version} is here already and can be used{others}."
        usual = passed(says, *(_evidence(each, "usable") for each in good), sure=sure)  # type: ignore[arg-type]
        return usual.rests_on(_row(good[0], facts))
    identity = facts.get(Identity)
    if identity is not None and identity.is_system:
        return FOR_PERSON  # the person's own Pythons are not seen by the system
    rest = tuple(
        _evidence(each, why_not(each, facts) or (_PARTS if each.exists else _NOT_SEEN)) for each in pythons.found
    )
    unseen = _unseen(facts)
    if ranked:
        return _not_seen_whole(ranked[0], *rest, *unseen)
    if unseen:
        return unknown(
            "No usable Python was found, but some places could not be looked at.",
            *unseen,
            *rest,
            settles="Type python --version in a command window: a version number means that there is one.",
        )
    says = "There is no Python on this computer yet." if not rest else "None of the Pythons here is one to build on."
    fix = Fix(
        "it", "IT can install Python for everybody on this computer.", request="machine-wide-python", guide="ask-it"
    )
    rows = (_row(each, facts) for each in pythons.found)
    return problem(says, STORE_ONLY if in_s_mode(facts) else fix, *rest).rests_on(*rows)


def _row(found: Found, facts: Facts) -> PythonVersion | SitePython | None:
    """What is known of its version."""
    return row_of(".".join(map(str, found.minor)), knowledge_of(facts)) if found.minor else None


def _not_seen_whole(found: Found, *because: Evidence) -> Outcome:
    """It is there and not all of it was seen, or only its registration was."""
    if found.exists:
        says = f"Python {found.version} was found, but pyready could not see whether it has all its parts."
        settles = "Do the steps: when the virtual environment is made without a message, it has them."
        return unknown(says, *because, settles=settles)
    says = f"Python {found.version} is registered here, but whether it is still there was not seen."
    return unknown(says, *because, settles="Do the first step: a version number means that it is there and starts.")


_NOT_SEEN = "registered; not seen whether it is still there"
_PARTS = "not seen whether it has all its parts"


def _evidence(found: Found, what: str) -> Evidence:
    name = f"{found.product or found.kind} {found.version}".strip()
    return Evidence(f"{name}: {what}", found.path, ", ".join(found.seen_by))


def _unseen(facts: Facts) -> tuple[Evidence, ...]:
    pythons = facts[Pythons]
    places = [Evidence("could not be read", where, "folder") for where in pythons.unreadable]
    if facts[Asked].collected:
        places = [Evidence("folders and PATH", "not looked at", "collect.cmd")]
    states = [each for each in pythons.registry if each.state not in {"set", "not-set"}]
    places += [Evidence(f"registry: {each.state}", each.source, "registry") for each in states]
    if not pythons.complete:
        places.append(Evidence("time ran out", "not every place was looked at", "pyready"))
    return tuple(places)


def existing_python_runs(facts: Facts) -> Outcome:
    """Whether the best of them can start where it is."""
    return _runs(facts, best(facts))


def found_conda_runs(facts: Facts) -> Outcome:
    """Whether the Python of the conda that is here can start where it is."""
    found = best_conda(facts)
    return _runs(facts, found[0]) if found else not_applicable("No conda that can be used was found.")


def _runs(facts: Facts, found: Found | None) -> Outcome:
    if found is None:
        return passed("No usable Python was found that this could be asked of.", sure="likely")
    because = Evidence(f"Python {found.version}", found.path, ", ".join(found.seen_by))
    if found.exists is None:
        return unknown(
            "Only its registration was seen, so whether it is there and may start is not known.",
            because,
            settles="Start it once with --version: a version number means that it may run.",
        )
    if found.runs_pyready:
        return passed("It has just been seen to run: pyready runs on it.", because)
    if facts[Asked].platform != "windows":
        return passed("Nothing was found that stops it from starting.", because, sure="likely")
    return _by_app_control(facts, found, because)


def _by_app_control(facts: Facts, found: Found, because: Evidence) -> Outcome:
    control, judged = facts.get(AppControl), facts.get(FoundControl)
    if control is not None and found.kind == "store":
        answer = asked(facts, "packaged-app", "windows-apps")
        return outcome(control, answer, machine_wide(), (f"Python {found.version}", "start"), because)
    own = judged.of(facts[Pythons].found.index(found)) if judged else None
    return _by_rules(control, own, found, because) if control and own else _without_rules(found, because)


def _by_rules(control: AppControl, own: FoundPython, found: Found, because: Evidence) -> Outcome:
    """What app control says of the file itself, then of the library without which it does not start."""
    answer, what = own.starts, (f"Python {found.version}", "start")
    if answer.outcome in {"allowed", "audited"} and own.loads.outcome not in {"allowed", "audited"}:
        answer, what = own.loads, (f"The library of Python {found.version}", "be loaded")
    if found.place == "system" and only_unread(answer):
        return _where_it_installs(found, *evidence(control, answer))
    # For one in the person's own folder the better answer is one that IT installs and renews.
    fix = whole_package() if answer is own.loads else lifted_by(answer) if found.place == "system" else machine_wide()
    return outcome(control, answer, fix, what, because)


def _without_rules(found: Found, because: Evidence) -> Outcome:
    """Where the rules were not looked at."""
    places = {"system": "It is where IT installs programs", "user": "It is in your own folder"}
    where = places.get(found.place, "It is not where IT usually installs programs")
    return unknown(f"{where}, and the rules of app control were not looked at.", because, settles=_START_IT)


def _where_it_installs(found: Found, *more: Evidence) -> Outcome:
    inferred = Evidence("only administrators can change that folder", found.path, "folder", "inferred")
    return passed("It is where IT installs programs, which may normally start.", inferred, *more, sure="likely")


def python_command(facts: Facts) -> Outcome:
    """What typing `python` and `pip` starts."""
    pythons = facts[Pythons]
    commands = {each.name: each for each in pythons.commands}
    because = tuple(Evidence(each.name, each.path or "nothing", f"PATH: {each.kind}") for each in pythons.commands)
    python = commands.get("python", Command("python"))
    if pythons.path.state == "missing":
        return unknown("What python starts is not known: PATH was not looked at.", _path(pythons))
    unread = pythons.path.state not in {"set", "malformed", "not-set"}
    if unread or (python.kind == "nothing" and _hidden(pythons.path)):
        return unknown("What python starts is not known: PATH or a folder on it could not be read.", *because)
    if python.kind == "store-stub":
        return problem(
            "Typing python opens the Microsoft Store: that python.exe is a placeholder, not a Python.",
            Fix("nothing", "The steps use full commands.", guide="store-and-stub"),
            *because,
        )
    if pip_of_another(python, commands.get("pip", Command("pip"))):
        return problem(
            "Typing pip starts the pip of another Python than typing python does.",
            Fix(
                "you",
                "Type python -m pip, as the steps do: that is always the pip of that Python.",
                guide="existing-python",
            ),
            *because,
        )
    more = f" Later on PATH: {python.shadowed} more of that name." if python.shadowed else ""
    return passed(f"Typing python starts {_means(python, commands)}.{more}", *because)


def _path(pythons: Pythons) -> Evidence:
    return Evidence("PATH", pythons.path.state, "environment PATH")


def _hidden(path: PathSummary) -> bool:
    return bool(path.denied or path.unseen)


def _means(python: Command, commands: dict[str, Command]) -> str:
    if python.kind == "nothing":
        other = commands.get("python3", Command("python3"))
        return "nothing here" + (f"; python3 starts {_means(other, {})}" if other.kind != "nothing" else "")
    if python.kind == "switch":
        return "whichever Python pyenv is set to"
    if python.kind == "virtual-environment":
        return f"the Python {python.version} of a virtual environment".replace("  ", " ")
    return f"Python {python.version}" if python.version else "a program that could not be identified"


def path_entries(facts: Facts) -> Outcome:
    """PATH as a whole: entries that do harm."""
    path = facts[Pythons].path
    counts = f"{path.entries} entries, {path.dead} dead, {path.duplicate} double, {path.relative} relative"
    because = Evidence("PATH", counts, "environment PATH")
    if path.state == "missing":
        return unknown("PATH was not looked at.", _path(facts[Pythons]))
    if path.state not in {"set", "malformed"}:
        return unknown("PATH could not be read or is not set.", _path(facts[Pythons]))
    if path.relative or path.state == "malformed":
        says = "PATH holds entries that depend on the current folder or cannot be read."
        return problem(says, Fix("nothing", "The steps use full paths.", guide="existing-python"), because)
    return passed("PATH is in order.", because)


CHECKS = (
    Check(
        "usable-python",
        "Is there a Python here that can be used?",
        "blocker",
        usable_python,
        "existing-python",
        personal=False,
    ),
    Check("existing-python-runs", "May that Python start?", "blocker", existing_python_runs, "existing-python"),
    Check("starts-found-conda", "Can the conda on this computer start?", "blocker", found_conda_runs, "miniforge"),
    Check("python-command", "What does typing python start?", "note", python_command, "store-and-stub"),
    Check("path-entries", "Is PATH in order?", "note", path_entries, "existing-python"),
)
