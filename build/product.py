"""What the Windows program is called: the one place for names, version and the time of the build."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

COMPANY = "The pyready contributors"
PRODUCT = "pyready"
ABOUT = "Can you have Python on this computer?"
PROGRAM = "pyready.exe"
COLLECTOR = "release/collect.cmd"
NO_RUN = "pyready-no-run.html"
"""For a computer on which the program may not start."""
TEST_MARK = "test build, not for distribution"
"""Stands in the version resource of every build made with the test bed; the release job refuses such a build."""


def version() -> str:
    """The version, read without importing the package."""
    text = (ROOT / "src" / "pyready" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("src/pyready/__init__.py has no literal __version__")
    return found[1]


def folder_name() -> str:
    """The top folder, and the zip without its ending."""
    return f"pyready-{version()}-windows-x64"


def build_time() -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH, else the time of the commit, so that two builds of it are the same."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout.strip()
    return int(told) if told else 1_767_225_600  # 2026-01-01, for a source archive without git


def four_numbers() -> tuple[int, int, int, int]:
    """The version as Windows counts: four numbers."""
    numbers = [int(number) for number in re.findall(r"\d+", version())[:4]]
    return tuple((numbers + [0] * 4)[:4])  # type: ignore[return-value]
