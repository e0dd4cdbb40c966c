"""Runs the built program a few times, as a first sign of life; `tests/exe` is thorough."""

import json
import os
import shutil
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path

import product
from testbed import Testbed, Unready, wine_program


def unpacked(where: Path) -> Path:
    """The zip in `dist`, extracted as a person does; returns the program."""
    archive = product.ROOT / "dist" / f"{product.folder_name()}.zip"
    if not archive.exists():
        raise Unready(f"dist/{archive.name} is not there: build/windows.py exe")
    with zipfile.ZipFile(archive) as file:
        file.extractall(where)
    return where / product.folder_name() / product.PROGRAM


def awaken(bed: Testbed) -> None:
    """Start Wine's own services with no pipe of ours, and keep them until the test bed is closed.

    Else each run starts them anew and waits until they have let go of its pipe, which takes two seconds.
    """
    server = shutil.which("wineserver") or "/usr/lib/wine/wineserver"
    for command in ([server, "--persistent"], [wine_program(), "cmd", "/c", "exit"]):
        subprocess.run(command, env=bed.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=60, check=False)  # fmt: skip


def answered(bed: Testbed, program: Path, arguments: list[str], seconds: float) -> subprocess.CompletedProcess[bytes]:
    """One run, with pipes, in a fresh session."""
    environment = {name: value for name, value in bed.environment().items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [wine_program(), str(program), *arguments],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False, cwd=os.sep,
    )  # fmt: skip


def smoke(bed: Testbed, seconds: float) -> int:
    """Say for each command how it ended; 1 when one did not end as it should."""
    runs = {
        "--version": lambda out: out.decode().split() == ["pyready", product.version()],
        "--help": lambda out: b"exit codes:" in out,
        "guide proxy": lambda out: len(out) > 1000,
        "check --offline --format json --exit-zero": lambda out: json.loads(out)["format"] == "pyready-report/1",
    }
    bad = 0
    awaken(bed)
    with tempfile.TemporaryDirectory() as folder:
        program = unpacked(Path(folder))
        for command, right in runs.items():
            began = time.monotonic()
            done = answered(bed, program, command.split(), seconds)
            good = done.returncode == 0 and right(done.stdout)
            bad += not good
            print(f"{'ok    ' if good else 'FAILED'} {time.monotonic() - began:5.1f} s  pyready {command}")
            if not good:
                print(done.returncode, (done.stdout + done.stderr).decode(errors="replace")[-2000:])
    return 1 if bad else 0
