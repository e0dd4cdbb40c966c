"""The console window: whether it closes with the program, whether it can show colour, and its code page."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.console needs Windows")

import ctypes
import msvcrt
from contextlib import suppress
from ctypes import wintypes

from pyready.windows.native import Missing, function

_STD_INPUT, _STD_OUTPUT, _STD_ERROR = -10, -11, -12
_VIRTUAL_TERMINAL = 0x4  # ENABLE_VIRTUAL_TERMINAL_PROCESSING
_PROCESSED_INPUT = 0x1  # ENABLE_PROCESSED_INPUT: Ctrl-C is no key, and would not end the wait for one
_NO_SESSION = 0xFFFFFFFF
_NO_CHANGE = "\x1b[0m"
_STARTF_USESHOWWINDOW, _SW_HIDE = 0x1, 0


class _Coord(ctypes.Structure):
    """COORD."""

    _fields_ = (("X", wintypes.SHORT), ("Y", wintypes.SHORT))


class _ScreenBuffer(ctypes.Structure):
    """CONSOLE_SCREEN_BUFFER_INFO."""

    _fields_ = (
        ("dwSize", _Coord),
        ("dwCursorPosition", _Coord),
        ("wAttributes", wintypes.WORD),
        ("srWindow", wintypes.SMALL_RECT),
        ("dwMaximumWindowSize", _Coord),
    )


class _StartupInfo(ctypes.Structure):
    """STARTUPINFOW."""

    _fields_ = (
        ("cb", wintypes.DWORD),
        ("lpReserved", wintypes.LPVOID),
        ("lpDesktop", wintypes.LPVOID),
        ("lpTitle", wintypes.LPVOID),
        ("dwX", wintypes.DWORD),
        ("dwY", wintypes.DWORD),
        ("dwXSize", wintypes.DWORD),
        ("dwYSize", wintypes.DWORD),
        ("dwXCountChars", wintypes.DWORD),
        ("dwYCountChars", wintypes.DWORD),
        ("dwFillAttribute", wintypes.DWORD),
        ("dwFlags", wintypes.DWORD),
        ("wShowWindow", wintypes.WORD),
        ("cbReserved2", wintypes.WORD),
        ("lpReserved2", wintypes.LPVOID),
        ("hStdInput", wintypes.HANDLE),
        ("hStdOutput", wintypes.HANDLE),
        ("hStdError", wintypes.HANDLE),
    )


def closes_with_us() -> bool:
    """True when this process is alone in its console, in a session and a window that a person can see."""
    processes = (wintypes.DWORD * 2)()
    try:
        ask = function("kernel32", "GetConsoleProcessList", wintypes.DWORD, ctypes.c_void_p, wintypes.DWORD)
        # Session 0 is the services': nobody could press a key.
        return bool(ask(processes, 2) == 1) and _session() != 0 and not _hidden()
    except Missing:
        return False


def _session() -> int:
    """The session this process is in."""
    number = wintypes.DWORD(_NO_SESSION)
    process = function("kernel32", "GetCurrentProcessId", wintypes.DWORD)()
    ask = function("kernel32", "ProcessIdToSessionId", wintypes.BOOL, wintypes.DWORD, ctypes.POINTER(wintypes.DWORD))
    return number.value if ask(process, ctypes.byref(number)) else _NO_SESSION


def _hidden() -> bool:
    """Whether who started this process asked for a window that is not shown, as management tools do."""
    info = _StartupInfo()
    function("kernel32", "GetStartupInfoW", None, ctypes.POINTER(_StartupInfo))(ctypes.byref(info))
    return bool(info.dwFlags & _STARTF_USESHOWWINDOW) and info.wShowWindow == _SW_HIDE


def any_key() -> None:
    """Wait for a key of the console; keys that were pressed before do not count."""
    mode = wintypes.DWORD()
    with suppress(Missing):
        handle = function("kernel32", "GetStdHandle", wintypes.HANDLE, wintypes.DWORD)(_STD_INPUT & 0xFFFFFFFF)
        read = function("kernel32", "GetConsoleMode", wintypes.BOOL, wintypes.HANDLE, ctypes.POINTER(wintypes.DWORD))
        write = function("kernel32", "SetConsoleMode", wintypes.BOOL, wintypes.HANDLE, wintypes.DWORD)
        if read(handle, ctypes.byref(mode)):
            write(handle, mode.value & ~_PROCESSED_INPUT)
        function("kernel32", "FlushConsoleInputBuffer", wintypes.BOOL, wintypes.HANDLE)(handle)
    msvcrt.getwch()


def key_waits() -> bool:
    """Whether the console holds keys that nobody has read yet: the rest of what was pasted."""
    return bool(msvcrt.kbhit())


def understands_colour(*, error: bool = False) -> bool:
    """Make the console behind standard output (or error) obey escape sequences, as Windows 10 does when asked.

    False when it does not, and when there is no console behind it. Wine's window takes the mode and shows the codes.
    """
    which = _STD_ERROR if error else _STD_OUTPUT
    mode = wintypes.DWORD()
    try:
        handle = function("kernel32", "GetStdHandle", wintypes.HANDLE, wintypes.DWORD)(which & 0xFFFFFFFF)
        read = function("kernel32", "GetConsoleMode", wintypes.BOOL, wintypes.HANDLE, ctypes.POINTER(wintypes.DWORD))
        write = function("kernel32", "SetConsoleMode", wintypes.BOOL, wintypes.HANDLE, wintypes.DWORD)
        if not (read(handle, ctypes.byref(mode)) and write(handle, mode.value | _VIRTUAL_TERMINAL)):
            return False
        if _obeys(handle):
            return True
        write(handle, mode.value)
    except Missing:
        pass
    return False


def _obeys(handle: int) -> bool:
    """Whether a sequence that changes nothing leaves the cursor where it is; what is shown instead is wiped out."""
    before = _cursor(handle)
    if before is None:
        return False
    _put(handle, _NO_CHANGE)
    after = _cursor(handle)
    if after is not None and (after.X, after.Y) == (before.X, before.Y):
        return True
    _wipe(handle, before)
    return False


def _cursor(handle: int) -> _Coord | None:
    """Where the cursor is; None where that cannot be asked.

    learn.microsoft.com/windows/console/getconsolescreenbufferinfo, looked at on 2026-11-30.
    """
    info = _ScreenBuffer()
    ask = function(
        "kernel32", "GetConsoleScreenBufferInfo", wintypes.BOOL, wintypes.HANDLE, ctypes.POINTER(_ScreenBuffer)
    )
    return info.dwCursorPosition if ask(handle, ctypes.byref(info)) else None


def _put(handle: int, text: str) -> None:
    """Write to the console itself, past what a stream still holds."""
    written = wintypes.DWORD()
    put = function(
        "kernel32", "WriteConsoleW", wintypes.BOOL,
        wintypes.HANDLE, wintypes.LPCWSTR, wintypes.DWORD, ctypes.POINTER(wintypes.DWORD), wintypes.LPVOID,
    )  # fmt: skip
    put(handle, text, len(text), ctypes.byref(written), None)


def _wipe(handle: int, place: _Coord) -> None:
    """Go back to that place, with blanks over what was shown there."""
    move = function("kernel32", "SetConsoleCursorPosition", wintypes.BOOL, wintypes.HANDLE, _Coord)
    move(handle, place)
    _put(handle, " " * len(_NO_CHANGE))
    move(handle, place)


def code_page() -> int:
    """The code page that programs write in on this console; 0 when there is no console."""
    try:
        return int(function("kernel32", "GetConsoleOutputCP", wintypes.UINT)())
    except Missing:
        return 0
