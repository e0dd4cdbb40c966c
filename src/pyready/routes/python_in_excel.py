"""Python in Excel: the code runs in Microsoft's cloud, and nothing is installed.

Microsoft's "PY function" and "Data security and Python in Excel" (support.microsoft.com), looked at on 2026-11-29.
"""

from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.route import Plan, Route


def _steps(facts: Facts) -> tuple[Step, ...]:
    """Try it with made-up data; what else may go there is asked first."""
    del facts
    return (
        Step("Open an empty workbook in Excel."),
        Step(
            "Type =PY( into a cell.",
            expect="The cell becomes a Python cell. If nothing changes, ask IT whether you have Python in Excel.",
        ),
        Step("Type 1 + 1 and press Ctrl+Enter.", expect="2"),
        Step(
            "Ask your information governance team before you use other than made-up data: the code, and the cells that "
            "it reads, go to Microsoft's cloud."
        ),
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
    about="Python with pandas in the cells of a workbook, if your licence has it. You cannot add packages.",
)
