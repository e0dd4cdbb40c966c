"""Tests that write where they should not, and some that may: `test_guard.py` runs them and says which must fail."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

import pytest

ELSEWHERE = Path(os.environ.get("PYREADY_ELSEWHERE", ""))
FILE, FOLDER = ELSEWHERE / "file", ELSEWHERE / "folder"


def test_a_file_is_written() -> None:
    (ELSEWHERE / "new").write_text("x", "utf-8")


def test_a_file_is_written_by_way_of_a_link(tmp_path: Path) -> None:
    with suppress(OSError):
        (tmp_path / "link").symlink_to(FILE)
    if sys.platform == "win32" and not (tmp_path / "link").is_symlink():
        pytest.skip("this account may not make links")
    (tmp_path / "link").write_text("x", "utf-8")


def test_a_file_is_added_to() -> None:
    with FILE.open("ab"):
        pass


def test_a_file_is_opened_with_a_number() -> None:
    os.close(os.open(ELSEWHERE / "new", os.O_CREAT | os.O_WRONLY))


def test_a_file_is_removed() -> None:
    FILE.unlink()


def test_a_file_is_moved_away(tmp_path: Path) -> None:
    FILE.rename(tmp_path / "mine")


def test_a_file_is_moved_there(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    (tmp_path / "mine").replace(FILE)


def test_a_folder_is_made() -> None:
    (ELSEWHERE / "a" / "b").mkdir(parents=True)


def test_a_folder_is_removed() -> None:
    FOLDER.rmdir()


def test_a_tree_is_removed() -> None:
    shutil.rmtree(ELSEWHERE)


def test_a_link_is_made(tmp_path: Path) -> None:
    (ELSEWHERE / "new").symlink_to(tmp_path)


def test_a_second_name_is_made(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    (ELSEWHERE / "new").hardlink_to(tmp_path / "mine")


def test_a_mode_is_changed() -> None:
    FILE.chmod(0o600)


def test_a_file_is_cut() -> None:
    os.truncate(FILE, 0)


def test_a_time_is_changed() -> None:
    os.utime(FILE)


def test_a_refusal_is_swallowed() -> None:
    with suppress(Exception):
        FILE.write_text("x", "utf-8")


def test_a_thread_writes() -> None:
    def write() -> None:
        with suppress(AssertionError):
            FILE.write_text("x", "utf-8")

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()


@pytest.fixture
def writes_at_the_end() -> object:
    yield
    FILE.write_text("x", "utf-8")


@pytest.mark.usefixtures("writes_at_the_end")
def test_a_fixture_writes() -> None:
    pass


@pytest.mark.skipif(sys.platform == "win32", reason="handles of folders")
def test_a_file_is_removed_below_an_open_folder() -> None:
    folder = os.open(ELSEWHERE, os.O_RDONLY)
    try:
        os.unlink("file", dir_fd=folder)
    finally:
        os.close(folder)


@pytest.mark.skipif(sys.platform != "win32", reason="a registry")
@pytest.mark.parametrize("way", ["CreateKey", "SetValue", "DeleteKey"])
def test_a_key_is_changed(way: str) -> None:
    import winreg

    name = r"Software\pyready-tests-no-such-key"
    changes = {
        "CreateKey": lambda: winreg.CreateKey(winreg.HKEY_CURRENT_USER, name),
        "SetValue": lambda: winreg.SetValue(winreg.HKEY_CURRENT_USER, name, winreg.REG_SZ, "x"),
        "DeleteKey": lambda: winreg.DeleteKey(winreg.HKEY_CURRENT_USER, name),
    }
    changes[way]()


def test_may_write_in_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_text("x", "utf-8")
    shutil.rmtree(tmp_path / "a")


def test_may_write_in_a_folder_for_temporary_files() -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name, "a").write_text("x", "utf-8")


def test_may_write_at_home() -> None:
    (Path.home() / "a").write_text("x", "utf-8")


def test_may_write_into_nothing() -> None:
    Path(os.devnull).write_text("x", "utf-8")


def test_may_read() -> None:
    assert FILE.read_text("utf-8") == "before"
    assert list(FOLDER.iterdir()) == []


def test_may_ask_for_what_is_there_or_not_there_already() -> None:
    FOLDER.mkdir(exist_ok=True)
    (ELSEWHERE / "none").unlink(missing_ok=True)
    with pytest.raises(FileNotFoundError):
        (ELSEWHERE / "none" / "a").write_text("x", "utf-8")


def test_may_start_a_program_that_writes_at_home() -> None:
    code = "from pathlib import Path; (Path.home() / 'by-a-program').touch()"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert (Path.home() / "by-a-program").exists()
    assert str(Path.home()).startswith(os.path.realpath(Path(tempfile.gettempdir()).parent))
