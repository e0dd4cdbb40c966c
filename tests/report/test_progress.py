import io
import re
import sys
import time
from collections.abc import Iterator

import pytest

from pyready.model.probe import Probe, file
from pyready.report.progress import Board, Forgiving, progress

PROBES = [
    Probe("identity", int, lambda host, facts: 0, "who runs this [bold]"),
    Probe("network", str, lambda host, facts: "", "whether the servers answer", network=True),
    Probe("store", bytes, lambda host, facts: b"", "the Store"),
]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Broken(Terminal):
    """A terminal that went away."""

    def write(self, text: str) -> int:
        raise BrokenPipeError

    def flush(self) -> None:
        raise OSError


@pytest.fixture(autouse=True)
def _ordinary_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    return iter([None])


def screen(written: str) -> list[str]:
    """What stands on a terminal after all that: a very small one, which knows what rich uses."""
    lines, row, column = [""], 0, 0
    for code, char in re.findall(r"\x1b\[([?\d;]*[A-Za-z])|([\s\S])", written):
        if code == "2K":
            lines[row] = ""
        elif code.endswith("A"):
            row = max(0, row - int(code[:-1]))
        elif char == "\r":
            column = 0
        elif char == "\n":
            row, column = row + 1, 0
            lines += [""] * (row + 1 - len(lines))
        elif char:
            lines[row] = lines[row][:column].ljust(column) + char + lines[row][column + 1 :]
            column += 1
    return lines


def wait_for(stream: io.StringIO, text: str) -> None:
    ends = time.monotonic() + 20
    while text not in stream.getvalue():
        assert time.monotonic() < ends, stream.getvalue()
        time.sleep(0.02)


def test_it_shows_each_probe_and_leaves_the_screen_clean() -> None:
    stream = Terminal()
    with progress(stream, True, PROBES) as heard:
        heard(PROBES[0], "started")
        wait_for(stream, "checking")
        heard(PROBES[0], "done")
        heard(PROBES[1], "started")
        heard(PROBES[2], "done")
        wait_for(stream, "done")
        assert any(
            re.search(r"checking +\d\.\d s  whether the servers answer", line) for line in screen(stream.getvalue())
        )
        heard(PROBES[1], "timed-out")
    assert "".join(screen(stream.getvalue())).strip() == ""
    assert stream.getvalue().rindex("\x1b[?25h") > stream.getvalue().rindex("\x1b[?25l")


def test_ctrl_c_leaves_a_clean_terminal() -> None:
    stream = Terminal()

    def interrupted() -> None:
        with progress(stream, True, PROBES) as heard:
            heard(PROBES[0], "started")
            wait_for(stream, "checking")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert "".join(screen(stream.getvalue())).strip() == ""
    assert "\x1b[?25h" in stream.getvalue()


@pytest.mark.parametrize(("stream", "enabled"), [(Terminal(), False), (io.StringIO(), True)])
def test_it_shows_nothing_when_it_should_not(stream: io.StringIO, enabled: bool) -> None:
    with progress(stream, enabled, PROBES) as heard:
        for probe in PROBES:
            heard(probe, "started")
    assert stream.getvalue() == ""


def test_a_closed_stream_is_no_fault() -> None:
    stream = Terminal()
    stream.close()
    with progress(stream, True, PROBES) as heard:
        heard(PROBES[0], "started")


@pytest.mark.parametrize("stream", [Broken(), None])
def test_a_stream_that_cannot_be_written_is_no_fault(stream: Terminal) -> None:
    with progress(stream, True, PROBES) as heard:
        heard(PROBES[0], "started")
        time.sleep(0.3)
        heard(PROBES[0], "crashed")


def test_a_stream_closed_on_the_way_is_no_fault() -> None:
    stream = Terminal()
    with progress(stream, True, PROBES) as heard:
        heard(PROBES[0], "started")
        wait_for(stream, "checking")
        stream.close()
        time.sleep(0.3)
        heard(PROBES[0], "done")


NO_COLUMN = pytest.mark.skipif(sys.platform == "win32", reason="rich keeps one column of Windows' older consoles free")


@pytest.mark.parametrize(("columns", "lines"), [pytest.param("1", "1", marks=NO_COLUMN), ("12", "3"), ("500", "2")])
def test_a_tiny_terminal_is_left_clean(monkeypatch: pytest.MonkeyPatch, columns: str, lines: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", lines)
    stream = Terminal()
    with progress(stream, True, PROBES) as heard:
        heard(PROBES[0], "started")
        wait_for(stream, "p")
    assert "".join(screen(stream.getvalue())).strip() == ""


def test_what_is_finished_makes_room_first() -> None:
    board = Board(PROBES)
    for probe in PROBES:
        board.heard(probe, "started")
    board.heard(PROBES[0], "done")
    assert [line.split()[0] for line in board.drawn(3).plain.split("\n")[1:]] == ["checking", "checking"]
    assert "who runs this" in board.drawn(4).plain


def test_markup_in_a_name_is_only_text() -> None:
    board = Board(PROBES)
    assert "waiting           who runs this [bold]" in board.drawn(9).plain


def test_a_probe_of_another_platform_is_not_shown() -> None:
    board = Board(PROBES)
    board.heard(PROBES[2], "done")
    assert "the Store" not in board.drawn(9).plain


def test_it_says_that_nothing_is_changed_only_while_that_is_so() -> None:
    trial = Probe("trial", float, lambda host, facts: 0.0, "a trial", writes=(file("x", "to try"),))
    assert "It changes nothing." in Board(PROBES).drawn(9).plain
    assert "It changes nothing." not in Board([*PROBES, trial]).drawn(9).plain


def test_a_forgiving_stream_passes_the_rest_on() -> None:
    assert Forgiving(Terminal()).isatty()
    assert Forgiving(Broken()).write("text") == 4


def test_it_says_how_long_the_whole_takes_at_most() -> None:
    assert Board(PROBES, 15.0).drawn(9).plain.split("\n")[0].endswith(" This takes at most 15 seconds.")
    assert "at most" not in Board(PROBES).drawn(9).plain


def test_a_terminal_that_does_not_draw_gets_one_plain_line() -> None:
    stream = Terminal()
    with progress(stream, enabled=True, draws=False, probes=PROBES, longest=15) as listener:
        listener(PROBES[0], "started")
        listener(PROBES[0], "done")
    assert (
        stream.getvalue() == "pyready is checking this computer. It changes nothing. This takes at most 15 seconds.\n"
    )


def test_what_is_no_terminal_gets_no_line_either() -> None:
    for stream, enabled in ((io.StringIO(), True), (Terminal(), False)):
        with progress(stream, enabled=enabled, draws=False, probes=PROBES):
            pass
        assert stream.getvalue() == ""


def test_a_terminal_that_went_away_costs_nothing() -> None:
    with progress(Broken(), enabled=True, draws=False, probes=PROBES):
        pass
