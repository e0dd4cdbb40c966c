"""Ask IT: the requests, ready to send."""

from pyready.model.facts import Facts
from pyready.model.outcome import Shell, Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Plan, Route
from pyready.routes._ending import is_windows

_TICKETS = "pyready check --format markdown -o tickets.txt"
_REPORT = "pyready check --format json -o report.json"


def _steps(facts: Facts) -> tuple[Step, ...]:
    """How to hand in the requests that the report holds."""
    shell: Shell = "cmd" if is_windows(facts) else "sh"
    return (
        Step("Look into your software catalogue first (Company Portal or Software Center): search for Python."),
        Step(
            "Let pyready write the tickets, one for each request. Fill in the blanks, and send each by itself.",
            _TICKETS,
            shell,
            "A text file, tickets.txt, in the folder of the window.",
        ),
        Step("Attach the report itself; names are left out of it.", _REPORT, shell),
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
    about="The smallest thing to ask for, in words that a security team can grant.",
)
