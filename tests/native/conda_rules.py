"""What pyready says of conda and of the installers that constructor makes, as tables that the real programs are held to.

Each table was read from their code: conda 26.7.1 (`base/context.py`, `cli/condarc.py`), constructor's `main.nsi.tmpl`.
`tests/test_native_parts.py` holds pyready to them everywhere, `test_conda_rules.py` the programs on a Windows runner.
"""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pyready.knowledge.switches import switches

MINIFORGE, MICROMAMBA = "PYREADY_MINIFORGE", "PYREADY_MICROMAMBA"
"""The variables in which the workflow names the files that it fetched, each held to its hash."""
PAID = "https://repo.anaconda.com/pkgs/main"
_LISTED = f"channels:\n  - {PAID}\n"

CHANNELS: dict[str, tuple[str, str, set[str]]] = {
    "one file": ("channels: [conda-forge]\n", "", {"conda-forge"}),
    "the lists of two files are joined": ("channels: [conda-forge]\n", _LISTED, {"conda-forge", PAID}),
    "an entry in both counts once": (_LISTED, _LISTED, {PAID}),
    "no list, and nothing is implied": ("", "", set()),
}
"""The installation's own file, the person's, and the channels that count then."""

REMOVALS: dict[str, tuple[str, str, bool]] = {
    "an address as it is written": (_LISTED, PAID, True),
    "an address by the name of its group": (_LISTED, "defaults", False),
    "an address by its short name": (_LISTED, "pkgs/main", False),
    "a name": ("channels: [defaults, conda-forge]\n", "defaults", True),
}
"""A file, what `conda config --remove channels` is told, and whether it takes it out."""

FOLDERS: dict[str, bool] = {
    "plain": True,
    "with a space": False,
    "with!mark": False,
    "with=sign": False,
    "with(bracket": False,
    "with,comma": False,
    "with^hat": False,
}
"""Names of folders, and whether Miniforge's installer takes them."""


class Ran(NamedTuple):
    """The exit code, and all that was printed."""

    code: int
    text: str


def named(environment: Mapping[str, str], variable: str) -> Path | None:
    """The file that a variable names; None where it is not there."""
    path = Path(environment.get(variable, ""))
    return path if environment.get(variable) and path.is_file() else None


def installing(installer: Path, folder: Path) -> str:
    """One line for Windows: what follows /D= stands last and takes no quotes."""
    return f'"{installer}" {switches("conda-for-you")} /D={folder}'


def ran(command: str | Sequence[str], environment: Mapping[str, str], seconds: float = 900) -> Ran:
    """Wait for its end, and no longer than it may."""
    done = subprocess.run(
        command, env=dict(environment), capture_output=True, encoding="utf-8", errors="replace", timeout=seconds,
        check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Ran(done.returncode, f"{done.stdout}\n{done.stderr}")
