"""The program that stands for those that commands start: compiled for the tests that type commands into cmd."""

from testbed import CACHE, COMPILER, ROOT, must

SOURCE = ROOT / "tests" / "windows" / "stand_in.c"
PLACE = CACHE / "stand-in.exe"
VARIABLE = "PYREADY_STAND_IN"


def build() -> None:
    """Compile it, anew each time: it takes a third of a second."""
    command = [COMPILER, "-municode", "-O1", "-s", "-Wall", "-Werror", "-o", str(PLACE), str(SOURCE)]
    must(command, "the stand-in program did not compile")
