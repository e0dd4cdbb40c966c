"""How long `pyready verify --offline` takes: a whole run, with an environment made and removed.

    python3 bench/verify.py [RUNS]

Run it with the Python of an environment that has pyready. Nothing is contacted.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

BAR_S = 6.0


def once(home: str) -> float:
    """Seconds of one run on the Python that runs this."""
    base = getattr(sys, "_base_executable", sys.executable)
    command = [sys.executable, "-m", "pyready", "verify", base, "--offline", "--format", "json"]
    began = time.monotonic()
    done = subprocess.run(command, env=os.environ | {"HOME": home, "TMPDIR": home}, capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode() or done.stdout.decode()[:2000])
    return time.monotonic() - began


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as home:
        times = [once(home) for _ in range(runs)]
    middle = statistics.median(times)
    spread = f"{min(times):.1f} to {max(times):.1f}"
    print(f"verify --offline: {middle:.1f} s, median of {runs} ({spread}); bar {BAR_S:.0f} s")


if __name__ == "__main__":
    main()
