"""Builds pyready.exe: packages, bootloader, PyInstaller, the texts beside it, signatures, the zip.

On Linux it uses the Windows test bed, and the result says that it is a test build. On Windows, run this file with the
Python that is to be inside.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import archive
import bootloader
import bundle
import pins
import product
import sign
import trial_program

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache" / "exe"
BUILT_FROM = CACHE / "built-from"

Runner = Callable[[list[str], Mapping[str, str]], int]
"""Runs the Windows Python with these arguments and variables."""


class Failed(Exception):
    """The build stopped; the text says where."""


def sources() -> str:
    """A hash of everything the program is made of: tells tests whether the zip is that of these sources.

    Not of the page of all sentences (`tasks.py words`), which may be written while the program is built.
    """
    texts = [path for folder in ("guides", "tickets") for path in (product.ROOT / folder).glob("*.md")]
    made_of = [*(product.ROOT / "src").rglob("*"), *texts]
    made_of += [path for path in HERE.rglob("*") if ".cache" not in path.parts and path != HERE / "words.md"]
    made_of += [product.ROOT / "LICENSE", product.ROOT / product.COLLECTOR]
    kinds = {".py", ".toml", ".json", ".j2", ".css", ".md", ".txt", ".c", ".cmd", ".spec", ""}
    total = hashlib.sha256()
    for path in sorted(path for path in made_of if path.is_file() and path.suffix in kinds):
        total.update(str(path.relative_to(product.ROOT)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def packages() -> Path:
    """A folder with the packages of the build, for Windows, installed once for each list of pins."""
    recipe = b"".join(path.read_bytes() for path in (pins.EXE, HERE / "bootloader.py", bootloader.ADDITION))
    folder = CACHE / f"packages-{hashlib.sha256(recipe).hexdigest()[:12]}"
    if (folder / "complete").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--no-compile", "--only-binary=:all:", *pins.WINDOWS]
    command += [f"--python-version={sys.version_info[0]}.{sys.version_info[1]}", "--target", str(folder)]
    done = subprocess.run(
        [*command, "-r", str(pins.EXE)], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise Failed(f"pip could not install the packages of the build:\n{done.stderr[-2000:]}")
    place = folder / "PyInstaller" / "bootloader" / "Windows-64bit-intel" / "run.exe"
    bootloader.build(CACHE / "source", folder, place)
    (folder / "complete").touch()
    return folder


def frozen(run: Runner, path: Callable[[Path], str], *, test_build: bool) -> Path:
    """The folder that PyInstaller makes."""
    where, work = packages(), CACHE / "work"
    for old in (CACHE / "out", work):
        shutil.rmtree(old, ignore_errors=True)
    (trial_program.build if test_build else trial_program.promised)(CACHE / trial_program.NAME)
    search = ";".join(path(each) for each in (where, product.ROOT / "src"))
    variables = {
        "PYTHONPATH": search,
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": str(product.build_time()),
        "PYINSTALLER_CONFIG_DIR": path(CACHE / "pyinstaller"),
        "PYREADY_TEST_BUILD": "1" if test_build else "",
    }
    # -S: nothing but the pinned packages can be found, whatever else that Python has.
    command = ["-S", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", path(CACHE / "out")]
    if run([*command, "--workpath", path(work), path(HERE / "pyinstaller.spec")], variables):
        raise Failed("PyInstaller stopped")
    return CACHE / "out" / "pyready"


def finished(program: Path) -> Path:
    """The top folder, with everything in it that a person gets."""
    top = CACHE / product.folder_name()
    shutil.rmtree(top, ignore_errors=True)
    shutil.copytree(program, top)
    for text in sorted((HERE / "texts").glob("*.txt")):
        _as_windows_text(text.read_text("utf-8").replace("VERSION", product.version()), top / text.name)
    _as_windows_text((product.ROOT / "LICENSE").read_text("utf-8"), top / "LICENSE.txt")
    shutil.copyfile(product.ROOT / product.COLLECTOR, top / Path(product.COLLECTOR).name)
    if identity := sign.given():
        sign.folder(top, identity)
    # MinGW links the bootloader everywhere but on Windows.
    found = bundle.read(CACHE / "work" / "pyinstaller" / "bundled.json", packages(), with_gcc=os.name != "nt")
    _as_windows_text(bundle.notices(found), top / "THIRD-PARTY-NOTICES.txt")
    (top / bundle.SBOM).write_text(bundle.sbom(found, top, product.build_time()), "utf-8", newline="\n")
    return top


def _as_windows_text(text: str, target: Path) -> None:
    # The mark lets every editor of Windows read it as UTF-8.
    target.write_text(text, encoding="utf-8" if text.isascii() else "utf-8-sig", newline="\r\n")


def build(run: Runner, path: Callable[[Path], str], *, test_build: bool) -> Path:
    """Build the program and return its zip, in `dist`, with SHA256SUMS beside it."""
    CACHE.mkdir(parents=True, exist_ok=True)
    BUILT_FROM.unlink(missing_ok=True)
    made_from = sources()
    top = finished(frozen(run, path, test_build=test_build))
    dist = product.ROOT / "dist"
    for old in dist.glob("pyready-*-windows-x64.zip"):
        old.unlink()
    result = archive.zipped(top, dist / f"{top.name}.zip", product.build_time())
    archive.sums(dist)
    BUILT_FROM.write_text(made_from, "utf-8")
    return result


def natively(arguments: list[str], variables: Mapping[str, str]) -> int:
    """Run this Python: for a real Windows."""
    return subprocess.run([sys.executable, *arguments], env={**os.environ, **variables}, check=False).returncode


def main() -> int:
    """Build on a real Windows."""
    if os.name != "nt":
        print("This is for Windows; on Linux: build/windows.py exe", file=sys.stderr)
        return 2
    try:
        print(build(natively, str, test_build=False))
    except (Failed, bootloader.NoBootloader, bundle.Unknown, sign.Unsigned, trial_program.NoTrial) as problem:
        print(f"build/program.py: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
