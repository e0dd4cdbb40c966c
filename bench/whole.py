"""Runs the tests that take a part of a long table (`tests/sample.py`) with all of it; those of Windows under Wine.

Words are passed on to pytest. Needs what `.ci/run` needs, and is to run in its cage; it fails as pytest does.
"""

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path[:0] = [str(TOP / "src"), str(TOP / "tests")]

from sample import WHOLE  # noqa: E402 - after the path is set

HERE = ("-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "-m", "slow or browser")
UNDER_WINE = ("build/windows.py", "test")


def main() -> int:
    """Run them."""
    every = (path for path in (TOP / "tests").rglob("test_*.py") if "\nfrom sample import" in path.read_text("utf-8"))
    files = sorted(str(path.relative_to(TOP)) for path in every)
    windows = [name for name in files if "windows" in Path(name).parts]
    words = sys.argv[1:]
    here = _run(*HERE, *(name for name in files if name not in windows), *words)
    return here or _run(*UNDER_WINE, "--", *windows, *words)


def _run(*command: str) -> int:
    return subprocess.run([sys.executable, *command], cwd=TOP, env=os.environ | {WHOLE: "1"}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
