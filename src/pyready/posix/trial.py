"""The test program of `--try-run` on POSIX: a shell script of two lines, made on the spot."""

import sys

if sys.platform == "win32":
    raise ImportError("pyready.posix.trial needs Linux or macOS")

import os
import subprocess  # noqa: TID251 - this is the one place on POSIX
from pathlib import Path

from pyready.model.launcher import EXIT_CODE, Launched

NAME = "pyready-trial"
SCRIPT = f"#!/bin/sh\nexit {EXIT_CODE}\n".encode("ascii")


class PosixLauncher:
    """Every way it can go is an answer; nothing is raised for what the system says."""

    def try_in(self, folder: str, seconds: float) -> Launched:
        """Make the script, start it without a shell of ours, remove it."""
        path = Path(folder) / NAME
        try:
            # Never over something that is there, nor through a link.
            opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o700)
        except FileExistsError:
            return Launched("in-the-way")
        except OSError as error:
            return Launched("not-written", error=error.errno)
        try:
            with os.fdopen(opened, "wb") as stream:
                stream.write(SCRIPT)
        except OSError as error:
            return Launched("not-written", str(path), error.errno, removed=_removed(path))
        outcome, number, code = _started(path, seconds)
        import hashlib  # late: it loads OpenSSL

        digest = hashlib.sha256(SCRIPT).hexdigest()
        return Launched(outcome, str(path), number, code, _removed(path), digest)


def _started(path: Path, seconds: float) -> tuple[str, int | None, int | None]:
    """Outcome, error number, exit code."""
    try:
        done = subprocess.run(  # noqa: S603 - a script of our own, by its whole path
            [str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "no-end", None, None
    except FileNotFoundError as error:
        return "gone", error.errno, None
    except OSError as error:
        return "refused", error.errno, None
    return "started" if done.returncode == EXIT_CODE else "ended-otherwise", None, done.returncode


def _removed(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
