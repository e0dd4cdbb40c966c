"""A program and all that it starts on POSIX: a session of its own, and on Linux its orphans, which become ours."""

import sys

if sys.platform == "win32":
    raise ImportError("pyready.posix.session needs Linux or macOS")

import contextlib
import os
import signal
import subprocess  # noqa: TID251 - types only; `running` starts it
import time
from collections.abc import Mapping
from typing import Any

import psutil  # noqa: TID251 - the tree of processes that verify started

_PR_SET_CHILD_SUBREAPER = 36
"""man7.org/linux/man-pages/man2/PR_SET_CHILD_SUBREAPER.2const.html: the orphans of our children become ours."""
_PAUSE_S = 0.05


class Session:
    """Holds one program."""

    def __init__(self) -> None:
        self._ours = _adopt(on=True)
        self._before = set(_children())

    def options(self) -> Mapping[str, Any]:
        """A session of its own: Ctrl-C in the terminal reaches pyready alone, which then ends the program."""
        return {"start_new_session": True}

    def take(self, process: "subprocess.Popen[bytes]") -> None:
        """Nothing more is needed."""

    def end(self, process: "subprocess.Popen[bytes] | None", seconds: float) -> tuple[int, int]:
        """End the program's group, and whatever else has come from it."""
        until, ended = time.monotonic() + seconds, set[psutil.Process]()
        while True:
            runs = process is not None and _group_ended(process)
            left = [each for each in self._tree(process) if process is None or each.pid != process.pid]
            for each in left:
                with contextlib.suppress(psutil.Error):
                    each.kill()
            ended.update(left)
            psutil.wait_procs(left, timeout=_PAUSE_S)
            alive = runs + sum(map(_runs, left))
            if not (left or alive) or time.monotonic() > until:
                _adopt(on=self._ours)
                return len(ended), alive

    def _tree(self, process: "subprocess.Popen[bytes] | None") -> list[psutil.Process]:
        """All below us that was not there before; without adoption, all below the program."""
        if sys.platform == "linux" or process is None:
            return [each for each in _children() if each not in self._before]
        with contextlib.suppress(psutil.Error):
            return psutil.Process(process.pid).children(recursive=True)
        return []


def _group_ended(process: "subprocess.Popen[bytes]") -> bool:
    """End it and the rest of its group; whether it runs even so."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_PAUSE_S)
    return process.poll() is None


def _children() -> list[psutil.Process]:
    try:
        return psutil.Process().children(recursive=True)
    except psutil.Error:
        return []


def _runs(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _adopt(*, on: bool) -> bool:
    """Take in orphans, or no more; whether they were taken in before. Linux only."""
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: TID251 - late: loaded for verify alone

    library, before = ctypes.CDLL(None, use_errno=True), ctypes.c_int(0)
    library.prctl(_PR_SET_CHILD_SUBREAPER + 1, ctypes.byref(before), 0, 0, 0)  # PR_GET_CHILD_SUBREAPER
    library.prctl(_PR_SET_CHILD_SUBREAPER, int(on), 0, 0, 0)
    return bool(before.value)
