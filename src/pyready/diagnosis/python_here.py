"""The Python that is here, where a shared report leaves its path out: steps name it by a variable of their window."""

from pyready.diagnosis.usable_pythons import best
from pyready.model.facts import Asked, Facts
from pyready.model.lines import on_windows, typed
from pyready.model.outcome import Step
from pyready.model.pythons import Found, Pythons
from pyready.privacy.disguise import TOKEN

# shown as the first step, where the path of that Python is left out
_SAYS = (
    "This report leaves out the path of Python {version}: pyready prints the line that you need. Keep the window open."
)
_LINE = "a line with PYTHON_HERE in it. Copy that line into the same window and press Enter."

VARIABLE = "PYTHON_HERE"
OWN_LINES = "pyready config env"
"""Prints the lines for a window, with what a shared report leaves out of them."""


def is_left_out(found: Found) -> bool:
    """Whether the path of a Python was replaced: on a share, or in a folder with somebody's name."""
    return TOKEN.search(found.command.rest) is not None


def by_variable(facts: Facts, found: Found) -> str:
    """That Python as it is typed once the line of `first_step` was; empty where a variable is not enough.

    The libraries of a conda on Windows are found by the folder that its Python is in.
    """
    if not is_left_out(found) or (found.kind == "conda" and _windows(facts)):
        return ""
    return f'"{{{VARIABLE}}}"' if _windows(facts) else f'"${VARIABLE}"'


def first_step(facts: Facts, found: Found) -> Step:
    """Where the line is to be had that sets the variable."""
    says = _SAYS.format(version=found.version)
    return on_windows(says, typed(OWN_LINES), _LINE) if _windows(facts) else Step(says, OWN_LINES, "sh", _LINE)


def for_window(facts: Facts, shared: Facts) -> tuple[tuple[str, str], ...]:
    """The variable and its value, where the report without names needs it; `shared` are the facts of that report."""
    found = best(facts) if facts.get(Pythons) else None
    hidden = best(shared) if found and shared.get(Pythons) else None
    if found is None or hidden is None or not by_variable(shared, hidden):
        return ()
    return ((VARIABLE, found.path),)


def _windows(facts: Facts) -> bool:
    return facts[Asked].platform == "windows"
