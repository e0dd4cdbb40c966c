"""The file system, looked at and never written to."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.files needs Windows")

import ntpath
import os
import stat
from collections.abc import Callable
from itertools import islice
from typing import TypeVar

from pyready.formats.windows_values import IO_REPARSE_TAG_APPEXECLINK, clean_value, decode, state_of, state_of_error
from pyready.model.host import Drive, FileVersion, Look, Protection, Reading, Space, State
from pyready.model.safe_text import clean
from pyready.windows.catalogues import authenticode_hash
from pyready.windows.drives import drive, space
from pyready.windows.file_version import version
from pyready.windows.links import package_behind, takes_files
from pyready.windows.native import Missing, Refused, asked
from pyready.windows.protection import protection
from pyready.windows.signature import signer

T = TypeVar("T")

MOST_NAMES = 50_000
LARGEST_PROGRAM = 64 * 1024 * 1024
"""Bytes; of a larger one neither signature nor hash is worked out."""

_IN_THE_CLOUD = 0x1000 | 0x40000 | 0x400000
"""FILE_ATTRIBUTE_OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS: reading would make OneDrive fetch the file."""


class WindowsFiles:
    """Every answer is a reading: what Windows refuses becomes its state."""

    def data(self, path: str, limit: int) -> Reading[bytes]:
        """The bytes of a file; one longer than `limit` bytes is malformed and not read."""
        return _looked(path, lambda: _data(path, limit))

    def text(self, path: str, limit: int = 1_000_000) -> Reading[str]:
        """The text of a file, UTF-8 or UTF-16 with a byte-order mark."""
        found = self.data(path, limit)
        if found.value is None:
            return Reading(found.state, source=found.source)
        text, sound = decode(found.value)
        return Reading("set" if sound else "malformed", text, found.source)

    def folder(self, path: str) -> Reading[tuple[str, ...]]:
        """The names in a folder, sorted; of more than 50,000 the first ones, marked malformed."""
        return _looked(path, lambda: _names(path))

    def look(self, path: str) -> Reading[Look]:
        """What stands at the path."""
        return _looked(path, lambda: _look(path))

    def writable(self, path: str) -> Reading[bool]:
        """Whether this user may add a file to the folder."""
        return _looked(path, lambda: _writable(path))

    def space(self, path: str) -> Reading[Space]:
        """Bytes on the drive that holds the folder."""
        return _looked(path, lambda: asked(path, lambda: space(path)))

    def drive(self, path: str) -> Reading[Drive]:
        """The drive under the path."""
        return _looked(path, lambda: asked(path, lambda: drive(path)))

    def protection(self, path: str) -> Reading[Protection]:
        """Whether only administrators can change the file."""
        return _looked(path, lambda: asked(path, lambda: protection(path)))

    def signer(self, path: str) -> Reading[str]:
        """Who signed a program, by an attached signature; of one that is larger than 64 MB it is malformed."""
        return _looked(path, lambda: _of_program(path, lambda: signer(path)))

    def version(self, path: str) -> Reading[FileVersion]:
        """What the version resource of a program says."""
        return _looked(path, lambda: _of_program(path, lambda: version(path)))

    def authenticode_hash(self, path: str) -> Reading[str]:
        """The hash of a program; of one that is larger than 64 MB it is malformed."""
        return _looked(path, lambda: _of_program(path, lambda: asked(path, lambda: authenticode_hash(path))))


def _looked(path: str, look: Callable[[], Reading[T]]) -> Reading[T]:
    source = clean(path)[0]
    if source != path:  # no such path can exist; Windows would stop at the NUL and look at another one
        return Reading("malformed", source=source)
    try:
        return look()
    except OSError as error:
        return Reading(state_of_error(error), source=source)


def _closed(path: str, limit: int) -> State | None:
    """Why the file is not opened; None where it may be. Raises OSError."""
    status = os.stat(path)
    if status.st_file_attributes & _IN_THE_CLOUD:
        return "missing"
    # Only a regular file: a folder would read as denied, and CON would wait for somebody to type.
    return "malformed" if not stat.S_ISREG(status.st_mode) or status.st_size > limit else None


def _of_program(path: str, ask: Callable[[], Reading[T]]) -> Reading[T]:
    if state := _closed(path, LARGEST_PROGRAM):
        return Reading(state, source=path)
    try:
        return ask()
    except Missing as missing:
        return Reading("missing", source=f"{path} ({missing})")
    except Refused as refused:
        return Reading(state_of(refused.number), source=path)


def _data(path: str, limit: int) -> Reading[bytes]:
    if state := _closed(path, limit):
        return Reading(state, source=path)
    with open(path, "rb") as file:
        content = file.read(limit + 1)  # it may have grown
    return Reading("malformed", source=path) if len(content) > limit else Reading("set", content, path)


def _names(path: str) -> Reading[tuple[str, ...]]:
    with os.scandir(path) as entries:
        names = sorted(entry.name for entry in islice(entries, MOST_NAMES + 1))
    texts, sound = clean_value(tuple(names[:MOST_NAMES]))
    whole = sound and len(names) <= MOST_NAMES
    return Reading("set" if whole else "malformed", texts if isinstance(texts, tuple) else (), path)


def _look(path: str) -> Reading[Look]:
    own = os.lstat(path)
    if own.st_reparse_tag == IO_REPARSE_TAG_APPEXECLINK:
        return Reading("set", Look("app-link", path, package=package_behind(path)), path)
    try:
        status = os.stat(path)
    except FileNotFoundError:  # pragma: no cover - a link to nowhere, and Wine makes no links
        return Reading("set", Look("other", path), path)
    kind = "file" if stat.S_ISREG(status.st_mode) else "folder" if stat.S_ISDIR(status.st_mode) else "other"
    return Reading("set", Look(kind, _real(path), status.st_size if kind == "file" else 0), path)


def _real(path: str) -> str:
    try:
        return clean(ntpath.realpath(path, strict=True))[0]
    except OSError:
        return path


def _writable(path: str) -> Reading[bool]:
    # The bit that means "add a file" to a folder means "write data" to a file.
    if not stat.S_ISDIR(os.stat(path).st_mode):
        return Reading("malformed", source=path)
    return asked(path, lambda: takes_files(path))
