"""Access lists that Windows itself made, judged by our reading of them."""

import ntpath
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from pyready.formats.access_list import CHANGES_FILE, REPLACES_CHILD, Descriptor, parse
from pyready.windows import protection as module
from pyready.windows.files import WindowsFiles
from pyready.windows.native import Refused

pytestmark = pytest.mark.windows

PROGRAM_FILES = (
    "O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464G:SYD:PAI"
    "(A;;FA;;;S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464)(A;;0x1301bf;;;SY)"
    "(A;OICIIO;GA;;;SY)(A;;0x1301bf;;;BA)(A;OICIIO;GA;;;BA)(A;;0x1200a9;;;BU)(A;OICIIO;GXGR;;;BU)(A;OICIIO;GA;;;CO)"
)
PROGRAM_DATA = "O:SYG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)(A;CI;0x116;;;BU)"
DRIVE = "O:SYG:SYD:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1200a9;;;BU)(A;;LC;;;AU)(A;OICIIO;SDGXGWGR;;;AU)"


@pytest.mark.parametrize(
    ("sddl", "rights", "others"),
    [
        pytest.param(PROGRAM_FILES, CHANGES_FILE, False, id="Program Files"),
        pytest.param(PROGRAM_FILES, REPLACES_CHILD, False, id="Program Files, what is in it"),
        pytest.param(PROGRAM_DATA, REPLACES_CHILD, False, id="ProgramData lets add, not replace"),
        pytest.param(DRIVE, REPLACES_CHILD, False, id="the root of the drive"),
        pytest.param("O:BAG:BAD:P(A;;FA;;;BA)(A;;0x1200a9;;;BU)", CHANGES_FILE, False, id="for administrators"),
        pytest.param("O:BAG:BAD:P(A;;FA;;;BA)(A;;0x1301bf;;;AU)", CHANGES_FILE, True, id="modify for everybody"),
        pytest.param("O:BAG:BAD:P(A;;FA;;;BA)(A;;GW;;;WD)", CHANGES_FILE, True, id="generic write"),
        pytest.param("O:BAG:BAD:P(A;;FA;;;BA)(A;;WD;;;BU)", CHANGES_FILE, True, id="may change the list"),
        pytest.param("O:BAG:BAD:P(A;;FA;;;BA)(A;;0x40;;;BU)", REPLACES_CHILD, True, id="delete child"),
        pytest.param("O:BUG:BAD:P(A;;FA;;;BA)", CHANGES_FILE, True, id="owned by users"),
        pytest.param("O:BAG:BA", CHANGES_FILE, True, id="no list at all"),
    ],
)
def test_an_access_list_made_by_windows_is_judged(
    descriptor_of: Callable[[str], bytes], sddl: str, rights: int, others: bool
) -> None:
    found = parse(descriptor_of(sddl))
    assert found is not None
    assert found.lets_others(rights) is others


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch, descriptor_of: Callable[[str], bytes]) -> Callable[..., None]:
    """Access lists by path: the file as given, every other place as Program Files has it."""

    def plant(**by_name: str) -> None:
        def read(path: str) -> Descriptor:
            found = parse(descriptor_of(by_name.get(ntpath.basename(path).partition(".")[0], PROGRAM_FILES)))
            assert found is not None
            return found

        monkeypatch.setattr(module, "_descriptor", read)

    return plant


@pytest.fixture
def site(tmp_path: Path) -> str:
    path = tmp_path / "site.toml"
    path.touch()
    return ntpath.realpath(str(path))


def test_a_file_and_folders_of_the_administrators_are_protected(lists: Callable[..., None], site: str) -> None:
    lists()
    found = WindowsFiles().protection(site).value
    assert found is not None
    assert (found.protected, found.owner) == (True, "TrustedInstaller")


def test_a_folder_above_that_others_may_rename_ends_the_protection(
    lists: Callable[..., None], site: str, tmp_path: Path
) -> None:
    lists(**{tmp_path.name: "O:BAG:BAD:P(A;;FA;;;BA)(A;;SD;;;BU)"})
    found = WindowsFiles().protection(site).value
    assert found is not None
    assert found.protected is False


def test_a_list_that_cannot_be_read_is_denied_and_not_unprotected(monkeypatch: pytest.MonkeyPatch, site: str) -> None:
    def refuse(_: str) -> NoReturn:
        raise Refused(5)

    monkeypatch.setattr(module, "_descriptor", refuse)
    assert WindowsFiles().protection(site).state == "denied"
