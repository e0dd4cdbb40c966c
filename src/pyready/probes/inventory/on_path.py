"""What PATH holds: the folders, the interpreters in them, and what the usual commands start."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pyready.model.host import Host, Look
from pyready.model.paths import comparable, for_platform
from pyready.model.pythons import Command, PathSummary

COMMANDS = ("python", "python3", "py", "pymanager", "pip", "conda", "uv")
_POSIX_PYTHON = re.compile(r"python([23](\.\d{1,2})?)?")
_STUB_PACKAGE = "microsoft.desktopappinstaller"
_MANAGER_PACKAGE = "pythonsoftwarefoundation.pythonmanager"
"""PEP 773; its aliases are `py`, `pymanager` and `pyw`."""


class Listed(NamedTuple):
    """One folder of PATH that could be listed."""

    folder: str
    names: tuple[str, ...]


def path_folders(host: Host) -> tuple[list[Listed], PathSummary, list[str]]:
    """List each folder of PATH once, in order; also the summary and the folders that said no."""
    reading = host.variables.get("PATH")
    raw = [entry.strip('"') for entry in (reading.value or "").split(";" if host.platform == "windows" else ":")]
    entries = [entry for entry in raw if entry]
    module = for_platform(host.platform)
    absolute = [entry for entry in entries if module.isabs(entry)]
    unique = {comparable(entry): entry for entry in reversed(absolute)}
    ordered = list(dict.fromkeys(unique.get(comparable(entry), entry) for entry in absolute))
    readings = [(entry, host.files.folder(entry)) for entry in ordered if host.clock.left() > 0.5]
    summary = PathSummary(
        state=reading.state,
        entries=len(entries),
        dead=sum(found.state == "not-set" for _, found in readings),
        relative=len(entries) - len(absolute),
        duplicate=len(absolute) - len(ordered),
        denied=sum(found.state == "denied" for _, found in readings),
        unseen=sum(found.state not in {"set", "not-set", "denied"} for _, found in readings),
    )
    listed = [Listed(entry, found.value) for entry, found in readings if found.value is not None]
    return listed, summary, [entry for entry, found in readings if found.state not in {"set", "not-set"}]


def interpreters(host: Host, listed: Sequence[Listed]) -> Iterator[str]:
    """Paths of interpreters in the folders of PATH."""
    join = for_platform(host.platform).join
    for folder, names in listed:
        for name in names:
            if host.platform == "windows":
                if name.casefold() in {"python.exe", "python3.exe"}:
                    yield join(folder, name)
            elif _POSIX_PYTHON.fullmatch(name):
                yield join(folder, name)


def is_stub(look: Look | None, path: str) -> bool:
    """The Store's placeholder: an app execution alias that belongs to the App Installer, or one of no size at all."""
    if look is None or look.kind != "app-link":
        return False
    return _STUB_PACKAGE in look.package.casefold() or not (look.package or "pythonsoftware" in path.casefold())


def is_switch(path: str) -> bool:
    """A pyenv shim: a script that picks a Python by other settings."""
    parts = path.replace("\\", "/").split("/")
    return len(parts) > 1 and parts[-2] == "shims"


def command(host: Host, name: str, listed: Sequence[Listed]) -> Command:
    """What typing `name` starts, by PATH order; which Python that is gets filled in by the caller."""
    join = for_platform(host.platform).join
    wanted = {f"{name}.exe", f"{name}.bat", f"{name}.cmd"} if host.platform == "windows" else {name}
    hits = [join(folder, entry) for folder, names in listed for entry in names if _plain(host, entry) in wanted]
    if not hits:
        return Command(name)
    look = host.files.look(hits[0]).value
    kind = "switch" if is_switch(hits[0]) else "tool"
    if name == "py":
        kind = "launcher"
    if look is not None and _MANAGER_PACKAGE in look.package.casefold():
        kind = "install-manager"
    if is_stub(look, hits[0]):
        kind = "store-stub"
    return Command(name, hits[0], kind, shadowed=len(hits) - 1)


def _plain(host: Host, name: str) -> str:
    return name.casefold() if host.platform == "windows" else name
