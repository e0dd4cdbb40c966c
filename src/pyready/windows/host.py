"""The Host of a Windows machine."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.host needs Windows")

import math
from dataclasses import dataclass

from pyready.host import Host, Machine, Net, Reading, Registry, Token, Variables, Who, text_reading
from pyready.windows.account import who
from pyready.windows.files import WindowsFiles
from pyready.windows.machine import machine
from pyready.windows.native import asked
from pyready.windows.registry import WindowsRegistry
from pyready.windows.token import token
from pyready.windows.variables import WindowsVariables


@dataclass(frozen=True)
class WindowsSystem:
    """The account, its rights and the machine."""

    registry: Registry
    variables: Variables

    def who(self) -> Reading[Who]:
        """Who runs pyready, by what this computer knows itself."""
        return asked("Windows account", lambda: who(self.variables))

    def token(self) -> Reading[Token]:
        """What the running process may do."""
        return asked("access token", token)

    def machine(self) -> Reading[Machine]:
        """The computer itself."""
        return asked("Windows version", lambda: machine(self.registry))

    def interpreter(self) -> Reading[str]:
        """The Python that runs pyready, not the virtual environment's copy; missing in the exe, which has none."""
        source = "the running Python"
        path = getattr(sys, "_base_executable", "") or sys.executable
        if getattr(sys, "frozen", False) or not path:
            return Reading("missing", source=source)
        return text_reading(path, source)


class Unending:
    """The clock of a host that no probe has been given: the seam puts the probe's own in its place."""

    def left(self) -> float:
        """Seconds left: no end."""
        return math.inf


def windows_host(net: Net) -> Host:
    """The machine pyready runs on; connections go through `net`."""
    variables, registry = WindowsVariables(), WindowsRegistry()
    return Host(
        platform="windows",
        variables=variables,
        registry=registry,
        files=WindowsFiles(),
        system=WindowsSystem(registry, variables),
        net=net,
        clock=Unending(),
    )
