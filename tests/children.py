"""Programs that a test starts: nothing of them is left when the test is over, whatever way it ended."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any


@contextmanager
def started(command: Sequence[object], **options: Any) -> "Iterator[subprocess.Popen[bytes]]":
    """A program in a session of its own; what is left of that session at the end is killed."""
    with subprocess.Popen([str(each) for each in command], start_new_session=True, **options) as process:
        try:
            yield process
        finally:
            end(process)


def end(process: "subprocess.Popen[Any]") -> None:
    """Kill a program that leads a session, and all that it started there; and wait for it."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def ran(command: Sequence[object], seconds: float, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    """Run a program to its end, with what it printed; when the time is over, it and all that it started are killed."""
    pipes = {name: subprocess.PIPE for name in ("stdout", "stderr") if name not in options}
    with started(command, **pipes, **options) as process:
        out, err = process.communicate(timeout=seconds)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
