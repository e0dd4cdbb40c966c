"""Programs started and ended by Windows or Wine, and verify with the Python that runs the tests."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from needs import UNDER_WINE
from pyready.model.running import Run, ToRun
from verify.trying import at_a_desk, nothing_left

if sys.platform == "win32":
    from pyready.windows.runner import WindowsRunner

pytestmark = pytest.mark.windows


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """The same processes and the same threads afterwards."""
    before, threads = {each.pid for each in psutil.Process().children(recursive=True)}, set(threading.enumerate())
    yield
    assert {each.pid for each in psutil.Process().children(recursive=True)} - before == set()
    assert set(threading.enumerate()) - threads == set()  # one of an earlier test may end meanwhile


def python(code: str, folder: Path, seconds: float = 60.0, **variables: str) -> Run:
    return WindowsRunner().run(ToRun(sys.executable, ("-c", code), str(folder), seconds, variables))


def test_a_program_that_works(tmp_path: Path) -> None:
    run = python(
        "import os, sys; print(os.environ['ONE']); print('no', file=sys.stderr); sys.exit(3)", tmp_path, ONE="two"
    )
    assert (run.how, run.code, run.output.strip(), run.messages.strip()) == ("ended", 3, "two", "no")


def test_one_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys, time; "
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); time.sleep(600)"
    )
    began = time.monotonic()
    run = python(code, tmp_path, 8.0)

    assert (run.how, run.left) == ("no-end", 0)
    assert time.monotonic() - began < 40


def test_what_it_leaves_running_is_ended(tmp_path: Path) -> None:
    code = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"
    run = python(code, tmp_path)

    assert (run.how, run.code, run.left) == ("ended", 0, 0)


@pytest.mark.parametrize(("data", "how"), [(None, "gone"), (b"no program", "not-a-program")])
def test_what_is_no_program_is_told(data: bytes | None, how: str, tmp_path: Path) -> None:
    place = tmp_path / "python.exe"
    if data is not None:
        place.write_bytes(data)
    run = WindowsRunner().run(ToRun(str(place), (), str(tmp_path), 5.0))

    assert run.how == how
    assert run.error


def test_the_python_of_the_tests_starts_and_is_told_from_the_launcher_that_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test bed's Python has no venvlauncher.exe, so it makes no environments: the true answer is no."""
    desk = at_a_desk(tmp_path, monkeypatch)
    with nothing_left(desk):
        tried = desk.verify(sys.executable, "--offline", "--for", "vscode")

    assert [tried.results[each] for each in ("python-starts", "version-fits", "modules-load")] == ["works"] * 3
    assert tried.code == 1
    if UNDER_WINE:
        assert tried.results["environment-made"] == "fails"
        assert "its launcher into the environment: that file is missing" in tried.proof("environment-made")["says"]
