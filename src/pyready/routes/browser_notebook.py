"""A notebook that runs in the browser: nothing is installed."""

from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Plan, Route


def _steps(facts: Facts) -> tuple[Step, ...]:
    """Open JupyterLite, try it, keep a copy."""
    del facts
    return (
        Step(
            "Open this page. Python runs inside it, and nothing is installed.",
            "https://jupyter.org/try-jupyter/lab/",
            "browser",
            "JupyterLab appears after a little while.",
        ),
        Step("Choose Python (Pyodide) under Notebook, type 1 + 1 and press Shift+Enter.", expect="2"),
        Step("Add a package: type this into a cell.", "%pip install seaborn", "none", "It ends without an error."),
        Step("Download your notebook before you close the page: nothing else keeps it."),
        Step("Use made-up or published data only: never patient data on a public site."),
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
    about="Learn and try things today, with made-up data, on any computer.",
)
