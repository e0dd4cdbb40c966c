"""The test program of `--try-run` on Windows: pyready-trial.exe, which only the exe brings with it."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.trial needs Windows")

import ctypes
import ntpath
import os
import time
from ctypes import wintypes
from pathlib import Path

from pyready.model.launcher import EXIT_CODE, Launched
from pyready.windows.native import INVALID_HANDLE, Refused, close, function, succeeded

NAME = "pyready-trial.exe"
_ERROR_ALREADY_THERE = {80, 183}  # ERROR_FILE_EXISTS, ERROR_ALREADY_EXISTS
_ERROR_GONE = {2, 3}  # ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND
_GENERIC_WRITE, _CREATE_NEW, _FILE_ATTRIBUTE_NORMAL = 0x40000000, 1, 0x80
_CREATE_NO_WINDOW = 0x08000000
_SEM_FAILCRITICALERRORS = 1  # a program that cannot start is told to us, not to the person in a dialogue
_WAIT_TIMEOUT = 258
_TRIES, _PAUSE_S = 20, 0.1
"""Antivirus programs keep a new file open for a moment, which puts off its removal."""


class _StartupInfo(ctypes.Structure):
    """STARTUPINFOW."""

    _fields_ = (
        ("cb", wintypes.DWORD),
        ("lpReserved", wintypes.LPWSTR),
        ("lpDesktop", wintypes.LPWSTR),
        ("lpTitle", wintypes.LPWSTR),
        *((name, wintypes.DWORD) for name in ("dwX", "dwY", "dwXSize", "dwYSize")),
        *((name, wintypes.DWORD) for name in ("dwXCountChars", "dwYCountChars", "dwFillAttribute", "dwFlags")),
        ("wShowWindow", wintypes.WORD),
        ("cbReserved2", wintypes.WORD),
        ("lpReserved2", wintypes.LPVOID),
        *((name, wintypes.HANDLE) for name in ("hStdInput", "hStdOutput", "hStdError")),
    )


class _ProcessInformation(ctypes.Structure):
    """PROCESS_INFORMATION."""

    _fields_ = (
        ("hProcess", wintypes.HANDLE),
        ("hThread", wintypes.HANDLE),
        ("dwProcessId", wintypes.DWORD),
        ("dwThreadId", wintypes.DWORD),
    )


class WindowsLauncher:
    """Every way it can go is an answer; nothing is raised for what Windows says."""

    def try_in(self, folder: str, seconds: float) -> Launched:
        """Copy the program, start it once, remove it."""
        try:
            program = Path(__file__).with_name(NAME).read_bytes()
        except OSError:
            return Launched("no-program")
        return tried(program, ntpath.join(folder, NAME), seconds)


def tried(program: bytes, path: str, seconds: float) -> Launched:
    """The same for any bytes and any new file."""
    try:
        _written(program, path)
    except _NotMade as error:
        there = error.number in _ERROR_ALREADY_THERE
        return Launched("in-the-way") if there else Launched("not-written", error=error.number)
    except Refused as error:
        return Launched("not-written", path, error.number, removed=_removed(path))
    import hashlib  # late: it loads OpenSSL

    digest = hashlib.sha256(program).hexdigest()
    try:
        code = _ran(path, seconds)
    except Refused as refused:
        outcome = "gone" if refused.number in _ERROR_GONE else "refused"
        return Launched(outcome, path, refused.number, removed=_removed(path), sha256=digest)
    outcome = "no-end" if code is None else "started" if code == EXIT_CODE else "ended-otherwise"
    return Launched(outcome, path, exit_code=code, removed=_removed(path), sha256=digest)


class _NotMade(Refused):
    """There is no new file."""


def _written(program: bytes, path: str) -> None:
    """Make a file that is not there yet. Raises _NotMade, Refused, each with the number of Windows, which `open` loses.

    learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-createfilew
    """
    flag = wintypes.DWORD
    create = function(
        "kernel32", "CreateFileW", wintypes.HANDLE, wintypes.LPCWSTR, flag, flag, wintypes.LPVOID, flag, flag,
        wintypes.HANDLE,
    )  # fmt: skip
    write = function(
        "kernel32", "WriteFile", wintypes.BOOL, wintypes.HANDLE, ctypes.c_char_p, flag, wintypes.LPDWORD,
        wintypes.LPVOID,
    )  # fmt: skip
    file = create(path, _GENERIC_WRITE, 0, None, _CREATE_NEW, _FILE_ATTRIBUTE_NORMAL, None)
    if file == INVALID_HANDLE:
        raise _NotMade(ctypes.get_last_error())
    try:
        succeeded(write(file, program, len(program), ctypes.byref(flag()), None))
    finally:
        close(file)


def _ran(path: str, seconds: float) -> int | None:
    """Its exit code; None when it did not end in time, and is ended. Raises Refused.

    learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-createprocessw
    """
    process = _started(path)
    try:
        wait = function("kernel32", "WaitForSingleObject", wintypes.DWORD, wintypes.HANDLE, wintypes.DWORD)
        if wait(process, int(seconds * 1000)) == _WAIT_TIMEOUT:
            function("kernel32", "TerminateProcess", wintypes.BOOL, wintypes.HANDLE, wintypes.UINT)(process, 1)
            wait(process, 1000)
            return None
        code = wintypes.DWORD()
        ask = function("kernel32", "GetExitCodeProcess", wintypes.BOOL, wintypes.HANDLE, wintypes.LPDWORD)
        succeeded(ask(process, ctypes.byref(code)))
        return code.value
    finally:
        close(process)


def _started(path: str) -> int:
    """The handle of the new process: no window, no handle of ours, the path given twice so that no other is looked for.

    Raises Refused.
    """
    text, flag = wintypes.LPWSTR, wintypes.DWORD
    create = function(
        "kernel32", "CreateProcessW", wintypes.BOOL, wintypes.LPCWSTR, text, wintypes.LPVOID, wintypes.LPVOID,
        wintypes.BOOL, flag, wintypes.LPVOID, wintypes.LPCWSTR, ctypes.POINTER(_StartupInfo),
        ctypes.POINTER(_ProcessInformation),
    )  # fmt: skip
    quiet = function("kernel32", "SetThreadErrorMode", wintypes.BOOL, flag, wintypes.LPDWORD)
    startup, begun, before = _StartupInfo(cb=ctypes.sizeof(_StartupInfo)), _ProcessInformation(), wintypes.DWORD()
    line = ctypes.create_unicode_buffer(f'"{path}"')
    quiet(_SEM_FAILCRITICALERRORS, ctypes.byref(before))
    try:
        succeeded(
            create(path, line, None, None, False, _CREATE_NO_WINDOW, None, None, ctypes.byref(startup),
                   ctypes.byref(begun))
        )  # fmt: skip
    finally:
        quiet(before.value, None)
    close(begun.hThread)
    return int(begun.hProcess)


def _removed(path: str) -> bool:
    for _ in range(_TRIES):
        try:
            os.remove(path)
        except FileNotFoundError:
            return True
        except OSError:
            time.sleep(_PAUSE_S)
        else:
            return True
    return False
