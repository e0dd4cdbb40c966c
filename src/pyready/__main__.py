"""Starts pyready. `--version` is answered before anything else is imported."""

import atexit
import os
import sys
import time

from pyready import __version__

STARTED = time.monotonic()
UNWRITABLE = 2
"""The exit code where nobody takes what is written."""


def main() -> int:
    """Run the command line and return the exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]) and sys.stdout is not None:
        try:
            print(f"pyready {__version__}", flush=True)  # noqa: T201 - the fastest way to say it
        except OSError:
            from pyready.commands.output import say

            say("pyready could not write the version to standard output, which takes no more.")
            return UNWRITABLE
        return 0
    if getattr(sys, "frozen", False):
        from pyready.commands.console import run_exe

        return run_exe(sys.argv[1:], STARTED)
    from pyready.commands.cli import run

    return run(sys.argv[1:], STARTED)


def script() -> None:
    """Run the command line and end, without taking the interpreter apart: that is a tenth of a short run.

    Not on Windows: under Wine such an end was seen to hang, once in 200.
    """
    code = main()
    if sys.platform == "win32":
        sys.exit(code)
    leave(code)


def leave(code: int) -> None:
    """End at once, with all that was written and all that waits for the end."""
    atexit._run_exitfuncs()  # noqa: SLF001 - as multiprocessing does before it ends a process
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            code = UNWRITABLE
    os._exit(code)


if __name__ == "__main__":
    script()
