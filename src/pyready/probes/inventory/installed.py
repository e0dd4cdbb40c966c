r"""Programs that Windows lists for removal, as far as the name of their key says that they are wanted here.

The keys of other programs are not opened: what else is installed is not pyready's business.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from pyready.model.host import Host, Reading, View
from pyready.model.paths import for_platform
from pyready.model.probe import Declared, registry
from pyready.model.readings import text

_KEY = r"Microsoft\Windows\CurrentVersion\Uninstall"
_PLACES: tuple[tuple[str, View], ...] = (
    (f"HKCU\\Software\\{_KEY}", "64"),
    (f"HKLM\\SOFTWARE\\{_KEY}", "64"),
    (f"HKLM\\SOFTWARE\\{_KEY}", "32"),
)
_PROGRAM = re.compile(r'"([^"]+)"|(\S.*?\.exe)(?:[\s,]|$)', re.IGNORECASE)
_VERSION = re.compile(r"\d[0-9A-Za-z.+_-]{0,40}")


class Installed(NamedTuple):
    """One program: the name of its key, its folder where that can be told, its version."""

    key: str
    folder: str
    version: str
    for_everybody: bool


def installed(host: Host, wanted: Callable[[str], bool]) -> tuple[list[Installed], list[Reading[str]]]:
    """The wanted programs, and the places that could not be listed."""
    found: list[Installed] = []
    unread: list[Reading[str]] = []
    if host.platform != "windows":
        return found, unread
    for place, view in _PLACES:
        names = host.registry.subkeys(place, view)
        if names.state not in {"set", "not-set"}:
            unread.append(Reading(names.state, source=names.source))
        found += [_one(host, f"{place}\\{name}", view) for name in names.value or () if wanted(name)]
    return found, unread


def _one(host: Host, key: str, view: View) -> Installed:
    def value(name: str) -> str:
        reading = text(host.registry.value(key, name, view))
        return reading.value or "" if reading.is_set else ""

    dirname = for_platform("windows").dirname
    folder = value("InstallLocation").strip('" ') or dirname(_program(value("UninstallString")))
    folder = folder.rstrip("\\/")
    if folder.casefold().endswith("\\bin"):  # where the remover stands, one below what it removes
        folder = dirname(folder)
    version = value("DisplayVersion")
    return Installed(
        key.rpartition("\\")[2],
        folder,
        version if _VERSION.fullmatch(version) else "",
        key.startswith("HKLM"),
    )


def _program(command: str) -> str:
    found = _PROGRAM.match(command.strip())
    return (found[1] or found[2]) if found else ""


def declared(why: str) -> tuple[Declared, ...]:
    """What a probe that uses this has to declare."""
    return (registry(f"HKCU\\Software\\{_KEY}*", why), registry(f"HKLM\\SOFTWARE\\{_KEY}*", why))
