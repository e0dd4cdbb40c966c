"""The two folders of a run: one where the steps make a project, one for temporary files. Both are gone afterwards."""

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.probes.storage import Storage, work_place
from pyready.running.undisturbed import undisturbed

PREFIX = "pyready-verify-"
_TRIES, _PAUSE_S = 20, 0.15
"""A security program keeps a new file open for a moment, which puts off its removal."""


class Place(msgspec.Struct, frozen=True):
    """Where the folders are; one that could not be made is empty, and `why` says why."""

    work: str
    temp: str
    why: str = ""


# shown when a folder cannot be made
_CANNOT = "pyready cannot make a folder in {top}: {why}."


def tops(facts: Facts, host: Host) -> tuple[str, str]:
    """The folder in which the steps make a project, and the one for temporary files."""
    storage = facts.get(Storage)
    temp = tempfile.gettempdir() if storage is None or storage.temp is None else storage.temp.path
    if storage is None:
        home = host.variables.get("USERPROFILE" if host.platform == "windows" else "HOME").value
        return home or temp, temp
    return storage.home.path if work_place(storage) == "home" else storage.tools.path, temp


class Folders:
    """Makes both on the way in, and removes both on the way out, whatever happens between."""

    def __init__(self, facts: Facts, host: Host) -> None:
        self._tops = tops(facts, host)
        self.made: list[str] = []
        self.left: list[str] = []
        """What could not be removed."""

    def __enter__(self) -> Place:
        """Never fails: what cannot be made is said by the step that needs it."""
        work, why = self._make(self._tops[0])
        temp, _ = self._make(self._tops[1])
        return Place(work, temp or work, why)

    def _make(self, top: str) -> tuple[str, str]:
        """The new folder, or why there is none."""
        try:
            self.made.append(tempfile.mkdtemp(prefix=PREFIX, dir=top))
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            return "", _CANNOT.format(top=top, why=why)
        return self.made[-1], ""

    def __exit__(self, *_: object) -> None:
        """Not broken off by a second Ctrl-C."""
        with undisturbed():
            self.left = [each for each in self.made if not removed(each)]


def removed(folder: str) -> bool:
    """Whether nothing of it is left; links in it are removed and not followed."""
    for number in range(_TRIES):
        _remove_tree(folder)
        if not os.path.lexists(folder):
            return True
        time.sleep(_PAUSE_S if number else 0)
    return False


def _remove_tree(folder: str) -> None:
    """Once; what cannot be removed is made writable for the next time."""

    def stays(_: Callable[..., Any], path: str, __: object) -> None:
        """Windows removes no file that is read-only, POSIX nothing from a folder that is."""
        for each in (Path(path), Path(path).parent):
            if each.is_relative_to(folder) and not each.is_symlink():
                with contextlib.suppress(OSError):
                    each.chmod(each.stat().st_mode | stat.S_IRWXU)

    if sys.version_info >= (3, 12):
        shutil.rmtree(folder, onexc=stays)
    else:
        shutil.rmtree(folder, onerror=stays)
