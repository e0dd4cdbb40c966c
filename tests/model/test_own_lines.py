"""How a line that runs pyready is spelled for each way of starting it."""

from for_each import for_each
from pyready.model.anchors import Anchored
from pyready.model.launch import Launch
from pyready.model.own_lines import Own, runs_program
from pyready.model.spelling import own

IN_PROFILE = Launch("module", Anchored("LOCALAPPDATA", "Programs\\Python\\Python313\\python.exe"))
IN_PROGRAMS = Launch("module", Anchored("ProgramFiles(x86)", "Python\\python.exe"))
ODD = Launch("module", Anchored("", "C:\\100%\\python.exe"))
LEFT_OUT = Launch("module", Anchored("", "\\\\<share-1>\\python.exe"))
HOSTILE = Launch("module", Anchored("X%&calc&%Y", "python.exe"))


@for_each(
    ("launch", "shell", "line"),
    [
        (None, "cmd", "pyready check"),
        (Launch(), "powershell", "pyready check"),
        (Launch("by-carrier-pigeon"), "cmd", "pyready check"),
        (Launch("command"), "", "pyready check"),
        (Launch("program"), "", "pyready.exe check"),
        (Launch("program"), "powershell", ".\\pyready.exe check"),
        (IN_PROFILE, "cmd", '"%LOCALAPPDATA%\\Programs\\Python\\Python313\\python.exe" -m pyready check'),
        (IN_PROFILE, "powershell", '& "$env:LOCALAPPDATA\\Programs\\Python\\Python313\\python.exe" -m pyready check'),
        (IN_PROGRAMS, "powershell", '& "${env:ProgramFiles(x86)}\\Python\\python.exe" -m pyready check'),
        (Launch("module"), "cmd", "python -m pyready check"),
        (Launch("module"), "powershell", "python -m pyready check"),
        (ODD, "cmd", "python -m pyready check"),
        (LEFT_OUT, "cmd", "python -m pyready check"),
        (HOSTILE, "cmd", "python -m pyready check"),
    ],
)
def test_a_line_on_windows(launch: Launch | None, shell: str, line: str) -> None:
    assert own(launch, "windows").line("check", shell) == line
    assert own(launch, "windows").spelled("pyready check", shell) == line


@for_each(
    ("launch", "line"),
    [
        (Launch("command"), "pyready guide proxy"),
        (
            Launch("module", Anchored("HOME", "work/.venv/bin/python3")),
            "~/work/.venv/bin/python3 -m pyready guide proxy",
        ),
        (Launch("module", Anchored("HOME", "my work/python3")), "~/'my work/python3' -m pyready guide proxy"),
        (Launch("module", Anchored("", "/usr/bin/python3")), "/usr/bin/python3 -m pyready guide proxy"),
        (Launch("module"), "python3 -m pyready guide proxy"),
    ],
)
@for_each("platform", ["linux", "macos"])
def test_a_line_in_a_terminal(launch: Launch, line: str, platform: str) -> None:
    assert own(launch, platform).line("guide proxy") == line


PROGRAM = own(Launch("program"), "windows")


@for_each(
    ("text", "spelled"),
    [
        ("Run: pyready guide ask-it", "Run: pyready.exe guide ask-it"),
        ("`pyready check` reads it.", "`pyready.exe check` reads it."),
        ("as pyready guide proxy shows; pyready config --undo", "as pyready.exe guide proxy shows; pyready.exe config --undo"),
        ("See: pyready --help", "See: pyready.exe --help"),
        ("`pyready reads` lists all.", "`pyready.exe reads` lists all."),
        ("  pyready                 check\n  pyready reads           all", "  pyready.exe                 check\n  pyready.exe reads           all"),
    ],
)  # fmt: skip
def test_each_line_in_a_sentence_is_spelled(text: str, spelled: str) -> None:
    assert PROGRAM.spelled(text) == spelled
    assert Own().spelled(text) == text


@for_each(
    "text",
    [
        "pyready reads settings, and pyready checks the clock.",
        "Run pyready again. It checks nothing.",
        "py -3 -m pyready check",
        "C:\\pyready check",
        "pyready.exe check",
        "mypyready check",
    ],
)
def test_what_runs_nothing_of_ours_stays(text: str) -> None:
    assert PROGRAM.spelled(text) == text


def test_what_needs_the_folder_of_the_program() -> None:
    assert runs_program("pyready.exe config env")
    assert runs_program("Run: .\\pyready.exe guide ask-it")
    assert not runs_program("pyready check")
    assert not runs_program("Open the folder that holds pyready.exe.")
