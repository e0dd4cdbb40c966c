"""The conda of this Python says what it would install, and from which channels. Nothing is installed."""

import json

from pyready.model.actions import check_of, fetch
from pyready.verify.bench import Bench, Came, how_it_ended
from pyready.verify.proof import NOTEBOOKS, Proof

_CHANNELS_S, _CREATE_S = 60.0, 300.0
# shown when it would work, with the channels in use
_WOULD = "Its channels: {channels}."
# shown when it would not
_NO_CHANNELS = "conda does not say which channels it uses: {why}."
_WOULD_NOT = "conda cannot make an environment from its channels ({channels}): {why}."


def has_conda(bench: Bench) -> bool:
    """Only the Python of a conda has one."""
    return bench.found is not None and bench.found.kind == "conda"


def create(bench: Bench) -> Came:
    """`conda create --dry-run`; what it downloads for that goes into the folder for temporary files."""
    # Notices of channels would be fetched too, and kept in the person's own cache.
    keeps = {"CONDA_PKGS_DIRS": bench.temp, "CONDA_REPORT_ERRORS": "false", "CONDA_NUMBER_CHANNEL_NOTICES": "0"}
    # conda 4.3 takes no name after --show.
    shown = bench.run(bench.python, "-m", "conda", "config", "--show", "--json", seconds=_CHANNELS_S, **keeps)
    channels = _channels(shown.output) if shown.worked else ""
    if not channels:
        return Came("fails", _NO_CHANNELS.format(why=how_it_ended(shown)), shown)
    wanted = ".".join(bench.proven.version.split(".")[:2])
    line = ("-m", "conda", "create", "--dry-run", "--yes", "--prefix", bench.join("conda-env"), f"python={wanted}")
    run = bench.run(bench.python, *line, seconds=_CREATE_S, **keeps)
    # github.com/conda/conda, conda/exceptions.py at 00a05b89: DryRunExit is a CondaExitZero.
    if run.worked:
        return Came("works", _WOULD.format(channels=channels), run)
    return Came("fails", _WOULD_NOT.format(channels=channels, why=how_it_ended(run)), run)


def _channels(text: str) -> str:
    """Their names, as conda has them; empty where it says none."""
    try:
        found = json.loads(text).get("channels")
    except (ValueError, AttributeError):
        return ""
    return ", ".join(map(str, found)) if isinstance(found, list) else ""


PROOFS = (
    Proof(
        "conda-would-create", "conda can make an environment", create, "miniforge", _CHANNELS_S + _CREATE_S,
        aims=NOTEBOOKS, needed=(), after=("python-starts",), online=True, applies=has_conda,
        checks=("conda-licence", check_of(fetch("conda-channels", "found-conda")),
                check_of(fetch("conda-forge", "found-conda"))),
        runs="where that Python is a conda's: starts conda, which says what it would install (--dry-run)",
    ),
)  # fmt: skip
