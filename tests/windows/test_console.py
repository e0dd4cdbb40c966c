"""The console, asked of a real Windows or of Wine; the console of a double-click is in tests/exe."""

import ctypes
import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pyready.commands import console as window
from pyready.windows import console
from pyready.windows.native import Missing

pytestmark = pytest.mark.windows


def answers(monkeypatch: pytest.MonkeyPatch, **functions: Callable[..., int]) -> None:
    """Let Windows have these functions only."""

    def function(library: str, name: str, *_: object) -> Callable[..., int]:
        if name not in functions:
            raise Missing(name)
        return functions[name]

    monkeypatch.setattr(console, "function", function)


def test_the_code_page_is_what_windows_says() -> None:
    assert console.code_page() == ctypes.windll.kernel32.GetConsoleOutputCP()


def test_a_console_that_the_tests_share_does_not_close_with_us() -> None:
    assert console.closes_with_us() is False


@pytest.mark.parametrize(
    ("processes", "session", "closes"), [(1, 1, True), (1, 0, False), (2, 1, False), (0, 1, False), (1, None, True)]
)
def test_a_window_closes_with_us_when_we_are_alone_in_a_session_that_can_be_seen(
    processes: int, session: int | None, closes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tell(_: int, number: Any) -> int:
        if session is not None:
            number._obj.value = session
        return session is not None

    answers(
        monkeypatch,
        GetConsoleProcessList=lambda *_: processes, GetCurrentProcessId=lambda: 7, ProcessIdToSessionId=tell,
        GetStartupInfoW=lambda _: 0,
    )  # fmt: skip

    assert console.closes_with_us() is closes


@pytest.mark.parametrize(("flags", "show", "closes"), [(1, 0, False), (1, 1, True), (0, 0, True)])
def test_nobody_is_waited_for_in_a_window_that_was_asked_to_be_hidden(
    flags: int, show: int, closes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(info: Any) -> None:
        info._obj.dwFlags, info._obj.wShowWindow = flags, show

    monkeypatch.setattr(console, "_session", lambda: 1)
    answers(monkeypatch, GetConsoleProcessList=lambda *_: 1, GetStartupInfoW=start)

    assert console.closes_with_us() is closes


def test_the_way_this_process_was_started_is_known() -> None:
    info = console._StartupInfo()
    ctypes.windll.kernel32.GetStartupInfoW(ctypes.byref(info))

    assert info.cb == ctypes.sizeof(info) == 104


def test_a_key_pressed_before_does_not_count_and_ctrl_c_is_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[object] = []

    def read(_: int, mode: Any) -> int:
        mode._obj.value = 0x1F7
        return 1

    monkeypatch.setattr(console.msvcrt, "getwch", lambda: order.append("key"))
    answers(
        monkeypatch, GetStdHandle=lambda _: 100, GetConsoleMode=read,
        SetConsoleMode=lambda *given: order.append(given), FlushConsoleInputBuffer=order.append,
    )  # fmt: skip

    console.any_key()

    assert order == [(100, 0x1F6), 100, "key"]


def test_without_these_functions_it_waits_for_a_key_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[object] = []
    monkeypatch.setattr(console.msvcrt, "getwch", lambda: order.append("key"))
    answers(monkeypatch)

    console.any_key()

    assert order == ["key"]


def test_colour_is_added_to_the_mode_of_both_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[int, int]] = []

    def read(_: int, mode: Any) -> int:
        mode._obj.value = 3
        return 1

    def write(handle: int, mode: int) -> int:
        written.append((handle, mode))
        return handle == 100

    handles = {0xFFFFFFF5: 100, 0xFFFFFFF4: 200}  # -11 and -12
    answers(
        monkeypatch, GetStdHandle=handles.__getitem__, GetConsoleMode=read, SetConsoleMode=write,
        GetConsoleScreenBufferInfo=lambda *_: 1, WriteConsoleW=lambda *_: 1,
    )  # fmt: skip

    assert console.understands_colour() is True
    assert console.understands_colour(error=True) is False  # this one refused
    assert written == [(100, 7), (200, 7)]


class Screen:
    """A console of one line that shows what it is given; where it obeys, all but escape sequences."""

    def __init__(self, *, obeys: bool, seen: bool = True) -> None:
        self.obeys, self.seen, self.line, self.at, self.mode = obeys, seen, [" "] * 20, 5, 3

    def where(self, _: int, info: Any) -> int:
        info._obj.dwCursorPosition.X = self.at
        return self.seen

    def show(self, _: int, text: str, *__: object) -> int:
        for each in re.sub(r"\x1b\[\d*m", "", text) if self.obeys else text:
            self.line[self.at] = each
            self.at += 1
        return 1

    def move(self, _: int, place: Any) -> int:
        self.at = place.X
        return 1

    def take(self, _: int, mode: int) -> int:
        self.mode = mode
        return 1

    def tell(self, _: int, mode: Any) -> int:
        mode._obj.value = self.mode
        return 1


@pytest.mark.parametrize(("obeys", "seen", "mode"), [(True, True, 7), (False, True, 3), (True, False, 3)])
def test_a_console_obeys_where_the_cursor_stays(
    obeys: bool, seen: bool, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen(obeys=obeys, seen=seen)
    answers(
        monkeypatch, GetStdHandle=lambda _: 100, GetConsoleMode=screen.tell, SetConsoleMode=screen.take,
        GetConsoleScreenBufferInfo=screen.where, WriteConsoleW=screen.show, SetConsoleCursorPosition=screen.move,
    )  # fmt: skip

    assert console.understands_colour() is (obeys and seen)
    assert (screen.line, screen.at, screen.mode) == ([" "] * 20, 5, mode)


IN_A_WINDOW = r"""
import ctypes, pathlib, sys
from ctypes import wintypes
from pyready.windows import console

kernel = ctypes.windll.kernel32
kernel.CreateFileW.restype = wintypes.HANDLE
handle = wintypes.HANDLE(kernel.CreateFileW("CONOUT$", 0xC0000000, 3, None, 3, 0, None))
kernel.SetStdHandle(-11, handle)
obeys = console.understands_colour()
console._put(handle, "\x1b[32mx\x1b[0m" if obeys else "x")
text, number = ctypes.create_unicode_buffer(40), wintypes.DWORD()
kernel.ReadConsoleOutputCharacterW(handle, text, 40, console._Coord(0, 0), ctypes.byref(number))
pathlib.Path(sys.argv[1]).write_text(f"{obeys}:{text.value.rstrip()}", "utf-8")
"""


@pytest.mark.native  # Wine has no window without a screen: docs/testing.md says how to see one
def test_in_a_window_of_its_own_no_code_is_seen(tmp_path: Path) -> None:
    told = tmp_path / "told"
    subprocess.run(
        [sys.executable, "-c", IN_A_WINDOW, str(told)], creationflags=0x10, check=True, timeout=60  # CREATE_NEW_CONSOLE
    )  # fmt: skip
    assert told.read_text("utf-8") in {"True:x", "False:x"}


def test_what_is_no_console_shows_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, GetStdHandle=lambda _: 100, GetConsoleMode=lambda *_: 0, SetConsoleMode=lambda *_: 0)

    assert console.understands_colour() is False


def test_a_windows_without_these_functions_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch)

    assert console.closes_with_us() is False
    assert console.understands_colour() is False
    assert console.code_page() == 0


def test_what_goes_into_a_pipe_is_written_in_the_code_page_of_the_console(monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", piped)
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(console, "code_page", lambda: 850)

    window.prepare()

    assert piped.encoding == "cp850"


@pytest.mark.parametrize(("alone", "screen", "waits"), [(True, True, True), (True, False, False), (False, True, False)])
def test_only_a_person_at_a_window_that_closes_is_waited_for(
    alone: bool, screen: bool, waits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "closes_with_us", lambda: alone)
    monkeypatch.setattr(window, "is_terminal", lambda _: screen)

    assert window._owns_its_window() is waits
