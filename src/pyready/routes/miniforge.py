"""Miniforge: conda with the packages of conda-forge, free for organisations of any size."""

from pyready.model.actions import fetch
from pyready.model.facts import Facts
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Plan, Route
from pyready.routes import _conda
from pyready.routes._needs import OWN_AND_KEPT
from pyready.tools.conda import FORGE

# shown where routes are compared
_ABOUT = "conda with the free packages of conda-forge. It needs no licence, whatever the number of staff."

_PAGE = "https://github.com/conda-forge/miniforge/releases/latest"


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Install for oneself, then an environment of conda-forge's packages."""
    installer = _conda.Installer(
        product="Miniforge",
        stem="Miniforge3",
        page=_PAGE,
        files=f"{_PAGE}/download",
        folder="miniforge3",
        channel=FORGE,
        starts="miniforge",
        room=("miniforge-download", "miniforge", "conda-notebooks"),
        fetches=(fetch("miniforge", "system"), fetch("conda-forge", "conda")),
    )
    return _conda.plans(facts, installer)


ROUTE = Route(
    id="miniforge",
    title="Miniforge",
    kind="local",
    platforms=EVERYWHERE,
    needs=(
        *OWN_AND_KEPT,
        "runs-user-programs",
        "folder-suits-miniforge",
        "project-folder",
        "python-variables",
        "conda-licence",
        "clock",
    ),
    plans=plans,
    guide="miniforge",
    about=_ABOUT,
)
