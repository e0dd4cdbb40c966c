"""The built program under Wine: unpacked as a person does it, in a folder with a difficult name."""

import shutil
import socket
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from exe.desk import BROWSER, Desk
from exe.machine import STARTER, Machine, Prefix
from exe.running import TOP, Exe, missing  # sets the path to build/

import product  # isort: skip
import program  # isort: skip
import smoke  # isort: skip
from testbed import COMPILER, Testbed, Unready, opened  # isort: skip


@pytest.fixture(scope="session")
def archive() -> Path:
    """The zip, of these very sources."""
    path = TOP / "dist" / f"{product.folder_name()}.zip"
    if not path.exists() or not program.BUILT_FROM.exists():
        missing("no exe is built: build/windows.py exe")
    if program.BUILT_FROM.read_text("utf-8") != program.sources():
        missing("the exe in dist is of other sources: build/windows.py exe")
    return path


@pytest.fixture(scope="session")
def bed(archive: Path) -> Iterator[Testbed]:
    """The test bed's Wine."""
    try:
        with opened() as found:
            smoke.awaken(found)
            yield found
    except Unready as why:
        missing(str(why))


@pytest.fixture(scope="session")
def exe(bed: Testbed, archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Exe:
    """The program, unpacked into a folder with a space, an apostrophe and letters beyond ASCII."""
    where = tmp_path_factory.mktemp("exe") / "Zoë O'Neil's földer – 1"
    with zipfile.ZipFile(archive) as file:
        file.extractall(where)
    return Exe(bed, where / product.folder_name() / product.PROGRAM)


@pytest.fixture(scope="session")
def sealed() -> None:
    """A run without --offline must not reach any server: only loopback may be there."""
    others = [name for _, name in socket.if_nameindex() if name != "lo"]
    if others:
        missing("this machine has a network: run in the cage (docs/testing.md)")


@pytest.fixture
def copy(exe: Exe, tmp_path: Path) -> Path:
    """A copy of the program's folder, to be changed; returns the program in it."""
    return Path(shutil.copytree(exe.path.parent, tmp_path / "copy")) / product.PROGRAM


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Compile a small C program or DLL for Windows."""

    def compile_it(name: str, source: str, *options: str, libraries: Sequence[str] = ()) -> Path:
        folder = tmp_path_factory.mktemp("compiled")
        (folder / "source.c").write_text(source, "utf-8")
        command = [COMPILER, "-O1", *options, "-o", str(folder / name), str(folder / "source.c")]
        command += [f"-l{library}" for library in libraries]
        subprocess.run(command, check=True, capture_output=True)
        return folder / name

    return compile_it


@pytest.fixture(scope="session")
def prefix(bed: Testbed) -> Iterator[Prefix]:
    """A Wine prefix that tests may change."""
    with tempfile.TemporaryDirectory(prefix="pyready-") as where:  # pytest would keep three of them, at 700 MB each
        made = Prefix(bed, Path(where))
        try:
            yield made
        finally:
            made.end_server()


@pytest.fixture(scope="session")
def machine(exe: Exe, prefix: Prefix, compiled: Callable[..., Path]) -> Callable[[Path], Machine]:
    """Make the machine of a scenario's folder; the one before it is gone then."""
    starter = compiled("starter.exe", STARTER.read_text("utf-8"), "-municode", libraries=("advapi32",))
    return lambda folder: Machine(exe, prefix, starter, folder)


@pytest.fixture
def desk(exe: Exe, prefix: Prefix, compiled: Callable[..., Path]) -> Iterator[Desk]:
    """A person at the screen, with a Downloads folder, a browser, and no server to ask."""
    made = Desk(exe, prefix, compiled("browser.exe", BROWSER, "-municode"))
    yield made
    made.put_away()
