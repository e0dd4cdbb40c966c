"""Pythons that do not work: each is told at the step where it fails, and nothing of it is left."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from verify import broken
from verify.trying import Desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts of the shell")

Made = Callable[[Path], Path]


@pytest.fixture(autouse=True)
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a minute is for slow laptops."""
    monkeypatch.setattr("pyready.verify.start._SECONDS", 2.0)


DOES_NOT_START: dict[str, tuple[Made, str]] = {
    "hangs": (broken.hangs, "it did not end in 2 seconds, so pyready ended it"),
    "crashes": (broken.crashes, "signal 11 ended it"),
    "prints garbage": (broken.prints_garbage, "it gave no answer that pyready understands"),
    "answers wrongly": (broken.answers_wrongly, "it gave no answer that pyready understands"),
    "ends with an error": (broken.ends_with_an_error, "it ended with exit code 127"),
    "is a text file": (broken.a_text_file, "the system refused to start it (error 13)"),
    "another processor": (broken.for_another_processor, "its file is no program for this computer"),
}


SLOW = {"answers wrongly", "ends with an error", "is a text file"}


@pytest.mark.parametrize(
    ("made", "why"),
    [
        pytest.param(*row, id=name, marks=[pytest.mark.slow] if name in SLOW else [])
        for name, row in DOES_NOT_START.items()
    ],
)
def test_one_that_does_not_start(made: Made, why: str, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "it"
    folder.mkdir()
    tried = desk.verify(str(made(folder)), "--offline")

    assert tried.code == 1
    assert tried.failed["id"] == "python-starts"
    assert why in tried.failed["says"]
    assert set(tried.results.values()) == {"fails", "not-tested"}
    assert not tried.record["works"]


@pytest.mark.parametrize(
    ("made", "step", "says"),
    [
        (broken.without("ssl"), "modules-load", "ssl cannot load"),
        pytest.param(
            broken.without("sqlite3", "ctypes"),
            "modules-load",
            "ctypes and sqlite3 cannot load",
            marks=pytest.mark.slow,
        ),
        (broken.ends_while_it_loads("sqlite3"), "modules-load", "Python ends while it loads sqlite3: signal 6"),
    ],
)
def test_one_that_lacks_a_module(made: Made, step: str, says: str, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "it"
    folder.mkdir()
    tried = desk.verify(str(made(folder)), "--offline", "--for", "scripts")

    assert (tried.code, tried.failed["id"]) == (1, step)
    assert says in tried.failed["says"]


def test_one_that_cannot_make_environments(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "it"
    folder.mkdir()
    tried = desk.verify(str(broken.without("venv")(folder)), "--offline", "--for", "vscode")

    assert tried.code == 1
    assert tried.results["environment-made"] == "fails"
    assert tried.proof("environment-made")["lines"]
    assert tried.results["pip-answers"] == "not-tested"


def test_what_it_leaves_running_is_ended(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "it"
    folder.mkdir()
    assert desk.verify(str(broken.leaves_processes(folder)), "--offline", "--for", "scripts").code == 0


def test_python_home_is_found_and_said(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONHOME", str(tmp_path / "gone"))
    tried = desk.verify(str(broken.BASE), "--offline", "--for", "scripts")

    assert tried.code == 1
    assert "PYTHONHOME is set" in tried.failed["says"]
    assert (tried.failed["check"], tried.failed["id"]) == ("python-variables", "python-starts")


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("nowhere/python3", "There is no file or folder"),
        ("2.99", "pyready found no Python 2.99. It found: "),
        ("folder", "has no Python. Name the folder of an environment"),
        ("notes.txt", "does not begin with python or pypy"),
    ],
)
def test_what_is_no_python_is_wrong_usage(
    named: str, says: str, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    monkeypatch.chdir(tmp_path)
    tried = desk.verify(named, "--offline")

    assert (tried.code, tried.output) == (2, "")
    assert says in tried.messages
    assert len(tried.messages.splitlines()) == 1
