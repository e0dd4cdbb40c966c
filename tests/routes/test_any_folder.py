"""The window of the steps may be open in any folder, as that of pyready.exe is: no line goes by where it is."""

import re

from for_each import for_each
from pyready.model.route import Route
from routes.offered import OFFERED, commands, variants

_WORD = re.compile(r'"[^"]*"|\S+')
_WHOLE = re.compile(r'"?(?:/D=)?(?:set )?"?(?:\w+=)?(?:%[\w()]+%|[A-Za-z]:)(?:\\|;|"|$)')
WRITES_THERE = ("-o tickets.txt", "-o report.json")
"""The person is to see these files in that folder: the guide says so."""


def relative(line: str) -> list[str]:
    """The paths in a line for cmd that begin in the folder that the window is in."""
    return [word for word in _WORD.findall(line) if "\\" in word and not _WHOLE.match(word)]


def test_a_path_that_begins_where_the_window_is_would_be_found() -> None:
    assert relative('mkdir "first-python\\.venv"') == ['"first-python\\.venv"']
    assert relative(".venv\\Scripts\\python.exe -m pip") == [".venv\\Scripts\\python.exe"]
    assert relative("dir ..\\x") == ["..\\x"]
    assert relative('"%USERPROFILE%\\x" /D=%LOCALAPPDATA%\\y "C:\\z" set "PATH=%TEMP%\\x;%PATH%"') == []


@for_each("route", [route for route, platform in OFFERED if platform == "windows"], ids=lambda each: each.id)
def test_no_line_goes_by_the_folder_of_the_window(route: Route) -> None:
    for facts in variants("windows"):
        for plan in route.plans(facts):
            lines = commands(plan.steps, "cmd")
            assert [path for line in lines for path in relative(line)] == []
            assert all(line.endswith(WRITES_THERE) or " -o " not in line for line in lines)
            assert not any(line.startswith(("cd ", "pushd ")) for line in lines)
