"""Measures pyready.exe against its bars, under Wine: ratios and differences of medians in one run.

Needs the built zip (`build/windows.py exe`). The peer is a PyInstaller program that prints one line and bundles the
same libraries, built here with the same packages and bootloader.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path.append(str(TOP / "build"))

import product  # noqa: E402 - after the path is set
import program  # noqa: E402
import smoke  # noqa: E402
from run import told  # noqa: E402
from testbed import Testbed, Unready, opened, windows_path, wine_program  # noqa: E402

from windows import Varied  # noqa: E402

WORK = TOP / "build" / ".cache" / "bench-exe"
LEFT_OUT = ("setuptools", "unittest", "pip", "psutil", "multiprocessing", "pkgutil")
"""As in pyinstaller.spec; the last two would have PyInstaller run start-up code that ours does not have."""
HELLO = 'import sys\nif len(sys.argv) > 5:\n{imports}\nprint("hello")\n'


def hello(bed: Testbed) -> Path:
    """The peer: imports in a branch that is never taken put the same libraries beside it."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    listing = program.CACHE / "work" / "pyinstaller" / "bundled.json"
    modules = [name for name, _ in json.loads(listing.read_text("utf-8"))["modules"]]
    inside = sorted(name for name in modules if name.partition(".")[0] not in {"pyready", "pip", "pygments"})
    imports = "\n".join(f"    import {name}" for name in inside if "-" not in name)
    script = WORK / "hello.py"
    script.write_text(HELLO.format(imports=imports), "utf-8")
    where = program.packages()
    variables = {
        "PYTHONPATH": windows_path(where),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYINSTALLER_CONFIG_DIR": windows_path(WORK),
    }
    left_out = [word for name in LEFT_OUT for word in ("--exclude-module", name)]
    command = ["-S", "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--onedir", "--console", *left_out]
    command += ["--distpath", windows_path(WORK / "dist"), "--workpath", windows_path(WORK / "work")]
    if Varied(bed.folder, variables).run_python(
        [*command, "--specpath", windows_path(WORK), windows_path(script)], 600
    ):
        raise Unready("the peer did not build")
    return WORK / "dist" / "hello" / "hello.exe"


def medians(bed: Testbed, commands: dict[str, Sequence[str]], runs: int) -> dict[str, float]:
    """Seconds of each command; they take turns, so that a busy moment hits all alike."""
    environment = {name: value for name, value in bed.environment().items() if not name.startswith("PYTHON")}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run([wine_program(), *command], env=environment, stdin=subprocess.DEVNULL, check=False,
                           capture_output=True, cwd="/")  # fmt: skip
            if turn:  # the first warms up
                times[name].append(time.perf_counter() - began)
    return {name: statistics.median(each) for name, each in times.items()}


def main() -> int:
    """Print each bar with its figure; return 1 when one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10, help="runs of each command (default: 10)")
    runs = parser.parse_args().runs
    with opened() as bed:
        smoke.awaken(bed)
        ours = smoke.unpacked(WORK.with_name("bench-exe-ours"))
        peer = hello(bed)
        check = [str(ours), "check", "--offline", "--format", "json"]
        times = medians(bed, {"hello": [str(peer)], "version": [str(ours), "--version"], "check": check}, runs)
    size = (TOP / "dist" / f"{product.folder_name()}.zip").stat().st_size / 1e6
    rows = [
        ("zip, MB", size, 15.0),
        ("--version / a PyInstaller hello with the same libraries", times["version"] / times["hello"], 1.2),
        ("check --offline --format json minus --version, s", times["check"] - times["version"], 1.0),
    ]
    return told(rows, times)


if __name__ == "__main__":
    sys.exit(main())
