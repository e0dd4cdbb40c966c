"""Pythons that do not work, made of one that does: what a person can meet, each in a folder of the test."""

import stat
import sys
from collections.abc import Callable
from pathlib import Path

BASE = Path(getattr(sys, "_base_executable", sys.executable)).resolve()


def _script(folder: Path, text: str) -> Path:
    program = folder / "python3"
    program.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def hangs(folder: Path) -> Path:
    """It starts another program and never ends."""
    return _script(folder, "sleep 600 &\nsleep 600")


def crashes(folder: Path) -> Path:
    return _script(folder, "echo 'Fatal Python error' >&2\nkill -SEGV $$")


def prints_garbage(folder: Path) -> Path:
    return _script(folder, "head -c 1000000 /dev/urandom\nhead -c 2000 /dev/urandom >&2")


def answers_wrongly(folder: Path) -> Path:
    return _script(folder, "echo 'pyready-verify {\"version\": [1, 2]}'")


def ends_with_an_error(folder: Path) -> Path:
    return _script(folder, "echo 'python3: error while loading shared libraries: libpython3.so' >&2\nexit 127")


def a_text_file(folder: Path) -> Path:
    program = folder / "python3"
    program.write_text("not a program\n", "utf-8")
    return program


def for_another_processor(folder: Path) -> Path:
    program = folder / "python3"
    data = bytearray(BASE.read_bytes()[:4096])
    data[18:20] = (0xB7 if data[18] == 0x3E else 0x3E).to_bytes(2, "little")  # e_machine: AArch64, else x86-64
    program.write_bytes(bytes(data))
    program.chmod(0o755)
    return program


def without(*modules: str) -> Callable[[Path], Path]:
    """The real one, in which these modules cannot be found."""

    def made(folder: Path) -> Path:
        hook = "import sys\nfor name in " + repr(modules) + ": sys.modules[name] = None\n"
        (folder / "sitecustomize.py").write_text(hook, "utf-8")
        return _script(folder, f'PYTHONPATH="{folder}" exec "{BASE}" "$@"')

    return made


def ends_while_it_loads(module: str) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        (folder / f"{module}.py").write_text("import os\nos.abort()\n", "utf-8")
        return _script(folder, f'PYTHONPATH="{folder}" exec "{BASE}" "$@"')

    return made


def leaves_processes(folder: Path) -> Path:
    """It works, and whatever it starts leaves something running, in a session of its own."""
    return _script(folder, f'setsid sleep 600 &\nexec "{BASE}" "$@"')
