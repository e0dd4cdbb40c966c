"""The person's own files of settings, read and replaced whole. Only `pyready config` has this; no probe does.

A file is written beside itself and renamed, so there is never half of one. What is not plainly the person's own file
is left alone: a link, a folder, one that is shared under two names, read-only or large.
"""

import hashlib
import os
import stat
from pathlib import Path

from pyready.settings.edits import NotWritable, Refused
from pyready.settings.failures import why
from pyready.settings.left_overs import OF_SETTINGS, beside, remove_left_overs

# shown after "because": why a file is left as it is
_LARGE = "it is larger than 1 MB, which is too large for a settings file"
_LINK, _FOLDER, _NO_FILE = "it is a link to another place", "it is a folder", "it is not a file"
_SECOND_NAME = "it has a second name in another place"
_OF_ANOTHER = "it belongs to another account"
_READ_ONLY = "it is read-only"
_FOLDER_LINK = "its folder is a link to another place"
_CHANGED = "it has changed since pyready read it"
# shown the same way, with the reason of the system
_CANNOT_READ = "it cannot be read ({why})"
_CANNOT_WRITE = "it cannot be written ({why})"
_FOLDER_UNREAD = "its folder cannot be read ({why})"
_FOLDER_NOT_MADE = "its folder cannot be made ({why})"
_NOT_REMOVED = "it cannot be removed ({why})"

LIMIT = 1_000_000
"""Bytes. A larger file is not read at all."""


def digest(data: bytes) -> str:
    """SHA-256 as the journal keeps it."""
    return hashlib.sha256(data).hexdigest()


def read(path: str, top: str) -> bytes | None:
    """A file's bytes, None where there is none. Raises Refused for what will not be written."""
    file = Path(path)
    try:
        _check_folder(file.parent, Path(top))
        found = file.lstat()
        _check(file, found)
        with file.open("rb") as stream:
            data = stream.read(LIMIT + 1)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise NotWritable(_CANNOT_READ.format(why=why(error))) from None
    if len(data) > LIMIT:
        raise Refused(_LARGE)
    return data


def _check(file: Path, found: os.stat_result) -> None:
    if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", False):
        raise NotWritable(_LINK)
    if stat.S_ISDIR(found.st_mode):
        raise NotWritable(_FOLDER)
    if not stat.S_ISREG(found.st_mode):
        raise NotWritable(_NO_FILE)
    if found.st_size > LIMIT:
        raise Refused(_LARGE)
    if found.st_nlink > 1:
        raise NotWritable(_SECOND_NAME)
    if hasattr(os, "getuid") and found.st_uid != os.getuid():
        raise NotWritable(_OF_ANOTHER)
    if not found.st_mode & stat.S_IWUSR or not os.access(file, os.W_OK):
        raise NotWritable(_READ_ONLY)


def _check_folder(folder: Path, top: Path) -> None:
    """Refuse a folder that a link has moved out of the person's own one."""
    real, home = Path(os.path.realpath(folder)), Path(os.path.realpath(top))
    if not real.is_relative_to(home):
        raise NotWritable(_FOLDER_LINK)


def replace(path: str, top: str, data: bytes, before: bytes | None) -> None:
    """Put `data` in place of `before`, keeping permissions; folders that are missing are made.

    Raises Refused, and then nothing has changed: also when the file is not what it was when it was read.
    """
    file = Path(path)
    made = missing_folders(path)
    _make_folders(file.parent, made)
    try:
        _renamed(file, top, data, before)
    except OSError as error:
        remove_folders(made)
        raise NotWritable(_CANNOT_WRITE.format(why=why(error)), why(error)) from None
    except BaseException:
        remove_folders(made)
        raise


def _renamed(file: Path, top: str, data: bytes, before: bytes | None) -> None:
    remove_left_overs(file.parent)
    new = beside(file, OF_SETTINGS)
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        new.chmod(_mode(file, top, before))
        new.replace(file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _mode(file: Path, top: str, before: bytes | None) -> int:
    """The permissions of the file as it is, looked at once more right before it is replaced."""
    if read(str(file), top) != before:
        raise Refused(_CHANGED)
    return 0o600 if before is None else stat.S_IMODE(file.stat().st_mode)


def missing_folders(path: str) -> tuple[str, ...]:
    """The folders that `replace` would make for a file, outermost first. Raises Refused."""
    folder = Path(path).parent
    try:
        return tuple(str(each) for each in reversed((folder, *folder.parents)) if not each.exists())
    except OSError as error:
        raise NotWritable(_FOLDER_UNREAD.format(why=why(error))) from None


def _make_folders(folder: Path, made: tuple[str, ...]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remove_folders(made)
        raise NotWritable(_FOLDER_NOT_MADE.format(why=why(error))) from None


def remove(path: str, made: tuple[str, ...] = ()) -> None:
    """Take a file away, and the folders that were made for it where nothing else is in them. Raises Refused."""
    try:
        Path(path).unlink(missing_ok=True)
    except OSError as error:
        raise NotWritable(_NOT_REMOVED.format(why=why(error))) from None
    remove_folders(made)


def remove_folders(made: tuple[str, ...]) -> None:
    """Innermost first; one in which something is, stays. One that is not there was never made, or is gone already."""
    for each in reversed(made):
        try:
            Path(each).rmdir()
        except FileNotFoundError:
            continue
        except OSError:
            return
