"""A Wine prefix of its own, made into the machine of a scenario: registry, denied keys, files, variables.

Unlike in `tests/windows`, drive C is the prefix's own and HKLM and HKCU are not redirected: the program is looked at as
it is handed out.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec

from exe.running import Exe, Testbed, windows_path, wine_program
from pyready.formats.text_file import read_text
from pyready.recorded.folder import Entry, Recorded, read

import smoke  # isort: skip

STARTER = Path(__file__).with_name("starter.c")
NOT_STARTED = frozenset({95, 96, 97})
"""What the starter itself ends with."""
SETTINGS = r"Software\Microsoft\Windows\CurrentVersion"
NOT_OF_A_SCENARIO = (r"HKCU\Software\Python", rf"HKLM\{SETTINGS}\Policies\System")
"""What the test bed's own prefix holds, and no scenario names."""
OF_WINE = {"SystemRoot": "C:\\windows"}
"""Wine sets it in every process, in its own spelling, whatever the block of variables says."""


def whole(folder: Path) -> Recorded:
    """The scenario, with what Wine sets itself, and files that every machine has: of Windows, of the person."""
    recorded = read(folder)
    files = [
        Entry(f"{each}\\pyready-test.ini") for each in (recorded.variables["USERPROFILE"], "C:\\Windows\\System32")
    ]
    return msgspec.structs.replace(recorded, variables=recorded.variables | OF_WINE, files=(*recorded.files, *files))


class Prefix(Testbed):
    """The test bed with a copy of its Wine prefix, which can be put back as it was."""

    def __init__(self, bed: Testbed, where: Path) -> None:
        super().__init__(bed.folder)
        self.original, self.prefix, self.hives = bed.prefix, where / "prefix", where / "hives"
        subprocess.run(["cp", "-a", "--reflink=auto", bed.prefix, self.prefix], check=True)
        for key in NOT_OF_A_SCENARIO:
            self.wine_quietly("reg", "delete", key, "/f")
        self.end_server()
        self.hives.mkdir()
        for hive in self.prefix.glob("*.reg"):
            shutil.copy(hive, self.hives)

    def reset(self) -> None:
        """Registry and drive C as at the start. Wine does not save access lists, so denied keys can be read again."""
        self.end_server()
        for hive in self.hives.iterdir():
            shutil.copy(hive, self.prefix)
        _remove_new(self.prefix / "drive_c", self.original / "drive_c")
        smoke.awaken(self)

    def environment(self) -> dict[str, str]:
        """The test bed's, without what is for its own Python."""
        return {name: value for name, value in super().environment().items() if not name.startswith("PYTHON")}

    def wine_quietly(self, *command: str) -> int:
        """Run a program of Wine's with no pipe that its services could keep open; its exit code."""
        null = subprocess.DEVNULL
        done = subprocess.run([wine_program(), *command], env=self.environment(), stdin=null, stdout=null, stderr=null,
                              timeout=60, check=False)  # fmt: skip
        return done.returncode

    def on_c(self, path: str) -> Path:
        """Where a path of drive C is: as it is spelled there already, for Windows would find it in any case."""
        drive, *parts = path.split("\\")
        assert drive == "C:"
        place = self.prefix / "drive_c"
        for part in parts:
            there = {each.name.casefold(): each for each in place.iterdir()} if place.is_dir() else {}
            place = there.get(part.casefold(), place / part)
        return place

    def import_registry(self, text: str) -> None:
        """Import regedit's text with Windows' own program."""
        self.on_c("C:\\import.reg").write_bytes(text.replace("\n", "\r\n").encode("utf-16"))
        assert self.wine_quietly("reg", "import", "C:\\import.reg") == 0


def _remove_new(ours: Path, original: Path) -> None:
    there = {path.name for path in original.iterdir()}
    for path in ours.iterdir():
        if path.name not in there:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        elif path.is_dir() and not path.is_symlink():
            _remove_new(path, original / path.name)


class Machine:
    """The program on the machine of a scenario."""

    def __init__(self, exe: Exe, prefix: Prefix, starter: Path, folder: Path) -> None:
        self.program, self.prefix, self.starter = exe.path, prefix, starter
        self.recorded = whole(folder)
        prefix.reset()
        for export in folder.glob("*.reg"):
            prefix.import_registry(read_text(export))
        for each in self.recorded.files:
            path = prefix.on_c(each.path)
            (path if each.kind == "folder" else path.parent).mkdir(parents=True, exist_ok=True)
            if each.kind != "folder":
                path.write_bytes(each.data or (each.more or "MZ").encode())

    def __call__(self, *arguments: str, **more: str) -> "subprocess.CompletedProcess[bytes]":
        """Run the program with pipes, with the scenario's variables and no others; arguments hold no spaces."""
        block = "".join(f"{name}={value}\0" for name, value in sorted((self.recorded.variables | more).items()))
        self.prefix.on_c("C:\\variables").write_bytes(f"{block}\0".encode("utf-16-le"))
        line = " ".join([f'"{windows_path(self.program)}"', *arguments])
        command = [wine_program(), str(self.starter), "C:\\variables", line, *self.recorded.denied]
        options: dict[str, Any] = {"stdin": subprocess.DEVNULL, "capture_output": True, "cwd": "/"}
        try:
            done = subprocess.run(command, env=self.prefix.environment(), timeout=100, check=False, **options)
        except subprocess.TimeoutExpired:
            self.prefix.end_server()  # with it ends the program, which is not a child of ours
            raise
        assert done.returncode not in NOT_STARTED, (done.returncode, done.stderr)
        return done
