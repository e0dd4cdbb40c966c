"""Which Pythons are on this machine: registry, condas, usual folders, PATH, pyenv and uv. Nothing is started."""

from collections.abc import Iterable

import msgspec

from pyready.formats.uv_version import RECEIPTS, uv_version
from pyready.model.anchors import fill
from pyready.model.conda import CondaFacts
from pyready.model.facts import Facts, NamedPython, NotCollected
from pyready.model.host import Host, Look, Reading
from pyready.model.paths import comparable, for_platform
from pyready.model.probe import Probe, file, folder, registry, system, variable
from pyready.model.pythons import Command, Found, PathSummary, Pythons
from pyready.probes.inventory import conda_places, on_path
from pyready.probes.inventory.interpreter import examine
from pyready.probes.inventory.places import POSIX_BIN, REGISTRY, Candidate, Listing, folders, in_folder, in_registry
from pyready.probes.site import Site, named_folder

__all__ = ["PROBE", "Command", "Found", "PathSummary", "Pythons", "collect"]

_SPARE_S = 0.5
"""Seconds kept back: with less left, what there is is handed over."""


def collect(host: Host, facts: Facts) -> Pythons:
    """Gather candidates from every place, then examine each once."""
    found = _Search(host)
    listed, summary, denied = on_path.path_folders(host)
    found.unreadable += denied
    found.own()
    found.by_registry()
    found.by_condas(facts)
    found.by_folders(named_folder(host, facts))
    for path in on_path.interpreters(host, [*listed, *_usual_bins(host)]):
        found.add(Candidate(path, "path"))
    found.by_environments(facts)
    if named := facts.get(NamedPython):
        found.add(Candidate(named.path, "named"))
    pythons = tuple(found.examined.values())
    return Pythons(
        found=pythons,
        commands=tuple(_named(host, on_path.command(host, name, listed), pythons) for name in on_path.COMMANDS),
        path=summary,
        registry=tuple(found.registry),
        unreadable=tuple(dict.fromkeys(found.unreadable)),
        complete=found.complete,
    )


def _usual_bins(host: Host) -> list[on_path.Listed]:
    if host.platform == "windows":
        return []
    tops = [top for top in (fill(host, pattern) for pattern in POSIX_BIN) if top]
    return [on_path.Listed(top, names) for top in tops if (names := host.files.folder(top).value)]


class _Search:
    """Collects interpreters; the same one met twice is one entry that says how it was found."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.examined: dict[str, Found] = {}
        self.registry: list[Reading[str]] = []
        self.unreadable: list[str] = []
        self.complete = True

    def own(self) -> None:
        """The interpreter that runs pyready has been seen to start."""
        path = self.host.system.interpreter()
        if path.is_set and path.value:
            self.add(Candidate(path.value, "own"))
            key = self._key(path.value)
            if key in self.examined:
                self.examined[key] = msgspec.structs.replace(self.examined[key], runs_pyready=True)

    def by_registry(self) -> None:
        if self.host.platform != "windows":
            return
        for root, view in REGISTRY:
            for entry in in_registry(self.host, root, view):
                if isinstance(entry, Candidate):
                    self.add(entry)
                else:
                    self.registry.append(entry)

    def by_condas(self, facts: Facts) -> None:
        """The Python of each conda that is here; micromamba has none of its own."""
        try:
            condas = facts[CondaFacts]
        except NotCollected as missing:
            self.complete &= missing.kind not in {"timed-out", "crashed"}
            return
        for each in condas.installations:
            self.add(Candidate(self._inside(each.root), "conda", product=each.product))
        self.complete &= condas.complete

    def by_environments(self, facts: Facts) -> None:
        """The Pythons of conda's environments. Each is a person's own work, so any other Python is preferred."""
        condas = facts.get(CondaFacts)
        found, unread = conda_places.environments(
            self.host, [each.root for each in (condas.installations if condas else ())]
        )
        self.unreadable += unread
        for path in found:
            self.add(Candidate(self._inside(path), "environment"))

    def _inside(self, top: str) -> str:
        parts = ("python.exe",) if self.host.platform == "windows" else ("bin", "python3")
        return str(for_platform(self.host.platform).join(top, *parts))

    def by_folders(self, named: str) -> None:
        listed: dict[str, Listing] = {}  # several rows are about one folder
        for top, pattern, inside in folders(self.host, named):
            reading = listed.get(top) or listed.setdefault(top, self.host.files.folder(top))
            if reading.state not in {"set", "not-set"}:
                self.unreadable.append(top)
            for candidate in in_folder(self.host, reading, top, pattern, inside):
                self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        """Examine a candidate unless it is no interpreter, or known already."""
        if self.host.clock.left() < _SPARE_S:
            self.complete = False
            return
        look = self.host.files.look(candidate.path)
        if on_path.is_stub(look.value, candidate.path) or on_path.is_switch(candidate.path):
            return
        if look.value is None or look.value.kind not in {"file", "app-link"}:
            self._gone(candidate, look)
            return
        key = self._key(candidate.path)
        if key in self.examined:
            known = self.examined[key]
            seen_by, product = _joined(known.seen_by, candidate.seen_by), known.product or _product(candidate)
            self.examined[key] = msgspec.structs.replace(known, seen_by=seen_by, product=product)
            return
        self.examined[key] = self._examine(candidate, self._place_to_look(candidate.path))

    def _examine(self, candidate: Candidate, path: str) -> Found:
        told = (candidate.version, _product(candidate), candidate.architecture)
        found = examine(self.host, path, (candidate.seen_by,), *told)
        if candidate.managed:
            return msgspec.structs.replace(found, kind="python-manager")
        if candidate.product == "Astral" and found.kind == "unknown":
            return msgspec.structs.replace(found, kind="uv")
        return found

    def _place_to_look(self, path: str) -> str:
        """Links are followed, but not out of a virtual environment, whose own folder says what it is."""
        reading = self.host.files.look(path)
        if reading.value is None or self.host.platform == "windows":
            return path
        top = path.rpartition("/")[0].rpartition("/")[0]
        return path if self.host.files.look(f"{top}/pyvenv.cfg").is_set else reading.value.real

    def _key(self, path: str) -> str:
        return comparable(self._place_to_look(path))

    def _gone(self, candidate: Candidate, look: Reading[Look]) -> None:
        """A registry entry without its program is worth a line; anything else was only a guess."""
        if look.state == "denied":
            self.unreadable.append(candidate.path)
        if candidate.seen_by == "registry":
            found = self._examine(candidate, candidate.path)
            gone = False if look.state == "not-set" else None
            self.examined[comparable(candidate.path)] = msgspec.structs.replace(found, exists=gone)


def _product(candidate: Candidate) -> str:
    return "" if candidate.product == "PythonCore" else candidate.product


def _joined(known: Iterable[str], more: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, more)))


def _named(host: Host, command: Command, pythons: tuple[Found, ...]) -> Command:
    """Fill in which Python a command starts, or which uv."""
    if command.name == "uv" and command.kind == "tool":
        return msgspec.structs.replace(command, version=uv_version(host, command.path))
    look = host.files.look(command.path).value if command.path else None
    if look is None or command.kind != "tool" or not command.name.startswith("python"):
        return command
    by_path = {comparable(found.path): found for found in pythons}
    found = by_path.get(comparable(command.path)) or by_path.get(comparable(look.real))
    if found is None:
        return command
    kind = "virtual-environment" if found.kind == "virtual-environment" else "python"
    return msgspec.structs.replace(command, kind=kind, version=found.version)


_PLACES = (
    "usual places of Pythons; only names, those of pip's and JupyterLab's folders, a version header, and the "
    "processors that the program is made for"
)
PROBE = Probe(
    id="pythons",
    fact=Pythons,
    collect=collect,
    about="which Pythons are on this computer",
    after=(CondaFacts, Site),
    reads=(
        system("interpreter", "the Python that runs pyready itself"),
        registry(r"HKCU\Software\Python*", "Pythons that registered themselves for you (PEP 514)"),
        registry(r"HKLM\SOFTWARE\Python*", "Pythons that registered themselves for everybody (PEP 514)"),
        *(
            variable(name, "where programs and your folders are")
            for name in (
                "PATH", "HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "ProgramFiles", "ProgramFiles(x86)",
                "ProgramData", "SystemRoot", "SystemDrive", "PYENV_ROOT", "XDG_DATA_HOME", "UV_PYTHON_INSTALL_DIR",
                "XDG_CONFIG_HOME",
            )
        ),
        folder("{each folder on PATH}", "programs called python, pip, py, conda or uv; " + _PLACES),
        file("{each Python that was found}", _PLACES),
        folder("{each folder of environments of a conda}", "names of environments"),
        file("{conda's list of environments}", "where environments are"),
        *(file(path, "the version of uv, as its installer noted it") for path in RECEIPTS),
    ),
)  # fmt: skip
