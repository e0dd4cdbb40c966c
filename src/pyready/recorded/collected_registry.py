"""A registry of which only some keys were written down: about the others nothing is known."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pyready.formats.windows_values import registry_source
from pyready.model.host import Reading, RegistryValue, State, View
from pyready.model.probe import Probe
from pyready.recorded.registry import RecordedRegistry, viewed

_SOFTWARE = "HKLM\\SOFTWARE\\"


class Key(NamedTuple):
    """A registry key that collect.cmd writes down; a `tree` with all that is below it."""

    path: str
    tree: bool


class Place(NamedTuple):
    """How it went with a key. `unseen` are comparable names of keys below, listed but not written down.

    A tree that is not `whole` may hold more than was written down.
    """

    tree: bool
    state: State
    unseen: tuple[str, ...] = ()
    whole: bool = True


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
        gap, whole = self._gap(viewed(key, view))
        if gap:
            return Reading(gap, source=registry_source(key, name, view))
        found = self._held.value(key, name, view)
        return found if whole or found.state != "not-set" else Reading("missing", source=found.source)

    def subkeys(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:
        """The names of the keys below."""
        wanted = viewed(key, view)
        gap, whole = self._gap(wanted)
        if gap:
            return Reading(gap, source=registry_source(key, view=view))
        found = self._held.subkeys(key, view)
        if whole or wanted in self._places:  # the names right below were printed apart
            return found
        return Reading("missing" if found.value is None else "malformed", found.value, found.source)

    def names(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:
        """The names of the values of a key."""
        gap, whole = self._gap(viewed(key, view))
        if gap:
            return Reading(gap, source=registry_source(key, view=view))
        found = self._held.names(key, view)
        return found if whole or found.value else Reading("missing", source=found.source)

    def _gap(self, wanted: str) -> tuple[State | None, bool]:
        """Why there is no answer about this key, or None; and whether what is not held is not there."""
        for path, place in self._places.items():
            if wanted == path or (place.tree and wanted.startswith(path + "\\")):
                if place.state != "set":
                    return place.state, True
                hidden = any(f"{wanted}\\".startswith(f"{unseen}\\") for unseen in place.unseen)
                return ("missing" if hidden else None), place.whole or wanted == path
        return "missing", True
