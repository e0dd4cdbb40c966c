"""The console window: whether it closes with the program, whether it can show colour, and its code page."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.console needs Windows")

import ctypes
from ctypes import wintypes

from pyready.windows.native import Missing, function

_STD_OUTPUT, _STD_ERROR = -11, -12
_VIRTUAL_TERMINAL = 0x4  # ENABLE_VIRTUAL_TERMINAL_PROCESSING
_NO_SESSION = 0xFFFFFFFF


def closes_with_us() -> bool:
    """True when this process is alone in its console, in a session that a person can see: a double-click."""
    processes = (wintypes.DWORD * 2)()
    try:
        ask = function("kernel32", "GetConsoleProcessList", wintypes.DWORD, ctypes.c_void_p, wintypes.DWORD)
        return bool(ask(processes, 2) == 1) and _session() != 0  # 0 is the services': nobody could press a key
    except Missing:
        return False


def _session() -> int:
    """The session this process is in."""
    number = wintypes.DWORD(_NO_SESSION)
    process = function("kernel32", "GetCurrentProcessId", wintypes.DWORD)()
    ask = function("kernel32", "ProcessIdToSessionId", wintypes.BOOL, wintypes.DWORD, ctypes.POINTER(wintypes.DWORD))
    return number.value if ask(process, ctypes.byref(number)) else _NO_SESSION


def understands_colour(*, error: bool = False) -> bool:
    """Make the console behind standard output (or error) obey escape sequences, as Windows 10 does when asked.

    False when it does not, and when there is no console behind it.
    """
    which = _STD_ERROR if error else _STD_OUTPUT
    mode = wintypes.DWORD()
    try:
        handle = function("kernel32", "GetStdHandle", wintypes.HANDLE, wintypes.DWORD)(which & 0xFFFFFFFF)
        read = function("kernel32", "GetConsoleMode", wintypes.BOOL, wintypes.HANDLE, ctypes.POINTER(wintypes.DWORD))
        write = function("kernel32", "SetConsoleMode", wintypes.BOOL, wintypes.HANDLE, wintypes.DWORD)
        return bool(read(handle, ctypes.byref(mode)) and write(handle, mode.value | _VIRTUAL_TERMINAL))
    except Missing:
        return False


def code_page() -> int:
    """The code page that programs write in on this console; 0 when there is no console."""
    try:
        return int(function("kernel32", "GetConsoleOutputCP", wintypes.UINT)())
    except Missing:
        return 0
