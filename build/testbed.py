r"""Puts the Windows test bed together: the official CPython for Windows, real Windows wheels, and Wine to run them.

A test bed, not a Windows: `docs/testing.md` says what it cannot show. Nothing made with it may be handed out; the
interpreter is old and comes out of another project's wheel.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pins

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "build" / ".cache"
SERIES = (3, 11)

CARRIER = "panda3d==1.10.16 --hash=sha256:37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82"
"""The wheel that carries the official python311.dll and its extension modules."""

CHECK = "import sys, ssl, psutil, msgspec, trustme; trustme.CA(); print(' ', sys.version)"

LINUX_ONLY = ("cyclonedx-python-lib", "editables", "hatchling", "mypy", "ruff", "types-", "zizmor")

COMPILER = "x86_64-w64-mingw32-gcc"
RESOURCES = "x86_64-w64-mingw32-windres"
OBJDUMP = "x86_64-w64-mingw32-objdump"

LAUNCHER = r"""
#include <windows.h>
typedef int (*python_main)(int, wchar_t **);
int wmain(int argc, wchar_t **argv) {
    HMODULE python = LoadLibraryW(L"python311.dll");
    python_main run = python ? (python_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    return run ? run(argc, argv) : 103;
}
"""

RANDOM = r"""
#include <windows.h>
#include <ntsecapi.h>
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
    return RtlGenRandom(data, (ULONG)length);
}
"""
# Without the GUID of Windows 10 in a manifest, GetVersionEx answers 6.2.
MANIFEST = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1"><application>
    <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
  </application></compatibility>
</assembly>
"""
RESOURCE_SCRIPT = '1 24 "python.manifest"\n'  # 24 is RT_MANIFEST


class Unready(Exception):
    """Something the test bed needs is not on this machine; the text says what and how to get it."""


def packages() -> list[str]:
    """What the tests run with, by version and hash, without what is run on Linux only."""
    names = [name for name in pins.versions(pins.TESTS) if not name.startswith(LINUX_ONLY)]
    return sorted(pins.requirement(pins.TESTS, name).strip() for name in names)


def wine_program() -> str:
    """Wine's 64-bit loader. Debian's `wine` script complains about a missing wine32 at every start."""
    for name in ("wine64", "/usr/lib/wine/wine64", "wine"):
        if found := shutil.which(name):
            return found
    raise Unready("Wine is not installed: apt-get install --no-install-recommends wine wine64")


def check_tools() -> None:
    """Raise Unready, naming the first thing that is missing."""
    wine_program()
    for tool in (COMPILER, RESOURCES, OBJDUMP):
        if shutil.which(tool) is None:
            raise Unready(f"{tool} is not installed: apt-get install gcc-mingw-w64-x86-64-win32")
    if sys.version_info[:2] != SERIES:
        raise Unready("the test bed borrows the standard library of Python 3.11: run this with Python 3.11")
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        raise Unready(f"{sys.executable} has no pip; run this with the project's virtual environment")


def recipe() -> str:
    """A hash of what the test bed is made of, so that a change of recipe builds a new one."""
    asked = [wine_program(), "--version"]
    wine = subprocess.run(asked, capture_output=True, encoding="utf-8", errors="replace", check=False).stdout.strip()
    made_of = [Path(__file__).read_text(encoding="utf-8"), sys.version_info[:3], wine, packages()]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:12]


KEPT = ("PATH", "HOME", "LANG", "TERM", "PYREADY_WHOLE")
"""What a program under Wine gets of this machine's own environment; the last one asks tests for whole tables."""


class Testbed:
    """One assembled test bed in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / "python"
        self.prefix = folder / "prefix"
        self.complete = folder / "complete"

    def environment(self) -> dict[str, str]:
        """The environment for a program under Wine: this machine's own settings are kept out."""
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return kept | {
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",  # or wineboot asks for Mono and Gecko
            "PYTHONPATH": windows_path(ROOT / "src"),
            "PYTHONPYCACHEPREFIX": windows_path(self.folder / "pycache"),
            "PYTHONUTF8": "1",
        }

    def wine(self, arguments: Sequence[str], seconds: float) -> int:
        """Run a program under Wine, show what it prints as it comes, and return its exit code.

        Windows Python aborts on handles that Wine cannot translate, so it gets an empty file and a pipe.
        """
        with subprocess.Popen(
            [wine_program(), *arguments],
            cwd=ROOT,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process:
            return _bounded(process, arguments, seconds)

    def run_python(self, arguments: Sequence[str], seconds: float) -> int:
        """Run the Windows Python."""
        return self.wine([windows_path(self.python / "python.exe"), *arguments], seconds)

    def end_server(self) -> None:
        """End this prefix's wineserver and what still runs under it; other prefixes are left alone."""
        server = shutil.which("wineserver") or "/usr/lib/wine/wineserver"
        for step in ("-k", "-w"):
            subprocess.run([server, step], env=self.environment(), capture_output=True, timeout=60, check=False)


def _bounded(process: "subprocess.Popen[bytes]", arguments: Sequence[str], seconds: float) -> int:
    copier = subprocess.Popen(["cat"], stdin=process.stdout)
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise Unready(f"no end after {seconds:.0f} s: {' '.join(arguments)}") from None
    finally:
        # Helpers of Wine may hold the pipe open after the program has ended.
        try:
            copier.wait(2)
        except subprocess.TimeoutExpired:
            copier.kill()
            copier.wait()
    return code


def windows_path(path: Path) -> str:
    """The path as a program under Wine sees it: drive Z is the root of this machine."""
    return "Z:" + str(path).replace("/", "\\")


@contextlib.contextmanager
def opened(folder: Path | None = None) -> Iterator[Testbed]:
    """The test bed, assembled if need be, held for this process alone, its wineserver ended afterwards."""
    check_tools()
    bed = Testbed((folder or CACHE / f"testbed-{recipe()}").resolve())
    bed.folder.mkdir(parents=True, exist_ok=True)
    CACHE.mkdir(exist_ok=True)
    (CACHE / ".gitignore").write_text("*\n", encoding="utf-8")  # keeps linters out of it, too
    with (bed.folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            if not bed.complete.exists():
                assemble(bed)
                remove_older(bed)
            yield bed
        finally:
            bed.end_server()


def remove_older(bed: Testbed) -> None:
    """Remove the test beds of older recipes, 800 MB each, unless somebody is using them."""
    # Only in our own cache: a folder named on the command line may have anything beside it.
    for other in set(CACHE.glob("testbed-*")) - {bed.folder}:
        with (other / "lock").open("w") as lock, contextlib.suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(other)


def assemble(bed: Testbed) -> None:
    """Build everything; `complete` is written last, so a broken attempt is started afresh."""
    for leftover in (bed.python, bed.prefix):
        shutil.rmtree(leftover, ignore_errors=True)
    say(f"assembling the Windows test bed in {bed.folder}")
    lay_out_interpreter(bed)
    copy_library(bed.python / "Lib")
    build_launcher(bed.python)
    build_forwarder(bed.python)
    build_random(bed.python)
    say("  packages")
    target = bed.python / "Lib" / "site-packages"
    pip(packages(), "install", "--no-compile", "--no-warn-conflicts", "--target", str(target))
    say("  Wine prefix")
    # winecfg, not a plain registry value: it writes the version into the keys that programs read, too.
    for arguments in (["wineboot", "-i"], ["winecfg", "-v", "win10"]):
        if bed.wine(arguments, 180):
            raise Unready(f"Wine could not run {' '.join(arguments)}")
    if bed.run_python(["-c", CHECK], 120):
        raise Unready("the assembled Python does not start")
    bed.complete.write_text("\n".join(packages()) + "\n", encoding="utf-8")


def pip(wanted: Sequence[str], verb: str, *arguments: str) -> None:
    """Run pip for these Windows wheels and no others; nothing of them runs here."""
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    options += [*pins.TARGETS["the test bed"], *arguments]
    with tempfile.TemporaryDirectory(prefix="pyready-") as name:
        listed = Path(name, "packages.txt")
        listed.write_text("\n".join(wanted) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "pip", verb, *options, "-r", str(listed)]
        must(command, "pip could not get the Windows wheels")


def must(command: Sequence[str], otherwise: str, folder: Path | None = None) -> str:
    """Run a tool and return what it printed; Unready with its last words when it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise Unready(f"{otherwise}:\n{(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout


def lay_out_interpreter(bed: Testbed) -> None:
    """Take python311.dll and the extension modules out of the carrier wheel."""
    say("  interpreter")
    wheels, extensions = bed.folder / "wheels", bed.python / "DLLs"
    extensions.mkdir(parents=True)
    pip([CARRIER], "download", "--dest", str(wheels))
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
        for name in wheel.namelist():
            place, _, file = name.partition("/")
            # Wine brings the api-ms-win-crt-* forwarders itself.
            if place == "deploy_libs" and not file.startswith("api-ms-"):
                at_top = file.lower() in {"python311.dll", "vcruntime140.dll"}
                ((bed.python if at_top else extensions) / file).write_bytes(wheel.read(name))
    shutil.rmtree(wheels)


def copy_library(target: Path) -> None:
    """The pure-Python standard library is the same on every system."""
    left_out = shutil.ignore_patterns("lib-dynload", "test", "tests", "site-packages", "dist-packages", "__pycache__")
    shutil.copytree(sysconfig.get_path("stdlib", vars={"base": sys.base_prefix}), target, ignore=left_out)
    (target / "site-packages").mkdir()


def build_launcher(python: Path) -> None:
    """python.exe: loads python311.dll and hands it the command line."""
    say("  python.exe")
    source = {"python.c": LAUNCHER, "python.manifest": MANIFEST, "python.rc": RESOURCE_SCRIPT}
    for name, text in source.items():
        (python / name).write_text(text, encoding="utf-8")
    must([RESOURCES, "python.rc", "-O", "coff", "-o", "python.res"], "the manifest did not compile", python)
    command = [COMPILER, "-municode", "-O1", "-o", "python.exe", "python.c", "python.res"]
    must(command, "python.exe did not compile", python)


def build_forwarder(python: Path) -> None:
    """python3.dll, which stable-ABI modules link to: every export forwards to python311.dll."""
    listing = must([OBJDUMP, "-p", "python311.dll"], "python311.dll cannot be read", python)
    names = re.findall(
        r"^\s*\[\s*\d+\](?:\s+\+base\[\s*\d+\])?(?:\s+[0-9a-f]{4,})?\s+(_?Py\w+)\s*$", listing, re.MULTILINE
    )
    if len(names) < 500:
        raise Unready(f"{OBJDUMP} listed only {len(names)} exports of python311.dll")
    lines = ["LIBRARY python3", "EXPORTS", *(f"  {name} = python311.{name}" for name in names)]
    (python / "python3.def").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [COMPILER, "-shared", "-nostdlib", "-Wl,--entry=0", "-o", "python3.dll", "python3.def"]
    must(command, "python3.dll did not link", python)


def build_random(python: Path) -> None:
    """bcryptprimitives.dll, which Wine 8 lacks and modules written in Rust (cryptography) ask for random bytes."""
    (python / "random.c").write_text(RANDOM, encoding="utf-8")
    command = [COMPILER, "-shared", "-O1", "-o", "bcryptprimitives.dll", "random.c", "-ladvapi32"]
    must(command, "bcryptprimitives.dll did not compile", python)


def say(text: str) -> None:
    """Progress, on standard error."""
    print(text, file=sys.stderr, flush=True)
