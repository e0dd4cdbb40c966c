"""Starting programs for `pyready verify`: the seam to `windows/` and `posix/`. No probe is given it."""

from collections.abc import Mapping
from typing import Literal, Protocol

import msgspec

from pyready.model.privacy_classes import PathText, Public, Text

Ending = Literal["ended", "no-end", "refused", "gone", "not-a-program"]


class ToRun(msgspec.Struct, frozen=True):
    """One program to start: no shell of ours, no console, nothing to read from."""

    program: PathText
    arguments: tuple[Text, ...]
    folder: PathText
    """Where it starts."""
    seconds: float
    """How long it is given. Then it is ended, with every process that it started."""
    variables: Mapping[Public, Text] = {}
    """What is set, besides what the person's own window has."""


class Run(msgspec.Struct, frozen=True):
    """How it went. Nothing that it started is left, unless `left` says so."""

    how: Ending
    """`ended` by itself, `no-end` in time, `refused` by the system, `gone` (no such file), `not-a-program`."""
    code: int | None = None
    """Its exit code; a negative number is the signal that ended it (POSIX)."""
    error: int | None = None
    """The number that the system gave for not starting it: GetLastError or errno."""
    output: Text = ""
    messages: Text = ""
    seconds: float = 0.0
    ended: int = 0
    """Processes that it had left behind, and that were ended."""
    left: int = 0
    """Processes that could not be ended."""

    @property
    def worked(self) -> bool:
        """It ended by itself and says that all went well."""
        return self.how == "ended" and self.code == 0


class Runner(Protocol):
    """Starts one program and waits for it. Whatever way it ends, also by an exception, nothing of it is left."""

    def run(self, wanted: ToRun) -> Run: ...


class NoRunner:
    """Starts nothing."""

    def run(self, wanted: ToRun) -> Run:  # noqa: ARG002 - the protocol
        """Nothing is started."""
        return Run("gone")
