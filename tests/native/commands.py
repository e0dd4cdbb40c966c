"""Windows' own programs, started by full path, and the folder for what is kept of a run."""

import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

LONGEST_S = 120.0
_POWERSHELL = ("WindowsPowerShell", "v1.0", "powershell.exe")


class Failed(Exception):
    """A program of Windows said no; the text is what it said."""


class Commands:
    """Each waits for its end, and no longer than it may."""

    def __init__(
        self, environment: Mapping[str, str], run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run
    ) -> None:
        self.environment = environment
        self._run = run
        self.system32 = Path(environment["SYSTEMROOT"]) / "System32"
        self.program_files = Path(environment["PROGRAMFILES"])
        self.program_data = Path(environment["PROGRAMDATA"])

    def system(self, name: str, *arguments: str, may_fail: bool = False) -> str:
        """A program in System32, and what it printed."""
        return self._done([str(self.system32.joinpath(name)), *arguments], dict(self.environment), may_fail=may_fail)

    def powershell(self, script: str, **values: str) -> str:
        """A line of Windows PowerShell. Values reach it as variables: no quoting, and no password on a command line.

        PSModulePath is left out: a shell of PowerShell 7 above Python puts its own modules first, which the old one
        cannot load (github.com/PowerShell/PowerShell/issues/27774, looked at on 2026-11-27).
        It ends with 0 unless an error stops the script: a look-up that finds nothing sets `$?` to false even when it is
        silenced, and `-Command` ends with 1 then (github.com/PowerShell/PowerShell/issues/4613, 2026-11-29).
        """
        kept = {name: value for name, value in self.environment.items() if name.upper() != "PSMODULEPATH"}
        program = str(self.system32.joinpath(*_POWERSHELL))
        line = f"$ErrorActionPreference = 'Stop'; {script}; exit 0"
        return self._done([program, "-NoProfile", "-NonInteractive", "-Command", line], kept | values)

    def _done(self, command: list[str], environment: dict[str, str], *, may_fail: bool = False) -> str:
        try:
            done = self._run(
                command, env=environment, capture_output=True, encoding="utf-8", errors="replace",
                timeout=LONGEST_S, check=False, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired as late:
            if may_fail:
                return ""
            raise Failed(f"{Path(command[0]).name}: no end after {LONGEST_S:g} s") from late
        if done.returncode and not may_fail:
            raise Failed(f"{Path(command[0]).name}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        return done.stdout


def until(
    what: Callable[[], bool],
    seconds: float,
    pause: float = 2.0,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> bool:
    """Ask again and again, for so long; whether it came true."""
    ends = clock() + seconds
    while not what():
        if clock() >= ends:
            return False
        sleep(pause)
    return True


def artifacts(environment: Mapping[str, str]) -> Path:
    """Where the workflow looks for what is to be kept."""
    named = environment.get("PYREADY_NATIVE_ARTIFACTS")
    folder = Path(named) if named else Path(tempfile.mkdtemp(prefix="pyready-native-"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
