"""Home folders of nobody's: what a program finds when it asks its environment for a person's own folders."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

BEFORE = dict(os.environ)
"""The environment that the tests were started in."""
XDG = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


def variables(home: Path | str) -> dict[str, str]:
    """What leads into this home folder. On POSIX, none of XDG may be set beside it."""
    if sys.platform != "win32":
        return {"HOME": str(home)}
    roaming, local = (str(Path(home, "AppData", name)) for name in ("Roaming", "Local"))
    # platformdirs asks Windows itself for the last, unless it is told.
    own = {"APPDATA": roaming, "LOCALAPPDATA": local, "WIN_PD_OVERRIDE_LOCAL_APPDATA": local}
    return {"HOME": str(home), "USERPROFILE": str(home), "PROGRAMDATA": str(Path(home, "ProgramData")), **own}


def live_in(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process, and what it starts, take a folder for its person's home."""
    for name in XDG:
        monkeypatch.delenv(name, raising=False)
    for name, place in variables(home).items():
        monkeypatch.setenv(name, place)
        Path(place).mkdir(parents=True, exist_ok=True)


class Nobody:
    """A home and a folder for temporary files, for all that tests start; both are gone afterwards."""

    def __init__(self) -> None:
        # Not one of pytest's, which are closed to other accounts: squid becomes one.
        self._folder = tempfile.TemporaryDirectory(prefix="pyready-tests-", ignore_cleanup_errors=True)
        self.top = Path(self._folder.name)
        self.top.chmod(0o711)
        self._changed = pytest.MonkeyPatch()
        live_in(self.top / "home", self._changed)
        temporary = self.top / "tmp"
        temporary.mkdir()
        temporary.chmod(0o711)
        for name in ("TMPDIR", "TEMP", "TMP"):
            self._changed.setenv(name, str(temporary))
        self._changed.setattr(tempfile, "tempdir", None)

    def leave(self) -> None:
        """Put back what was there before."""
        self._changed.undo()
        self._folder.cleanup()
