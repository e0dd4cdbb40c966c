"""A Python on somebody else's computer: the right place for data about people, once the organisation has one."""

from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Plan, Route


def _steps(facts: Facts) -> tuple[Step, ...]:
    """Ask first; a public one is for made-up data only."""
    del facts
    return (
        Step(
            "Ask your data or analytics team which place for Python they have: a secure data environment, Databricks, "
            "Fabric, the Federated Data Platform or another. Data about people belongs there and nowhere else."
        ),
        Step("Ask them for access, and start a notebook there: type 1 + 1 and press Shift+Enter.", expect="2"),
        Step(
            "To learn with made-up or published data, and only if your organisation agrees, a public notebook does.",
            "https://colab.research.google.com/",
            "browser",
            "A page that asks you to sign in with an account of your own.",
        ),
    )


def plans(facts: Facts) -> tuple[Plan, ...]:
    """One plan."""
    return (Plan("notebooks", _steps(facts)),)


ROUTE = Route(
    id="hosted",
    title="Python on a server",
    kind="elsewhere",
    platforms=EVERYWHERE,
    needs=("hosted-offered", "hosted-by-system"),
    plans=plans,
    guide="hosted",
    about="Nothing runs on this computer; your data team knows which place is meant for which data.",
)
