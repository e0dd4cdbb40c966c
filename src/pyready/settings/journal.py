"""What `pyready config --write` has written: for `--undo`, and for whoever asks.

It lies in the person's own data folder. The copies of files as they were may hold passwords that stood in them, so
folder and copies are for the person alone (0700, 0600; on Windows the folder is the person's already).
"""

import datetime as dt
import os
from pathlib import Path

import msgspec

from pyready.settings import user_files
from pyready.settings.edits import Refused

LIMIT = 4_000_000


class Written(msgspec.Struct, frozen=True):
    """One file that was written. It is noted before the file changes, so a stop in between leaves no gap."""

    tool: str
    file: str
    top: str
    shown: str
    """The file as it may be shown: with a variable in place of the person's folder."""
    before: str
    """SHA-256; empty for a file that was not there."""
    after: str
    copy: str
    """Name of the copy of the file as it was; empty for a file that was not there."""
    lines: tuple[str, ...]
    """What came in, for a person who has to take it out by hand."""
    at: dt.datetime
    folders: tuple[str, ...] = ()
    """Folders that were made for it."""


class _Kept(msgspec.Struct, frozen=True):
    format: str = "pyready-journal/1"
    written: tuple[Written, ...] = ()


class Journal:
    """The journal in a folder. Every change is on the disk before the call returns. Raises Refused."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "journal.json"

    def entries(self) -> tuple[Written, ...]:
        """What was written and not undone, oldest first."""
        data = user_files.read(str(self._file), str(self.folder))
        if data is None:
            return ()
        try:
            return msgspec.json.decode(data, type=_Kept).written
        except msgspec.DecodeError:
            raise Refused(f"the journal {self._file} cannot be read, so nothing is written or undone") from None

    def note(self, entry: Written, before: bytes | None) -> None:
        """Keep the copy, then the entry."""
        if before is not None:
            self._put(self.folder / entry.copy, before)
        self._keep((*self.entries(), entry))

    def settle(self, entry: Written, final: Written) -> None:
        """Put the entry as it turned out in place of the one that was noted."""
        self._keep(tuple(final if each == entry else each for each in self.entries()))

    def drop(self, entry: Written) -> None:
        """Forget an entry, then its copy."""
        self._keep(tuple(each for each in self.entries() if each != entry))
        if entry.copy:
            (self.folder / entry.copy).unlink(missing_ok=True)

    def copy(self, entry: Written) -> bytes:
        """The file as it was. Raises Refused when the copy is gone or is another."""
        data = user_files.read(str(self.folder / entry.copy), str(self.folder))
        if data is None or user_files.digest(data) != entry.before:
            raise Refused("the copy of how it was is gone")
        return data

    def _keep(self, entries: tuple[Written, ...]) -> None:
        self._put(self._file, msgspec.json.encode(_Kept(written=entries)))

    def _put(self, file: Path, data: bytes) -> None:
        if os.name == "posix":
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        user_files.replace(str(file), str(self.folder), data, user_files.read(str(file), str(self.folder)))


def default_folder() -> Path:
    """The person's own data folder, as platformdirs names it."""
    import platformdirs

    return Path(platformdirs.user_data_dir("pyready", appauthor=False, roaming=False))
