"""A notebook that runs in the browser: nothing is installed."""

from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Plan, Route
from pyready.routes._words import TWO

# shown as the steps
_OPEN = "Open this page. Python runs in the page, and nothing is installed."
_LAB = "JupyterLab, after a short while."
_FIRST = "Choose Python (Pyodide) under Notebook, type 1 + 1 and press Shift+Enter."
_PACKAGE = "Add a package: copy this line into a cell and press Shift+Enter."
_NO_ERROR = "no error."
_KEEP = "Download your notebook before you close the page. Nothing else keeps it."
_DATA = "Use made-up or published data only. Never use patient data there."
# shown where routes are compared
_ABOUT = "Learn and try Python today, with made-up data, on any computer."


def _steps(facts: Facts) -> tuple[Step, ...]:
    """Open JupyterLite, try it, keep a copy."""
    del facts
    return (
        Step(_OPEN, "https://jupyter.org/try-jupyter/lab/", "browser", _LAB),
        Step(_FIRST, expect=TWO),
        Step(_PACKAGE, "%pip install seaborn", "none", _NO_ERROR),
        Step(_KEEP),
        Step(_DATA),
    )


def plans(facts: Facts) -> tuple[Plan, ...]:
    """One plan."""
    return (Plan("notebooks", _steps(facts)),)


ROUTE = Route(
    id="browser-notebook",
    title="A notebook in your browser",
    kind="elsewhere",
    platforms=EVERYWHERE,
    needs=("run-as-person", "browser-notebook-by-system"),
    plans=plans,
    guide="browser-notebooks",
    about=_ABOUT,
)
