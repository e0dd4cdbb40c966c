r"""The registry, read through `winreg`: always in a named view, never written to."""

import sys

if sys.platform != "win32":
    raise ImportError("pyready.windows.registry needs Windows")

import winreg
from collections.abc import Callable
from typing import Any

from pyready.formats.windows_values import clean_value, registry_source, state_of_error
from pyready.model.host import Reading, RegistryValue, View

_ROOTS = {
    "HKLM": winreg.HKEY_LOCAL_MACHINE,
    "HKCU": winreg.HKEY_CURRENT_USER,
    "HKCR": winreg.HKEY_CLASSES_ROOT,
}
_VIEWS = {"64": winreg.KEY_WOW64_64KEY, "32": winreg.KEY_WOW64_32KEY}


def _opened(key: str, view: View) -> Any:  # winreg.HKEYType, which mypy for linux does not know
    root, _, path = key.partition("\\")
    # An unknown root or view is a fault of ours: KeyError.
    return winreg.OpenKeyEx(_ROOTS[root], path, 0, winreg.KEY_READ | _VIEWS[view])


class WindowsRegistry:
    """Values and subkeys. A value that expands (REG_EXPAND_SZ) is given expanded, as programs see it."""

    def value(self, key: str, name: str, view: View = "64") -> Reading[RegistryValue]:
        """One value; an empty name is the default value of the key."""
        source = registry_source(key, name, view)
        try:
            with _opened(key, view) as opened:
                value, sound = clean_value(_plain(*winreg.QueryValueEx(opened, name)))
        except OSError as error:
            return Reading(state_of_error(error), source=source)
        except ValueError:  # a NUL in a key or name that came from the machine
            return Reading("malformed", source=source)
        return Reading("set" if sound else "malformed", value, source)

    def subkeys(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:
        """The names of the keys below, sorted."""
        return _listed(key, view, _names)

    def names(self, key: str, view: View = "64") -> Reading[tuple[str, ...]]:
        """The names of the values of a key, sorted."""
        return _listed(key, view, _value_names)


def _listed(key: str, view: View, listing: Callable[[Any], list[str]]) -> Reading[tuple[str, ...]]:
    source = registry_source(key, view=view)
    try:
        with _opened(key, view) as opened:
            names, sound = clean_value(tuple(sorted(listing(opened))))
    except OSError as error:
        return Reading(state_of_error(error), source=source)
    except ValueError:
        return Reading("malformed", source=source)
    return Reading("set" if sound else "malformed", tuple(map(str, names)) if isinstance(names, tuple) else (), source)


def _plain(value: object, kind: int) -> RegistryValue:
    """The value as one of the four types the Host promises; winreg gives None for binary data of no length."""
    if isinstance(value, list):
        return tuple(str(text) for text in value)
    if kind == winreg.REG_EXPAND_SZ and isinstance(value, str):
        return winreg.ExpandEnvironmentStrings(value)
    return value if isinstance(value, str | int | bytes) else b""


def _names(opened: Any) -> list[str]:
    return _each(winreg.QueryInfoKey(opened)[0], lambda index: winreg.EnumKey(opened, index))


def _value_names(opened: Any) -> list[str]:
    return _each(winreg.QueryInfoKey(opened)[1], lambda index: winreg.EnumValue(opened, index)[0])


def _each(count: int, get: Callable[[int], str]) -> list[str]:
    names = []
    for index in range(count):
        try:
            names.append(get(index))
        except OSError as error:
            if error.winerror == 259:  # ERROR_NO_MORE_ITEMS: one was deleted meanwhile
                break
            raise
    return names
