"""Builds PyInstaller's bootloader from its source, with one addition of ours (`extract_first.c`).

Built from source, because the one in the wheel is shared with every other PyInstaller program, the bad ones included,
and because it could neither tell a person to extract the zip first nor keep DLLs planted beside it out.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import pins

HERE = Path(__file__).resolve().parent
ADDITION = HERE / "extract_first.c"
CROSS = "x86_64-w64-mingw32-"
EPOCH = "1577836800"
"""The linker's time, the same in every build; PyInstaller puts the build's own over it."""

ANCHOR = "int\npyi_main(struct PYI_CONTEXT *pyi_ctx)\n{\n    char *env_var_value;\n    bool reset_environment;\n"
HOOK = """
    pyready_only_system32();
    if (pyready_is_alone()) {
        return 3; /* no report could be made */
    }
"""


class NoBootloader(Exception):
    """The bootloader could not be built; the text says why."""


def patched(source: str) -> str:
    """`pyi_main.c` with our addition done first. A new PyInstaller whose text differs is refused, not guessed at."""
    if source.count(ANCHOR) != 1:
        raise NoBootloader("pyi_main.c of this PyInstaller is not as build/bootloader.py knows it")
    return source.replace(ANCHOR, f'#include "{ADDITION.name}"\n\n{ANCHOR}{HOOK}')


def build(fetched: Path, packages: Path, target: Path) -> None:
    """Build the bootloader for console programs on 64-bit Windows.

    `fetched` keeps PyInstaller's source, `packages` is the folder with the packages of the build.
    """
    # In a folder for the time being: the checkout's own path may hold spaces, which the flags could not.
    with tempfile.TemporaryDirectory(prefix="pyready-") as work:
        shutil.copyfile(_built(_source(fetched, packages, Path(work))), target)


def _built(top: Path) -> Path:
    source = top / "bootloader"
    main = source / "src" / "pyi_main.c"
    main.write_text(patched(main.read_text("utf-8")), "utf-8")
    shutil.copyfile(ADDITION, main.with_name(ADDITION.name))
    tools = {} if os.name == "nt" else {"CC": "gcc", "AR": "ar", "WINRC": "windres", "STRIP": "strip"}
    environment = os.environ | {name: CROSS + tool for name, tool in tools.items()}
    # The linker writes the time into the program; the path of the build must not be in it, either.
    environment |= {"SOURCE_DATE_EPOCH": EPOCH, "CFLAGS": f"-ffile-prefix-map={source}=bootloader"}
    if os.name == "nt":
        del environment["CFLAGS"]  # for Microsoft's compiler
    gcc = [] if os.name == "nt" else ["--gcc"]
    command = [sys.executable, "waf", "configure", *gcc, "--target-arch=64bit", "build_release", "install_release"]
    done = subprocess.run(
        command, cwd=source, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    result = top / "PyInstaller" / "bootloader" / "Windows-64bit-intel" / "run.exe"
    if done.returncode or not result.exists():
        raise NoBootloader(f"the bootloader did not build:\n{(done.stderr + done.stdout)[-2000:]}")
    return result


def _source(fetched: Path, packages: Path, work: Path) -> Path:
    """PyInstaller's source, unpacked. It is held to its hash each time, also where it was fetched before."""
    version = pins.versions(pins.EXE)["pyinstaller"]
    if not [*fetched.glob(f"*-{version}.tar.gz")]:
        _fetch(fetched, packages, work)
    source = next(fetched.glob(f"*-{version}.tar.gz"))
    if hashlib.sha256(source.read_bytes()).hexdigest() not in pins.hashes(pins.EXE)["pyinstaller"]:
        raise NoBootloader(f"{source.name} is not the source that build/exe-packages.txt names: delete it")
    with tarfile.open(source) as archive:
        archive.extractall(work, filter="data")
    return next(work.glob("*-*"))


def _fetch(fetched: Path, packages: Path, work: Path) -> None:
    """Let pip download the source. It asks it for its name and version: by the packages of the build, no others."""
    (work / "source.txt").write_text(pins.requirement(pins.EXE, "pyinstaller"), "utf-8")
    command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
    command += ["--no-binary=pyinstaller", "--no-build-isolation", "--require-hashes", "--dest", str(fetched)]
    environment = os.environ | {"PYTHONPATH": str(packages)}
    command += ["-r", str(work / "source.txt")]
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise NoBootloader(f"pip could not get PyInstaller's source:\n{done.stderr[-2000:]}")
