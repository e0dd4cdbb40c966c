"""`pyready guide check` and `pyready guide preview`: for people who write pages, in a copy of the repository.

What they run is in `build/proofread`, and in no program that is given out.
"""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from pyready.commands.output import say, write

TASKS = {"check": "proofread.run", "preview": "proofread.preview"}
"""The module that each task runs. No guide has such a name."""

# shown where pyready was installed without its repository
_NO_COPY = "pyready guide {task} works in a copy of the repository only. CONTRIBUTING.md says how to set one up."

USAGE = 2


def run_editing(task: str, files: Sequence[str]) -> int:
    """Run one of them on these files, or on all pages. The exit code is 1 when there is something to correct."""
    top = Path(__file__).resolve().parents[3]
    if not (top / "build" / "proofread").is_dir():
        say(_NO_COPY.format(task=task))
        return USAGE
    sys.path.append(str(top / "build"))
    code: int = importlib.import_module(TASKS[task]).main(files, lambda line: write(f"{line}\n", utf8=False))
    return code
