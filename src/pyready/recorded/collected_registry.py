"""A registry of which only some keys were written down: about the others nothing is known."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pyready.host import Reading, RegistryValue, State, View
from pyready.probe import Probe
from pyready.recorded.registry import RecordedRegistry, viewed
from pyready.windows_text import registry_source

_SOFTWARE = "HKLM\\SOFTWARE\\"


class Key(NamedTuple):
    """A registry key that collect.cmd writes down; a `tree` with all that is below it."""

    path: str
    tree: bool


class Place(NamedTuple):
    """How it went with a key. `unseen` are comparable names of keys below, listed but not written down."""

    tree: bool
    state: State
    unseen: tuple[str, ...] = ()


def keys(probes: Iterable[Probe[Any]]) -> tuple[Key, ...]:
    """What the probes declare; of a tree below HKLM's SOFTWARE also the one that 32-bit programs see."""
    found: dict[str, Key] = {}
    for where in (read.where for probe in probes for read in probe.reads if read.what == "registry"):
        path, tree = where.rstrip("*"), where.endswith("*")
        paths = [path]
        if tree and path.upper().startswith(_SOFTWARE):
            paths.append(f"{_SOFTWARE}WOW6432Node\\{path[len(_SOFTWARE) :]}")
        for each in paths:
            found.setdefault(each.casefold(), Key(each, tree))
    return tuple(found.values())


class CollectedRegistry:
    """Answers for the keys that were written down; every other is `missing`. Places go by their comparable names."""

    def __init__(self, held: RecordedRegistry, places: Mapping[str, Place]) -> None:
        self._held, self._places = held, places

    def value(self, key: str, name: str, view: View = "64") -> Reading[RegistryValue]:
        """One value."""
        gap = self._gap(viewed(key, view))
        return Reading(gap, source=registry_source(key, name, view)) if gap else self._held.value(key, name, view)

    def subkeys(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:
        """The names of the keys below."""
        gap = self._gap(viewed(key, view))
        return Reading(gap, source=registry_source(key, view=view)) if gap else self._held.subkeys(key, view)

    def _gap(self, wanted: str) -> State | None:
        """Why there is no answer about this key; None when there is one."""
        for path, place in self._places.items():
            if wanted == path or (place.tree and wanted.startswith(path + "\\")):
                if place.state != "set":
                    return place.state
                hidden = any(f"{wanted}\\".startswith(f"{unseen}\\") for unseen in place.unseen)
                return "missing" if hidden else None
        return "missing"
