"""Use the Python that is here already."""

from pyready.diagnosis.python_here import by_variable, first_step
from pyready.diagnosis.usable_pythons import best, best_conda, lacks_packages
from pyready.model.actions import fetch, start, use
from pyready.model.anchors import for_line, for_sh
from pyready.model.facts import Facts
from pyready.model.lines import on_windows as step
from pyready.model.lines import put_on_path, typed
from pyready.model.outcome import Step
from pyready.model.probe import EVERYWHERE
from pyready.model.pythons import Found, Pythons
from pyready.model.route import Plan, Route
from pyready.routes._conda import from_channels
from pyready.routes._ending import conda, endings_of_conda, in_sh, is_windows, own_endings, path_folders, ready_ending
from pyready.routes._ending import plans as with_endings
from pyready.routes._machine import version_to_install
from pyready.routes._words import WORKED

# shown as the first step with the Python that was found
_STARTS = "Check that Python {version} starts."
_NUMBER = "Python {version}"
# shown before it, with the Python of a conda on Windows
_LIBRARIES = "Add the libraries of this Python to this window's PATH."
# shown when the report leaves out the path of that Python, and no variable of a window is enough
_LEFT_OUT = (
    "This report leaves out the path of Python {version}. Run pyready check in a window of your own: it shows the full "
    "commands."
)
# shown when there is no Python yet: what follows when IT has installed one
_ONCE_INSTALLED = "When Python is on this computer, open a new window and check that Python starts."
_ONE_OF_IT = "Python {version} and a third number. If py is not recognised, run pyready again: it names the Python."
# shown where routes are compared
_ABOUT = "Nothing to install: use a Python that is already on this computer."

_IT = start("found-python")
_CONDA = start("found-conda")


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Build on the best Python that was found."""
    found = best(facts) if facts.get(Pythons) else None
    if found is None:
        return _once_installed(facts) if is_windows(facts) else ()
    spelled = for_line(found.command) if is_windows(facts) else for_sh(found.command)
    python = spelled or by_variable(facts, found)
    if not python:
        says, code = _LEFT_OUT.format(version=found.version), (_IT, use("vscode"), use("vscode-python"))
        return (Plan("notebooks", (Step(says, does=(_IT,)),)), Plan("vscode", (Step(says, does=code),)))
    ready = (ready_ending(facts, python, _IT),) if found.jupyterlab else ()
    endings = (*ready, *own_endings(facts, python, _IT, fetch("packages", "pip")))
    reached = tuple(each for each in endings if each.aim == "scripts" or not lacks_packages(found))
    named = () if spelled else (first_step(facts, found),)
    return (*with_endings((*named, *_before(facts, found, python, _IT)), reached), *_by_conda(facts))


def _by_conda(facts: Facts) -> tuple[Plan, ...]:
    """With the conda that is here, where pip is no option."""
    best_one, version = best_conda(facts), version_to_install(facts)
    if best_one is None or version is None:
        return ()
    found, here = best_one
    python = (for_line if is_windows(facts) else for_sh)(found.command)
    if python is None:
        return ()
    words, fetches = from_channels(facts, "found-conda", here)
    starts = (_CONDA, start("conda-environment-python"))
    tool = conda(f"{python} -m conda", version, starts, fetches, words)
    return with_endings(_before(facts, found, python, _CONDA), endings_of_conda(facts, tool))


def _once_installed(facts: Facts) -> tuple[Plan, ...]:
    """What follows when IT has put one in for everybody."""
    if (version := version_to_install(facts)) is None:
        return ()
    starts = start("catalogue-python")
    python = f"py -{version}"
    first = step(_ONCE_INSTALLED, typed(f"{python} --version"), _ONE_OF_IT.format(version=version), (starts,))
    return with_endings((first,), own_endings(facts, python, starts, fetch("packages", "new-pip")))


def _before(facts: Facts, found: Found, python: str, starts: str) -> tuple[Step, ...]:
    line, says, expect = (
        f"{python} --version",
        _STARTS.format(version=found.version),
        _NUMBER.format(version=found.version),
    )
    if not is_windows(facts):
        return (in_sh(says, line, expect, (starts,)),)
    first = step(says, typed(line), expect, (starts,))
    if found.kind != "conda":
        return (first,)
    folder = python.strip('"').rpartition("\\")[0]
    find = put_on_path(path_folders(folder, ("", "\\Library\\bin", "\\Scripts")))
    return (step(_LIBRARIES, find, WORKED), first)


ROUTE = Route(
    id="existing-python",
    title="Python already on this computer",
    kind="local",
    platforms=EVERYWHERE,
    needs=(
        "run-as-person",
        "usable-python",
        "own-computer",
        "environment-kept",
        "project-folder",
        "python-variables",
        "pip-settings",
        "conda-licence",
        "clock",
    ),
    plans=plans,
    guide="existing-python",
    about=_ABOUT,
    spoken="the Python on this computer",
)
