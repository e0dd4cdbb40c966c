"""The runner on Linux and macOS."""

import sys

if sys.platform == "win32":
    raise ImportError("pyready.posix.runner needs Linux or macOS")

from pyready.model.running import Run, ToRun


class PosixRunner:
    """Loads what it needs when it is used: only verify starts programs."""

    def run(self, wanted: ToRun) -> Run:
        """Start it, wait, and end all that it started."""
        from pyready.posix.session import Session
        from pyready.running.runner import SystemRunner

        return SystemRunner(Session).run(wanted)
