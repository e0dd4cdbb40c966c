"""Writing a person's own files: whole, noted first, taken back; and what is never touched."""

import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from for_each import for_each
from laptops.bare import linux, windows
from needs import needs, needs_modes
from pyready.commands import config_text
from pyready.model.host import Host
from pyready.recorded.files import RecordedFiles
from pyready.recorded.host import recorded_host
from pyready.settings import user_files, writing
from pyready.settings.advice import HERE, Line, ToolPlan
from pyready.settings.edits import NotWritable, Refused, Wanted
from pyready.settings.journal import Journal
from pyready.settings.places import place
from pyready.settings.prepare import Prepared, prepared

WINDOWS = sys.platform == "win32"
PIP_CONF = "AppData/Roaming/pip/pip.ini" if WINDOWS else ".config/pip/pip.conf"
TOP = PIP_CONF.partition("/")[0]
NO_MODES = pytest.mark.skipif(WINDOWS, reason="modes of POSIX")
AT = dt.datetime(2026, 11, 22, 14, 0, tzinfo=dt.UTC)
PROXY = "http://proxy.trust.example:8080"
PIP = ToolPlan("pip", "change", "", (Line(Wanted("global", "proxy", PROXY), "", HERE),))
GIT = ToolPlan("git", "change", "", (Line(Wanted("http", "proxy", PROXY), "", HERE),))
UV = ToolPlan("uv", "change", "", (Line(Wanted("", "system-certs", "true"), "", HERE),))
CONDA = ToolPlan("conda", "change", "", (Line(Wanted("proxy_servers", "http", PROXY), "", HERE),))


def at_home(home: Path, **variables: str) -> Host:
    """A host that knows of nothing but a home folder; its files are looked at by the code under test alone."""
    if WINDOWS:
        own = {"USERPROFILE": str(home), "APPDATA": str(home / "AppData" / "Roaming")}
        return recorded_host("windows", {**own, **variables}, RecordedFiles({}))
    return recorded_host("linux", {"HOME": str(home), **variables}, RecordedFiles({}))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "data" / "pyready")


def conf(home: Path, data: bytes = b"[global]\ntimeout = 1\n") -> Path:
    file = home / PIP_CONF
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    return file


def test_a_new_file_and_the_folders_made_for_it_go_again(home: Path, journal: Journal) -> None:
    writing.write(prepared(at_home(home), PIP), journal, AT)
    file = home / PIP_CONF
    assert file.read_text("utf-8") == f"[global]\nproxy = {PROXY}\n"
    assert WINDOWS or file.stat().st_mode & 0o777 == 0o600
    (done,) = writing.undo(journal)
    assert (done.failed, list(home.iterdir()), journal.entries()) == (False, [], ())


def test_a_folder_in_which_something_else_is_by_now_stays(home: Path, journal: Journal) -> None:
    writing.write(prepared(at_home(home), PIP), journal, AT)
    (home / TOP / "other").write_text("x", "utf-8")
    writing.undo(journal)
    assert [path.relative_to(home).as_posix() for path in home.rglob("*")] == [TOP, f"{TOP}/other"]


def test_the_journal_tells_what_was_written_and_its_copy_is_for_the_person_alone(home: Path, journal: Journal) -> None:
    before = b"[global]\nindex-url = https://user:secret@index.example/\n"
    file = conf(home, before)
    entry = writing.write(prepared(at_home(home), PIP), journal, AT)
    (told,) = json.loads((journal.folder / "journal.json").read_text("utf-8"))["written"]
    assert (told["file"], told["before"], told["after"]) == (
        str(file),
        user_files.digest(before),
        user_files.digest(file.read_bytes()),
    )
    assert (told["at"], told["lines"]) == ("2026-11-22T14:00:00Z", [f"proxy = {PROXY}"])
    assert "secret" not in (journal.folder / "journal.json").read_text("utf-8")
    assert (journal.folder / entry.copy).read_bytes() == before
    assert WINDOWS or {path.stat().st_mode & 0o777 for path in journal.folder.iterdir()} == {0o600}
    assert WINDOWS or journal.folder.stat().st_mode & 0o777 == 0o700
    writing.undo(journal)
    assert [path.name for path in journal.folder.iterdir()] == ["journal.json"]


def test_two_writes_to_one_file_are_taken_back_in_turn(home: Path, journal: Journal) -> None:
    file = conf(home)
    first = file.read_bytes()
    writing.write(prepared(at_home(home), PIP), journal, AT)
    more = PIP._replace(lines=(*PIP.lines, Line(Wanted("global", "cert", "/etc/ssl/cert.pem"), "", HERE)))
    writing.write(prepared(at_home(home), more), journal, AT)
    assert len(journal.entries()) == 2
    assert [each.failed for each in writing.undo(journal)] == [False, False]
    assert file.read_bytes() == first


def test_undo_for_one_tool_leaves_the_others(home: Path, journal: Journal) -> None:
    for each in (PIP, GIT):
        writing.write(prepared(at_home(home), each), journal, AT)
    writing.undo(journal, ("git",))
    assert not (home / ".gitconfig").exists()
    assert [each.tool for each in journal.entries()] == ["pip"]


def test_a_stop_before_the_file_is_replaced_leaves_a_whole_file_and_a_true_journal(
    home: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = conf(home)
    before = file.read_bytes()
    real = user_files.replace

    def stopped(path: str, top: str, data: bytes, old: bytes | None) -> None:
        if path == str(file):
            raise KeyboardInterrupt
        real(path, top, data, old)

    with monkeypatch.context() as patched:
        patched.setattr(user_files, "replace", stopped)
        with pytest.raises(KeyboardInterrupt):
            writing.write(prepared(at_home(home), PIP), journal, AT)
    assert file.read_bytes() == before
    assert len(journal.entries()) == 1
    (done,) = writing.undo(journal)
    assert (done.failed, file.read_bytes(), journal.entries()) == (False, before, ())
    assert [path.name for path in file.parent.iterdir()] == [file.name]


class Killed(BaseException):
    """Stands for a kill where nothing of pyready's runs any more."""


def killed_at(monkeypatch: pytest.MonkeyPatch, name: str, file: Path) -> None:
    """From now on this call of pathlib's ends the run when it is for that file, and so does all tidying up after it."""
    real, dead = getattr(Path, name), []

    def call(path: Path, *words: object, **more: object) -> object:
        if path == file or file in words or dead:
            dead.append(path)
            raise Killed
        return real(path, *words, **more)

    for each in {name, "unlink", "rmdir"}:
        monkeypatch.setattr(Path, each, call if each == name else _dies(getattr(Path, each), dead))


def _dies(real: Callable[..., object], dead: list[Path]) -> Callable[..., object]:
    def call(path: Path, *words: object, **more: object) -> object:
        if dead:
            raise Killed
        return real(path, *words, **more)

    return call


def kill_while_writing(home: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run that ended right before its temporary file took its name; that file."""
    with monkeypatch.context() as patched:
        killed_at(patched, "replace", home / PIP_CONF)
        with pytest.raises(Killed):
            writing.write(prepared(at_home(home), PIP), journal, AT)
    (left,) = (home / PIP_CONF).parent.glob(".pyready-*.tmp")
    return left


def test_undo_takes_away_at_once_what_a_killed_run_left(
    home: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_while_writing(home, journal, monkeypatch)
    (done,) = writing.undo(journal)
    assert (done.failed, list(home.iterdir()), journal.entries()) == (False, [], ())


def test_undo_leaves_what_another_run_writes_as_its_report(
    home: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = kill_while_writing(home, journal, monkeypatch)
    report = left.with_name(f".pyready-{'0' * 16}.tmp")
    report.touch()
    writing.undo(journal)
    assert [path.name for path in left.parent.iterdir()] == [report.name]


def test_folders_made_by_a_run_that_was_killed_before_it_wrote_go_too(
    home: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = home / PIP_CONF
    with monkeypatch.context() as patched:
        killed_at(patched, "iterdir", file.parent)
        with pytest.raises(Killed):
            writing.write(prepared(at_home(home), PIP), journal, AT)
    assert file.parent.exists()
    if len(file.relative_to(home).parts) > 2:
        file.parent.rmdir()  # as if the kill had come after the first of them
    (done,) = writing.undo(journal)
    assert (done.failed, list(home.iterdir()), journal.entries()) == (False, [], ())


def test_a_run_that_was_killed_after_it_wrote_knows_of_its_folders(
    home: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = user_files.replace

    def killed(path: str, top: str, data: bytes, old: bytes | None) -> None:
        real(path, top, data, old)
        if path == str(home / PIP_CONF):
            raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(user_files, "replace", killed)
        with pytest.raises(Killed):
            writing.write(prepared(at_home(home), PIP), journal, AT)
    (done,) = writing.undo(journal)
    assert (done.failed, list(home.iterdir()), journal.entries()) == (False, [], ())


def test_an_undo_that_was_killed_after_it_deleted_is_finished_by_the_next(
    home: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing.write(prepared(at_home(home), PIP), journal, AT)
    with monkeypatch.context() as patched:
        killed_at(patched, "rmdir", (home / PIP_CONF).parent)
        with pytest.raises(Killed):
            writing.undo(journal)
    assert (home / PIP_CONF).parent.exists()
    (done,) = writing.undo(journal)
    assert (done.failed, list(home.iterdir()), journal.entries()) == (False, [], ())


@pytest.mark.parametrize("undoing", [False, True])
def test_no_kill_leaves_a_copy_of_which_the_journal_does_not_know(
    home: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch, undoing: bool
) -> None:
    conf(home)
    if undoing:
        writing.write(prepared(at_home(home), PIP), journal, AT)
    with monkeypatch.context() as patched:
        killed_at(patched, "replace", journal.folder / "journal.json")
        with pytest.raises(Killed):
            writing.undo(journal) if undoing else writing.write(prepared(at_home(home), PIP), journal, AT)
    assert {path.name for path in journal.folder.glob("*.before")} <= {each.copy for each in journal.entries()}
    assert all(not each.failed for each in writing.undo(journal))
    assert {path.name for path in journal.folder.iterdir()} <= {"journal.json"}


def test_what_a_killed_run_left_goes_when_nothing_is_to_write_any_more(
    home: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = kill_while_writing(home, journal, monkeypatch)
    writing.tidy(journal)
    assert left.exists()  # it is young: a run might be at work
    os.utime(left, (0, 0))
    writing.tidy(journal)
    assert not left.exists()


@NO_MODES
def test_a_data_folder_that_cannot_be_made_or_written_is_told(home: Path, tmp_path: Path) -> None:
    file, closed = conf(home), tmp_path / "closed"
    (closed / "pyready").mkdir(parents=True)
    (closed / "pyready").chmod(0o500)
    closed.chmod(0o500)
    needs_modes(closed)
    try:
        for folder in (closed / "pyready", closed / "new"):
            with pytest.raises(NotWritable, match=r"cannot note it .*\(permission denied\)"):
                writing.write(prepared(at_home(home), PIP), Journal(folder), AT)
    finally:
        closed.chmod(0o700)
        (closed / "pyready").chmod(0o700)
    assert file.read_bytes() == b"[global]\ntimeout = 1\n"
    assert [path.name for path in closed.rglob("*")] == ["pyready"]


@NO_MODES
def test_an_undo_that_the_data_folder_does_not_keep_is_told_as_done(home: Path, journal: Journal) -> None:
    file = conf(home)
    before = file.read_bytes()
    writing.write(prepared(at_home(home), PIP), journal, AT)
    journal.folder.chmod(0o500)
    needs_modes(journal.folder)
    try:
        (done,) = writing.undo(journal)
    finally:
        journal.folder.chmod(0o700)
    assert (done.failed, done.blocked, file.read_bytes(), len(journal.entries())) == (True, True, before, 1)
    assert done.says.startswith("has its earlier text again, but pyready cannot note it")
    (again,) = writing.undo(journal)
    assert (again.failed, file.read_bytes(), journal.entries()) == (False, before, ())


def test_a_file_that_changes_after_it_was_read_is_left_alone(home: Path, journal: Journal) -> None:
    file = conf(home)
    change = prepared(at_home(home), PIP)
    file.write_text("[global]\ntimeout = 2\n", "utf-8")
    with pytest.raises(Refused, match="changed"):
        writing.write(change, journal, AT)
    assert file.read_text("utf-8") == "[global]\ntimeout = 2\n"
    assert journal.entries() == ()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_file_that_appears_after_it_was_missed_is_left_alone(home: Path, journal: Journal) -> None:
    change = prepared(at_home(home), PIP)
    file = conf(home)
    with pytest.raises(Refused, match="changed"):
        writing.write(change, journal, AT)
    assert file.read_bytes() == b"[global]\ntimeout = 1\n"


def linked(place: Path, to: Path | str) -> None:
    """Make a link to a file or folder; an account of Windows may not, and Wine only says that it did."""
    try:
        place.symlink_to(to, target_is_directory=(place.parent / to).is_dir())
    except OSError:
        needs(False, "this account may not make links")
    needs(place.is_symlink(), "this account may not make links")


def link(file: Path) -> None:
    (file.parent / "real").write_bytes(file.read_bytes())
    file.unlink()
    linked(file, "real")


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def large(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.truncate(50_000_000)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (link, "link"),
        (folder, "folder"),
        pytest.param(pipe, "not a file", marks=pytest.mark.skipif(WINDOWS, reason="Windows has no such files")),
        (large, "larger than 1 MB"),
        (lambda file: file.chmod(0o444), "read-only"),
        (lambda file: file.chmod(0o000), "read-only"),
        (lambda file: file.write_bytes("[global]\n".encode("utf-16")), "UTF-16"),
        (lambda file: file.write_bytes(b"[global]\nname = Zo\xeb\n"), "not written in UTF-8"),
        (lambda file: file.write_bytes(b"timeout = 1\n"), "pip cannot read it"),
        (lambda file: os.link(file, file.parent / "second"), "second name"),
    ],
    ids=["link", "folder", "pipe", "50 MB", "read-only", "closed", "UTF-16", "code page", "malformed", "two names"],
)  # fmt: skip
def test_a_file_that_is_not_plainly_the_persons_own_text_is_refused(home: Path, spoil: object, says: str) -> None:
    file = conf(home)
    spoil(file)  # type: ignore[operator]
    before = file.lstat()
    with pytest.raises(Refused, match=says):
        prepared(at_home(home), PIP)
    assert (file.lstat().st_mtime_ns, file.lstat().st_mode, file.lstat().st_size) == (
        before.st_mtime_ns,
        before.st_mode,
        before.st_size,
    )


def test_a_large_yaml_or_toml_is_refused_before_it_is_parsed(home: Path) -> None:
    (home / ".condarc").write_text("# " + "x" * 70_000 + "\n", "utf-8")
    with pytest.raises(Refused, match="64 kB"):
        prepared(at_home(home), CONDA)


@NO_MODES
def test_a_folder_that_cannot_be_written_in_is_told_and_nothing_is_noted(home: Path, journal: Journal) -> None:
    file = conf(home)
    change = prepared(at_home(home), PIP)
    file.parent.chmod(0o500)
    needs_modes(file.parent)
    try:
        with pytest.raises(Refused, match="cannot be written"):
            writing.write(change, journal, AT)
    finally:
        file.parent.chmod(0o700)
    assert (file.read_bytes(), journal.entries()) == (b"[global]\ntimeout = 1\n", ())


def test_a_folder_that_a_link_moved_elsewhere_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    linked(home / TOP, tmp_path / "elsewhere")
    with pytest.raises(Refused, match="link to another place"):
        prepared(at_home(home), PIP)


def test_a_link_inside_the_home_folder_is_the_persons_own_affair(home: Path, journal: Journal) -> None:
    (home / "dotfiles").mkdir()
    linked(home / TOP, "dotfiles")
    writing.write(prepared(at_home(home), PIP), journal, AT)
    assert (home / "dotfiles" / PIP_CONF.partition("/")[2]).exists()


@pytest.mark.parametrize("value", ["http://user:secret@proxy.example:1", "<proxy-1>", "a b", "http://p:1\nx = y"])
def test_a_value_with_a_sign_in_or_of_another_form_is_never_written(home: Path, value: str) -> None:
    odd = PIP._replace(lines=(Line(Wanted("global", "proxy", value), "", HERE),))
    with pytest.raises(Refused, match="safely"):
        prepared(at_home(home), odd)


def test_a_journal_that_cannot_be_read_stops_everything(home: Path, journal: Journal) -> None:
    writing.write(prepared(at_home(home), PIP), journal, AT)
    (journal.folder / "journal.json").write_text("{", "utf-8")
    with pytest.raises(Refused, match="journal"):
        writing.undo(journal)
    with pytest.raises(Refused, match="journal"):
        writing.write(prepared(at_home(home), GIT), journal, AT)
    assert not (home / ".gitconfig").exists()


def test_a_copy_that_is_gone_leaves_the_file_as_it_is(home: Path, journal: Journal) -> None:
    file = conf(home)
    entry = writing.write(prepared(at_home(home), PIP), journal, AT)
    (journal.folder / entry.copy).unlink()
    now = file.read_bytes()
    (done,) = writing.undo(journal)
    assert (done.failed, file.read_bytes(), len(journal.entries())) == (True, now, 1)
    assert "copy" in done.says


def test_lines_that_are_left_are_shown_without_their_values_in_a_pipe(home: Path, journal: Journal) -> None:
    file = conf(home)
    writing.write(prepared(at_home(home), PIP), journal, AT)
    file.write_text(file.read_text("utf-8") + "user = no\n", "utf-8")
    found = writing.undo(journal)
    assert PROXY in config_text.undone_text(found, private=True)
    assert PROXY not in config_text.undone_text(found, private=False)
    assert "proxy = ..." in config_text.undone_text(found, private=False)
    assert str(home) not in config_text.undone_text(found, private=True)


def test_only_lines_of_our_own_are_shown_as_added(home: Path) -> None:
    conf(home, b"[global]\nindex-url = https://user:secret@index.example/")
    change: Prepared = prepared(at_home(home), PIP)
    assert change.added == (f"proxy = {PROXY}",)


@for_each(
    ("tool", "host", "path", "shown_as"),
    [
        ("pip", windows(), "C:\\Users\\jane.smith\\AppData\\Roaming\\pip\\pip.ini", "%APPDATA%\\pip\\pip.ini"),
        ("uv", windows(), "C:\\Users\\jane.smith\\AppData\\Roaming\\uv\\uv.toml", "%APPDATA%\\uv\\uv.toml"),
        ("conda", windows(), "C:\\Users\\jane.smith\\.condarc", "%USERPROFILE%\\.condarc"),
        ("git", windows(), "C:\\Users\\jane.smith\\.gitconfig", "%USERPROFILE%\\.gitconfig"),
        ("git", windows({"HOME": "H:\\"}), "H:\\.gitconfig", "%HOME%\\.gitconfig"),
        ("pip", linux(), "/home/jsmith/.config/pip/pip.conf", "~/.config/pip/pip.conf"),
        ("pip", linux({"XDG_CONFIG_HOME": "/home/jsmith/x"}), "/home/jsmith/x/pip/pip.conf", "$XDG_CONFIG_HOME/pip/pip.conf"),
        ("pip", linux(platform="macos"), "/home/jsmith/.config/pip/pip.conf", "~/.config/pip/pip.conf"),
        ("pip", linux(files={"/home/jsmith/Library/Application Support/pip/x": ""}, platform="macos"), "/home/jsmith/Library/Application Support/pip/pip.conf", "~/Library/Application Support/pip/pip.conf"),
        ("git", linux(files={"/home/jsmith/.config/git/config": ""}), "/home/jsmith/.config/git/config", "~/.config/git/config"),
        ("git", linux(files={"/home/jsmith/.config/git/config": "", "/home/jsmith/.gitconfig": ""}), "/home/jsmith/.gitconfig", "~/.gitconfig"),
        ("conda", linux(), "/home/jsmith/.condarc", "~/.condarc"),
    ],
)  # fmt: skip
def test_the_file_of_the_person_that_each_tool_reads(tool: str, host: Host, path: str, shown_as: str) -> None:
    found = place(host, tool)
    assert (found.path, found.shown) == (path, shown_as)


@for_each(
    ("tool", "name"),
    [
        ("pip", "PIP_CONFIG_FILE"),
        ("uv", "UV_CONFIG_FILE"),
        ("uv", "UV_NO_CONFIG"),
        ("conda", "CONDARC"),
        ("git", "GIT_CONFIG_GLOBAL"),
    ],
)
def test_a_tool_that_a_variable_sends_elsewhere_is_not_told_in_vain(tool: str, name: str) -> None:
    with pytest.raises(Refused, match=name):
        place(linux({name: "/some/file"}), tool)


def test_a_system_without_a_home_folder_has_no_place() -> None:
    with pytest.raises(Refused):
        place(recorded_host("linux", {}), "pip")


def test_an_entry_survives_the_journals_own_format(home: Path, journal: Journal) -> None:
    entry = writing.write(prepared(at_home(home), UV), journal, AT)
    assert journal.entries() == (entry,)
    assert msgspec.json.decode(msgspec.json.encode(entry), type=type(entry)) == entry
