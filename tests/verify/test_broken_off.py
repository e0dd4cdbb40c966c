"""`pyready verify` as a process of its own: broken off by Ctrl-C, by the end of a child, or by a polite end."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from commands.program import environment
from verify import broken
from verify.trying import Desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX; tests/windows has a closed job")


def begun(desk: Desk, program: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "pyready", "verify", str(program), "--offline"]
    temp = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(desk.temp))
    # Ctrl-C is ignored where a shell started the tests in the background.
    return subprocess.Popen(
        command, env=environment(desk.home, **temp), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - one thread
    )  # fmt: skip


def sleepers(process: "subprocess.Popen[bytes]") -> list[psutil.Process]:
    """What hangs below it, once both of them do."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        below = psutil.Process(process.pid).children(recursive=True)
        found = [each for each in below if _name(each) == "sleep"]
        if len(found) == 2:
            return below
        time.sleep(0.05)
    raise AssertionError(process.communicate(timeout=5))


def _name(process: psutil.Process) -> str:
    try:
        return process.name()
    except psutil.NoSuchProcess:
        return ""


@pytest.fixture
def hanging(tmp_path: Path) -> Path:
    folder = tmp_path / "it"
    folder.mkdir()
    return broken.hangs(folder)


Break = Callable[["subprocess.Popen[bytes]", list[psutil.Process]], object]
WAYS: dict[str, tuple[Break, int]] = {
    "Ctrl-C": (lambda process, _: process.send_signal(signal.SIGINT), 130),
    "Ctrl-C twice": (lambda process, _: [process.send_signal(signal.SIGINT), time.sleep(0.05), process.send_signal(signal.SIGINT)], 130),
    "a polite end": (lambda process, _: process.terminate(), 130),
    "a closed terminal": (lambda process, _: process.send_signal(signal.SIGHUP), 130),
    "a child is killed": (lambda _, below: below[0].kill(), 1),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("end", "code"), WAYS.values(), ids=WAYS)
def test_however_it_is_broken_off_nothing_is_left(end: Break, code: int, desk: Desk, hanging: Path) -> None:
    process = begun(desk, hanging)
    below = sleepers(process)
    end(process, below)
    _, messages = process.communicate(timeout=30)

    assert process.returncode == code, messages.decode()
    assert [each for each in below if each.is_running()] == []
    assert b"Traceback" not in messages
    assert list(desk.temp.iterdir()) == []
