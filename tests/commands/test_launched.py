"""How a start is told: by the script, the Python and PATH."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from children import ran
from commands.program import environment, on_a_terminal, pyready
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
ON_SHARE, ON_DRIVE = "\\\\server\\jo\\python.exe", "H:\\work\\.venv\\Scripts\\python.exe"
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
        (windows("D:\\pyready\\__main__.py", ON_SHARE), Launch("module", Anchored("", ON_SHARE))),
        (windows("D:\\pyready\\__main__.py", ON_DRIVE), Launch("module", Anchored("", ON_DRIVE))),
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
        (posix("/x/pyready/__main__.py", "/data/jo/python3"), Launch("module", Anchored("", "/data/jo/python3"))),
    ],
)
def test_on_linux(started: Started, found: Launch) -> None:
    assert launch_of(started) == found


@pytest.mark.parametrize("arguments", [("--help",), ("guide",), ("guide", "proxy"), ("config", "--help")])
def test_a_module_prints_its_own_lines(arguments: tuple[str, ...], tmp_path: Path) -> None:
    result = pyready(*arguments, home=tmp_path, cwd=tmp_path)
    words = " ".join(result.stdout.decode().split())

    assert f"{PYTHON_NAME} -m pyready " in words
    assert words.count("pyready guide ") == words.count(f"{PYTHON_NAME} -m pyready guide ")
    assert words.count("pyready config ") == words.count(f"{PYTHON_NAME} -m pyready config ")
    assert str(Path(sys.executable).parent) not in words


def test_a_message_names_the_line_of_the_module(tmp_path: Path) -> None:
    result = pyready("config", "nothing", home=tmp_path, cwd=tmp_path)
    assert f"See: {PYTHON_NAME} -m pyready config --help".encode() in result.stderr


@once
def test_a_saved_report_keeps_the_lines_of_its_computer(tmp_path: Path) -> None:
    there = tmp_path / "there.json"
    pyready("check", "--offline", "--format", "json", "-o", str(there), home=tmp_path)
    saved = json.loads(there.read_text("utf-8"))
    assert saved["facts"]["launch"]["value"]["way"] == "module"
    saved["facts"]["launch"]["value"]["way"] = "command"
    there.write_text(json.dumps(saved), "utf-8")
    result = pyready("check", "--facts", str(there), "--format", "html", home=tmp_path, cwd=tmp_path)

    assert f"<code>{PYTHON_NAME} -m pyready reads</code>".encode() in result.stdout
    assert b"<code>pyready check</code>" in result.stdout
    assert b" -m pyready check</code>" not in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="a script of POSIX")
def test_a_command_on_path_is_a_command(tmp_path: Path) -> None:
    script = tmp_path / "pyready"
    script.write_text(f"#!{sys.executable}\nfrom pyready.__main__ import script\nscript()\n", "utf-8")
    script.chmod(0o755)
    result = ran(["pyready", "guide"], 60, env=environment(tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}"))
    assert b"\n    pyready guide proxy\n" in result.stdout


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """The Python of an environment outside the home folder."""
    python = tmp_path / "project" / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    base = Path(sys.executable).parents[1]
    shutil.copy(base / "pyvenv.cfg", python.parents[1])
    (python.parents[1] / "lib").symlink_to(base / "lib")
    return python


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_a_line_on_a_terminal_runs_in_every_folder(elsewhere: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    shown = on_a_terminal("check", "--offline", home=home, python=elsewhere, columns=200)
    words = " ".join(re.sub(r"\x1b\[\d*m", "", shown).split())
    line = re.search(r"All evidence: (.* -m pyready) check --details", words)
    assert line, shown
    result = ran(["sh", "-c", f"{line[1]} --version"], 60, env=environment(home), cwd="/")
    assert (result.returncode, result.stdout[:8]) == (0, b"pyready ")


@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
def test_a_line_elsewhere_names_the_environment_of_this_folder(elsewhere: Path, tmp_path: Path) -> None:
    there = elsewhere.parents[2]
    inside = ran([str(elsewhere), "-m", "pyready", "guide"], 60, env=environment(tmp_path), cwd=there)
    outside = ran([str(elsewhere), "-m", "pyready", "guide"], 60, env=environment(tmp_path), cwd=tmp_path)

    assert b"\n    .venv/bin/python -m pyready guide proxy\n" in inside.stdout
    assert b"\n    python3 -m pyready guide proxy\n" in outside.stdout


@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
def test_a_report_with_a_name_in_that_path_says_what_to_write(elsewhere: Path, tmp_path: Path) -> None:
    """The person's home folder is called as the folder above the environment is."""
    home = tmp_path / "homes" / "project"
    home.mkdir(parents=True)
    piped = ran([str(elsewhere), "-m", "pyready", "check", "--offline"], 60, env=environment(home)).stdout
    words = " ".join(piped.decode().split())

    assert "Where a line begins with python3 -m pyready, write the path of the Python that runs pyready" in words
    assert "All evidence: python3 -m pyready check --details" in words
    assert str(elsewhere) not in words
