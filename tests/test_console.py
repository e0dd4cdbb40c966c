"""When pyready.exe waits, and in which encoding it writes. What needs a window is in tests/exe."""

import io
import sys
import types
from typing import Any

import pytest

from pyready import __main__, cli, console, output


@pytest.mark.parametrize(
    ("page", "encoding"),
    [(437, "cp437"), (850, "cp850"), (1252, "cp1252"), (65001, "utf-8"), (0, "utf-8"), (99999, "utf-8")],
)
def test_the_code_page_decides_the_encoding(page: int, encoding: str) -> None:
    assert console.encoding_of(page) == encoding


def test_what_the_code_page_lacks_becomes_an_escape() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")

    console._written_in(stream, "cp850")
    stream.write("Zoë Ж")
    stream.flush()

    assert stream.buffer.getvalue() == b"Zo\x89 \\u0416"  # type: ignore[attr-defined]


def test_with_arguments_it_never_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "_was_double_clicked", lambda: True)

    assert console.farewell(["check"]) is not console.wait
    assert console.farewell([]) is console.wait


@pytest.mark.parametrize("stream", [io.StringIO(""), io.StringIO("\n"), None])
def test_waiting_ends_with_enter_and_with_a_closed_input(
    stream: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", stream)

    console.wait()

    assert "Press Enter to close this window." in capsys.readouterr().out


def test_ctrl_c_ends_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(io.StringIO):
        def readline(self, *_: Any) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Stopped())

    console.wait()


@pytest.mark.parametrize("arguments", [["guide"], ["nonsense"], ["--help"]])
def test_the_farewell_comes_last_whatever_happened(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []

    cli.run(arguments, 0.0, lambda: said.append("".join(capsys.readouterr())))

    assert len(said) == 1
    assert said[0]
    assert "".join(capsys.readouterr()) == ""


def test_the_farewell_comes_before_a_hard_end(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    def hanging(_: object, __: float, hung: list[bool]) -> int:
        hung[0] = True
        return 1

    monkeypatch.setattr(cli, "_dispatch", hanging)
    monkeypatch.setattr(cli, "_leave", lambda code: order.append(f"left {code}"))

    cli.run([], 0.0, lambda: order.append("farewell"))

    assert order == ["farewell", "left 1"]


@pytest.mark.skipif(sys.platform == "win32", reason="there it looks at the window")
def test_the_exe_gives_the_answer_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run_exe(["--version"], 0.0) == cli.run(["--version"], 0.0) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second


def test_only_the_frozen_program_takes_this_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["pyready", "guide"])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(console, "run_exe", lambda arguments, _: len(arguments))

    assert __main__.main() == 1


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("obeys", [True, False])
def test_on_windows_colour_follows_what_the_console_obeys(obeys: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    windows = types.ModuleType("pyready.windows.console")
    windows.understands_colour = lambda: not asked.append("asked") and obeys  # type: ignore[attr-defined, func-returns-value]
    monkeypatch.setitem(sys.modules, "pyready.windows.console", windows)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("WT_SESSION", "")
    monkeypatch.delenv("NO_COLOR", raising=False)

    assert output.wants_colour(_Terminal()) is obeys
    assert output.wants_colour(io.StringIO()) is False
    monkeypatch.setenv("NO_COLOR", "1")
    assert output.wants_colour(_Terminal()) is False
    assert asked == ["asked"]


def test_elsewhere_every_terminal_has_colour_but_a_dumb_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert output.wants_colour(_Terminal())
    assert not output.wants_colour(None)
    monkeypatch.setenv("TERM", "dumb")
    assert not output.wants_colour(_Terminal())
