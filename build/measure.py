"""Which lines the tests reach, on Linux and in the Windows test bed together; nothing of `windows/` is left out.

Settings are in pyproject.toml, `[tool.coverage]`. What follows `--` goes to the Linux run's pytest.
"""

import argparse
import shutil
import subprocess
import sys

from testbed import CACHE, ROOT, Testbed, Unready, opened, say, windows_path

FOLDER = CACHE / "coverage"
CONFIG = ROOT / "pyproject.toml"
LEFT_OUT = "tests/test_guides.py::test_reading_a_guide_through_a_pipe_imports_nothing_heavy"
"""It counts the modules that a program loads, and coverage loads some itself."""


def on_linux(arguments: list[str]) -> int:
    """The tests of this system; programs they start are measured, too."""
    data = f"--data-file={FOLDER / '.coverage.linux'}"
    tests = ["-m", "pytest", "-q", f"--deselect={LEFT_OUT}", *arguments]
    command = [sys.executable, "-m", "coverage", "run", f"--rcfile={CONFIG}", data, *tests]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def on_windows(bed: Testbed, seconds: float) -> int:
    """The tests marked `windows`, with the Windows Python."""
    data = f"--data-file={windows_path(FOLDER / '.coverage.windows')}"
    tests = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "windows and not native", "tests/windows"]
    return bed.run_python(["-m", "coverage", "run", f"--rcfile={windows_path(CONFIG)}", data, *tests], seconds)


def together() -> int:
    """Combine both, print what was missed, and fail below the figure in the settings."""
    whole = f"--data-file={FOLDER / 'all'}"
    found = sorted(map(str, FOLDER.glob(".coverage.*")))
    for step in (["combine", "--quiet", "--keep", whole, *found], ["report", whole]):
        command = [sys.executable, "-m", "coverage", step[0], f"--rcfile={CONFIG}", *step[1:]]
        if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
            return code
    return 0


def main() -> int:
    """Exit with the first code that is not 0."""
    parser = argparse.ArgumentParser(prog="build/measure.py", description=__doc__)
    parser.add_argument("arguments", nargs="*", metavar="ARGUMENT", help="for the Linux run's pytest")
    asked = parser.parse_args()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    try:
        if code := on_linux(asked.arguments):
            return code
        with opened() as bed:
            if code := on_windows(bed, 900):
                return code
    except Unready as problem:
        say(f"build/measure.py: {problem}")
        return 2
    return together()


if __name__ == "__main__":
    sys.exit(main())
