"""Miniforge: conda with the packages of conda-forge, free for organisations of any size."""

from pyready.knowledge import pythons
from pyready.knowledge.sizes import size_of
from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Route
from pyready.routes import _conda
from pyready.routes._needs import OWN_AND_KEPT, TYPED

_PAGE = "https://github.com/conda-forge/miniforge/releases/latest"


def steps(facts: Facts) -> tuple[Step, ...]:
    """Install for oneself, then an environment of conda-forge's packages."""
    installer = _conda.Installer(
        product="Miniforge",
        stem="Miniforge3",
        page=_PAGE,
        files=f"{_PAGE}/download",
        folder="miniforge3",
        version=pythons.known().recommended,
        channel="-y --override-channels -c conda-forge ",
    )
    return _conda.steps(facts, installer)


ROUTE = Route(
    id="miniforge",
    title=size_of("miniforge").title,
    kind="local",
    platforms=EVERYWHERE,
    needs=(
        *OWN_AND_KEPT,
        "runs-user-programs",
        "starts-miniforge-installer",
        "starts-miniforge-python",
        "loads-miniforge-library",
        "runs-batch-files",
        "loads-user-modules",
        "folder-suits-conda",
        "miniforge-by-system",
        "folder-writable",
        "space-for-miniforge",
        *TYPED,
        "python-variables",
        "conda-licence",
        "conda-forge-by-conda",
        "clock",
    ),
    steps=steps,
    guide="miniforge",
    about="conda with the free packages of conda-forge: no licence is needed, whatever the number of staff.",
)
