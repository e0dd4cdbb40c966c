"""What tools do by version, as far as advice depends on it: data in `tools.toml`."""

import datetime as dt
import re
from functools import cache
from importlib.resources import files

import msgspec


class Behaviour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a tool does from a version on."""

    tool: str
    id: str
    says: str
    source: str
    checked: dt.date
    since: str = ""
    """The first version; empty when the version does not matter or is not known."""
    python: str = ""
    """The first Python on which it does."""
    on: tuple[str, ...] = ()
    """Platforms; none: every one."""
    unsure: bool = False


class Ships(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an installer brings along."""

    tool: str
    version: str
    has: str
    inside: str
    source: str
    checked: dt.date


class Tools(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    date: dt.date
    behaviour: tuple[Behaviour, ...]
    ships: tuple[Ships, ...]


@cache
def known() -> Tools:
    """The table, read once."""
    return msgspec.toml.decode(files(__package__).joinpath("tools.toml").read_bytes(), type=Tools)


def behaviour(tool: str, name: str) -> Behaviour:
    """One entry. KeyError when the table has none of that name."""
    for each in known().behaviour:
        if (each.tool, each.id) == (tool, name):
            return each
    raise KeyError(f"{tool}: {name}")


def does(tool: str, version: str, name: str) -> bool:
    """True when that version of the tool does it; an empty version is not known to."""
    return bool(version) and numbers(version) >= numbers(behaviour(tool, name).since)


def shipped(tool: str, has: str) -> str:
    """The version of `has` that comes with the newest installer of `tool` in the table; empty when not known."""
    found = [each for each in known().ships if (each.tool, each.has) == (tool, has)]
    return max(found, key=lambda each: numbers(each.version)).inside if found else ""


def pip_uses_system_trust(pip: str, python: tuple[int, int], *, behind_proxy: bool) -> bool:
    """True when this pip on this Python trusts what the system trusts (pip NEWS: #11647, #13343)."""
    name = "system-trust-behind-proxy" if behind_proxy else "system-trust"
    return does("pip", pip, name) and python >= numbers(behaviour("pip", name).python)


def numbers(version: str) -> tuple[int, ...]:
    """`(24, 2)` of `24.2`; a suffix such as `b1` is left out."""
    return tuple(int(part) for part in re.findall(r"\d+", re.split(r"[a-z]", version)[0]))
