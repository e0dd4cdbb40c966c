"""Which of the Pythons that were found a person can use, and which of those to prefer. Pure."""

from functools import partial

from pyready.knowledge.pythons import is_supported, numbers_of
from pyready.model.conda import CondaFacts, Installation
from pyready.model.control_facts import FoundControl
from pyready.model.facts import Asked, Facts, Taken
from pyready.model.paths import flavour, last_part, same_path
from pyready.model.pythons import Command, Found, Pythons
from pyready.model.route import aim_of
from pyready.probes.site import knowledge_of, python_for

OF_A_PROJECT = {"virtual-environment"}
"""Pythons that belong to a piece of somebody's work, of which no list is made."""

# shown for a Python that the steps do not use, after "... is here, but not used:"
_GONE = "it is registered, but its program is missing"
_BUNDLED = "it belongs to {product}: use it inside that program only"
_ANOTHER = "another program"
_OF_A_PROJECT = "it belongs to another project"
_NO_VERSION = "pyready could not read its version"
_OLD = "it is too old and gets no security fixes"
_PARTS = "it lacks parts that virtual environments need"
_EMBEDDABLE = "it is the embeddable package, which has no pip and makes no virtual environments"
"""docs.python.org/3/using/windows.html, "The embeddable package"."""
_NARROW = "it is 32-bit, and JupyterLab needs a 64-bit Python on Windows"
"""pywinpty, which JupyterLab needs on Windows, is made for 64-bit Pythons only (its files on the package index)."""
_FREE_THREADED = "it is the free-threaded build, and many packages are not made for that yet"
"""docs.python.org/3/howto/free-threading-python.html, "Thread safety" and "Extension modules"."""


def why_not(found: Found, facts: Facts) -> str:
    """Why a Python is not one to build on for what is wanted, in a few words; empty where nothing speaks against it."""
    on, more = facts[Taken].at.date(), knowledge_of(facts)
    reasons = (
        (found.exists is False, _GONE),
        (found.kind == "bundled", _BUNDLED.format(product=found.product or _ANOTHER)),
        (found.kind == "virtual-environment", _OF_A_PROJECT),
        (found.minor is None, _NO_VERSION),
        (found.minor and not is_supported(found.minor, on, more), _OLD),
        (found.embeddable, _EMBEDDABLE),
        (found.has_venv is False or found.has_ensurepip is False, _PARTS),
    )
    told = next((words for holds, words in reasons if holds), "")
    return told or (lacks_packages(found) if aim_of(facts[Asked].aim) != "scripts" else "")


def lacks_packages(found: Found) -> str:
    """Why packages are not to be had for this build; empty where they are, as far as is known."""
    if found.architecture == "x86":
        return _NARROW
    return _FREE_THREADED if found.free_threaded else ""


def is_whole(found: Found) -> bool:
    """All that environments need was seen. The folder of a Store Python cannot be listed; its package is whole."""
    return bool(found.has_venv and found.has_ensurepip) or found.kind == "store"


def is_known(found: Found) -> bool:
    """Nothing that decides whether it can be used is left to guess."""
    of_windows = found.architecture and found.embeddable is False and found.free_threaded is False
    return is_whole(found) and bool(of_windows or not _is_windows(found) or found.kind == "store")


def usable(facts: Facts) -> list[Found]:
    """The usable ones, best first; those of which only the registry tells come last."""
    control, wanted = facts.get(FoundControl), numbers_of(python_for(facts).minor)
    found = [(_may_run(control, number, each), each) for number, each in enumerate(facts[Pythons].found)]
    return [
        each for _, each in sorted((pair for pair in found if not why_not(pair[1], facts)), key=partial(_rank, wanted))
    ]


def _may_run(control: FoundControl | None, number: int, found: Found) -> int:
    """0 where rules let it and its library run, 1 where that is not known, 2 where they do not."""
    judged = control.of(number) if control else None
    outcomes = {judged.starts.outcome, judged.loads.outcome} if judged and not found.runs_pyready else set()
    return 2 if "blocked" in outcomes else int("not-known" in outcomes)


def best(facts: Facts) -> Found | None:
    """The Python to build on, or None."""
    return next(iter(usable(facts)), None)


def best_conda(facts: Facts) -> tuple[Found, Installation] | None:
    """The best Python that has a conda, with that conda; None where there is none."""
    pairs = ((found, conda_of(found, facts)) for found in usable(facts))
    return next(((found, conda) for found, conda in pairs if conda and conda.conda), None)


def conda_here(facts: Facts) -> Installation | None:
    """The conda of the best Python that has one."""
    found = best_conda(facts)
    return found[1] if found else None


def conda_of(found: Found, facts: Facts) -> Installation | None:
    """The conda in whose folder a Python is; on POSIX one below it, in `bin`."""
    dirname, condas = flavour(found.path).dirname, facts.get(CondaFacts)
    folder = dirname(found.path)
    top = str(dirname(folder)) if folder.endswith("/bin") else folder
    return next((each for each in (condas.installations if condas else ()) if same_path(each.root, top)), None)


def _rank(recommended: tuple[int, int], judged: tuple[int, Found]) -> tuple[object, ...]:
    """Seen to be there and whole, let run, with JupyterLab, likely to run, then nearest to the recommended version."""
    may_run, found = judged
    minor = found.minor or (0, 0)
    nearness = minor[1] if minor > recommended else -minor[1]
    patch = (*(-part for part in _numbers(found.version)), 1)  # one whose last part is not known comes last
    likely_to_run = not (found.runs_pyready or found.place == "system" or not _is_windows(found))
    of_work = found.seen_by == ("environment",)  # somebody's project: what is built on it ends with it
    doubts = (found.exists is None, not is_whole(found), may_run, of_work, not found.jupyterlab, likely_to_run)
    return (*doubts, nearness, patch, found.path)


def _is_windows(found: Found) -> bool:
    return "\\" in found.path


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def pip_of_another(python: Command, pip: Command) -> bool:
    """True when the pip that is typed stands in the folder of programs of another Python than the one that is typed.

    One that stands beside that Python, or in the folder of the user's own packages for its version, is its own.
    """
    if python.kind not in {"python", "virtual-environment"} or pip.kind != "tool":
        return False
    module = flavour(python.path)
    folder, beside = module.dirname(python.path), module.dirname(pip.path)
    above = str(module.dirname(beside))
    if same_path(beside, folder) or last_part(beside).casefold() != "scripts" or same_path(above, folder):
        return False
    return last_part(above).casefold() != "python" + "".join(python.version.split(".")[:2])
