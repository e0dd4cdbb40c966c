"""Ask IT: the requests, ready to send."""

from pyready.model.facts import Facts
from pyready.model.outcome import Shell, Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Plan, Route
from pyready.routes._ending import is_windows

# shown as the steps
_CATALOGUE = "Open your software catalogue first (Company Portal or Software Center) and search for Python."
_TICKETS_SAYS = "Write the tickets with pyready, one for each request. Fill in the blanks, and send each by itself."
_TICKETS_WRITTEN = "The report is in tickets.txt."
_REPORT_SAYS = "Write the report with pyready and attach it. Names are left out of it."
_REPORT_WRITTEN = "The report is in report.json."
# shown where routes are compared
_ABOUT = "The smallest request that helps, in words that a security team can approve."

_TICKETS = "pyready check --format ticket -o tickets.txt"
_REPORT = "pyready check --format json -o report.json"


def _steps(facts: Facts) -> tuple[Step, ...]:
    """How to hand in the requests that the report holds."""
    shell: Shell = "cmd" if is_windows(facts) else "sh"
    return (
        Step(_CATALOGUE),
        Step(_TICKETS_SAYS, _TICKETS, shell, _TICKETS_WRITTEN),
        Step(_REPORT_SAYS, _REPORT, shell, _REPORT_WRITTEN),
    )


def plans(facts: Facts) -> tuple[Plan, ...]:
    """One plan."""
    return (Plan("notebooks", _steps(facts)),)


ROUTE = Route(
    id="ask-it",
    title="Ask IT",
    kind="ask",
    platforms=EVERYWHERE,
    needs=(),
    plans=plans,
    guide="ask-it",
    about=_ABOUT,
)
