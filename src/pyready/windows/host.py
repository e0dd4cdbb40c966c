"""The Host of a Windows machine."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.host needs Windows")

import math

import msgspec

from pyready.model.host import (
    Adapter,
    Groups,
    Host,
    InternetSettings,
    Machine,
    Net,
    Reading,
    Registry,
    Service,
    Session,
    Token,
    Variables,
    Who,
    text_reading,
)
from pyready.model.safe_text import clean
from pyready.windows.account import who
from pyready.windows.adapters import adapters
from pyready.windows.code_integrity import code_integrity
from pyready.windows.desktop import WindowsDesktop
from pyready.windows.files import WindowsFiles
from pyready.windows.internet_settings import internet_settings
from pyready.windows.lockdown import script_lockdown
from pyready.windows.machine import machine
from pyready.windows.native import asked
from pyready.windows.network_kinds import network_kinds
from pyready.windows.registry import WindowsRegistry
from pyready.windows.runner import WindowsRunner
from pyready.windows.scripted_net import ScriptedNet
from pyready.windows.services import service
from pyready.windows.session import session
from pyready.windows.token import groups, token
from pyready.windows.trial import WindowsLauncher
from pyready.windows.variables import WindowsVariables


class WindowsSystem(msgspec.Struct, frozen=True):
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
        """The Python that runs pyready, not the virtual environment's copy; missing in the exe, with its own path."""
        source = "the running Python"
        path = getattr(sys, "_base_executable", "") or sys.executable
        if getattr(sys, "frozen", False):
            return Reading("missing", clean(sys.executable)[0], source)
        if not path:
            return Reading("missing", source=source)
        return text_reading(path, source)

    def groups(self) -> Reading[Groups]:
        """The SIDs in the access token."""
        return asked("access token", groups)

    def session(self) -> Reading[Session]:
        """Where the person sits, and the kind of profile."""
        return asked("session", session)

    def service(self, name: str) -> Reading[Service]:
        """One service, by name; its start type where that may be asked."""
        return asked(f"service {name}", lambda: service(name))

    def code_integrity(self) -> Reading[int]:
        """The options of SystemCodeIntegrityInformation, as Windows gives them."""
        return asked("code integrity", code_integrity)

    def internet_settings(self) -> Reading[InternetSettings]:
        """The proxy settings of the connection in use."""
        return asked("internet settings", internet_settings)

    def script_lockdown(self) -> Reading[int]:
        """What App Control asks of PowerShell, as Windows gives it."""
        return asked("script lockdown", script_lockdown)

    def adapters(self) -> Reading[tuple[Adapter, ...]]:
        """The network adapters that are up."""
        return asked("network adapters", adapters)

    def network_kinds(self) -> Reading[tuple[str, ...]]:
        """What Windows takes each connected network for."""
        return asked("kinds of network", network_kinds)


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
        net=ScriptedNet(net),
        clock=Unending(),
        desktop=WindowsDesktop(),
        launcher=WindowsLauncher(),
        runner=WindowsRunner(),
    )
