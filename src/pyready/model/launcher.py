"""Starting the one test program of `--try-run`: the seam to `windows/` and `posix/`. No probe is given it."""

from typing import Protocol

import msgspec

from pyready.model.privacy_classes import PathText, Public

EXIT_CODE = 42
"""What the test program ends with: a code that nobody who stops a program gives."""


class Launched(msgspec.Struct, frozen=True):
    """How one try went, and what is left of it."""

    outcome: Public
    """`started` (it ran to its end), `refused` (the system would not start it), `not-written`, `in-the-way` (a file of
    its name is there), `gone` (it vanished before it was started), `ended-otherwise`, `no-end` (in time), or
    `no-program` where pyready has none."""
    path: PathText = ""
    """Where it was put; empty when nothing was written."""
    error: int | None = None
    """What the system gave for not writing or not starting it."""
    exit_code: int | None = None
    removed: bool = True
    """Nothing of it is left in the folder."""
    sha256: Public = ""
    """Of the bytes that were written."""


class Launcher(Protocol):
    """Puts the test program into a folder that is there, starts it once, and removes it."""

    def try_in(self, folder: str, seconds: float) -> Launched: ...


class NoLauncher:
    """Has no program and starts none."""

    def try_in(self, folder: str, seconds: float) -> Launched:  # noqa: ARG002 - the protocol
        """Nothing is written or started."""
        return Launched("no-program")
