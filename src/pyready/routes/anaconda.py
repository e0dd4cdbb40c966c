"""Anaconda's own distribution, here by its small installer: for organisations that pay for it."""

from pyready.knowledge.licences import licence
from pyready.model.actions import fetch
from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Plan, Route
from pyready.routes import _conda
from pyready.routes._needs import OWN_AND_KEPT

# shown as the first step
_ASK = (
    "Ask the person who holds your organisation's licence for Anaconda how it covers you, and what to answer when "
    "terms appear."
)
# shown where routes are compared
_ABOUT = (
    f"Needs a paid licence in organisations of {licence('anaconda').staff} or more staff. "
    "Miniforge is the free equivalent."
)

_FILES = "https://repo.anaconda.com/miniconda"


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Ask about the licence, install Miniconda for oneself, then an environment from the licensed channel."""
    installer = _conda.Installer(
        product="Miniconda",
        stem="Miniconda3-latest",
        page=f"{_FILES}/",
        files=_FILES,
        folder="miniconda3",
        channel="",  # asks before it begins: the terms are accepted by a person, not by a command
        starts="anaconda",
        room=("", "miniconda", "anaconda-notebooks"),
        fetches=(fetch("anaconda", "conda"), fetch("anaconda", "conda")),
    )
    return _conda.plans(facts, installer, (Step(_ASK),))


ROUTE = Route(
    id="anaconda",
    title="Anaconda",
    kind="local",
    platforms=EVERYWHERE,
    needs=(
        *OWN_AND_KEPT,
        "anaconda-licence-held",
        "runs-user-programs",
        "folder-suits-conda",
        "project-folder",
        "python-variables",
        "clock",
    ),
    plans=plans,
    guide="anaconda",
    about=_ABOUT,
)
