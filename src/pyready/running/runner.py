"""Starts one program, waits for it, and ends all that it started: also after an exception or Ctrl-C."""

import errno
import os
import subprocess  # noqa: TID251 - this is the one place where verify starts programs
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from pyready.model.running import Ending, Run, ToRun
from pyready.model.safe_text import clean
from pyready.running.readers import Reader
from pyready.running.undisturbed import put_off, undisturbed

_WAKE_S = 0.1
"""Seconds between looks up: on Windows Ctrl-C cannot interrupt a wait."""
_END_S = 5.0
"""Seconds until a process that was ended is gone, and until its output is read."""
_NO_SUCH_FILE = {errno.ENOENT, errno.ENOTDIR}
_NOT_EXECUTABLE = {errno.ENOEXEC}
_ERROR_BAD_EXE_FORMAT = 193
_ERROR_EXE_MACHINE_TYPE_MISMATCH = 216


class Hold(Protocol):
    """What the system offers to keep a program and all that it starts together."""

    def options(self) -> Mapping[str, Any]:
        """For `subprocess.Popen`."""
        ...

    def take(self, process: "subprocess.Popen[bytes]") -> None:
        """It has just started."""
        ...

    def end(self, process: "subprocess.Popen[bytes] | None", seconds: float) -> tuple[int, int]:
        """End all of it that still runs; how many were ended besides the program itself, and how many are left.

        None: it did not start.
        """
        ...


class SystemRunner:
    """Runs programs of the person's own, in what a window of the person's own would have."""

    def __init__(self, hold: Callable[[], Hold]) -> None:
        self._hold = hold

    def run(self, wanted: ToRun) -> Run:
        """Start it and wait. Raises nothing for what the system or the program does."""
        began, hold, process = time.monotonic(), self._hold(), None
        how: Ending = "no-end"
        readers: list[Reader] = []
        try:
            with put_off():
                process = _started(wanted, hold)
                hold.take(process)
            readers = [Reader(stream) for stream in (process.stdout, process.stderr) if stream]
            how = "ended" if _waited(process, began + wanted.seconds) else "no-end"
        except OSError as error:
            if process is None:
                return _not_started(error, time.monotonic() - began)
            raise
        finally:
            with undisturbed():
                ended, left = hold.end(process, _END_S)
                output, messages = (clean(each.text(_END_S))[0] for each in readers) if readers else ("", "")
        code = process.returncode if how == "ended" else None
        return Run(how, code, None, output, messages, time.monotonic() - began, ended, left)


def _started(wanted: ToRun, hold: Hold) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, **wanted.variables}  # noqa: TID251 - what the person's own window would have
    return subprocess.Popen(  # noqa: S603 - by its whole path, without a shell
        [wanted.program, *wanted.arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        cwd=wanted.folder, env=environment, **hold.options(),
    )  # fmt: skip


def _not_started(error: OSError, seconds: float) -> Run:
    number = getattr(error, "winerror", None) or error.errno
    how: Ending = "refused"
    if error.errno in _NO_SUCH_FILE:
        how = "gone"
    elif error.errno in _NOT_EXECUTABLE or number in {_ERROR_BAD_EXE_FORMAT, _ERROR_EXE_MACHINE_TYPE_MISMATCH}:
        how = "not-a-program"
    return Run(how, error=number, seconds=seconds)


def _waited(process: "subprocess.Popen[bytes]", ends: float) -> bool:
    """Whether it ended by itself before that time."""
    while (left := ends - time.monotonic()) > 0:
        try:
            process.wait(min(left, _WAKE_S))
        except subprocess.TimeoutExpired:
            continue
        return True
    return process.poll() is not None
