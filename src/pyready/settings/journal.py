"""What `pyready config --write` has written: for `--undo`, and for whoever asks.

It lies in the person's own data folder. The copies of files as they were may hold passwords that stood in them, so
folder and copies are for the person alone (0700, 0600; on Windows the folder is the person's already).
"""

import contextlib
import datetime as dt
import os
from pathlib import Path

import msgspec

from pyready.settings import user_files
from pyready.settings.edits import NotWritable, Refused
from pyready.settings.failures import why

# shown in place of the folder where it is not in the home folder
_DATA_FOLDER = "its data folder"
# shown after "because": why nothing is written or undone
_UNUSABLE = "the journal in {place} cannot be used: {why}"
_UNREADABLE = "the journal in {place} cannot be read"
_NO_COPY = "the copy of the earlier file is missing"
_NOT_NOTED = "pyready cannot note it in {place} ({why})"

LIMIT = 4_000_000


class Written(msgspec.Struct, frozen=True):
    """One file that was written. It is noted before anything of it changes, so a stop in between leaves no gap."""

    tool: str
    file: str
    top: str
    shown: str
    """The file as it may be shown: with a variable in place of the person's folder."""
    before: str
    """SHA-256; empty for a file that was not there."""
    after: str
    copy: str
    """Name of the copy of the file as it was; empty for a file that was not there. Noted first, so none is unknown."""
    lines: tuple[str, ...]
    """What came in, for a person who has to take it out by hand."""
    at: dt.datetime
    folders: tuple[str, ...] = ()
    """Folders that were not there before, outermost first."""


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
        return self._read()[0]

    def _read(self) -> tuple[tuple[Written, ...], bytes | None]:
        """What was written, and the bytes that say so."""
        try:
            data = user_files.read(str(self._file), str(self.folder))
        except Refused as refused:
            raise type(refused)(_UNUSABLE.format(place=self._shown, why=refused)) from None
        try:
            return (msgspec.json.decode(data, type=_Kept).written if data is not None else ()), data
        except msgspec.DecodeError:
            raise Refused(_UNREADABLE.format(place=self._shown)) from None

    def note(self, entry: Written, before: bytes | None) -> None:
        """Keep the entry, then the copy that it names."""
        entries, data = self._read()
        self._keep((*entries, entry), data)
        if before is not None:
            self._put(self.folder / entry.copy, before, None)

    def drop(self, entry: Written) -> None:
        """Forget the copy of an entry, then the entry."""
        entries, data = self._read()
        if entry.copy:
            try:
                (self.folder / entry.copy).unlink(missing_ok=True)
            except OSError as error:
                raise self._not_noted(why(error)) from None
        if entry in entries:
            self._keep(tuple(each for each in entries if each != entry), data)

    def copy(self, entry: Written) -> bytes:
        """The file as it was. Raises Refused when the copy is gone or is another."""
        data = user_files.read(str(self.folder / entry.copy), str(self.folder))
        if data is None or user_files.digest(data) != entry.before:
            raise Refused(_NO_COPY)
        return data

    def _keep(self, entries: tuple[Written, ...], before: bytes | None) -> None:
        self._put(self._file, msgspec.json.encode(_Kept(written=entries)), before)

    def _put(self, file: Path, data: bytes, before: bytes | None) -> None:
        try:
            if os.name == "posix":
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            user_files.replace(str(file), str(self.folder), data, before)
        except OSError as error:
            raise self._not_noted(why(error)) from None
        except NotWritable as refused:
            raise self._not_noted(refused.reason) from None

    def _not_noted(self, reason: str) -> NotWritable:
        return NotWritable(_NOT_NOTED.format(place=self._shown, why=reason))

    @property
    def _shown(self) -> str:
        """The folder without the person's name where it is in the home folder, as it usually is."""
        with contextlib.suppress(RuntimeError, ValueError):
            return str(Path("~", self.folder.relative_to(Path.home())))
        return _DATA_FOLDER


def default_folder() -> Path:
    """The person's own data folder, as platformdirs names it."""
    import platformdirs

    return Path(platformdirs.user_data_dir("pyready", appauthor=False, roaming=False))
