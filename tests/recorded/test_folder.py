"""A machine written down as a folder of text files, and what is refused."""

from pathlib import Path

import pytest

from pyready.formats.text_file import Unreadable
from pyready.model.host import Drive, Look, Protection, Reading, Space
from pyready.recorded.folder import Entry, Recorded, account, host, read
from pyready.recorded.regedit import Expanding, parse
from pyready.recorded.registry import RecordedRegistry
from pyready.recorded.unseen import UnseenFiles

HEADER = "Windows Registry Editor Version 5.00\n"


def test_nothing_has_to_be_there(tmp_path: Path) -> None:
    assert read(tmp_path) == Recorded({})
    assert host(read(tmp_path)).system.who().state == "missing"


def test_every_kind_of_file(tmp_path: Path) -> None:
    lines = ["# a remark", "", "C:\\a.exe", "C:\\b | folder", "C:\\c.txt | text some words", "C:\\d | denied"]
    (tmp_path / "files.txt").write_text("\n".join([*lines, "C:\\e.exe | app-link Package_1"]), encoding="utf-8")
    files = host(read(tmp_path)).files

    assert files.data("C:\\a.exe", 10).value == b"MZ"
    assert files.look("C:\\b").value == Look("folder", "C:\\b")
    assert files.text("C:\\c.txt").value == "some words"
    assert files.look("C:\\d").state == "denied"
    assert files.look("C:\\e.exe").value == Look("app-link", "C:\\e.exe", package="Package_1")
    assert files.folder("C:\\").value == ("a.exe", "b", "c.txt", "d", "e.exe")
    assert read(tmp_path).files[0] == Entry("C:\\a.exe")


def test_several_exports_are_one_registry(tmp_path: Path) -> None:
    for name, encoding in (("a", "utf-8"), ("b", "utf-16"), ("c", "utf-16-le")):
        text = f'{HEADER}\n[HKEY_CURRENT_USER\\k]\n"{name}"="Zoë"\n'
        (tmp_path / f"{name}.reg").write_bytes(text.encode(encoding))
    (tmp_path / "denied.txt").write_text("HKCU\\no\n", encoding="utf-8")

    assert read(tmp_path).keys == {"HKCU\\k": {"a": "Zoë", "b": "Zoë", "c": "Zoë"}}
    assert host(read(tmp_path)).registry.subkeys("HKCU\\no").state == "denied"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("environment.txt", b"NAME", "environment.txt: NAME is not of the form NAME=value."),
        ("machine.txt", b"19045", "machine.txt: 19045 is not of the form NAME=value."),
        ("files.txt", b"C:\\x | pipe", "files.txt: pipe is not a kind of file."),
        ("x.reg", b"nonsense", "x.reg, line 1: this is not a registry export."),
        ("x.reg", b"Win\xff\xfe", "x.reg is neither UTF-8 nor UTF-16 text."),
        ("x.reg", b"\xff\xfea", "x.reg is neither UTF-8 nor UTF-16 text."),
        ("x.reg", b"", "x.reg, line 1: this is not a registry export."),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Unreadable) as refusal:
        read(tmp_path)
    assert str(refusal.value) == says


@pytest.mark.parametrize(("text", "build"), [("build=19045\nproduct=client", 19045), ("build=new", None)])
def test_the_version_of_windows_is_what_the_folder_says(tmp_path: Path, text: str, build: int | None) -> None:
    (tmp_path / "machine.txt").write_text(text, encoding="utf-8")
    machine = host(read(tmp_path)).system.machine()

    assert machine.state == ("missing" if build is None else "set")
    assert (machine.value.build if machine.value else None) == build
    assert machine.value is None or machine.value.product == "client"


def test_an_account_is_whom_the_environment_names_whatever_the_case() -> None:
    named = {"UserName": "jane\x00", "computername": "PC", "USERPROFILE": "C:\\Users\\jane", "USERDOMAIN": "pc"}
    who = account(named | {"USERDNSDOMAIN": "xyz.example"}).value
    assert who is not None
    assert (who.user, who.domains, who.is_system) == ("jane\\u0000", ("xyz.example",), False)
    system = account(named | {"UserName": "PC$"}).value
    assert system is not None
    assert system.is_system


def test_text_behind_a_nul_is_seen_by_no_program() -> None:
    keys = parse(f'{HEADER}[HKEY_CURRENT_USER\\k]\n"a"=hex(1):61,00,00,00,62,00,00,00\n"b"=hex(2):00,00,62,00\n')
    assert keys["HKCU\\k"] == {"a": "a", "b": ""}


def test_only_text_that_is_meant_to_be_is_expanded_and_unknown_names_stay() -> None:
    values = {"a": Expanding("%X%/%none%/50%"), "b": "%X%", "c": Expanding("%x%")}
    registry = RecordedRegistry({"HKCU\\k": values}, variables={"x": "1%Y%", "Y": "2"})

    assert registry.value("HKCU\\k", "a").value == "1%Y%/%none%/50%"
    assert registry.value("HKCU\\k", "b").value == "%X%"
    assert registry.value("HKCU\\k", "c").value == "1%Y%"


def test_of_unseen_files_nothing_is_known() -> None:
    files = UnseenFiles()
    found: list[Reading[bytes] | Reading[str] | Reading[bool] | Reading[tuple[str, ...]]] = [
        files.data("x", 1),
        files.text("x"),
        files.folder("x"),
        files.writable("x"),
    ]
    more: list[Reading[Look] | Reading[Space] | Reading[Drive] | Reading[Protection]] = [
        files.look("x"),
        files.space("x"),
        files.drive("x"),
        files.protection("x"),
    ]
    assert {each.state for each in (*found, *more)} == {"missing"}


def test_a_file_may_stand_beside_the_list_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "pip.ini").write_bytes(b"\xff\xfe[\x00")
    (tmp_path / "files.txt").write_text("C:\\x\\pip.ini | from pip.ini\n", encoding="utf-8")

    assert host(read(tmp_path)).files.data("C:\\x\\pip.ini", 100).value == b"\xff\xfe[\x00"


def test_a_file_that_does_not_stand_beside_the_list_is_said_to_be_missing(tmp_path: Path) -> None:
    (tmp_path / "files.txt").write_text("C:\\x | from ../secret.txt\n", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")

    with pytest.raises(Unreadable):
        read(tmp_path)
