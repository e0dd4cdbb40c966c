"""Somebody at the screen of a Wine prefix, who double-clicks on the program. The browser is a stand-in."""

import re
import shutil
from pathlib import Path

from exe.machine import Prefix
from exe.running import RECOGNISED, Exe

BROWSER = r"""
/* Writes down what it is asked to open. */
#include <stdio.h>
#include <windows.h>
int wmain(int argc, wchar_t **argv) {
    FILE *file = _wfopen(L"C:\\opened", L"ab");
    int each;
    for (each = 1; each < argc; each++) fwrite(argv[each], 2, wcslen(argv[each]), file);
    fwrite(L"\n", 2, 1, file);
    fclose(file);
    return 0;
}
"""
SHELL_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
DOWNLOADS = "{374DE290-123F-4565-9164-39C4925E467B}"
CLASSES = r"HKLM\Software\Classes"
LOCAL = "C:\\users\\root\\AppData\\Local"


class Desk:
    """The screen, the folders and the browser."""

    def __init__(self, exe: Exe, prefix: Prefix, browser: Path) -> None:
        self.exe, self.prefix, self.variables = exe, prefix, dict[str, str]()
        prefix.reset()
        self.downloads = prefix.on_c("C:\\Zoë's Downloads")
        self.local = prefix.on_c(LOCAL)
        self.downloads.mkdir()
        self.set(SHELL_FOLDERS, DOWNLOADS, "C:\\Zoë's Downloads")
        shutil.copy(browser, prefix.on_c("C:\\browser.exe"))
        self.set(rf"{CLASSES}\.html", "", "a.page")
        self.set(rf"{CLASSES}\a.page\shell\open\command", "", '"C:\\browser.exe" "%1"')

    def set(self, key: str, name: str, value: str) -> None:
        """A value of the registry."""
        which = ["/v", name] if name else ["/ve"]
        assert self.prefix.wine_quietly("reg", "add", key, *which, "/d", value, "/f") == 0

    def forget(self, key: str) -> None:
        """Take a key out of the registry."""
        assert self.prefix.wine_quietly("reg", "delete", key, "/f") == 0

    def double_click(self, key: bytes = b"x", seconds: float = 60) -> tuple[int | None, str]:
        """The exit code, None where the window stays, and what was in the window, as one line."""
        answer = (RECOGNISED.encode(), key) if key else None
        variables = {"WINEPREFIX": str(self.prefix.prefix), **self.variables}
        code, seen = self.exe.on_terminal(str(self.exe.path), answer=answer, seconds=seconds, **variables)
        return code, " ".join(re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", " ", seen.decode("utf-8", "replace")).split())

    def pages(self) -> list[Path]:
        """The pages on drive C."""
        return sorted(self.prefix.on_c("C:\\").rglob("pyready-report-*.html"))

    def opened(self) -> list[str]:
        """What the browser was asked to open."""
        place = self.prefix.on_c("C:\\").joinpath("opened")
        return place.read_bytes().decode("utf-16-le").splitlines() if place.exists() else []

    def put_away(self) -> None:
        """Let the next reset take everything away."""
        for folder in (self.downloads, self.local):
            if folder.exists():
                folder.chmod(0o755)
