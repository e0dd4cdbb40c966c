"""A registry held in memory; names are compared without case, as Windows does."""

import re
from collections.abc import Iterable, Mapping
from typing import Self

from pyready.formats.windows_values import clean_value, registry_source
from pyready.model.host import Reading, RegistryValue, View
from pyready.model.safe_text import clean
from pyready.recorded.regedit import Expanding

_SOFTWARE = "hklm\\software"


class RecordedRegistry:
    r"""Answers from parsed keys. A 32-bit look at HKLM\SOFTWARE goes to WOW6432Node; `denied` keys say no.

    Text that is meant to be expanded is, by `variables`; what they do not name stays, as on Windows.
    """

    def __init__(
        self,
        keys: Mapping[str, Mapping[str, RegistryValue]],
        denied: Iterable[str] = (),
        variables: Mapping[str, str] | None = None,
    ) -> None:
        self._keys: dict[str, dict[str, tuple[str, RegistryValue]]] = {}
        self._children: dict[str, dict[str, str]] = {}
        self._variables = {name.upper(): value for name, value in (variables or {}).items()}
        self._denied = {key.casefold() for key in denied}
        for key, values in keys.items():
            self._add(key, values)
        for key in denied:
            self._add(key, {})

    def with_keys(self, keys: Mapping[str, Mapping[str, RegistryValue]]) -> Self:
        """The same keys, and these beside them."""
        for key, values in keys.items():
            self._add(key, values)
        return self

    def _add(self, key: str, values: Mapping[str, RegistryValue]) -> None:
        held = self._keys.setdefault(key.casefold(), {})
        held.update({name.casefold(): (name, value) for name, value in values.items()})
        parent, _, last = key.rpartition("\\")
        while parent:
            self._children.setdefault(parent.casefold(), {}).setdefault(last.casefold(), last)
            self._keys.setdefault(parent.casefold(), {})
            parent, _, last = parent.rpartition("\\")

    def value(self, key: str, name: str, view: View = "64") -> Reading[RegistryValue]:
        """One value; text is made safe as a real registry's would be."""
        wanted, source = viewed(key, view), registry_source(key, name, view)
        if self._is_denied(wanted):
            return Reading("denied", source=source)
        pair = self._keys.get(wanted, {}).get(name.casefold())
        if pair is None:
            return Reading("not-set", source=source)
        value, sound = clean_value(self._expanded(pair[1]))
        return Reading("set" if sound else "malformed", value, source)

    def subkeys(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:
        """The names of the keys below, sorted."""
        wanted, source = viewed(key, view), registry_source(key, view=view)
        if self._is_denied(wanted):
            return Reading("denied", source=source)
        if wanted not in self._keys:
            return Reading("not-set", source=source)
        names = [clean(name) for name in sorted(self._children.get(wanted, {}).values())]
        sound = all(whole for _, whole in names)
        return Reading("set" if sound else "malformed", tuple(name for name, _ in names), source)

    def names(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:
        """The names of the values of a key, sorted."""
        wanted, source = viewed(key, view), registry_source(key, view=view)
        if self._is_denied(wanted):
            return Reading("denied", source=source)
        if wanted not in self._keys:
            return Reading("not-set", source=source)
        names = [clean(name) for name, _ in sorted(self._keys[wanted].values(), key=lambda pair: pair[0])]
        sound = all(whole for _, whole in names)
        return Reading("set" if sound else "malformed", tuple(name for name, _ in names), source)

    def _expanded(self, value: RegistryValue) -> RegistryValue:
        if not isinstance(value, Expanding):
            return value
        return re.sub("%([^%]+)%", lambda found: self._variables.get(found[1].upper(), found[0]), value)

    def _is_denied(self, key: str) -> bool:
        return any(key == denied or key.startswith(denied + "\\") for denied in self._denied)


def viewed(key: str, view: View) -> str:
    """The comparable name of the key that a look at `key` ends at."""
    plain = key.casefold()
    top, below = plain[: len(_SOFTWARE)], plain[len(_SOFTWARE) :]
    redirected = view == "32" and top == _SOFTWARE and below[:1] in {"", "\\"}
    return f"{top}\\wow6432node{below}" if redirected else plain
