"""Starts pyready. `--version` is answered before anything else is imported."""

import sys
import time

from pyready import __version__

STARTED = time.monotonic()


def main() -> int:
    """Run the command line and return the exit code."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        print(f"pyready {__version__}")  # noqa: T201 - the fastest way to say it
        return 0
    if getattr(sys, "frozen", False):
        from pyready.commands.console import run_exe

        return run_exe(sys.argv[1:], STARTED)
    from pyready.commands.cli import run

    return run(sys.argv[1:], STARTED)


if __name__ == "__main__":
    sys.exit(main())
