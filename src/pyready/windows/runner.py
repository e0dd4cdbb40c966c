"""The runner on Windows."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.runner needs Windows")

from pyready.model.running import Run, ToRun


class WindowsRunner:
    """Loads what it needs when it is used: only verify starts programs."""

    def run(self, wanted: ToRun) -> Run:
        """Start it, wait, and end all that it started."""
        from pyready.running.runner import SystemRunner
        from pyready.windows.job import Job

        return SystemRunner(Job).run(wanted)
