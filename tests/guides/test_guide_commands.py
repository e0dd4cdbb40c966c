"""Every line that a guide gives to pyready works, and shows what the guide says one should see.

A line that looks at the computer gets a recorded laptop in its place, so that nothing is contacted.
"""

import re
import shlex
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from homes import live_in
from laptops import recorded
from pyready.commands.cli import NOT_OPEN, OPEN, parser, run
from pyready.guides import library as guides
from pyready.report import RENDERERS, Options

TOP = Path(__file__).parents[2]
LAPTOPS = {"proxy": "pac-and-inspection", "vscode": "app-control-enforced"}
"""The recorded laptop that a guide speaks of; else `stock-applocker`."""
COLLECTED = r"%USERPROFILE%\Downloads\pyready-collect"
_FENCE = r"(?ms)^ *```\w+\n.*?^ *```$"
_HEADING = r"(?m)^## "
_LINE = re.compile(r"(?m)^ *(?:py -3 -m )?pyready(?:\.exe)? [a-z-].*$")
_SPAN = re.compile(r"`(pyready(?:\.exe)? [^`]+)`")
_SEEN = re.compile(r"You should see: (.*?)(?:\. |\.?$)", re.MULTILINE)


class Given(NamedTuple):
    """A line that a guide gives to pyready, and the words that it should show."""

    guide: str
    line: str
    seen: tuple[str, ...]


def spoken(guide: str, body: str) -> list[Given]:
    """The lines of one guide in order. Words to see stand in code, after the line and before the next one."""
    found: list[tuple[int, int, str]] = []
    for fence in re.finditer(_FENCE, body):
        found += [(fence.start(), fence.end(), each[0].strip()) for each in _LINE.finditer(fence[0])]
    text = re.sub(_FENCE, lambda fence: " " * len(fence[0]), body)
    found += [(each.start(), each.end(), each[1]) for each in _SPAN.finditer(text)]
    ends = sorted(
        [*(start for start, _, _ in found), *(each.start() for each in re.finditer(_HEADING, body)), len(body)]
    )
    return [
        Given(guide, line, words(text[end : min(at for at in ends if at >= end)])) for _, end, line in sorted(found)
    ]


def words(text: str) -> tuple[str, ...]:
    said = _SEEN.search(text)
    return tuple(re.findall(r"`([^`]+)`", said[1])) if said else ()


ALL = [given for guide in guides.list_guides() for given in spoken(guide.id, guide.body)]
ONCE = list({(each.line, each.seen): each for each in ALL}.values())
EACH = pytest.mark.parametrize("given", ONCE, ids=[f"{each.guide}: {each.line}" for each in ONCE])


def arguments(line: str) -> list[str]:
    """The words after `pyready`. A backslash is part of a path, as in Command Prompt."""
    found = shlex.split(line.replace("\\", "\\\\"))
    return found[[each.removesuffix(".exe") for each in found].index("pyready") + 1 :]


@EACH
def test_pyready_takes_each_line(given: Given) -> None:
    assert parser().parse_args(arguments(given.line)).command


def private_report(name: str, place: Path) -> str:
    """A recorded laptop as a report with its names, which a line for a window needs."""
    path = place / f"{name}.json"
    path.write_text(RENDERERS["json"](recorded.record_of(name, private=True), Options(width=80)), "utf-8")
    return str(path)


def collected(place: Path) -> str:
    """A folder of `collect.cmd` that holds little."""
    folder = place / "pyready-collect"
    folder.mkdir()
    person = "USERNAME=jsmith\nUSERPROFILE=C:\\Users\\jsmith\nCOMPUTERNAME=L0042\n"
    text = {"variables": person, "version": "Microsoft Windows [Version 10.0.26100.4061]\n", "answers": ""}
    for name, said in text.items():
        (folder / f"{name}.txt").write_bytes(said.replace("\n", "\r\n").encode("utf-16-le"))
    return str(folder)


def carried_out(given: Given, place: Path) -> list[str]:
    """The words to run: a look is at a recorded laptop, and nobody has to answer."""
    typed = arguments(given.line)
    if COLLECTED in typed:
        return [collected(place) if each == COLLECTED else each for each in typed]
    laptop = private_report(LAPTOPS.get(given.guide, "stock-applocker"), place)
    if "--facts" in typed:
        return [laptop if each == "report.json" else each for each in typed]
    if "--write" in typed:
        return [*typed, "--yes", "--offline"]
    looks = typed[0] in {"check", "config"} and "--undo" not in typed
    return [*typed, "--facts", laptop, *(["--private"] if typed[0] == "config" else [])] if looks else typed


@pytest.mark.unmeasured
@pytest.mark.skipif(sys.platform == "win32", reason="config --write would ask Windows for this computer's proxy")
@EACH
def test_each_line_ends_as_documented_and_shows_what_the_guide_says(
    given: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    live_in(tmp_path / "home", monkeypatch)
    monkeypatch.chdir(tmp_path)
    typed = carried_out(given, tmp_path)
    code = run(typed, time.monotonic())
    said = b"".join(capfdbinary.readouterr()).decode("utf-8")

    assert code in {OPEN, NOT_OPEN}, said
    flat = " ".join(said.split())
    assert [each for each in given.seen if each not in flat] == []
    if "-o" in typed:
        assert (tmp_path / typed[typed.index("-o") + 1]).stat().st_size > 1000


def test_the_guides_name_the_commands_that_they_are_about() -> None:
    lines = {each.line for each in ALL}
    assert {"pyready check", "pyready config", "pyready reads", "pyready check --format ticket -o tickets.txt"} <= lines
    assert {each.guide for each in ALL if each.seen} >= {"ask-it", "proxy", "pyready-is-blocked", "start-here"}


def test_of_a_guide_lines_spans_and_what_follows_them_are_found() -> None:
    body = (
        "Run `pyready reads` or:\n\n```cmd\ncd x\npyready check\n```\n\nYou should see: `One`, then `two`. And `three`.\n"
        "`pyready` alone.\n## Next\nYou should see: `four`\n"
    )
    assert spoken("x", body) == [Given("x", "pyready reads", ()), Given("x", "pyready check", ("One", "two"))]


def test_the_readme_gives_pyready_only_what_it_takes() -> None:
    fences = re.findall(_FENCE, (TOP / "README.md").read_text("utf-8"))
    listed = re.findall(r"(?m)^pyready .*$", "\n".join(fences))
    assert len(listed) > 12
    for line in listed:
        assert parser().parse_args(arguments(re.split(r" {2,}", line)[0])).command
