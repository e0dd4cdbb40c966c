"""The Downloads folder, and opening a page as a double-click on it does."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.desktop needs Windows")

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes

from pyready.model.host import Reading
from pyready.model.safe_text import clean
from pyready.windows.native import Refused, asked, function, succeeded

_FOLDERID_DOWNLOADS = bytes.fromhex("90e24d373f126545916439c4925e467b")  # {374DE290-123F-4565-9164-39C4925E467B}
_KF_FLAG_DONT_VERIFY = 0x4000  # a folder on a server that does not answer would hold us up
_FACILITY_WIN32 = 0x8007
_COINIT = 0x2 | 0x4  # COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE, as Microsoft asks for
_SEE_MASK_NOASYNC = 0x100
_SEE_MASK_FLAG_NO_UI = 0x400
_SW_SHOWNORMAL = 1


class _ShellExecuteInfo(ctypes.Structure):
    """SHELLEXECUTEINFOW."""

    _fields_ = (
        ("cbSize", wintypes.DWORD),
        ("fMask", wintypes.ULONG),
        ("hwnd", wintypes.HWND),
        ("lpVerb", wintypes.LPCWSTR),
        ("lpFile", wintypes.LPCWSTR),
        ("lpParameters", wintypes.LPCWSTR),
        ("lpDirectory", wintypes.LPCWSTR),
        ("nShow", ctypes.c_int),
        ("hInstApp", wintypes.HINSTANCE),
        ("lpIDList", wintypes.LPVOID),
        ("lpClass", wintypes.LPCWSTR),
        ("hkeyClass", wintypes.HKEY),
        ("dwHotKey", wintypes.DWORD),
        ("hIcon", wintypes.HANDLE),
        ("hProcess", wintypes.HANDLE),
    )


class WindowsDesktop:
    """Every answer is a reading: what Windows refuses becomes its state."""

    def downloads(self) -> Reading[str]:
        """Where this person's Downloads folder is; whether it is there is not looked at."""
        return asked("Downloads folder", lambda: clean(_known_folder(_FOLDERID_DOWNLOADS))[0])

    def open_page(self, path: str) -> Reading[bool]:
        """Ask Windows to open a file with the program that its ending belongs to; no window of Windows asks back."""
        return asked("default browser", lambda: _opened(path))


def _known_folder(folder_id: bytes) -> str:
    """Raises Refused, Missing.

    learn.microsoft.com/windows/win32/api/shlobj_core/nf-shlobj_core-shgetknownfolderpath
    """
    free = function("ole32", "CoTaskMemFree", None, ctypes.c_void_p)
    ask = function(
        "shell32",
        "SHGetKnownFolderPath",
        ctypes.c_long,
        ctypes.c_char_p,
        wintypes.DWORD,
        wintypes.HANDLE,
        ctypes.POINTER(ctypes.c_void_p),
    )
    text = ctypes.c_void_p()
    result = ask(folder_id, _KF_FLAG_DONT_VERIFY, None, ctypes.byref(text))
    try:
        if result or not text.value:
            raise Refused(result & 0xFFFF if result >> 16 & 0xFFFF == _FACILITY_WIN32 else result)
        return ctypes.wstring_at(text.value)
    finally:
        free(text)


def _opened(path: str) -> bool:
    """Raises Refused, Missing. learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-shellexecuteexw."""
    execute = function("shell32", "ShellExecuteExW", wintypes.BOOL, ctypes.POINTER(_ShellExecuteInfo))
    info = _ShellExecuteInfo(
        cbSize=ctypes.sizeof(_ShellExecuteInfo),
        fMask=_SEE_MASK_NOASYNC | _SEE_MASK_FLAG_NO_UI,
        lpVerb="open",
        lpFile=path,
        nShow=_SW_SHOWNORMAL,
    )
    with _com():
        succeeded(execute(ctypes.byref(info)))
    return True


@contextmanager
def _com() -> Iterator[None]:
    """COM, which some programs are opened through."""
    begun = function("ole32", "CoInitializeEx", ctypes.c_long, ctypes.c_void_p, wintypes.DWORD)(None, _COINIT) >= 0
    try:
        yield
    finally:
        if begun:
            function("ole32", "CoUninitialize", None)()
