"""Starts a program as another local user, by the password, and waits for its end.

CreateProcessWithLogonW (learn.microsoft.com/windows/win32/api/winbase/nf-winbase-createprocesswithlogonw, looked at on
2026-11-27). With the profile and without an environment given, the program gets that user's own. PowerShell's
`Start-Process -Credential -Wait` does not wait (github.com/PowerShell/PowerShell/issues/17033).
"""

import ctypes
import subprocess
import sys
from pathlib import Path

LOGON_WITH_PROFILE = 1
USE_SHOW_WINDOW = 1
TIMED_OUT = 258


class NotStarted(Exception):
    """Windows would not start it; `number` is its error."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def run_as(name: str, password: str, command: list[str], folder: Path, seconds: float) -> int:
    """The exit code. Raises NotStarted, TimeoutError."""
    if sys.platform != "win32":
        raise NotStarted(120)
    from ctypes import wintypes

    from pyready.windows.native import function, succeeded
    from pyready.windows.trial import _ProcessInformation, _StartupInfo

    types = (*[wintypes.LPCWSTR] * 3, wintypes.DWORD, wintypes.LPCWSTR, wintypes.LPWSTR, wintypes.DWORD)
    more = (ctypes.c_void_p, wintypes.LPCWSTR, ctypes.POINTER(_StartupInfo), ctypes.POINTER(_ProcessInformation))
    start = function("advapi32", "CreateProcessWithLogonW", wintypes.BOOL, *types, *more)
    startup = _StartupInfo(cb=ctypes.sizeof(_StartupInfo), dwFlags=USE_SHOW_WINDOW)  # and wShowWindow 0: hidden
    made = _ProcessInformation()
    line = ctypes.create_unicode_buffer(subprocess.list2cmdline(command))
    who = (name, ".", password, LOGON_WITH_PROFILE)
    if not start(*who, command[0], line, 0, None, str(folder), ctypes.byref(startup), ctypes.byref(made)):
        raise NotStarted(ctypes.get_last_error())
    handle = wintypes.HANDLE
    close = function("kernel32", "CloseHandle", wintypes.BOOL, handle)
    try:
        wait = function("kernel32", "WaitForSingleObject", wintypes.DWORD, handle, wintypes.DWORD)
        if wait(made.hProcess, int(seconds * 1000)) == TIMED_OUT:
            function("kernel32", "TerminateProcess", wintypes.BOOL, handle, wintypes.UINT)(made.hProcess, 1)
            raise TimeoutError(command[0])
        code = wintypes.DWORD()
        ask = function("kernel32", "GetExitCodeProcess", wintypes.BOOL, handle, wintypes.LPDWORD)
        succeeded(ask(made.hProcess, ctypes.byref(code)))
        return int(code.value)
    finally:
        close(made.hThread)
        close(made.hProcess)
