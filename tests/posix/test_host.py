"""The POSIX host against the real system it runs on."""

import os
import shutil
import socket
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from for_each import for_each
from needs import missing, needs_modes
from pyready.model.host import Drive, Protection, Reading
from pyready.posix import mounts, system
from pyready.posix.files import PosixFiles, only_root
from pyready.posix.host import posix_host
from pyready.posix.system import PosixSystem
from pyready.posix.variables import PosixVariables
from pyready.recorded.host import NoNet

FILES = PosixFiles()
READING = ("data", "text", "folder", "look", "writable", "space", "drive", "protection")


def ask(method: str, path: object) -> Reading[Any]:
    """Any of the questions; one that blocks fails the test and does not hang it."""
    answer: list[Reading[Any]] = []
    limit = (1_000_000,) if method == "data" else ()
    thread = threading.Thread(target=lambda: answer.append(getattr(FILES, method)(str(path), *limit)), daemon=True)
    thread.start()
    thread.join(5.0)
    assert answer, f"{method} blocks or raises"
    return answer[0]


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A folder that may not be entered."""
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "inside.txt").write_text("secret", "utf-8")
    (folder / "inside.txt").chmod(0)
    folder.chmod(0)
    try:
        needs_modes(folder, os.R_OK)
        yield folder
    finally:
        folder.chmod(stat.S_IRWXU)


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfZo\xc3\xab\n")

    assert FILES.text(str(path)) == Reading("set", "Zoë\n", str(path))
    assert FILES.data(str(path), 100) == Reading("set", b"\xef\xbb\xbfZo\xc3\xab\n", str(path))
    look = FILES.look(str(path)).value
    assert look is not None
    assert (look.kind, look.real, look.size) == ("file", os.path.realpath(path), 8)


def test_a_folder(tmp_path: Path) -> None:
    for name in ("b", "a", ".hidden"):
        (tmp_path / name).mkdir()

    assert FILES.folder(str(tmp_path)) == Reading("set", (".hidden", "a", "b"), str(tmp_path))
    look = FILES.look(str(tmp_path)).value
    assert look is not None
    assert look.kind == "folder"
    assert FILES.data(str(tmp_path), 100).state == "malformed"


def test_nothing_is_not_set(tmp_path: Path) -> None:
    for method in READING:
        assert ask(method, tmp_path / "nothing").state == "not-set", method
        assert ask(method, tmp_path / "nothing" / "below").state == "not-set", method


@for_each("method", READING)
def test_no_path_is_nowhere_and_not_the_current_folder(method: str) -> None:
    assert ask(method, "").state == "not-set"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", "utf-8")

    assert FILES.folder(str(tmp_path / "a")).state == "not-set"
    assert FILES.look(str(tmp_path / "a" / "b")).state == "not-set"


def test_a_link_is_followed_and_its_end_is_named(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("x", "utf-8")
    (tmp_path / "link").symlink_to("real.txt")
    look = FILES.look(str(tmp_path / "link")).value

    assert look is not None
    assert (look.kind, look.real) == ("file", os.path.realpath(tmp_path / "real.txt"))
    assert FILES.text(str(tmp_path / "link")).value == "x"


def test_links_that_lead_nowhere_or_round_are_not_set(tmp_path: Path) -> None:
    (tmp_path / "dead").symlink_to("nothing")
    (tmp_path / "round").symlink_to("round")

    for name in ("dead", "round"):
        for method in READING:
            assert ask(method, tmp_path / name).state == "not-set", (name, method)


def test_a_pipe_is_seen_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert ask("look", tmp_path / "pipe").value.kind == "other"
    for method in ("data", "text"):
        assert ask(method, tmp_path / "pipe") == Reading("malformed", source=str(tmp_path / "pipe"))


def test_a_device_and_a_socket_are_never_opened(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        os.chdir(tmp_path)  # the path of a socket is short
        listener.bind("s")
        assert ask("look", tmp_path / "s").value.kind == "other"
        assert ask("text", tmp_path / "s").state == "malformed"
    assert ask("data", "/dev/zero").state == "malformed"


@pytest.fixture(autouse=True)
def back() -> Iterator[None]:
    before = Path.cwd()
    yield
    os.chdir(before)


def test_a_folder_without_rights_is_denied_and_not_absent(locked: Path) -> None:
    assert FILES.folder(str(locked)) == Reading("denied", source=str(locked))
    for method in ("data", "text", "look", "writable", "space", "drive", "protection"):
        assert ask(method, locked / "inside.txt").state == "denied", method
    assert FILES.look(str(locked / "nothing")).state == "denied"


def test_a_file_without_rights_can_be_seen_and_not_read(locked: Path, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("secret", "utf-8")
    path.chmod(0)

    assert FILES.look(str(path)).state == "set"
    assert FILES.text(str(path)) == Reading("denied", source=str(path))
    assert FILES.data(str(path), 9) == Reading("denied", source=str(path))


def test_a_folder_that_may_be_entered_and_not_changed_is_not_writable(locked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir(0o555)

    assert FILES.writable(str(folder)) == Reading("set", False, str(folder))
    assert FILES.writable(str(tmp_path)).value is True


def test_looking_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", "utf-8")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path, tmp_path / "a")}
    for method in READING:
        ask(method, tmp_path)
        ask(method, tmp_path / "a")

    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_more_than_the_limit_is_malformed_and_exactly_the_limit_is_not(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 1_000_001)
    (tmp_path / "fits").write_bytes(b"x" * 1_000_000)

    assert FILES.text(str(tmp_path / "large")) == Reading("malformed", source=str(tmp_path / "large"))
    assert len(FILES.text(str(tmp_path / "fits")).value or "") == 1_000_000
    assert FILES.data(str(tmp_path / "large"), 1_000_001).state == "set"


def test_a_huge_sparse_file_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as stream:
        stream.truncate(1 << 40)

    assert ask("data", tmp_path / "sparse") == Reading("malformed", source=str(tmp_path / "sparse"))


def test_what_is_no_text_is_malformed(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"Zo\xeb")
    (tmp_path / "nul").write_bytes(b"a\x00b")

    assert FILES.text(str(tmp_path / "latin")) == Reading("malformed", source=str(tmp_path / "latin"))
    assert FILES.text(str(tmp_path / "nul")) == Reading("malformed", "a\\u0000b", str(tmp_path / "nul"))


def test_a_name_that_is_no_text_is_shown_and_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "good").mkdir()
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff")).mkdir()
    except OSError:
        missing("this file system takes UTF-8 names only")

    assert FILES.folder(str(tmp_path)).value == ("bad\\udcff", "good")
    found = FILES.look(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff"))
    assert found.state == "set"
    assert found.source == f"{tmp_path}/bad\\udcff"
    found.source.encode()


@for_each("method", READING)
@for_each("path", ["/etc/\x00hosts", "\x00", "/etc/\ud800"], ids=ascii)
def test_a_path_that_cannot_be_is_malformed(method: str, path: str) -> None:
    reading = ask(method, path)

    assert (reading.state, reading.value) == ("malformed", None)
    reading.source.encode()
    assert "\x00" not in reading.source


@for_each("method", READING)
def test_a_path_that_is_too_long_is_not_set(method: str) -> None:
    assert ask(method, "/" + "x" * 5000).state == "not-set"


def test_what_only_root_can_change_is_protected() -> None:
    path = next((path for path in ("/etc/passwd", "/etc/hosts") if Path(path).stat().st_uid == 0), None)
    if path is None:
        missing("/etc does not belong to root here")

    assert FILES.protection(path).value == Protection(protected=True, owner="root")


def test_a_file_below_a_folder_that_everybody_can_write_to_is_not_protected(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text("", "utf-8")
    tmp_path.chmod(0o777)

    found = FILES.protection(str(path)).value
    assert found is not None
    assert not found.protected


@for_each(
    ("mode", "owner", "protected"),
    [
        (0o644, 0, True),
        (0o600, 0, True),
        (0o755, 0, True),
        (0o664, 0, False),
        (0o646, 0, False),
        (0o1777, 0, False),
        (0o644, 1000, False),
        (0o444, 1000, False),
    ],
)
def test_only_what_belongs_to_root_and_nobody_else_may_change_is_roots(mode: int, owner: int, protected: bool) -> None:
    status = os.stat_result((stat.S_IFREG | mode, 0, 0, 1, owner, 0, 0, 0, 0, 0))

    assert only_root(status) is protected


def test_a_file_of_an_ordinary_user_is_not_protected_and_its_owner_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("", "utf-8")
    if os.geteuid() == 0:
        try:
            os.chown(path, 12345, 12345)
        except PermissionError:
            missing("this root may not give files away")
    found = FILES.protection(str(path)).value

    assert found is not None
    assert not found.protected
    assert found.owner == ("12345" if os.geteuid() == 0 else PosixSystem().who().value.user)  # type: ignore[union-attr]


def test_a_link_of_root_to_a_users_file_is_judged_by_the_file(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("", "utf-8")
    (tmp_path / "real").chmod(0o666)
    (tmp_path / "link").symlink_to(tmp_path / "real")

    found = FILES.protection(str(tmp_path / "link")).value
    assert found is not None
    assert not found.protected


def test_space_is_what_the_system_says(tmp_path: Path) -> None:
    space = FILES.space(str(tmp_path)).value

    assert space is not None
    assert 0 < space.free <= shutil.disk_usage(tmp_path).total


def test_a_drive_has_a_kind_and_says_whether_programs_may_run(tmp_path: Path) -> None:
    drive = FILES.drive(str(tmp_path)).value

    assert drive is not None
    assert drive.kind in {"local", "network"}
    if sys.platform == "linux":
        assert drive.may_run is not None
        assert FILES.drive("/proc").value == Drive(
            "local", may_run=not os.statvfs("/proc").f_flag & os.ST_NOEXEC, top="/proc"
        )


MOUNTS = (
    ("/home/jane/my share", "cifs", "//server/share"),
    ("/home", "nfs4", "server:/home"),
    ("/homes", "ext4", "/dev/sdb1"),
    ("/", "ext4", "/dev/sda1"),
)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/jane", "network"),
        ("/home", "network"),
        ("/home2/jane", "local"),
        ("/homes/jane", "local"),
        ("/home/jane/my share/x", "network"),
        ("/", "local"),
        ("relative", "unknown"),
    ],
)
def test_the_deepest_mount_above_a_path_counts(monkeypatch: pytest.MonkeyPatch, path: str, kind: str) -> None:
    monkeypatch.setattr(mounts, "_mounts", lambda: MOUNTS)

    assert mounts.drive_kind(path) == kind


def test_what_is_mounted_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mounts, "_mounts", lambda: MOUNTS)

    assert [mounts.device(path) for path in ("/homes/jane", "/home/jane", "relative")] == [
        "/dev/sdb1", "server:/home", ""
    ]  # fmt: skip


def test_psutil_tells_what_proc_tells() -> None:
    """macOS has no /proc; Linux has both."""
    both = [next(each for each in found if each[0] == "/") for found in (mounts._from_psutil(), mounts._mounts())]
    assert both[0] == both[1]


def test_an_account_without_a_name_is_malformed_and_shown_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that is started with any number."""

    def unknown(number: int) -> NoReturn:
        raise KeyError(number)

    monkeypatch.setattr("pwd.getpwuid", unknown)
    monkeypatch.setattr("grp.getgrgid", unknown)
    found = posix_host(NoNet()).system.who()

    assert found.state == "malformed"
    assert found.value is not None
    assert found.value.user == str(os.geteuid())
    assert system._group_name(54321) == "54321"


def test_the_exe_has_no_interpreter_to_offer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert posix_host(NoNet()).system.interpreter().state == "missing"


def test_variables_are_those_of_the_start_and_made_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYREADY_A", "x")
    monkeypatch.setenv("PYREADY_B", "bad\udcff")
    monkeypatch.setenv("PYREADY_C", "")
    variables = PosixVariables()
    monkeypatch.setenv("PYREADY_A", "later")

    assert variables.get("PYREADY_A") == Reading("set", "x", "environment PYREADY_A")
    assert variables.get("pyready_a").state == "not-set"
    assert variables.get("PYREADY_B") == Reading("malformed", "bad\\udcff", "environment PYREADY_B")
    assert variables.get("PYREADY_C") == Reading("set", "", "environment PYREADY_C")
    assert {"PYREADY_A", "PYREADY_B", "PYREADY_C"} <= set(variables.names())


def test_the_whole_host_answers_every_question() -> None:
    host = posix_host(NoNet())
    who, token, machine = host.system.who(), host.system.token(), host.system.machine()

    assert who.value is not None
    assert who.value.user
    assert token.value is not None
    assert token.value.elevated is (os.geteuid() == 0)
    assert machine.value is not None
    assert machine.value.architecture
    assert Path(host.system.interpreter().value or "").is_file()
    assert host.registry.value("HKLM\\x", "y") == Reading("missing", source="HKLM\\x")
    assert host.registry.subkeys("HKLM\\x").state == "missing"
    assert host.clock.left() == float("inf")


def test_a_folder_of_very_many_names_is_cut_and_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyready.posix import files as module

    monkeypatch.setattr(module, "FOLDER_LIMIT", 3)
    for number in range(3):
        (tmp_path / str(number)).touch()
    whole = FILES.folder(str(tmp_path))
    (tmp_path / "3").touch()
    cut = FILES.folder(str(tmp_path))

    assert (whole.state, len(whole.value or ())) == ("set", 3)
    assert (cut.state, len(cut.value or ())) == ("malformed", 3)
