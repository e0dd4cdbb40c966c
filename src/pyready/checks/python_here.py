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
from pyready.model.control_facts import AppControl, FoundControl, FoundPython
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import FOR_PERSON, Check, Evidence, Fix, Outcome, not_applicable, passed, problem, unknown
from pyready.model.pythons import Command, Found, PathSummary, Pythons
from pyready.probes.identity import Identity
from pyready.probes.site import knowledge_of

# shown when the best Python is known to have all that it needs
_READY = "Python {version} is on this computer and ready to use."
# shown when the best Python has its parts, and something else about it is not known
_PROBABLY_READY = "Python {version} is on this computer. You can probably use it."
# shown after either of them, when there are others
_MORE = " pyready found {number} Pythons that you can use."
# shown when no Python was found, and all places were looked at
_NO_PYTHON = "pyready found no Python on this computer."
# shown when one Python was found and it does not fit
_DOES_NOT_FIT = "pyready found {python}, but you cannot use it, because {why}."
# shown when several were found and none fits; the first of them is named
_NONE_FITS = "pyready found {number} Pythons, but you cannot use them. The first is {python}: {why}."
# shown with both, and where there is no Python: what IT can do
_FOR_ALL = "Install Python for everybody on this computer."
# shown when no Python that fits was found, and some place could not be looked at
_NOT_ALL_SEEN = (
    "pyready cannot tell whether this computer has a Python that you can use, because it could not look everywhere."
)
_ASK_PYTHON = (
    "Copy python --version into {window} and press Enter. If you see Python and a number, this computer has a Python."
)
# shown when a Python was found and its folder could not be listed
_NOT_WHOLE = "pyready cannot tell whether Python {version} has all its parts, because it could not see them."
_MAKE_ONE = "Follow the steps. If making the virtual environment shows no error, Python has all its parts."
# shown when a Python is in the registry and its folder could not be looked at
_NOT_SEEN_THERE = (
    "pyready cannot tell whether Python {version} is still on this computer, because it saw only its registration."
)
_FIRST_STEP = "Follow the first step. If you see Python and a number, this Python is there and starts."
# shown among the evidence, with the name of a Python
_REGISTERED = "registered; pyready did not see whether it is still there"
_PARTS = "pyready did not see whether it has all its parts"
# shown when there is no Python, or no conda, whose start could be looked at
_NOTHING_TO_START = "pyready found no Python that you can use, so this was not checked."
_NO_CONDA = "pyready found no conda that you can use."
# shown when a Python is in the registry only, asked whether it can start
_START_NOT_SEEN = (
    "pyready cannot tell whether Python {version} can start, because it saw only its registration, not the program."
)
_START_IT = "Start this Python once with --version. If you see Python and a number, it can start."
# shown when pyready runs on that Python
_RUNS = "This Python can start: pyready runs on it now."
# shown on Linux and macOS
_NOTHING_STOPS_IT = "pyready found nothing that stops this Python from starting."
# shown when the rules of application control were not read; the sentence after it says where the Python is
_NO_RULES = (
    "pyready cannot tell whether this Python can start, because it did not read the rules of application control."
)
_WHERE = {
    "system": " The Python is where IT installs programs.",
    "user": " The Python is in your user folder.",
    "other": " The Python is not where IT usually installs programs.",
}
# shown when some rules could not be read, and only administrators can change the folder of the Python
_BY_IT = "This Python can probably start, because it is where IT installs programs."
# shown when PATH was not read, or could not be read
_PYTHON_NOT_ASKED = "pyready cannot tell which program the command python starts, because it did not read PATH."
_PYTHON_UNREAD = (
    "pyready cannot tell which program the command python starts, because it could not read PATH or a folder on it."
)
# shown when the command python is the Store shortcut of Windows
_SHORTCUT = "The command python opens the Microsoft Store: that python.exe is a Store shortcut, not a Python."
_FULL_COMMANDS = "The steps use full commands."
# shown when pip and python belong to two Pythons
_OTHER_PIP = "The command pip belongs to another Python than the command python."
_AS_MODULE = "Use python -m pip, as the steps do. It is always the pip of that Python."
# shown when neither is so; what follows names the program
_STARTS = "The command python starts {what}."
_SHADOWED = " PATH has {number} more with that name."
_NO_PROGRAM = "no program"
_BUT_PYTHON3 = "no program; python3 starts {what}"
_BY_PYENV = "the Python that pyenv is set to"
_IN_ENVIRONMENT = "Python {version} of a virtual environment"
_NOT_IDENTIFIED = "a program that pyready could not identify"
# shown when PATH was not read, or could not be read or is not set
_PATH_NOT_ASKED = "pyready cannot tell whether PATH is in order, because it did not read it."
_PATH_UNREAD = "pyready cannot tell whether PATH is in order, because PATH could not be read or is not set."
# shown when PATH holds relative entries, or ones that cannot be read
_PATH_HARMS = "PATH contains entries that depend on the current folder or cannot be read."
_FULL_PATHS = "The steps use full paths."
# shown when it holds none
_PATH_GOOD = "PATH is in order."
# shown in the evidence for PATH
_ENTRIES = "{all:,} entries, {dead:,} dead, {double:,} double, {relative:,} relative"
# shown as where to copy a line
_CMD, _TERMINAL = "Command Prompt", "a terminal"
# shown in what application control says: what is blocked, and from what
_PYTHON, _START = "Python {version}", "start"
_LIBRARY, _BE_LOADED = "The library of Python {version}", "be loaded"


def usable_python(facts: Facts) -> Outcome:
    """At least one Python that is supported, whole and nobody else's."""
    pythons, ranked = facts[Pythons], usable(facts)
    good = [each for each in ranked if each.exists and is_whole(each)]
    if good:
        sure, says = ("certain", _READY) if is_known(good[0]) else ("likely", _PROBABLY_READY)
        says = says.format(version=good[0].version) + (_MORE.format(number=len(good)) if len(good) > 1 else "")
        usual = passed(says, *(_evidence(each, "usable") for each in good), sure=sure)  # type: ignore[arg-type]
        return usual.rests_on(_row(good[0], facts))
    identity = facts.get(Identity)
    if identity is not None and identity.is_system:
        return FOR_PERSON  # the person's own Pythons are not seen by the system
    rest = tuple(
        _evidence(each, why_not(each, facts) or (_PARTS if each.exists else _REGISTERED)) for each in pythons.found
    )
    unseen = _unseen(facts)
    if ranked:
        return _not_seen_whole(ranked[0], *rest, *unseen)
    if unseen:
        window = _CMD if facts[Asked].platform == "windows" else _TERMINAL
        return unknown(_NOT_ALL_SEEN, *unseen, *rest, settles=_ASK_PYTHON.format(window=window))
    fix = Fix("it", _FOR_ALL, request="machine-wide-python", guide="ask-it")
    rows = (_row(each, facts) for each in pythons.found)
    return problem(_none_fits(facts), STORE_ONLY if in_s_mode(facts) else fix, *rest).rests_on(*rows)


def _none_fits(facts: Facts) -> str:
    """None of those that were found is one to build on; the first says why."""
    found = facts[Pythons].found
    if not found:
        return _NO_PYTHON
    python, why = f"Python {found[0].version}".strip(), why_not(found[0], facts)
    return (_DOES_NOT_FIT if len(found) == 1 else _NONE_FITS).format(number=len(found), python=python, why=why)


def _row(found: Found, facts: Facts) -> PythonVersion | SitePython | None:
    """What is known of its version."""
    return row_of(".".join(map(str, found.minor)), knowledge_of(facts)) if found.minor else None


def _not_seen_whole(found: Found, *because: Evidence) -> Outcome:
    """It is there and not all of it was seen, or only its registration was."""
    if found.exists:
        return unknown(_NOT_WHOLE.format(version=found.version), *because, settles=_MAKE_ONE)
    return unknown(_NOT_SEEN_THERE.format(version=found.version), *because, settles=_FIRST_STEP)


def _evidence(found: Found, what: str) -> Evidence:
    name = f"{found.product or found.kind} {found.version}".strip()
    return Evidence(f"{name}: {what}", found.path, ", ".join(found.seen_by))


def _unseen(facts: Facts) -> tuple[Evidence, ...]:
    pythons = facts[Pythons]
    places = [Evidence("could not be read", where, "folder") for where in pythons.unreadable]
    if facts[Asked].collected:
        places = [Evidence("folders and PATH", "not read", "collect.cmd")]
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
    return _runs(facts, found[0]) if found else not_applicable(_NO_CONDA)


def _runs(facts: Facts, found: Found | None) -> Outcome:
    if found is None:
        return passed(_NOTHING_TO_START, sure="likely")
    because = Evidence(f"Python {found.version}", found.path, ", ".join(found.seen_by))
    if found.exists is None:
        return unknown(_START_NOT_SEEN.format(version=found.version), because, settles=_START_IT)
    if found.runs_pyready:
        return passed(_RUNS, because)
    if facts[Asked].platform != "windows":
        return passed(_NOTHING_STOPS_IT, because, sure="likely")
    return _by_app_control(facts, found, because)


def _by_app_control(facts: Facts, found: Found, because: Evidence) -> Outcome:
    control, judged = facts.get(AppControl), facts.get(FoundControl)
    if control is not None and found.kind == "store":
        answer = asked(facts, "packaged-app", "windows-apps")
        return outcome(control, answer, machine_wide(), (_PYTHON.format(version=found.version), _START), because)
    own = judged.of(facts[Pythons].found.index(found)) if judged else None
    return _by_rules(control, own, found, because) if control and own else _without_rules(found, because)


def _by_rules(control: AppControl, own: FoundPython, found: Found, because: Evidence) -> Outcome:
    """What app control says of the file itself, then of the library without which it does not start."""
    answer, what = own.starts, (_PYTHON.format(version=found.version), _START)
    if answer.outcome in {"allowed", "audited"} and own.loads.outcome not in {"allowed", "audited"}:
        answer, what = own.loads, (_LIBRARY.format(version=found.version), _BE_LOADED)
    if found.place == "system" and only_unread(answer):
        return _where_it_installs(found, *evidence(control, answer))
    # For one in the person's own folder the better answer is one that IT installs and renews.
    fix = whole_package() if answer is own.loads else lifted_by(answer) if found.place == "system" else machine_wide()
    return outcome(control, answer, fix, what, because)


def _without_rules(found: Found, because: Evidence) -> Outcome:
    """Where the rules were not looked at."""
    return unknown(_NO_RULES + _WHERE.get(found.place, _WHERE["other"]), because, settles=_START_IT)


def _where_it_installs(found: Found, *more: Evidence) -> Outcome:
    inferred = Evidence("only administrators can change that folder", found.path, "folder", "inferred")
    return passed(_BY_IT, inferred, *more, sure="likely")


def python_command(facts: Facts) -> Outcome:
    """What the commands `python` and `pip` start."""
    pythons = facts[Pythons]
    commands = {each.name: each for each in pythons.commands}
    because = tuple(Evidence(each.name, each.path or "nothing", f"PATH: {each.kind}") for each in pythons.commands)
    python = commands.get("python", Command("python"))
    if pythons.path.state == "missing":
        return unknown(_PYTHON_NOT_ASKED, _path(pythons))
    unread = pythons.path.state not in {"set", "malformed", "not-set"}
    if unread or (python.kind == "nothing" and _hidden(pythons.path)):
        return unknown(_PYTHON_UNREAD, *because)
    if python.kind == "store-stub":
        return problem(_SHORTCUT, Fix("nothing", _FULL_COMMANDS, guide="store-and-stub"), *because)
    if pip_of_another(python, commands.get("pip", Command("pip"))):
        return problem(_OTHER_PIP, Fix("you", _AS_MODULE, guide="existing-python"), *because)
    more = _SHADOWED.format(number=python.shadowed) if python.shadowed else ""
    return passed(_STARTS.format(what=_means(python, commands)) + more, *because)


def _path(pythons: Pythons) -> Evidence:
    return Evidence("PATH", pythons.path.state, "environment PATH")


def _hidden(path: PathSummary) -> bool:
    return bool(path.denied or path.unseen)


def _means(python: Command, commands: dict[str, Command]) -> str:
    if python.kind == "nothing":
        other = commands.get("python3", Command("python3"))
        return _BUT_PYTHON3.format(what=_means(other, {})) if other.kind != "nothing" else _NO_PROGRAM
    if python.kind == "switch":
        return _BY_PYENV
    if python.kind == "virtual-environment":
        return _IN_ENVIRONMENT.format(version=python.version).replace("  ", " ")
    return f"Python {python.version}" if python.version else _NOT_IDENTIFIED


def path_entries(facts: Facts) -> Outcome:
    """PATH as a whole: entries that do harm."""
    path = facts[Pythons].path
    counts = _ENTRIES.format(all=path.entries, dead=path.dead, double=path.duplicate, relative=path.relative)
    because = Evidence("PATH", counts, "environment PATH")
    if path.state == "missing":
        return unknown(_PATH_NOT_ASKED, _path(facts[Pythons]))
    if path.state not in {"set", "malformed"}:
        return unknown(_PATH_UNREAD, _path(facts[Pythons]))
    if path.relative or path.state == "malformed":
        return problem(_PATH_HARMS, Fix("nothing", _FULL_PATHS, guide="existing-python"), because)
    return passed(_PATH_GOOD, because)


CHECKS = (
    Check(
        "usable-python",
        "Is there a Python on this computer that you can use?",
        "blocker",
        usable_python,
        "existing-python",
        personal=False,
    ),
    Check("existing-python-runs", "Can that Python start?", "blocker", existing_python_runs, "existing-python"),
    Check("starts-found-conda", "Can the conda on this computer start?", "blocker", found_conda_runs, "miniforge"),
    Check("python-command", "What does the command python start?", "note", python_command, "store-and-stub"),
    Check("path-entries", "Is PATH in order?", "note", path_entries, "existing-python"),
)
