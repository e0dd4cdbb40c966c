"""No test writes outside its own folders: an audit hook of Python's sees each try, stops it and fails the test.

A program that a test starts is not seen. It finds a home folder of nobody's in its environment (`homes.py`).
"""

# Tests replace parts of pathlib.
# ruff: noqa: PTH100, PTH112, PTH115, PTH117, PTH118, PTH120

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import homes

TOP = Path(__file__).parents[1]
CACHES = (TOP / "build" / ".cache", TOP / ".pytest_cache", TOP / ".hypothesis")
"""Where the tools of the tests keep their own files."""
DEVICES = ("/dev/null", "/dev/full", "/dev/tty", "\\\\.\\nul")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
HKCU, HKLM = 0x80000001, 0x80000002


class WroteOutside(AssertionError):
    """A test would have written where it has no business."""


class Change(NamedTuple):
    """What would be changed: a file or folder, and whether a link at its end is followed."""

    path: Any
    folder: int = -1
    """A handle of the folder that a relative path starts from."""
    follows: bool = False
    new: bool = True
    """It may be made; else only what is there can be changed."""


def _open(path: Any, _: Any, flags: int) -> Sequence[Change]:
    return [Change(path, follows=True)] if flags & WRITING else ()


_CHANGES: dict[str, Callable[..., Sequence[Change]]] = {
    "open": _open,
    "os.mkdir": lambda path, _, folder: () if os.path.lexists(path) else [Change(path, folder)],
    "os.remove": lambda path, folder: [Change(path, folder, new=False)],
    "os.rmdir": lambda path, folder: [Change(path, folder, new=False)],
    "os.rename": lambda old, new, here, there: [Change(old, here, new=False), Change(new, there)],
    "os.link": lambda _, new, __, there: [Change(new, there)],
    "os.symlink": lambda _, new, folder: [Change(new, folder)],
    "os.truncate": lambda path, _: [Change(path, follows=True, new=False)],
    "os.chmod": lambda path, _, folder: [Change(path, folder, follows=True, new=False)],
    "os.chown": lambda path, _, __, folder: [Change(path, folder, follows=True, new=False)],
    "os.utime": lambda path, _, __, folder: [Change(path, folder, follows=True, new=False)],
}
_KEYS = ("winreg.CreateKey", "winreg.DeleteKey", "winreg.DeleteValue", "winreg.LoadKey", "winreg.SetValue")


class Guard:
    """What is watched, and what was seen: one for the process, as a hook cannot be taken away."""

    def __init__(self) -> None:
        self.test = ""
        """The test that runs; nothing is watched between tests."""
        self.allowed: tuple[str, ...] = ()
        self.keys: tuple[str, ...] = ()
        """How keys below HKCU and HKLM begin that may be changed, in small letters."""
        self.tries: list[str] = []
        self._lock = threading.Lock()

    def __call__(self, event: str, values: tuple[Any, ...]) -> None:
        if not self.test:
            return
        if event in _CHANGES:
            for change in _CHANGES[event](*values):
                if place := self._outside(change):
                    self._refuse(event, place)
        elif event in _KEYS and not self._may_change(*values[:2]):
            self._refuse(event, f"the registry: {values[0] & 0xFFFFFFFF:x}\\{values[1]}")

    def _refuse(self, event: str, place: str) -> None:
        with self._lock:
            self.tries.append(f"{self.test} would have written outside its own folder: {place} ({event})")
        raise WroteOutside(self.tries[-1])

    def _outside(self, change: Change) -> str:
        """The place, if no test may change it; empty where nothing would be changed."""
        if isinstance(change.path, int):
            return ""  # open already
        try:
            place = _place(os.fsdecode(change.path), change.folder, follows=change.follows)
        except (OSError, ValueError):
            return ""  # no path at all
        if (os.path.normcase(place) + os.sep).startswith(self.allowed) or place.casefold() in DEVICES:
            return ""
        if "__pycache__" in Path(place).parts:
            return ""
        there = os.path.isdir(os.path.dirname(place)) if change.new else os.path.lexists(place)
        return place if there else ""

    def _may_change(self, key: int, name: str | None) -> bool:
        """Whether a key of the registry is one that was named; a handle is taken to be of such a one."""
        number = key & 0xFFFFFFFF
        named = number < 0x80000000 or (number in {HKCU, HKLM} and str(name).casefold().startswith(self.keys))
        return bool(self.keys) and named

    def said(self) -> str:
        """What was tried since it was last asked, also where a program took the refusal for an answer."""
        with self._lock:
            tries, self.tries = self.tries, []
        return "\n".join(dict.fromkeys(tries))


def _place(path: str, folder: int, *, follows: bool) -> str:
    if folder != -1 and not os.path.isabs(path):
        path = os.path.join(os.readlink(f"/proc/self/fd/{folder}"), path)
    if follows:
        return os.path.realpath(path)
    above, name = os.path.split(os.path.abspath(path))
    return os.path.join(os.path.realpath(above), name)


GUARD = Guard()
sys.addaudithook(GUARD)


@contextmanager
def allowing(*places: Path) -> Iterator[None]:
    """Inside, these places may be written to: for a test that must, and puts all back."""
    before = GUARD.allowed
    GUARD.allowed += tuple(map(_allowed, places))
    try:
        yield
    finally:
        GUARD.allowed = before


@contextmanager
def allowing_keys(*begin: str) -> Iterator[None]:
    """Inside, keys below HKCU and HKLM that begin so may be changed; all of them, where both are redirected."""
    before = GUARD.keys
    GUARD.keys += tuple(each.casefold() for each in begin)
    try:
        yield
    finally:
        GUARD.keys = before


def _allowed(place: Path) -> str:
    return os.path.normcase(os.path.realpath(place)) + os.sep


class Plugin:
    """Watches each test from its first fixture to its last."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._leave: Callable[[], None] = lambda: None

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        if self._config.getoption("dist", "no") != "no" and not hasattr(self._config, "workerinput"):
            return  # the tests run in other processes, which come here too
        kept: pytest.TempPathFactory = self._config._tmp_path_factory  # type: ignore[attr-defined]
        kept.getbasetemp()  # while the folder for temporary files is the person's
        mine = homes.Nobody()
        self._leave = mine.leave
        caches = [*CACHES, *([Path(sys.pycache_prefix)] if sys.pycache_prefix else [])]
        GUARD.allowed = tuple(map(_allowed, (kept.getbasetemp(), mine.top, *caches)))

    def pytest_unconfigure(self) -> None:
        self._leave()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        GUARD.test = item.nodeid
        try:
            return (yield)
        finally:
            GUARD.test = ""

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self) -> Iterator[None]:
        return (yield from _told())

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        return (yield from _told())

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self) -> Iterator[None]:
        return (yield from _told())


def _told() -> Iterator[Any]:
    try:
        result = yield
    except WroteOutside:
        GUARD.said()
        raise
    if said := GUARD.said():
        raise WroteOutside(said)
    return result
