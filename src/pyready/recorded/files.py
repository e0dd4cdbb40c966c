"""A file tree held in memory, for either kind of path."""

import ntpath
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self, TypeVar

from msgspec.structs import replace

from pyready.model.host import Drive, FileVersion, Look, Protection, Reading, Space, text_reading
from pyready.model.paths import comparable, drive_top, flavour, is_unc

T = TypeVar("T")


class Program(NamedTuple):
    """What Windows says of one program; None is what it does not say. An empty `signer` is nobody."""

    signer: str | None = None
    version: FileVersion | None = None
    sha256: str | None = None
    doubtful: bool = False
    """There is a signature, and whether it holds cannot be told."""


class RecordedFiles:
    """Answers from a mapping of path to content. `looks` and `denied` override; folders follow from the paths.

    Ordinary users can change everything but what stands at or below `protected`.
    """

    def __init__(
        self,
        files: Mapping[str, str | bytes],
        looks: Mapping[str, Look] | None = None,
        denied: Iterable[str] = (),
        drives: Mapping[str, Drive] | None = None,
        space: Space | None = None,
        protected: Iterable[str] = (),
    ) -> None:
        self._content = {comparable(path): content for path, content in files.items()}
        self._looks = {comparable(path): look for path, look in (looks or {}).items()}
        self._denied = {comparable(path) for path in denied}
        self._drives = {comparable(path): drive for path, drive in (drives or {}).items()}
        self._space = space
        self._protected = {comparable(path) for path in protected}
        self._programs: dict[str, Program] = {}
        self._folders: dict[str, set[str]] = {}
        for path in [*files, *(looks or {}), *denied]:
            self._add(path)

    def with_files(self, files: Mapping[str, str | bytes]) -> Self:
        """The same files, and these beside them."""
        self._content |= {comparable(path): content for path, content in files.items()}
        for path in files:
            self._add(path)
        return self

    def with_programs(self, programs: Mapping[str, Program]) -> Self:
        """The same files, also with signature, version and hash of these; of others they are not known."""
        self._programs |= {comparable(path): program for path, program in programs.items()}
        return self

    def _add(self, path: str) -> None:
        module = flavour(path)
        parent, name = module.split(path.rstrip("/\\"))
        while name:
            self._folders.setdefault(comparable(parent), set()).add(name)
            parent, name = module.split(parent)

    def data(self, path: str, limit: int) -> Reading[bytes]:
        if self._says_no(path):
            return Reading("denied", source=path)
        content = self._content.get(comparable(path))
        if content is None:
            return Reading("not-set", source=path)
        raw = _raw(content)
        return Reading("set", raw, path) if len(raw) <= limit else Reading("malformed", source=path)

    def text(self, path: str, limit: int = 1_000_000) -> Reading[str]:
        data = self.data(path, limit)
        if data.value is None:
            return Reading(data.state, source=path)
        try:
            return text_reading(data.value.decode("utf-8-sig"), path)
        except UnicodeDecodeError:
            return Reading("malformed", source=path)

    def folder(self, path: str) -> Reading[tuple[str, ...]]:
        if self._says_no(path):
            return Reading("denied", source=path)
        names = self._folders.get(comparable(path))
        return Reading("not-set", source=path) if names is None else Reading("set", tuple(sorted(names)), path)

    def look(self, path: str) -> Reading[Look]:
        key = comparable(path)
        if self._says_no(path):
            return Reading("denied", source=path)
        if key in self._looks:
            return Reading("set", self._looks[key], path)
        if key in self._content:
            return Reading("set", Look("file", path, len(_raw(self._content[key]))), path)
        return Reading("set", Look("folder", path), path) if key in self._folders else Reading("not-set", source=path)

    def writable(self, path: str) -> Reading[bool]:
        look = self.look(path)
        return Reading("set", True, path) if look.is_set else Reading(look.state, source=path)

    def space(self, path: str) -> Reading[Space]:
        return Reading("missing", source=path) if self._space is None else Reading("set", self._space, path)

    def drive(self, path: str) -> Reading[Drive]:
        key = comparable(path)
        best = max((top for top in self._drives if _within(key, top)), key=len, default=None)
        found = _by_spelling(path) if best is None else self._drives[best]
        return Reading("set", replace(found, top=found.top or _top(path, best)), path)

    def protection(self, path: str) -> Reading[Protection]:
        look = self.look(path)
        if not look.is_set:
            return Reading(look.state, source=path)
        protected = any(_within(comparable(path), top) for top in self._protected)
        return Reading("set", Protection(protected, "SYSTEM" if protected else ""), path)

    def signer(self, path: str) -> Reading[str]:
        program = self._program(path)
        return Reading("malformed", source=path) if program.doubtful else self._told(path, program.signer)

    def version(self, path: str) -> Reading[FileVersion]:
        return self._told(path, self._program(path).version)

    def authenticode_hash(self, path: str) -> Reading[str]:
        return self._told(path, self._program(path).sha256)

    def _program(self, path: str) -> Program:
        return self._programs.get(comparable(path), Program())

    def _told(self, path: str, value: T | None) -> Reading[T]:
        if self._says_no(path):
            return Reading("denied", source=path)
        return Reading("missing", source=path) if value is None else Reading("set", value, path)

    def _says_no(self, path: str) -> bool:
        key = comparable(path)
        return any(_within(key, no) for no in self._denied)


def _by_spelling(path: str) -> Drive:
    """What Windows says of a path without looking: of one on a server, and of one that names no drive."""
    if is_unc(path):
        return Drive("network")
    return Drive("local" if path.startswith("/") or ntpath.splitdrive(path)[0] else "unknown")


def _top(path: str, best: str | None) -> str:
    """Where its drive begins, spelled as the hosts spell it."""
    if path.startswith("/"):
        return best or "/"
    return drive_top(path)


def _raw(content: str | bytes) -> bytes:
    return content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content


def _within(key: str, top: str) -> bool:
    """Is this comparable path that one, or below it?"""
    return key == top or key.startswith((top.rstrip("/\\") + "/", top.rstrip("/\\") + "\\"))
