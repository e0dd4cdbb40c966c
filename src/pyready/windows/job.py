"""A program and all that it starts on Windows: a job, which ends with its last handle, also when pyready is ended.

learn.microsoft.com/windows/win32/procthread/job-objects, checked 2026-11-30.
"""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.job needs Windows")

import contextlib
import ctypes
import subprocess
import time
from collections.abc import Mapping
from ctypes import wintypes
from typing import Any

from pyready.windows.native import Missing, Refused, close, function, succeeded

_ACCOUNTING, _EXTENDED_LIMITS = 1, 9  # JobObjectBasicAccountingInformation, JobObjectExtendedLimitInformation
_KILL_ON_JOB_CLOSE = 0x2000  # JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
_PAUSE_S = 0.02
_NO_DIALOGUES = 0x0001 | 0x0002  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX: what we start inherits them


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
        ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
        ("LimitFlags", wintypes.DWORD),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", wintypes.DWORD),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", wintypes.DWORD),
        ("SchedulingClass", wintypes.DWORD),
    )


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_ulonglong * 6),
        *((name, ctypes.c_size_t) for name in ("ProcessMemoryLimit", "JobMemoryLimit", "PeakProcessMemoryUsed")),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


class _Accounting(ctypes.Structure):
    """JOBOBJECT_BASIC_ACCOUNTING_INFORMATION."""

    _fields_ = (
        *((name, wintypes.LARGE_INTEGER) for name in ("TotalUserTime", "TotalKernelTime")),
        *((name, wintypes.LARGE_INTEGER) for name in ("ThisPeriodTotalUserTime", "ThisPeriodTotalKernelTime")),
        *((name, wintypes.DWORD) for name in ("TotalPageFaultCount", "TotalProcesses", "ActiveProcesses")),
        ("TotalTerminatedProcesses", wintypes.DWORD),
    )


class Job:
    """Holds one program. Where Windows gives no job, the program alone is ended."""

    def __init__(self) -> None:
        self._job = self._left = 0
        with contextlib.suppress(Missing, Refused):
            self._job = _made()
        self._mode = _error_mode(_NO_DIALOGUES)
        _libraries_as_usual()

    def options(self) -> Mapping[str, Any]:
        """No window of its own appears."""
        return {"creationflags": subprocess.CREATE_NO_WINDOW}

    def take(self, process: "subprocess.Popen[bytes]") -> None:
        """Put it into the job. It is not started halted first: security programs take that for an attack."""
        if not self._job:
            return
        assign = function("kernel32", "AssignProcessToJobObject", wintypes.BOOL, wintypes.HANDLE, wintypes.HANDLE)
        if not assign(self._job, int(process._handle)):  # type: ignore[attr-defined,unused-ignore]  # noqa: SLF001 - no other way
            close(self._job)
            self._job = 0

    def end(self, process: "subprocess.Popen[bytes] | None", seconds: float) -> tuple[int, int]:
        """End the job with all that is in it."""
        alive = int(process is not None and process.poll() is None)
        ended = self._ended(seconds, alive) if self._job else 0
        if process is not None:
            process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
        _error_mode(self._mode)
        return ended, self._left + (process is not None and process.poll() is None)

    def _ended(self, seconds: float, alive: int) -> int:
        """End what is in the job and wait for it; how many that were besides the program itself."""
        until, found = time.monotonic() + seconds, max(0, _active(self._job) - alive)
        function("kernel32", "TerminateJobObject", wintypes.BOOL, wintypes.HANDLE, wintypes.UINT)(self._job, 1)
        while (left := _active(self._job)) and time.monotonic() < until:
            time.sleep(_PAUSE_S)
        close(self._job)
        self._job, self._left = 0, left
        return found


def _active(job: int) -> int:
    """How many processes of a job run."""
    ask = function(
        "kernel32", "QueryInformationJobObject", wintypes.BOOL, wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID,
        wintypes.DWORD, wintypes.LPDWORD,
    )  # fmt: skip
    found = _Accounting()
    ask(job, _ACCOUNTING, ctypes.byref(found), ctypes.sizeof(found), None)
    return int(found.ActiveProcesses)


def _made() -> int:
    """A job that ends what it holds when its handle is closed. Raises Missing, Refused."""
    create = function("kernel32", "CreateJobObjectW", wintypes.HANDLE, wintypes.LPVOID, wintypes.LPCWSTR)
    job = create(None, None)
    succeeded(job or 0)
    limits = _ExtendedLimits()
    limits.BasicLimitInformation.LimitFlags = _KILL_ON_JOB_CLOSE
    tell = function(
        "kernel32", "SetInformationJobObject", wintypes.BOOL, wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID,
        wintypes.DWORD,
    )  # fmt: skip
    succeeded(tell(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)))
    return int(job)


def _error_mode(mode: int) -> int:
    """Set how this process and what it starts meet an error; the mode before."""
    return int(function("kernel32", "SetErrorMode", wintypes.UINT, wintypes.UINT)(mode))


def _libraries_as_usual() -> None:
    """What the exe starts must not look into the folder of the exe for libraries, as the exe itself does.

    pyinstaller.org/en/stable/runtime-information.html, "Calling external programs", checked 2026-11-30.
    """
    if getattr(sys, "frozen", False):
        function("kernel32", "SetDllDirectoryW", wintypes.BOOL, wintypes.LPCWSTR)(None)
