"""Python in Excel: the code runs in Microsoft's cloud, and nothing is installed.

Microsoft's "PY function" and "Data security and Python in Excel" (support.microsoft.com), looked at on 2026-11-29.
"""

from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.route import Plan, Route
from pyready.routes._words import TWO

# shown as the steps
_OPEN = "Open an empty workbook in Excel."
_CELL = "Type =PY( into a cell."
_BECOMES = "a Python cell, marked PY. If nothing changes, ask IT whether you have Python in Excel."
_FIRST = "Type 1 + 1 and press Ctrl+Enter."
_DATA = (
    "Use made-up data only, until your information governance team agrees to more: the code, and the cells that it "
    "reads, go to Microsoft's cloud."
)
# shown where routes are compared
_ABOUT = "Python with pandas in the cells of a workbook, if your licence has it. You cannot add packages."


def _steps(facts: Facts) -> tuple[Step, ...]:
    """Try it with made-up data; what else may go there is asked first."""
    del facts
    return (
        Step(_OPEN),
        Step(_CELL, expect=_BECOMES),
        Step(_FIRST, expect=TWO),
        Step(_DATA),
    )


def plans(facts: Facts) -> tuple[Plan, ...]:
    """One plan."""
    return (Plan("notebooks", _steps(facts)),)


ROUTE = Route(
    id="python-in-excel",
    title="Python in Excel",
    kind="elsewhere",
    platforms=("windows", "macos"),
    needs=("run-as-person", "python-in-excel-offered"),
    plans=plans,
    guide="python-in-excel",
    about=_ABOUT,
)
