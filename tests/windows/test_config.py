"""`pyready config` on Windows: where files go, what is refused, and that all is taken back to the byte."""

import datetime as dt
import os
import stat
from pathlib import Path

import pytest

from pyready.net.transport import Transport
from pyready.settings import writing
from pyready.settings.advice import HERE, Line, ToolPlan
from pyready.settings.edits import NotWritable, Refused, Wanted
from pyready.settings.journal import Journal, default_folder
from pyready.settings.prepare import prepared
from pyready.windows.host import windows_host

pytestmark = pytest.mark.windows
AT = dt.datetime(2026, 11, 22, 14, 0, tzinfo=dt.UTC)
PROXY = "http://proxy.trust.example:8080"
PIP = ToolPlan("pip", "change", "", (Line(Wanted("global", "proxy", PROXY), "", HERE),))


@pytest.fixture
def roaming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Zoë's Daten" / "Roaming"
    folder.mkdir(parents=True)
    monkeypatch.setenv("APPDATA", str(folder))
    monkeypatch.delenv("PIP_CONFIG_FILE", raising=False)
    return folder


def test_a_new_file_has_the_ends_of_line_of_windows_and_goes_again(roaming: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "data")
    change = prepared(windows_host(Transport()), PIP)
    assert change.place.shown == "%APPDATA%\\pip\\pip.ini"
    writing.write(change, journal, AT)
    assert (roaming / "pip" / "pip.ini").read_bytes() == f"[global]\r\nproxy = {PROXY}\r\n".encode()
    (done,) = writing.undo(journal)
    assert (done.failed, list(roaming.iterdir())) == (False, [])


def test_a_file_that_is_there_is_restored_to_the_byte(roaming: Path, tmp_path: Path) -> None:
    journal, file = Journal(tmp_path / "data"), roaming / "pip" / "pip.ini"
    file.parent.mkdir()
    mine = b"# mine\r\n[global]\r\ntimeout = 7\r\n"
    file.write_bytes(mine)
    writing.write(prepared(windows_host(Transport()), PIP), journal, AT)
    assert file.read_bytes() == mine + f"proxy = {PROXY}\r\n".encode()
    writing.undo(journal)
    assert file.read_bytes() == mine
    assert [path.name for path in file.parent.iterdir()] == ["pip.ini"]


def test_a_read_only_file_stays_as_it_is(roaming: Path) -> None:
    file = roaming / "pip" / "pip.ini"
    file.parent.mkdir()
    file.write_bytes(b"[global]\r\n")
    os.chmod(file, stat.S_IREAD)  # noqa: PTH101 - the attribute of Windows
    try:
        with pytest.raises(Refused, match="read-only"):
            prepared(windows_host(Transport()), PIP)
    finally:
        os.chmod(file, stat.S_IREAD | stat.S_IWRITE)  # noqa: PTH101


def test_a_file_that_another_program_has_open_is_told_and_stays(roaming: Path, tmp_path: Path) -> None:
    journal, file = Journal(tmp_path / "data"), roaming / "pip" / "pip.ini"
    file.parent.mkdir()
    file.write_bytes(b"[global]\r\n")
    change = prepared(windows_host(Transport()), PIP)
    with file.open("rb"), pytest.raises(NotWritable, match="another program might have it open"):
        writing.write(change, journal, AT)
    assert (file.read_bytes(), journal.entries()) == (b"[global]\r\n", ())
    assert [path.name for path in file.parent.iterdir()] == ["pip.ini"]
    assert [path.name for path in journal.folder.iterdir()] == ["journal.json"]


def test_the_journal_lies_in_the_persons_local_folder() -> None:
    assert str(default_folder()).casefold().endswith("\\appdata\\local\\pyready")
