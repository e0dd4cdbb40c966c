"""Grants a request to IT on a recorded laptop: the change that it asks for, and nothing else."""

from collections.abc import Callable, Collection
from copy import deepcopy
from typing import Any

import msgspec
from msgspec.structs import replace

from laptops.bare import installed_windows
from policy.applocker.policies import PSF, guid, path, publisher, text
from pyready.knowledge import pythons
from pyready.knowledge.placeholders import fact
from pyready.model.attempts import Tried, Wanted
from pyready.model.host import Host
from pyready.probes._control_readings import SRP
from pyready.probes.management import FSLOGIX

PYTHON = f"C:\\Program Files\\Python{fact('python', 'tag')}"
KEY = f"HKLM\\Software\\Python\\PythonCore\\{pythons.known().recommended}"
_LET_THROUGH = {"proxy", "http"}
"""The layers at which a proxy or a filter stops what it lets through once it is asked to."""


class GrantedNet:
    """The network of a laptop, on which what stopped these endpoints in the middle stops them no more."""

    def __init__(self, net: Any, endpoints: Collection[str]) -> None:
        self._net, self._endpoints = net, endpoints

    def __getattr__(self, name: str) -> Any:
        return getattr(self._net, name)

    def attempt(self, wanted: Wanted) -> Tried:
        return self._let(self._net.attempt(wanted), wanted)

    def attempt_with_requests(self, wanted: Wanted) -> Tried:
        return self._let(self._net.attempt_with_requests(wanted), wanted)

    def _let(self, tried: Tried, wanted: Wanted) -> Tried:
        if wanted.endpoint not in self._endpoints or tried.outcome != "stopped" or tried.layer not in _LET_THROUGH:
            return tried
        date = "Sun, 22 Nov 2026 14:00:00 GMT"
        return msgspec.structs.replace(tried, outcome="reached", layer="", reason="", detail="", date=date)


def _python(host: Host, hosts: Collection[str]) -> Host:
    del hosts
    files: Any = host.files
    registry: Any = host.registry
    version = pythons.known().recommended
    keys = {
        KEY: {"Version": f"{version}.1", "SysVersion": version, "SysArchitecture": "64bit"},
        f"{KEY}\\InstallPath": {"": f"{PYTHON}\\", "ExecutablePath": f"{PYTHON}\\python.exe"},
    }
    tree = installed_windows(PYTHON, minor=fact("python", "tag"))
    return replace(host, files=deepcopy(files).with_files(tree), registry=deepcopy(registry).with_keys(keys))


def _package(host: Host, hosts: Collection[str]) -> Host:
    """Python with JupyterLab and pyzmq in it, and rules that let its programs and libraries start."""
    granted = _python(host, hosts)
    files: Any = granted.files
    registry: Any = granted.registry
    packages = {
        f"{PYTHON}\\Lib\\site-packages\\jupyterlab-4.5.0.dist-info\\METADATA": "",
        f"{PYTHON}\\Lib\\site-packages\\zmq\\__init__.py": "",
    }
    rules = {
        f"{SRP}\\{kind}\\{guid(4711)}": {"Value": text("Allow", path(f"{PYTHON}\\*"), number=4711)}
        for kind in ("Exe", "Dll")
        if registry.subkeys(f"{SRP}\\{kind}", "64").value  # a first rule would block all the rest
    }
    return replace(granted, files=files.with_files(packages), registry=registry.with_keys(rules))


def _rule(host: Host, hosts: Collection[str]) -> Host:
    del hosts
    registry: Any = host.registry
    rule = text("Allow", publisher(PSF), number=4711)
    return replace(host, registry=deepcopy(registry).with_keys({f"{SRP}\\Exe\\{guid(4711)}": {"Value": rule}}))


def _container(host: Host, hosts: Collection[str]) -> Host:
    """A profile container that holds the local application data; the profile is no longer a copy that is deleted."""
    del hosts
    registry: Any = host.registry
    keys = {FSLOGIX: {"Enabled": 1}, r"HKLM\SOFTWARE\Policies\Microsoft\Windows\System": {"DeleteRoamingCache": 0}}
    return replace(host, registry=deepcopy(registry).with_keys(keys))


def _servers(host: Host, hosts: Collection[str]) -> Host:
    net: Any = GrantedNet(host.net, hosts)
    return replace(host, net=net)


GRANTS: dict[str, Callable[[Host, Collection[str]], Host]] = {
    "machine-wide-python": _python,
    "app-control-package": _package,
    "allow-signed-python": _rule,
    "persistent-folder": _container,
    "hosts-through-proxy": _servers,
    "internal-mirror": _servers,
}
"""By the id of the request. What is not here cannot be told on a recorded laptop."""
