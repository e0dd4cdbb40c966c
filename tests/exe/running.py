"""Runs the built program under Wine, with pipes as a script does or alone on a terminal as a double-click does."""

import os
import pty
import select
import subprocess
import sys
import termios
import time
import tty
from pathlib import Path
from typing import Any

from needs import missing

TOP = Path(__file__).parents[2]
sys.path.append(str(TOP / "build"))

from testbed import Testbed, windows_path, wine_program  # noqa: E402 - after the path is set

__all__ = ["Exe", "Testbed", "missing", "windows_path", "wine_program"]

RECOGNISED = "Press any key to close this window."


class Exe:
    """The program in its folder."""

    def __init__(self, bed: Testbed, path: Path) -> None:
        self.bed = bed
        self.path = path

    def environment(self, **more: str) -> dict[str, str]:
        own = {name: value for name, value in self.bed.environment().items() if not name.startswith("PYTHON")}
        return own | more

    def __call__(self, *arguments: str, path: Path | None = None, **more: str) -> subprocess.CompletedProcess[bytes]:
        """Run it with pipes, as a script does."""
        command = [wine_program(), str(path or self.path), *arguments]
        options: dict[str, Any] = {"stdin": subprocess.DEVNULL, "capture_output": True, "cwd": "/"}
        return subprocess.run(command, env=self.environment(**more), timeout=120, check=False, **options)

    def on_terminal(
        self, *command: str, answer: tuple[bytes, bytes] | None = None, seconds: float = 30, **more: str
    ) -> tuple[int | None, bytes]:
        """Run a command alone in a console; `answer`: what to type once something is read. None: it did not end."""
        ours, theirs = pty.openpty()
        tty.setraw(theirs)
        termios.tcsetwinsize(theirs, (25, 80))
        process = subprocess.Popen(
            [wine_program(), *command], env=self.environment(**more), cwd="/",
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        seen, end = b"", time.monotonic() + seconds
        try:
            while time.monotonic() < end:
                if ours in select.select([ours], [], [], 0.2)[0]:
                    try:
                        seen += os.read(ours, 65536)
                    except OSError:  # the other end is closed
                        break
                elif process.poll() is not None:
                    break
                if answer and answer[0] in seen:
                    os.write(ours, answer[1])
                    answer = None
        finally:
            code = _ended(process, ours)
        return code, seen


def _ended(process: "subprocess.Popen[bytes]", terminal: int) -> int | None:
    try:
        return process.wait(2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None
    finally:
        os.close(terminal)
