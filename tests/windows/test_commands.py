"""Every line for cmd.exe that pyready prints, typed into a real cmd: each word arrives as the one argument it is.

Not typed are the lines `start "" FOLDER`, which open a window of Explorer. Wine's cmd fills in variables after it has
looked for `&`, and that of Windows before; so that `&` harms nothing out of quotes is not shown here, and is forbidden
by the rules in `routes/shells.py` and `folder-suits-conda`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from laptops import bare
from laptops.looking import look
from laptops.networks import DIRECT, HIDDEN_PROXY, INSPECTED, network
from pyready.engine.app import report
from routes.offered import OFFERED, commands, variants
from sample import covering
from windows.typed import SETTING, Started, Window, expected, filled, standing_at

pytestmark = pytest.mark.windows

PLAIN, ODD = "Zoë O'Neil (test)", "R&D ^ wow!"
"""The second holds what means something to cmd.exe and may stand in a name. Not `%`: Wine's cmd looks into values."""
LAST = "last"
"""A line of our own at the end, by which the last settings are seen."""


def windows_of_routes() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lines of each route, under all facts by which they differ."""
    for route, platform in OFFERED:
        if platform == "windows":
            for facts in variants(platform):
                yield from ((route.id, tuple(commands(plan.steps, "cmd"))) for plan in route.plans(facts))
    for answer in (DIRECT, HIDDEN_PROXY, INSPECTED):  # the steps of a whole report: what mends a setting stands first
        record = report(look(bare.windows(), network=network(answer)), private=True)
        yield from ((route.id, tuple(commands(route.steps, "cmd"))) for route in record.routes)


PRINTED = sorted({(name, lines) for name, lines in windows_of_routes() if lines})
ROWS = [
    (home, lines, f"{name}-{number}-{'plain' if home == PLAIN else 'odd'}")
    for home in (ODD, PLAIN)
    for number, (name, lines) in enumerate(PRINTED)
    if home == PLAIN or not any(" /D=" in line for line in lines)  # such a folder closes routes with this line
]
TYPED = [
    pytest.param(home, lines, id=name)
    for home, lines, name in covering(sorted(ROWS, key=lambda row: (row[0] == PLAIN, -len(row[1]))), lambda row: row[1])
]
"""Each line in one of its windows, in the odd folder where that may be; the whole has each window in both folders."""


def assert_arrived(line: str, seen: Started, program: Path, arguments: list[str]) -> None:
    assert Path(seen.program) == program
    if " /D=" in line:  # an installer takes the rest of the line as it is
        assert seen.line.endswith(f" {arguments[-1]}")
        arguments, seen = arguments[:-1], seen._replace(arguments=seen.arguments[: len(arguments) - 1])
    assert seen.arguments == arguments


@pytest.mark.parametrize(("home", "lines"), TYPED)
def test_each_word_arrives_as_one_argument_whatever_the_folders_are_called(
    tmp_path: Path, home: str, lines: tuple[str, ...]
) -> None:
    window, planned = Window(tmp_path / home), []
    variables = dict(window.environment)
    settings = {setting[1] for line in lines if (setting := SETTING.fullmatch(line))}
    for line in (*lines, LAST):
        if setting := SETTING.fullmatch(line):
            variables[setting[1]] = filled(setting[2], variables)
        elif (start := expected(line, window, variables)) is not None:
            planned.append((line, start, dict(variables)))
    typed = [line for line in (*lines, LAST) if not line.startswith('start "" ')]

    with standing_at(start.program for _, start, _ in planned):
        started = window.types(typed, len(planned))

    assert len(planned) > 1 or len(lines) == 1
    assert len(started) == len(planned)
    for (line, start, then), seen in zip(planned, started, strict=True):
        assert_arrived(line, seen, *start)
        for name in settings & set(then):
            assert seen.environment[name] == then[name]


def test_there_are_lines_of_every_kind() -> None:
    """Or the test above would prove less than it says."""
    every = {line for _, lines in PRINTED for line in lines}
    for start in ('mkdir "', 'set "PATH=', 'start /wait "" "', "py -", '"%LOCALAPPDATA%', '"%Program'):
        assert any(line.startswith(start) for line in every), start
    assert any(" /D=%LOCALAPPDATA%" in line for line in every)


@pytest.mark.parametrize("home", [PLAIN, ODD])
def test_the_folders_are_made_where_the_lines_say(tmp_path: Path, home: str) -> None:
    window = Window(tmp_path / home)
    made = sorted({line for _, lines in PRINTED for line in lines if line.startswith("mkdir ")})

    window.types(made)

    assert len(made) > 4
    for line in made:
        assert Path(filled(line, window.environment).split('"')[1]).is_dir(), line
