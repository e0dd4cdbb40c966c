r"""Every machine scenario in a real registry and file system: the same text must give the same facts as the fake.

The registry text goes through Windows' own `reg import`, so that our reader of it is held to what Windows makes of it.
`C:` of a scenario becomes a folder of the test, in text that is planted, and back again in what was found.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from laptops.in_folders import NAMES, differences, facts_seen, folder_of
from pyready.formats.text_file import read_text
from pyready.recorded.folder import Entry, Recorded, read
from pyready.recorded.host import NoNet
from pyready.windows import files as files_module
from pyready.windows.host import windows_host

if sys.platform == "win32":
    import _winapi

pytestmark = pytest.mark.windows

ROOTS = {"HKEY_LOCAL_MACHINE": "HKLM", "HKEY_CURRENT_USER": "HKCU"}
ROOT = re.compile(rf"^\[({'|'.join(ROOTS)})\\", re.MULTILINE)
APP_LINK = 0x8000001B


@pytest.fixture
def drive(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder that stands for drive C."""
    return str(tmp_path_factory.mktemp("c"))


def moved(text: str, drive: str) -> str:
    return re.sub(r"\bC:(?=[\\;]|$)", lambda _: drive, text, flags=re.MULTILINE)


def plant_registry(folder: Path, drive: str, scratch: Any, tmp_path: Path) -> None:
    """Import all of it below the keys that stand for HKLM and HKCU in this process."""
    for export in folder.glob("*.reg"):
        text = read_text(export).replace('"C:\\\\', f'"{drive}\\'.replace("\\", "\\\\"))
        text = ROOT.sub(lambda root: f"[HKEY_CURRENT_USER\\{scratch.place}\\{ROOTS[root[1]]}\\", text)
        converted = tmp_path / "import.reg"
        converted.write_bytes(text.replace("\n", "\r\n").encode("utf-16"))
        program = Path(os.environ["SYSTEMROOT"], "System32", "reg.exe")
        subprocess.run([program, "import", str(converted)], check=True, capture_output=True, timeout=120)


def plant_files(recorded: Recorded, drive: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in recorded.files:
        path = Path(moved(each.path, drive))
        (path if each.kind == "folder" else path.parent).mkdir(parents=True, exist_ok=True)
        if each.kind != "folder":
            path.write_bytes(content(each, drive))
    plant_links([each for each in recorded.files if each.kind == "app-link"], drive, monkeypatch)


def content(entry: Entry, drive: str) -> bytes:
    """What is in a file, paths in it moved, whatever its encoding."""
    if entry.kind != "file":
        return b"MZ"
    data = entry.data or (entry.more or "MZ").encode()
    return moved(data.decode("latin-1"), drive).encode("latin-1")


@contextmanager
def kept_by_another(recorded: Recorded, drive: str) -> Iterator[None]:
    """Inside, another program keeps the files to itself that are denied: nobody can open them."""
    generic_read, share_nothing, open_existing = 0x80000000, 0, 3
    paths = [moved(each.path, drive) for each in recorded.files if each.kind == "denied"]
    handles = [_winapi.CreateFile(path, generic_read, share_nothing, 0, open_existing, 0, 0) for path in paths]
    try:
        yield
    finally:
        for handle in handles:
            _winapi.CloseHandle(handle)


def plant_links(links: list[Entry], drive: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wine cannot hold the alias of a Store app: the two calls that would tell of one are answered for it."""
    packages = {moved(each.path, drive).casefold(): each.more for each in links}
    own = os.lstat

    class Alias:
        st_reparse_tag = APP_LINK

    def lstat(path: Any, **more: Any) -> Any:
        return Alias() if str(path).casefold() in packages else own(path, **more)

    monkeypatch.setattr(files_module.os, "lstat", lstat)
    monkeypatch.setattr(files_module, "package_behind", lambda path: packages[path.casefold()])


@pytest.mark.parametrize("name", NAMES)
def test_a_real_registry_shows_what_the_scenario_names(
    name: str,
    scratch: Any,
    drive: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = folder_of(name, tmp_path)
    recorded = read(folder)
    plant_registry(folder, drive, scratch, tmp_path)
    plant_files(recorded, drive, monkeypatch)
    # As in the exe: the Python that runs this test is none of the machine's.
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with monkeypatch.context() as changed, scratch.denied(recorded.denied), kept_by_another(recorded, drive):
        for variable in list(os.environ):
            changed.delenv(variable)
        for variable, value in recorded.variables.items():
            changed.setenv(variable, moved(value, drive))
        facts = facts_seen(windows_host(NoNet()))
    assert differences(folder, facts, lambda text: text.replace(drive, "C:")) == []
