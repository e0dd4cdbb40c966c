"""When pyready.exe waits, and in which encoding it writes. What needs a window is in tests/exe."""

import io
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from for_each import for_each
from pyready import __main__
from pyready.commands import cli, console, double_click, output


@for_each(
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


@for_each(
    ("arguments", "waits"),
    [
        (["check"], True),
        (["check", "--offline", "--format", "json"], True),
        (["nonsense"], True),
        (["check", "-o", "report.json"], False),
        (["check", "-oreport.json"], False),
        (["check", "--output=report.json"], False),
        (["check", "--exit-zero"], False),
    ],
)
def test_in_its_own_window_it_waits_unless_the_answer_goes_elsewhere(arguments: list[str], waits: bool) -> None:
    assert (console.farewell(arguments) is console.wait) is waits


@pytest.fixture
def own_window(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """The program has a window of its own; what it is asked to run."""
    asked: list[tuple[Any, ...]] = []

    def run(arguments: Any, _: float, farewell: Any = None, instead: Any = None) -> int:
        asked.append((list(arguments), farewell, instead))
        return 0

    monkeypatch.setattr(console, "_owns_its_window", lambda: True)
    monkeypatch.setattr(cli, "run", run)
    return asked


def test_a_double_click_writes_the_page_and_waits(own_window: list[tuple[Any, ...]]) -> None:
    console.run_exe([], 0.0)

    assert own_window == [([], console.wait, double_click.run_double_click)]


def test_with_arguments_in_its_own_window_it_does_what_they_say_and_waits(own_window: list[tuple[Any, ...]]) -> None:
    console.run_exe(["guide", "proxy"], 0.0)

    assert own_window == [(["guide", "proxy"], console.wait, None)]


def test_in_its_own_window_it_starts_no_test_program(
    own_window: list[tuple[Any, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    console.run_exe(["check", "--try-run"], 0.0)

    assert own_window == [(["check", "--try-run"], console.wait, console.not_by_click)]
    assert console.not_by_click(0.0, [False]) == cli.USAGE
    assert "Open Command Prompt and run it there." in capsys.readouterr().err


def test_nor_does_a_double_click_prove_a_python(
    own_window: list[tuple[Any, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    console.run_exe(["verify", "3.13"], 0.0)

    assert own_window == [(["verify", "3.13"], console.wait, console.verify_not_by_click)]
    assert console.verify_not_by_click(0.0, [False]) == cli.USAGE
    assert "Open Command Prompt and run it there." in capsys.readouterr().err


def test_a_report_dropped_on_it_is_judged(own_window: list[tuple[Any, ...]], tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_text("{}", "utf-8")

    console.run_exe([str(report)], 0.0)
    console.run_exe([str(tmp_path / "nowhere.json")], 0.0)
    console.run_exe([str(report), str(report)], 0.0)

    asked = [arguments for arguments, *_ in own_window]
    assert asked == [["check", "--facts", str(report)], [str(tmp_path / "nowhere.json")], [str(report), str(report)]]


def test_in_the_window_of_another_program_there_is_no_page_and_no_wait(
    own_window: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "_owns_its_window", lambda: False)

    console.run_exe([], 0.0)

    assert own_window == [([], None, None)]


@pytest.mark.parametrize("problem", [None, KeyboardInterrupt, EOFError, OSError])
def test_a_key_ctrl_c_or_a_closed_input_ends_the_wait(
    problem: type[BaseException] | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []

    def any_key() -> None:
        asked.append(capsys.readouterr().out)
        if problem:
            raise problem

    windows = types.ModuleType("pyready.windows.console")
    windows.any_key = any_key  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyready.windows.console", windows)
    monkeypatch.setattr(sys, "platform", "win32")

    console.wait()

    assert asked == ["\nPress any key to close this window.\n"]


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
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert output.wants_colour(_Terminal())
    assert not output.wants_colour(None)
    monkeypatch.setenv("TERM", "dumb")
    assert not output.wants_colour(_Terminal())
