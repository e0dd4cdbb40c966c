"""A Python on somebody else's computer: the right place for data about people, once the organisation has one."""

from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Plan, Route
from pyready.routes._words import TWO

# shown as the steps
_ASK = (
    "Ask your data team for Python on a server: a secure data environment, Databricks, Fabric, the Federated Data "
    "Platform or another. Data about people belongs there and nowhere else."
)
_ACCESS = "Ask the team for access, and start a notebook there. Type 1 + 1 and press Shift+Enter."
_PUBLIC = "To learn with made-up or published data, use a public notebook, if your organisation agrees."
_SIGN_IN = "a page that asks you to sign in with an account of your own."
# shown where routes are compared
_ABOUT = "Nothing runs on this computer. Your data team knows which server is for which data."


def _steps(facts: Facts) -> tuple[Step, ...]:
    """Ask first; a public one is for made-up data only."""
    del facts
    return (
        Step(_ASK),
        Step(_ACCESS, expect=TWO),
        Step(_PUBLIC, "https://colab.research.google.com/", "browser", _SIGN_IN),
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
    about=_ABOUT,
)
