"""Ask IT: the requests, ready to send."""

from pyready.facts import Facts
from pyready.outcome import Step
from pyready.probe import EVERYWHERE
from pyready.route import Route
from pyready.routes._ending import is_windows

_REPORT = "pyready check --format json -o report.json"


def steps(facts: Facts) -> tuple[Step, ...]:
    """How to hand in the requests that the report holds."""
    return (
        Step("Look into your software catalogue first (Company Portal or Software Center): search for Python."),
        Step("Send each request of this report as a ticket of its own: they go to different teams."),
        Step("Attach the report itself; names are left out of it.", _REPORT, "cmd" if is_windows(facts) else "sh"),
    )


ROUTE = Route(
    id="ask-it",
    title="Ask IT",
    kind="ask",
    platforms=EVERYWHERE,
    needs=(),
    steps=steps,
    guide="ask-it",
    about="The smallest thing to ask for, in words that a security team can grant.",
)
