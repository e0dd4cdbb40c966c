"""Use the Python that is here already."""

from pyready.diagnosis.usable_pythons import best
from pyready.model.anchors import for_cmd, for_sh
from pyready.model.facts import Facts, Taken
from pyready.model.outcome import Shell, Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Route
from pyready.probes.app_control_found import FoundControl
from pyready.probes.pythons import Found, Pythons
from pyready.routes._ending import ending, for_yourself, is_windows, pip
from pyready.routes._needs import COPIED, TYPED


def steps(facts: Facts) -> tuple[Step, ...]:
    """Build on the best Python that was found."""
    pythons = facts.get(Pythons)
    found = best(pythons, facts[Taken].at.date()) if pythons else None
    if found is None:
        return ()
    python = for_cmd(found.command) if is_windows(facts) else for_sh(found.command)
    if python is None:
        says = f"Open the folder of Python {found.version}; its path holds something that this report leaves out."
        return (Step(says + " pyready check, run in a window of your own, shows the full commands."),)
    shell: Shell = "cmd" if is_windows(facts) else "sh"
    check = Step("See that it starts.", f"{python} --version", shell, f"Python {found.version}")
    if shell == "sh":
        return (check, *ending(facts, pip(_braced(python))))
    copy = _environment(facts, pythons, found)
    if copy == "blocked":
        return (check, *for_yourself(facts, python))
    steps = (check, *ending(facts, pip(_braced(python))))
    return (*steps, *_without_environment(python)) if copy == "not-known" else steps


def _environment(facts: Facts, pythons: Pythons | None, found: Found) -> str:
    """What app control says of the copy of this Python that an environment starts with."""
    judged = facts.get(FoundControl)
    own = judged.of(pythons.found.index(found)) if judged and pythons else None
    if own is not None:
        return own.environment.outcome
    return "allowed" if found.runs_pyready and found.place == "user" else "not-known"


def _without_environment(python: str) -> tuple[Step, ...]:
    """The other ending: a policy may let a Python of IT's start and not its copy in the person's own folder."""
    return (
        Step(
            "Only if Windows refused to start the Python of your environment when you made it: "
            "do without one and install for yourself.",
            f"{python} -m pip install --user jupyterlab",
            "cmd",
        ),
        Step(
            "Then start your notebook like this. If a package is refused too, send the report to IT.",
            f"{python} -m jupyterlab",
            "cmd",
        ),
    )


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


ROUTE = Route(
    id="existing-python",
    title="Use the Python that is here",
    kind="local",
    platforms=EVERYWHERE,
    needs=(
        "run-as-person",
        "usable-python",
        "existing-python-runs",
        "own-computer",
        *COPIED,
        "environment-kept",
        "folder-writable",
        "folder-space",
        *TYPED,
        "python-variables",
        "pip-settings",
        "packages-by-pip",
        "conda-licence",
        "clock",
    ),
    steps=steps,
    guide="existing-python",
    about="Nothing to install: build on a Python that is already on this computer.",
    spoken="the Python that is here",
)
