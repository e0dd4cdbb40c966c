"""The file system on POSIX: looked at, never written to."""

import sys

if sys.platform == "win32":
    raise ImportError("pyready.posix.files needs Linux or macOS")

import errno
import os
import stat
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TypeVar

from pyready.model.host import Drive, FileVersion, Look, Protection, Reading, Space, State, text_reading
from pyready.model.safe_text import clean
from pyready.posix.mounts import drive_kind, mount_point
from pyready.posix.quota import own

T = TypeVar("T")

FOLDER_LIMIT = 50_000
_ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.ENXIO, errno.EINVAL}
_DENIED = {errno.EACCES, errno.EPERM}


def state_of(error: OSError) -> State:
    """Say what an error means: nothing there, not allowed, or not readable as it stands."""
    if error.errno in _ABSENT:
        return "not-set"
    return "denied" if error.errno in _DENIED else "malformed"


class PosixFiles:
    """Reads with the rights of the person who runs pyready."""

    def data(self, path: str, limit: int) -> Reading[bytes]:
        """Return a regular file's bytes; larger than `limit` is malformed. Devices and pipes are not opened."""

        def read() -> Reading[bytes]:
            if not stat.S_ISREG(Path(path).stat().st_mode):
                return Reading("malformed", source=clean(path)[0])
            with Path(path).open("rb") as stream:
                content = stream.read(limit + 1)
            fits = len(content) <= limit
            return Reading("set" if fits else "malformed", content if fits else None, clean(path)[0])

        return _guarded(path, read)

    def text(self, path: str, limit: int = 1_000_000) -> Reading[str]:
        """Return a file's text as UTF-8; anything else is malformed."""
        data = self.data(path, limit)
        if data.value is None:
            return Reading(data.state, source=data.source)
        try:
            return text_reading(data.value.decode("utf-8-sig"), data.source)
        except UnicodeDecodeError:
            return Reading("malformed", source=data.source)

    def folder(self, path: str) -> Reading[tuple[str, ...]]:
        """Return the names in a folder, sorted; of more than 50,000 some, marked malformed."""

        def read() -> Reading[tuple[str, ...]]:
            with os.scandir(path) as entries:
                names = [clean(entry.name)[0] for entry in islice(entries, FOLDER_LIMIT + 1)]
            state: State = "set" if len(names) <= FOLDER_LIMIT else "malformed"
            return Reading(state, tuple(sorted(names[:FOLDER_LIMIT])), clean(path)[0])

        return _guarded(path, read)

    def look(self, path: str) -> Reading[Look]:
        """Say what stands at a path, links followed."""

        def read() -> Reading[Look]:
            found = Path(path).stat()
            kind = "folder" if stat.S_ISDIR(found.st_mode) else "file" if stat.S_ISREG(found.st_mode) else "other"
            return Reading("set", Look(kind, clean(os.path.realpath(path))[0], found.st_size), clean(path)[0])

        return _guarded(path, read)

    def writable(self, path: str) -> Reading[bool]:
        """Say whether files could be made in a folder, asked of the system, nothing written."""

        def read() -> Reading[bool]:
            Path(path).stat()
            allowed = os.access(path, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)
            return Reading("set", allowed, clean(path)[0])

        return _guarded(path, read)

    def space(self, path: str) -> Reading[Space]:
        """Return the bytes free for this user on the drive of a folder: what is free there, or a quota leaves."""

        def read() -> Reading[Space]:
            found = os.statvfs(path)
            free = found.f_bavail * found.f_frsize
            quota = own(path)
            if quota is None:
                return Reading("set", Space(free), clean(path)[0])
            left = free if quota.left is None else quota.left
            return Reading("set", Space(min(free, left), quota=left < free), clean(path)[0])

        return _guarded(path, read)

    def drive(self, path: str) -> Reading[Drive]:
        """Return the kind of drive a folder is on, and whether programs may run from it."""

        def read() -> Reading[Drive]:
            flags = os.statvfs(path).f_flag
            no_exec = getattr(os, "ST_NOEXEC", None)  # Linux only
            may_run = None if no_exec is None else not flags & no_exec
            real = os.path.realpath(path)
            return Reading("set", Drive(drive_kind(real), may_run, clean(mount_point(real))[0]), clean(path)[0])

        return _guarded(path, read)

    def protection(self, path: str) -> Reading[Protection]:
        """Say whether only root can change a file: it and every folder above belong to root and to nobody else."""

        def read() -> Reading[Protection]:
            real = Path(os.path.realpath(path))
            chain = [real.stat(), *(parent.stat() for parent in real.parents)]
            return Reading("set", Protection(all(map(only_root, chain)), _owner(chain[0].st_uid)), clean(path)[0])

        return _guarded(path, read)

    def signer(self, path: str) -> Reading[str]:
        """Missing: only Windows knows such signatures."""
        return Reading("missing", source=clean(path)[0])

    def version(self, path: str) -> Reading[FileVersion]:
        """Missing: only programs for Windows have such a version."""
        return Reading("missing", source=clean(path)[0])

    def authenticode_hash(self, path: str) -> Reading[str]:
        """Missing: only Windows compares such hashes."""
        return Reading("missing", source=clean(path)[0])


def only_root(status: os.stat_result) -> bool:
    """True for what belongs to root and neither its group nor everybody else may change."""
    return status.st_uid == 0 and not status.st_mode & 0o022


def _guarded(path: str, read: Callable[[], Reading[T]]) -> Reading[T]:
    if not path:  # Path("") would be the current folder
        return Reading("not-set", source="")
    try:
        return read()
    except OSError as error:
        return Reading(state_of(error), source=clean(path)[0])
    except ValueError:  # a NUL in the path
        return Reading("malformed", source=clean(path)[0])


def _owner(uid: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
