"""Runs the tests that take a fixed sample of a long table (`tests/sample.py`) with the whole table.

Words are passed on to pytest. Needs what `.ci/run` needs, and is to run in its cage; it ends as pytest does.
"""

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path[:0] = [str(TOP / "src"), str(TOP / "tests")]

from sample import WHOLE  # noqa: E402 - after the path is set


def main() -> int:
    """Run them."""
    taking = [path for path in (TOP / "tests").rglob("test_*.py") if "import sample" in path.read_text("utf-8")]
    files = sorted(str(path.relative_to(TOP)) for path in taking)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "-m", "slow or browser"]
    return subprocess.run(
        [*command, *sys.argv[1:], *files], cwd=TOP, env=os.environ | {WHOLE: "1"}, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
