"""A Python with pyready below Program Files: there the stock rules let it run, whoever starts it.

The runner's own Python lies where those rules let no standard user start anything.
"""

import importlib
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import Any

from native.commands import Commands

TOP = Path(__file__).parents[2]
_NOT_NEEDED = ("__pycache__", "test", "idlelib", "tcl", "Doc", "include", "libs", "Scripts", "site-packages")
_NOT_WANTED = (
    "__pycache__",
    "*.pth",
    "pyready*",
    "_pyready*",
    "mypy*",
    "hypothesis*",
    "ruff*",
    "zizmor*",
    "tree_sitter*",
)


class Installed:
    """`python` starts it; `unsigned` is a small program that ends with 42, and nobody signed."""

    def __init__(self, commands: Commands) -> None:
        self.folder = commands.program_files / "pyready-native-tests"
        self.python = self.folder / "Python" / "python.exe"
        self.unsigned = self.folder / "unsigned.exe"

    def install(self) -> None:
        """Copy Python, its packages, pyready as a wheel would lay it out, and the test program."""
        self.remove()
        home = self.python.parent
        shutil.copytree(sys.base_prefix, home, ignore=shutil.ignore_patterns(*_NOT_NEEDED))
        packages = home / "Lib" / "site-packages"
        shutil.copytree(sysconfig.get_path("purelib"), packages, ignore=shutil.ignore_patterns(*_NOT_WANTED))
        ours = packages / "pyready"
        shutil.copytree(TOP / "src" / "pyready", ours, ignore=shutil.ignore_patterns("__pycache__"))
        for kind in ("guides", "tickets"):
            shutil.copytree(TOP / kind, ours / f"{kind}_text")
        trial = _trial_program(self.folder)
        shutil.copy(trial, ours / "windows" / trial.name)
        shutil.copy(trial, self.unsigned)
        shutil.copy(Path(__file__).with_name("as_user.py"), self.folder)

    def remove(self) -> None:
        """All of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _trial_program(folder: Path) -> Path:
    """Built by the MinGW that hosted runners bring with them."""
    sys.path.insert(0, str(TOP / "build"))
    try:
        trial_program: Any = importlib.import_module("trial_program")
    finally:
        sys.path.remove(str(TOP / "build"))
    built: Path = trial_program.build(folder / "built" / trial_program.NAME)
    return built
