"""Measures pyready against its bars: ratios of medians in one run, never absolute times.

Needs hyperfine and facter (Debian packages) and a Python to make a throw-away environment with. Loads are bounded:
about 30 runs of each command, one after the other.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

TOP = Path(__file__).parents[1]
CACHE = TOP / "build" / ".cache" / "bench"
SITE = """only_these_endpoints = true
[[endpoint]]
id = "index"
url = "https://127.0.0.1:1/"
"""


def environment() -> Path:
    """An environment with pyready installed as a person installs it, and the peer that is a Python program."""
    python = CACHE / "bin" / "python"
    if not python.exists():
        venv.create(CACHE, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "pyfirstaid"], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "--force-reinstall", "--no-deps", str(TOP)], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", str(TOP)], check=True)
    return CACHE / "bin"


def medians(commands: dict[str, str], runs: int) -> dict[str, float]:
    """The median of each command's time in seconds, all taken in one run of hyperfine."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        named = [word for name, command in commands.items() for word in ("-n", name, command)]
        subprocess.run(
            ["hyperfine", "-Ni", "--warmup", "3", "--runs", str(runs), "--export-json", result, *named],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        results = json.loads(result.read_text("utf-8"))["results"]
    return {each["command"]: statistics.median(each["times"]) for each in results}


def peak_mb(command: list[str]) -> float:
    """The largest resident memory of one child, in megabytes (Linux counts in kibibytes)."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return os.wait4(child.pid, 0)[2].ru_maxrss * 1024 / 1e6


def page(python: Path, runs: int) -> dict[str, float]:
    """Medians of a page that was prepared for and of one that was not, in seconds; sizes in kilobytes."""
    command = [python, TOP / "bench" / "page.py"]
    ways = {"prepared": [*command, "--prepared"], "cold": command}
    each = [{way: _first(line) for way, line in ways.items()} for _ in range(runs)]
    sizes = json.loads(subprocess.check_output([*command, "--all"]))
    times = {name: statistics.median(one[name] for one in each) for name in ways}
    return times | {name: sizes[name] / 1000 for name in ("size", "largest")}


def _first(command: list[str | Path]) -> float:
    return float(json.loads(subprocess.check_output(command))["first"])


def pasted(message: str) -> Path:
    """A file of 200 lines, as somebody pastes them; the message is the last."""
    path = CACHE / f"paste-{len(message)}.txt"
    lines = [f"Collecting package-{number} (from the list of this project, line {number})" for number in range(199)]
    path.write_text("\n".join([*lines, message]) + "\n", "utf-8")
    return path


def told(rows: list[tuple[str, float, float]], times: dict[str, float]) -> int:
    """Print each bar with its figure, and the medians; 1 when a bar is missed."""
    for name, value, bar in rows:
        print(f"{'met   ' if value <= bar else 'MISSED'}  {value:8.2f}  bar {bar:6.2f}  {name}")
    print("medians in s: " + ", ".join(f"{name} {value:.3f}" for name, value in times.items()))
    return 0 if all(value <= bar for _, value, bar in rows) else 1


def main() -> int:
    """Print each bar with its figure; return 1 when one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30, help="runs of each command (default: 30)")
    runs = parser.parse_args().runs
    where = environment()
    os.environ["NO_COLOR"] = "1"
    check = f"{where}/pyready check --offline --format json"
    profile = CACHE / "site.toml"
    profile.write_text(
        'only_these_endpoints = true\n[[endpoint]]\nid = "index"\nurl = "https://127.0.0.1:1/"\n', "utf-8"
    )
    offline = peak_mb(check.split())
    online = peak_mb([f"{where}/pyready", "check", "--format", "json", "--site", str(profile)])
    times = medians(
        {
            "pass": f"{where}/python -c pass",
            "version": f"{where}/pyready --version",
            "guide": f"{where}/pyready guide proxy",
            "explain": f"{where}/pyready explain {pasted('Error 1618. Another installation is in progress.')}",
            "explain here": f"{where}/pyready explain {pasted('[Errno 11001] getaddrinfo failed')}",
            "check": check,
            "facter": "facter --json",
            "pyfirstaid": f"{where}/pyfirstaid --offline --json",
        },
        runs,
    )
    seen = page(where / "python", runs)
    rows = [
        ("check --offline --format json / facter --json", times["check"] / times["facter"], 1.0),
        ("check --offline --format json / pyfirstaid --offline --json", times["check"] / times["pyfirstaid"], 1 / 3),
        ("--version / python -c pass", times["version"] / times["pass"], 3.0),
        ("guide ID, piped / python -c pass", times["guide"] / times["pass"], 12.0),
        ("explain, 200 lines, no question to this computer / python -c pass", times["explain"] / times["pass"], 12.0),
        (
            "explain, 200 lines, with checks of this computer / python -c pass",
            times["explain here"] / times["pass"],
            12.0,
        ),
        ("memory of check --offline, MB", offline, 80.0),
        ("memory of check with all lenses, a closed port on loopback, MB", online, 80.0),
        ("from the record to the page, prepared during the look as check does, ms", 1000 * seen["prepared"], 150.0),
        ("from the record to the page, of a saved report, ms", 1000 * seen["cold"], 150.0),
        ("page of open-laptop, kB", seen["size"], 400.0),
        ("largest page of an example, kB", seen["largest"], 400.0),
    ]
    units = {f"{name} page / python -c pass": seen[name] / times["pass"] for name in ("prepared", "cold")}
    print(", ".join(f"{name} {value:.1f}" for name, value in units.items()))
    return told(rows, times)


if __name__ == "__main__":
    sys.exit(main())
