"""Builds the Linux or macOS host."""

import sys

from pyready.model.host import Host, Net, Reading, RegistryValue, View
from pyready.posix.files import PosixFiles
from pyready.posix.runner import PosixRunner
from pyready.posix.system import PosixSystem
from pyready.posix.trial import PosixLauncher
from pyready.posix.variables import PosixVariables


class _NoRegistry:
    """There is no registry here: every question is answered `missing`."""

    def value(self, key: str, name: str, view: View = "64") -> Reading[RegistryValue]:  # noqa: ARG002 - the protocol
        return Reading("missing", source=key)

    def subkeys(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:  # noqa: ARG002 - the protocol
        return Reading("missing", source=key)

    def names(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:  # noqa: ARG002 - the protocol
        return Reading("missing", source=key)


class _Endless:
    """No limit of its own: the seam sets each probe's."""

    def left(self) -> float:
        return float("inf")


def posix_host(net: Net) -> Host:
    """The machine this runs on."""
    return Host(
        platform="macos" if sys.platform == "darwin" else "linux",
        variables=PosixVariables(),
        registry=_NoRegistry(),
        files=PosixFiles(),
        system=PosixSystem(),
        net=net,
        clock=_Endless(),
        launcher=PosixLauncher(),
        runner=PosixRunner(),
    )
