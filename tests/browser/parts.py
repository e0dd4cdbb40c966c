"""The parts of the browser tests: Chromium from the system, axe-core from npm.

`python tests/browser/parts.py` fetches axe-core into `build/.cache/browser` (with the network, once) and prints where
it is. Nothing else is fetched: the tests speak to Chromium themselves (`chromium.py`), so neither node nor a driver
whose version must fit the browser's takes part in a test.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

CACHE = Path(__file__).parents[2] / "build" / ".cache" / "browser"
AXE = CACHE / "node_modules" / "axe-core" / "axe.min.js"
REQUIREMENT = "axe-core@4.14.1"
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
NPM = ("npm", "install", "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


def find_chromium() -> str:
    """Where Chromium is: PYREADY_CHROMIUM, or PATH; empty when nowhere."""
    named = os.environ.get("PYREADY_CHROMIUM", "")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


def find_axe() -> str:
    """Where the file of axe-core is; empty when it is not there or is another version."""
    return str(AXE) if AXE.exists() and hashlib.sha256(AXE.read_bytes()).hexdigest() == SHA256 else ""


def ensure_axe() -> str:
    """As find_axe, installing it into the cache when it is not there."""
    if not find_axe():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run([*NPM, "--prefix", CACHE, "--cache", CACHE / "npm", REQUIREMENT], check=True)
    if not find_axe():
        raise SystemExit(f"npm gave something else than {REQUIREMENT}: the sum of axe.min.js is not {SHA256}.")
    return find_axe()


if __name__ == "__main__":
    sys.stdout.write(ensure_axe() + "\n")
