"""Where a result is written, and how a fault is told."""

import errno
import io
import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from needs import needs_modes
from pyready.commands import check as check_command
from pyready.commands import cli
from pyready.commands import guide as guide_command
from pyready.commands.output import Unwritable, is_terminal, write, write_file, write_new
from pyready.knowledge.endpoints import hosts


def test_a_fault_is_told_without_its_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> NoReturn:
        raise LookupError("zaphodbeeble")

    monkeypatch.setattr(check_command, "run_check", broken)
    code = cli.run(["check"], 0.0)
    said = capsys.readouterr()

    assert code == 3
    assert said.out == ""
    assert "pyready has a fault, and made no report. Report this fault:" in said.err
    assert "LookupError at " in said.err
    assert "cli:" in said.err
    assert "zaphodbeeble" not in said.err


def test_without_standard_error_a_fault_still_has_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> NoReturn:
        raise LookupError

    monkeypatch.setattr(check_command, "run_check", broken)
    monkeypatch.setattr(sys, "stderr", None)

    assert cli.run(["check"], 0.0) == 3


def test_a_file_that_cannot_be_replaced_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    target = tmp_path / "report.json"
    target.write_text("before", "utf-8")
    monkeypatch.setattr(Path, "replace", held)

    with pytest.raises(Unwritable, match="permission denied"):
        write_file(str(target), "after")
    assert target.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_is_whole_and_alone(tmp_path: Path) -> None:
    write_new(str(tmp_path / "page.html"), "Zoë\n")

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("page.html", "Zoë\n".encode())]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("before", "utf-8")

    with pytest.raises(FileExistsError):
        write_new(str(tmp_path / "page.html"), "after")

    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("page.html", "before")]


def test_where_there_is_no_folder_no_new_file_is_written(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="no such file or directory"):
        write_new(str(tmp_path / "nowhere" / "page.html"), "text")


class NoReader(io.StringIO):
    """A pipe that nobody reads, as the C library of Windows tells of it."""

    def write(self, text: str) -> NoReturn:
        raise OSError(errno.EINVAL, "Invalid argument")


@pytest.mark.parametrize(("system", "says"), [("win32", "closed before"), ("linux", "invalid argument")])
def test_a_pipe_without_a_reader_is_told_on_windows_too(
    system: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", NoReader())
    monkeypatch.setattr(sys, "platform", system)

    with pytest.raises(Unwritable, match=says):
        write("text", utf8=False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_is_refused_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(Unwritable, match="a device or a pipe"):
        write_file(str(pipe), "Zoë")
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    link, nowhere = tmp_path / "link.json", tmp_path / "nowhere.json"
    link.symlink_to("report.json")
    nowhere.symlink_to("missing/report.json")

    write_file(str(link), "Zoë")
    with pytest.raises(Unwritable, match="no such file or directory"):
        write_file(str(nowhere), "Zoë")

    assert (tmp_path / "report.json").read_text("utf-8") == "Zoë"
    assert link.is_symlink()
    assert nowhere.is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_that_leads_to_itself_stays(tmp_path: Path) -> None:
    for name, to in (("a", "b"), ("b", "a")):
        (tmp_path / name).symlink_to(to)

    with pytest.raises(Unwritable, match="a link that leads to itself"):
        write_file(str(tmp_path / "a"), "x")
    assert {path.name: str(path.readlink()) for path in tmp_path.iterdir()} == {"a": "b", "b": "a"}


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("before", "utf-8")
    target.chmod(0o444)
    needs_modes(target)
    try:
        with pytest.raises(Unwritable, match="read-only"):
            write_file(str(target), "after")
        assert (target.read_text("utf-8"), list(tmp_path.iterdir())) == ("before", [target])
    finally:
        target.chmod(0o644)


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_folder_that_cannot_be_written_in_is_told(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("before", "utf-8")
    tmp_path.chmod(0o500)
    needs_modes(tmp_path)
    try:
        with pytest.raises(Unwritable, match="permission denied"):
            write_file(str(target), "after")
    finally:
        tmp_path.chmod(0o700)
    assert (target.read_text("utf-8"), list(tmp_path.iterdir())) == ("before", [target])


@pytest.mark.skipif(os.name == "nt", reason="permissions are no mode there")
def test_a_file_keeps_its_permissions_and_a_private_one_is_for_its_owner(tmp_path: Path) -> None:
    mine, new, private = (tmp_path / name for name in ("mine", "new", "private"))
    mine.touch(0o640)
    private.touch(0o644)
    mine.chmod(0o640)
    before = os.umask(0o027)
    try:
        write_file(str(mine), "x")
        write_file(str(new), "x")
        write_file(str(private), "x", private=True)
    finally:
        os.umask(before)

    assert [oct(path.stat().st_mode & 0o777) for path in (mine, new, private)] == ["0o640", "0o640", "0o600"]


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (f".pyready-{'0' * 16}.tmp", f".pyready-{'1' * 16}.tmp", "a.tmp"))
    for each in (old, new, other):
        each.write_text("half", "utf-8")
    for each in (old, other):
        os.utime(each, (0, 0))

    write_file(str(tmp_path / "report.json"), "x")

    assert {path.name for path in tmp_path.iterdir()} == {"report.json", new.name, "a.tmp"}


def test_a_closed_stream_is_no_terminal() -> None:
    stream = io.StringIO()
    stream.close()

    assert is_terminal(stream) is False
    assert is_terminal(object()) is False


def test_the_placeholders_of_a_guide_stand_for_host_names(capsys: pytest.CaptureFixture[str]) -> None:
    found = hosts()

    assert {"index", "index-files"} <= found.keys()
    assert all("." in found[name] and "/" not in found[name] for name in ("index", "index-files"))

    assert guide_command.run_guide("projects") == 0
    said = capsys.readouterr().out
    assert "{{" not in said
    assert all(found[name] in said for name in ("index", "index-files"))
