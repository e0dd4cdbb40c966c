"""Compares the Pythons that pyready finds with `uv python list --only-installed`: none missed, and the time taken.

Both are started as programs, in turn, by hyperfine. uv keeps what it learned of each Python in a cache; it is measured
with that cache (`warm`) and without (`cold`), as on a computer that it meets for the first time. pyready keeps none.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path


def show() -> None:
    """Print the path of every Python the probe finds; this runs in the environment that pyready is installed in."""
    from pyready.commands.machine import this_machine
    from pyready.engine.collect import Limits, collect
    from pyready.model.facts import Facts
    from pyready.probes import TYPES, pythons

    found = collect(this_machine(), (pythons.PROBE,), Facts({}, TYPES), Limits(time.monotonic())).facts[pythons.Pythons]
    print(json.dumps([each.path for each in found.found]))


def same(path: str) -> Path:
    """The program behind a path, links resolved."""
    return Path(path).expanduser().resolve()


def main() -> int:
    """Print what uv found and pyready did not, and the ratios; return 1 when one is missed or a bar is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20, help="runs of each command (default: 20)")
    parser.add_argument("--show", action="store_true", help="only print what pyready finds")
    asked = parser.parse_args()
    if asked.show:
        show()
        return 0
    from run import environment, medians  # needs nothing of pyready

    tools = environment()
    subprocess.run([tools / "python", "-m", "pip", "install", "-q", "uv"], check=True)
    uv = [str(tools / "uv"), "python", "list", "--only-installed", "--offline", "--no-config"]
    ours = [str(tools / "python"), str(Path(__file__).resolve()), "--show"]
    listed = json.loads(subprocess.run([*uv, "--output-format", "json"], check=True, capture_output=True).stdout)
    found = {same(path) for path in json.loads(subprocess.run(ours, check=True, capture_output=True).stdout)}
    named = {same(each["path"]) for each in listed}
    # pyenv's shims are shell scripts that start one of the Pythons: pyready names the Pythons, and the switch apart.
    theirs = {path for path in named if path.read_bytes()[:2] != b"#!"}
    missed = sorted(str(path) for path in theirs - found)
    scripts = f"{len(named - theirs)} scripts that start one of them"
    print(f"uv lists {len(theirs)} and {scripts}, pyready {len(found)}; missed: {', '.join(missed) or 'none'}")
    commands = {
        "pyready": " ".join(ours),
        "uv, warm": " ".join(uv),
        "uv, cold": " ".join([*uv, "--no-cache"]),
    }
    times = medians(commands, asked.runs)
    for peer in ("uv, cold", "uv, warm"):
        print(f"{times['pyready'] / times[peer]:6.2f}  time of pyready / {peer}")
    return 1 if missed or times["pyready"] > times["uv, cold"] else 0


if __name__ == "__main__":
    sys.exit(main())
