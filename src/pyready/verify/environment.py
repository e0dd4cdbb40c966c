"""A virtual environment is made in a folder of its own, and its Python starts."""

from pyready.model.actions import check_of, start
from pyready.model.control_facts import FoundControl
from pyready.model.paths import same_path
from pyready.model.running import Run
from pyready.verify.bench import Bench, Came, answer, how_it_ended
from pyready.verify.installer import make
from pyready.verify.proof import WITH_PACKAGES, Proof
from pyready.verify.start import ABOUT

_MAKES_S, _STARTS_S = 180.0, 30.0
NAME = "env"
_RUNS = check_of(start("environment-python"))
# shown when it is not; the end says why
_NOT_MADE = "{maker} cannot make a virtual environment: {why}."
# shown when its Python does not start
_STARTS_NOT = "The Python of the environment does not start: {why}."
_STRANGE = "The Python of the environment does not know its environment."
# shown when IT's rules are known to block it, so that it was not started
_FORBIDDEN = "IT's rules block the Python of an environment, so pyready did not make one."


def environment(bench: Bench) -> Came:
    """Of the kind that the steps of `pyready check` make: by uv, else by the module venv."""
    if _is_forbidden(bench):
        return Came("fails", _FORBIDDEN, checks=(_RUNS,), guide="app-control")
    if bench.no_folder:
        return Came("fails", bench.no_folder, guide="folders")
    run = make(bench, NAME, _MAKES_S)
    if not run.worked:
        return Came(
            "fails",
            _NOT_MADE.format(maker="uv" if bench.uv else "Python", why=how_it_ended(run)),
            _in_its_own_words(bench, run),
        )
    bench.environment = python_of(bench, bench.join(NAME))
    return Came("works", "", run)


def _in_its_own_words(bench: Bench, run: Run) -> Run:
    """venv keeps to itself what ensurepip said, so that one is asked once more."""
    if "ensurepip" not in run.messages + run.output or "-m" not in run.messages + run.output:
        return run
    again = bench.run(python_of(bench, bench.join(NAME)), "-m", "ensurepip", "--default-pip", seconds=_MAKES_S)
    return again if again.how == "ended" and again.code else run


def _is_forbidden(bench: Bench) -> bool:
    control = bench.facts.get(FoundControl)
    judged = control.of(bench.number) if control and bench.number is not None else None
    return judged is not None and judged.environment.outcome == "blocked"


def python_of(bench: Bench, folder: str) -> str:
    """The Python of an environment in a folder."""
    parts = ("Scripts", "python.exe") if bench.is_windows else ("bin", "python")
    return bench.join(folder, *parts)


def environment_starts(bench: Bench) -> Came:
    """It says that it is the one of the environment."""
    run = bench.run(bench.environment, "-c", ABOUT, seconds=_STARTS_S)
    about = answer(run)
    if about is None:
        return Came("fails", _STARTS_NOT.format(why=how_it_ended(run)), run)
    inside = same_path(str(about.get("prefix")), bench.join(NAME)) or about.get("prefix") != about.get("base")
    return Came("works", "", run) if inside else Came("fails", _STRANGE, run, ("python-variables",))


PROOFS = (
    Proof(
        "environment-made", "A virtual environment can be made", environment, "existing-python", _MAKES_S,
        aims=WITH_PACKAGES, after=("python-starts",), gates=(_RUNS,),
        checks=("usable-python", "home-writable", "project-folder", "room-for-existing-python", "temp-folder"),
        runs="starts that Python with -m venv, or uv for a Python of uv, which makes an environment in the new folder",
    ),
    Proof(
        "environment-starts", "Its Python starts", environment_starts, "existing-python", _STARTS_S,
        aims=WITH_PACKAGES, after=("environment-made",), gates=(_RUNS,), checks=("python-variables",),
        runs="starts the Python of that environment",
    ),
)  # fmt: skip
