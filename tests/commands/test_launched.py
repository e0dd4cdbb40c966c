"""How a start is told: by the script, the Python and PATH."""

import json
import os
import sys
from pathlib import Path

import pytest

from commands.program import environment, pyready
from for_each import for_each
from needs import once
from pyready.commands.launched import Started, launch_of
from pyready.model.anchors import Anchored
from pyready.model.launch import Launch

HOME = {
    "LOCALAPPDATA": "C:\\Users\\jo\\AppData\\Local",
    "USERPROFILE": "C:\\Users\\jo",
    "ProgramFiles": "C:\\Program Files",
    "PATH": 'C:\\Windows;"C:\\Users\\jo\\AppData\\Local\\Python\\Scripts\\";',
}
PYTHON = "C:\\Users\\jo\\AppData\\Local\\Python\\python.exe"
PYTHON_NAME = "python" if sys.platform == "win32" else "python3"
IN_LOCAL = Anchored("LOCALAPPDATA", "Python\\python.exe")


def windows(script: str, python: str = PYTHON, *, frozen: bool = False) -> Started:
    return Started(script, python, frozen, "windows", HOME.get)


@for_each(
    ("started", "found"),
    [
        (windows("c:\\users\\JO\\AppData\\Local\\Python\\scripts\\pyready"), Launch("command")),
        (windows("D:\\venv\\Scripts\\pyready.exe"), Launch("module", IN_LOCAL)),
        (windows(".venv/Scripts/pyready"), Launch("module", IN_LOCAL)),
        (windows("D:\\venv\\Lib\\site-packages\\pyready\\__main__.py"), Launch("module", IN_LOCAL)),
        (windows("D:\\pyready\\__main__.py", "\\\\server\\jo\\python.exe"), Launch("module")),
        (windows("D:\\pyready\\__main__.py", "D:\\Users\\jo\\python.exe"), Launch("module")),
        (windows("D:\\pyready\\__main__.py", ""), Launch("module")),
        (windows("D:\\pytest\\__main__.py"), Launch()),
        (windows("D:\\scripts\\nightly.py"), Launch()),
        (windows("-c"), Launch()),
        (windows("", "C:\\Users\\jo\\Downloads\\pyready\\pyready.exe", frozen=True), Launch("program")),
        (windows("", "C:\\Windows\\pyready.exe", frozen=True), Launch("command")),
    ],
)
def test_on_windows(started: Started, found: Launch) -> None:
    assert launch_of(started) == found


def posix(script: str, python: str) -> Started:
    return Started(script, python, frozen=False, platform="linux", variable={"HOME": "/h/jo", "PATH": "/h/jo/bin:"}.get)


@for_each(
    ("started", "found"),
    [
        (posix("/h/jo/bin/pyready", "/h/jo/v/bin/python3"), Launch("command")),
        (posix("/h/jo/v/bin/pyready", "/h/jo/v/bin/python3"), Launch("module", Anchored("HOME", "v/bin/python3"))),
        (posix("/x/pyready/__main__.py", "/usr/bin/python3"), Launch("module", Anchored("", "/usr/bin/python3"))),
        (posix("/x/pyready/__main__.py", "/data/jo/python3"), Launch("module")),
    ],
)
def test_on_linux(started: Started, found: Launch) -> None:
    assert launch_of(started) == found


@pytest.mark.parametrize("arguments", [("--help",), ("guide",), ("guide", "proxy"), ("config", "--help")])
def test_a_module_prints_its_own_lines(arguments: tuple[str, ...], tmp_path: Path) -> None:
    result = pyready(*arguments, home=tmp_path)
    words = " ".join(result.stdout.decode().split())

    assert f"{PYTHON_NAME} -m pyready " in words
    assert words.count("pyready guide ") == words.count(f"{PYTHON_NAME} -m pyready guide ")
    assert words.count("pyready config ") == words.count(f"{PYTHON_NAME} -m pyready config ")
    assert str(Path(sys.executable).parent) not in words


def test_a_message_names_the_line_of_the_module(tmp_path: Path) -> None:
    result = pyready("config", "nothing", home=tmp_path)
    assert f"See: {PYTHON_NAME} -m pyready config --help".encode() in result.stderr


@once
def test_a_saved_report_keeps_the_lines_of_its_computer(tmp_path: Path) -> None:
    there = tmp_path / "there.json"
    pyready("check", "--offline", "--format", "json", "-o", str(there), home=tmp_path)
    saved = json.loads(there.read_text("utf-8"))
    assert saved["facts"]["launch"]["value"]["way"] == "module"
    saved["facts"]["launch"]["value"]["way"] = "command"
    there.write_text(json.dumps(saved), "utf-8")
    result = pyready("check", "--facts", str(there), "--format", "html", home=tmp_path)

    assert f"<code>{PYTHON_NAME} -m pyready reads</code>".encode() in result.stdout
    assert b"<code>pyready check</code>" in result.stdout
    assert b" -m pyready check</code>" not in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="a script of POSIX")
def test_a_command_on_path_is_a_command(tmp_path: Path) -> None:
    from children import ran

    script = tmp_path / "pyready"
    script.write_text(f"#!{sys.executable}\nfrom pyready.__main__ import script\nscript()\n", "utf-8")
    script.chmod(0o755)
    result = ran(["pyready", "guide"], 60, env=environment(tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}"))
    assert b"\n    pyready guide proxy\n" in result.stdout
