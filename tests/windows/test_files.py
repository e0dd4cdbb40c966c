"""The file reader against a real file system."""

import ctypes
import ntpath
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from pyready.model.host import Look
from pyready.windows import files as files_module
from pyready.windows import links as links_module
from pyready.windows.files import WindowsFiles
from pyready.windows.links import package_behind
from pyready.windows.native import Refused

pytestmark = pytest.mark.windows

FILES = WindowsFiles()


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "pip.ini"
    path.write_bytes(b"[global]\n")
    return str(path)


@pytest.mark.parametrize(
    ("data", "state", "text"),
    [
        pytest.param("Zoë".encode(), "set", "Zoë", id="UTF-8"),
        pytest.param("Zoë".encode("utf-8-sig"), "set", "Zoë", id="UTF-8 with mark"),
        pytest.param("Zoë".encode("utf-16"), "set", "Zoë", id="UTF-16 as PowerShell writes it"),
        pytest.param(b"\xfe\xff" + "Zoë".encode("utf-16-be"), "set", "Zoë", id="UTF-16, other order"),
        pytest.param("Zoë".encode("cp1252"), "malformed", r"Zo\xeb", id="an old code page"),
        pytest.param("Zoë".encode("utf-16-le"), "malformed", "Z\\u0000o\\u0000\\xeb\\u0000", id="UTF-16 without mark"),
        pytest.param(b"", "set", "", id="empty"),
    ],
)
def test_text_is_read_in_the_encodings_windows_programs_write(
    tmp_path: Path, data: bytes, state: str, text: str
) -> None:
    (tmp_path / "x.txt").write_bytes(data)
    found = FILES.text(str(tmp_path / "x.txt"))
    assert (found.state, found.value) == (state, text)


def test_a_file_as_long_as_the_limit_is_read_and_a_longer_one_is_malformed(file: str) -> None:
    assert FILES.data(file, 9).value == b"[global]\n"
    assert (FILES.data(file, 8).state, FILES.data(file, 8).value) == ("malformed", None)
    assert FILES.text(file, 8).state == "malformed"


@pytest.mark.parametrize("ask", ["folder", "look", "writable", "space", "protection"])
def test_what_is_not_there_is_not_set(tmp_path: Path, ask: str) -> None:
    assert getattr(FILES, ask)(str(tmp_path / "no" / "such")).state == "not-set"


def test_a_missing_file_is_not_set(tmp_path: Path) -> None:
    assert FILES.data(str(tmp_path / "none"), 10).state == "not-set"
    assert FILES.text(str(tmp_path / "none")).state == "not-set"


def test_a_folder_read_as_a_file_is_malformed_and_not_denied(tmp_path: Path) -> None:
    assert FILES.data(str(tmp_path), 10).state == "malformed"


@pytest.mark.parametrize("device", ["NUL", "CON", r"\\.\NUL"])
def test_a_device_is_never_read(device: str) -> None:
    assert FILES.data(device, 10).state != "set"


def test_a_path_with_a_nul_is_malformed_and_names_nothing_shorter(file: str) -> None:
    for reading in (FILES.data(file + "\0x", 10), FILES.look(file + "\0x"), FILES.drive(file + "\0x")):
        assert reading.state == "malformed"
        assert reading.source.endswith("\\u0000x")


def test_a_file_in_the_cloud_is_not_fetched(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Status:
        st_file_attributes = 0x400000  # FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
        st_mode = Path(file).stat().st_mode
        st_size = 9

    monkeypatch.setattr(files_module.os, "stat", lambda _: Status)
    assert FILES.data(file, 10).state == "missing"


def test_a_folder_is_listed_in_order(tmp_path: Path) -> None:
    for name in ("b", "a", "Zoë"):
        (tmp_path / name).touch()
    found = FILES.folder(str(tmp_path))
    assert (found.state, found.value) == ("set", ("Zoë", "a", "b"))


def test_of_a_very_full_folder_the_first_names_are_given_as_malformed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module, "MOST_NAMES", 2)
    for name in "abc":
        (tmp_path / name).touch()
    found = FILES.folder(str(tmp_path))
    assert found.state == "malformed"
    assert found.value is not None
    assert len(found.value) == 2


def test_a_file_listed_as_a_folder_is_an_answer_and_no_crash(file: str) -> None:
    assert FILES.folder(file).state in {"malformed", "not-set"}


def test_files_and_folders_are_told_apart(file: str, tmp_path: Path) -> None:
    found = FILES.look(file).value
    assert found is not None
    assert (found.kind, found.size) == ("file", 9)
    assert ntpath.samefile(found.real, file)
    folder = FILES.look(str(tmp_path)).value
    assert folder is not None
    assert folder.kind == "folder"


def test_an_app_link_is_seen_by_its_tag_and_not_opened(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Status:
        st_reparse_tag = 0x8000001B

    monkeypatch.setattr(files_module.os, "lstat", lambda _: Status)
    monkeypatch.setattr(files_module, "package_behind", lambda _: "Example_1")
    assert FILES.look(file).value == Look("app-link", file, package="Example_1")


@pytest.mark.native  # Wine has no Store apps
def test_every_app_link_of_this_user_names_its_package() -> None:
    place = Path(os.environ["LOCALAPPDATA"], "Microsoft", "WindowsApps")
    looks = [FILES.look(str(path)).value for path in place.glob("*.exe")]
    links = [look for look in looks if look is not None and look.kind == "app-link"]
    if not links:
        pytest.skip("no app execution aliases on this computer")
    assert all("_" in link.package for link in links)


@pytest.mark.native  # Wine makes no links
def test_a_link_to_nowhere_is_neither_a_file_nor_a_folder(tmp_path: Path) -> None:
    link = tmp_path / "link"
    try:
        link.symlink_to(tmp_path / "nowhere")
    except OSError:
        pytest.skip("this account may not make links")
    found = FILES.look(str(link))

    assert found.state == "set"
    assert found.value is not None
    assert found.value.kind == "other"


def test_a_plain_file_has_no_package_behind_it(file: str) -> None:
    assert package_behind(file) == ""


def test_a_folder_is_judged_writable_without_leaving_a_trace(tmp_path: Path) -> None:
    assert FILES.writable(str(tmp_path)).value is True
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder_to_write_into(file: str) -> None:
    assert FILES.writable(file).state == "malformed"


def test_space_is_what_this_user_may_use(tmp_path: Path) -> None:
    found = FILES.space(str(tmp_path)).value
    assert found is not None
    assert 0 <= found.free <= shutil.disk_usage(tmp_path).total
    available = ctypes.c_ulonglong()
    assert ctypes.windll.kernel32.GetDiskFreeSpaceExW(str(tmp_path), ctypes.byref(available), None, None)
    assert abs(available.value - found.free) < 2**30  # other programs write meanwhile


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"C:\Users", "local"),
        ("c:/Users", "local"),
        (r"\\?\C:\Users", "local"),
        (r"\\server.example\share\x", "network"),
        ("//server.example/share", "network"),
        (r"\\?\UNC\server.example\share", "network"),
        ("relative", "unknown"),
    ],
)
def test_the_kind_of_drive_is_told(path: str, kind: str) -> None:
    found = FILES.drive(path).value
    assert found is not None
    assert found.kind == kind


def test_a_drive_letter_without_a_drive_is_not_set() -> None:
    assert FILES.drive("Q:\\x").state == "not-set"


def test_a_file_that_this_user_owns_is_not_protected(file: str) -> None:
    found = FILES.protection(file)
    assert found.state == "set"
    assert found.value is not None
    assert found.value.protected is False
    assert found.value.owner


def test_a_file_that_another_program_keeps_to_itself_is_denied(file: str) -> None:
    import _winapi

    generic_read, share_nothing, open_existing = 0x80000000, 0, 3
    handle = _winapi.CreateFile(file, generic_read, share_nothing, 0, open_existing, 0, 0)
    try:
        assert FILES.data(file, 10).state == "denied"
        assert FILES.look(file).state == "set"
    finally:
        _winapi.CloseHandle(handle)


@pytest.mark.parametrize(("number", "state", "value"), [(5, "set", False), (19, "set", False), (3, "not-set", None)])
def test_a_refusal_to_add_files_is_an_answer_and_other_errors_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, state: str, value: bool | None
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise Refused(number)

    monkeypatch.setattr(links_module, "_opened", refuse)
    found = FILES.writable(str(tmp_path))
    assert (found.state, found.value) == (state, value)


@pytest.mark.native  # Wine lets a folder be opened for adding files whatever its access list
def test_a_folder_whose_access_list_lets_nobody_add_is_not_writable(
    tmp_path: Path, descriptor_of: Callable[[str], bytes]
) -> None:
    set_security = ctypes.windll.advapi32.SetFileSecurityW
    dacl = 4
    assert set_security(str(tmp_path), dacl, descriptor_of("D:P(A;;0x1200a9;;;WD)"))
    try:
        found = FILES.writable(str(tmp_path))
        assert (found.state, found.value) == ("set", False)
    finally:
        set_security(str(tmp_path), dacl, descriptor_of("D:(A;;FA;;;WD)"))
