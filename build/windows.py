"""The Windows side of the project on a Linux machine: the test bed, the tests in it, and pyready.exe."""

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import bootloader
import bundle
import program
import sign
import smoke as trial
import stand_in
import trial_program
from testbed import Testbed, Unready, opened, say, windows_path

PYTEST = ("-m", "pytest", "-p", "no:cacheprovider")
"""No cache folder: the Linux run keeps its own."""


def testbed(bed: Testbed, _: argparse.Namespace) -> int:
    """Assemble the test bed (done by `opened`) and say where it is."""
    print(bed.folder)
    return 0


def test(bed: Testbed, asked: argparse.Namespace) -> int:
    """Run the tests marked `windows` with the Windows Python."""
    # `-m` here replaces the one in pyproject.toml.
    command = [*PYTEST, "-m", "windows and not native", *(asked.arguments or ["tests"])]
    stand_in.build()
    trial_program.build(trial_program.PLACE)
    places = {stand_in.VARIABLE: stand_in.PLACE, trial_program.VARIABLE: trial_program.PLACE}
    variables = measuring() | {name: windows_path(place) for name, place in places.items()}
    return Varied(bed.folder, variables).run_python(command, asked.seconds)


def unit(bed: Testbed, asked: argparse.Namespace) -> int:
    """Run the tests that every system runs with the Windows Python: plain pytest, as a Windows runs it."""
    # Not by handles: to change them about for each test takes a sixth of the time under Wine.
    with tempfile.TemporaryDirectory(prefix="pyready-unit-") as name:
        # Not on the test bed's drive C: tests of the exe look for all that is there.
        folder = f"--basetemp={windows_path(Path(name, 'tests'))}"
        command = [*PYTEST, "-q", "--capture=sys", folder, *asked.arguments]
        return Varied(bed.folder, measuring()).run_python(command, asked.seconds)


def measuring() -> dict[str, str]:
    """The variables by which coverage starts by itself, when they are set here: both are paths."""
    names = ("COVERAGE_PROCESS_START", "COVERAGE_FILE")
    return {name: windows_path(Path(os.environ[name]).resolve()) for name in names if name in os.environ}


def run(bed: Testbed, asked: argparse.Namespace) -> int:
    """Run pyready itself with the Windows Python."""
    return bed.run_python(["-m", "pyready", *asked.arguments], asked.seconds)


class Varied(Testbed):
    """The test bed with more variables: those of a build, or of measuring."""

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        super().__init__(folder)
        self.variables = variables

    def environment(self) -> dict[str, str]:
        """As in the test bed, but for what was given."""
        return super().environment() | dict(self.variables)


def exe(bed: Testbed, asked: argparse.Namespace) -> int:
    """Build pyready.exe and its zip in `dist`: a test build, because the interpreter is the test bed's."""

    def run_python(arguments: list[str], variables: Mapping[str, str]) -> int:
        return Varied(bed.folder, variables).run_python(arguments, asked.seconds)

    try:
        print(program.build(run_python, windows_path, test_build=True))
    except (program.Failed, bootloader.NoBootloader, bundle.Unknown, sign.Unsigned, trial_program.NoTrial) as problem:
        say(f"build/windows.py: {problem}")
        return 1
    return 0


def smoke(bed: Testbed, asked: argparse.Namespace) -> int:
    """Run the program out of the zip in `dist` a few times, and say what it answered."""
    return trial.smoke(bed, asked.seconds)


VERBS = {
    "testbed": (testbed, "assemble the test bed, or do nothing when it is there; prints its folder"),
    "test": (test, "run the tests marked `windows`; what follows `--` goes to pytest instead of `tests`"),
    "unit": (unit, "run the tests that every system runs; what follows `--` goes to pytest"),
    "exe": (exe, "build pyready.exe and the zip in dist; needs the network for pip, the first time"),
    "smoke": (smoke, "run the built program: version, help, guide, an offline check"),
    "run": (run, "run pyready; what follows `--` are its arguments"),
}


def arguments(given: list[str]) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="build/windows.py", description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the test bed is (default: build/.cache/testbed-HASH)")
    parser.add_argument("--seconds", type=float, default=900, help="the longest a run may take (default: 900)")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, (_, about) in VERBS.items():
        verb = verbs.add_parser(name, help=about, description=about)
        if name in {"test", "unit", "run"}:
            verb.add_argument("arguments", nargs="*", metavar="ARGUMENT")
    return parser.parse_args(given)


def main() -> int:
    """Exit with the code of what was run; 2 with one sentence when something is missing."""
    asked = arguments(sys.argv[1:])
    try:
        with opened(asked.folder) as bed:
            return VERBS[asked.verb][0](bed, asked)
    except Unready as problem:
        say(f"build/windows.py: {problem}")
        return 2


if __name__ == "__main__":
    sys.exit(main())
