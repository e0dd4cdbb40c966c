"""Builds pyready-trial.exe, which `--try-run` starts once: ten lines of C and a version resource.

Nothing of a C runtime is linked into it, no time and no path; the version is its own and does not follow pyready's, so
that the same compiler gives the same bytes for every release and a rule made for it holds. The compiler is Debian 12's,
also for a release that is built on Windows: `build/trial_program.py TARGET` builds it there and refuses other bytes.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import authenticode
import product

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "trial.c"
NAME = "pyready-trial.exe"
PLACE = HERE / ".cache" / NAME
"""Where the tests of the Windows code are given it, and the variable that tells them."""
VARIABLE = "PYREADY_TRIAL"
AUTHENTICODE = "4c8933e9964130714d611ed65fcaf77efd2edbed30d324cf664a54a7c32c3809"
"""Its Authenticode hash, by gcc 12.2.0 and binutils 2.40 of MinGW in Debian 12. A rule made for it names this one."""
BUILT = "PYREADY_TRIAL_BUILT"
"""The variable that names one that was built elsewhere, for a build on Windows, whose compilers give other bytes."""
VERSION = (1, 0, 0, 0)
ABOUT = "Starts and ends at once: pyready check --try-run"
CROSS = "x86_64-w64-mingw32-"
FLAGS = ("-Os", "-s", "-nostdlib", "-ffreestanding", "-fno-ident", "-fno-asynchronous-unwind-tables",
         "-Wl,--entry=pyready_trial,--subsystem,windows,--no-insert-timestamp")  # fmt: skip
"""As a window program that opens no window it never flashes up a console."""


class NoTrial(Exception):
    """The program could not be built; the text says why."""


def strings() -> dict[str, str]:
    """The texts of the version resource."""
    return {
        "CompanyName": product.COMPANY,
        "FileDescription": ABOUT,
        "FileVersion": ".".join(map(str, VERSION)),
        "InternalName": NAME.removesuffix(".exe"),
        "LegalCopyright": f"Copyright {product.COMPANY}. MIT licence.",
        "OriginalFilename": NAME,
        "ProductName": product.PRODUCT,
        "ProductVersion": ".".join(map(str, VERSION)),
    }


def resource() -> str:
    """The version resource, in the language of resource compilers."""
    numbers = ",".join(map(str, VERSION))
    texts = "".join(f'      VALUE "{name}", "{text}"\n' for name, text in strings().items())
    return (
        f"1 VERSIONINFO\nFILEVERSION {numbers}\nPRODUCTVERSION {numbers}\nFILEOS 0x40004\nFILETYPE 1\n"
        f'BEGIN\n  BLOCK "StringFileInfo"\n  BEGIN\n    BLOCK "080904B0"\n    BEGIN\n{texts}    END\n  END\n'
        '  BLOCK "VarFileInfo"\n  BEGIN\n    VALUE "Translation", 0x0809, 1200\n  END\nEND\n'
    )


def build(target: Path) -> Path:
    """Build it at `target` with the MinGW that is here. Raises NoTrial."""
    prefix = "" if os.name == "nt" else CROSS
    # In a folder for the time being and by short names: no path of the build can get into the program.
    with tempfile.TemporaryDirectory(prefix="pyready-") as name:
        work = Path(name)
        (work / "trial.c").write_bytes(SOURCE.read_bytes())
        (work / "trial.rc").write_text(resource(), "utf-8", newline="\n")
        _run(work, f"{prefix}windres", "trial.rc", "-O", "coff", "-o", "trial.o")
        _run(work, f"{prefix}gcc", *FLAGS, "-o", NAME, "trial.c", "trial.o", "-lkernel32")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((work / NAME).read_bytes())
    return target


def promised(target: Path) -> Path:
    """The one that rules are made for, at `target`: built elsewhere, or here. Raises NoTrial for any other bytes."""
    if given := os.environ.get(BUILT):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(given, target)
    else:
        build(target)
    if (found := authenticode.sha256(target)) != AUTHENTICODE:
        target.unlink()
        raise NoTrial(f"the Authenticode hash of {NAME} is {found}, not {AUTHENTICODE}: was another compiler used?")
    return target


def _run(work: Path, *command: str) -> None:
    try:
        done = subprocess.run(command, cwd=work, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError as error:
        raise NoTrial(f"{command[0]} could not be started: {error.strerror}") from error
    if done.returncode:
        raise NoTrial(f"{NAME} did not build:\n{done.stderr[-2000:]}")


def main() -> int:
    """Build the one that rules are made for."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("target", type=Path)
    try:
        print(promised(parser.parse_args().target))
    except NoTrial as problem:
        print(f"build/trial_program.py: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
