"""What tools do by version, as far as advice depends on it: data in `tools.toml`."""

import re
from typing import ClassVar, Literal

from pyready.knowledge.loader import Row, Table, reader

Root = Literal["own", "system"]


class Way(Row, frozen=True, forbid_unknown_fields=True):
    """How a tool of these versions gets out, whom it trusts, what changes that and what it cannot do."""

    table: ClassVar[str] = "tools"
    tool: str
    proxies: tuple[Literal["setting", "variables", "user", "windows"], ...]
    roots: Root
    since: str = ""
    python: str = ""
    """The first Python on which this holds."""
    on: tuple[str, ...] = ()
    roots_by_proxy: Root | None = None
    """Behind a proxy; None: as without one."""
    roots_by_https_proxy: Root | None = None
    """Behind a proxy that is itself spoken to by https; None: as behind another one."""
    told: str = ""
    """What makes it trust the system; empty where nothing is known to, or nothing is needed."""
    told_by_proxy: bool = True
    settings: tuple[str, ...] = ()
    cannot: tuple[Literal["pac", "negotiate", "ntlm"], ...] = ()
    unsure: bool = False

    def trusts_system(self, proxy: str = "") -> bool:
        """Whether it does so untold; `proxy` is how the proxy is spoken to: `http`, `https`, empty for none."""
        behind = self.roots_by_proxy or self.roots
        roots = {"": self.roots, "https": self.roots_by_https_proxy or behind}.get(proxy, behind)
        return roots == "system"

    def heeds(self, *, behind_proxy: bool) -> bool:
        """Whether it trusts the system when it is told to."""
        return bool(self.told) and (self.told_by_proxy or not behind_proxy)


class Behaviour(Row, frozen=True, forbid_unknown_fields=True):
    """One thing that a tool does from a version on."""

    table: ClassVar[str] = "tools"
    tool: str
    id: str
    says: str
    since: str = ""
    """The first version; empty when the version does not matter or is not known."""
    python: str = ""
    """The first Python on which it does."""
    on: tuple[str, ...] = ()
    """Platforms; none: every one."""
    unsure: bool = False


class Ships(Row, frozen=True, forbid_unknown_fields=True):
    """What an installer brings along."""

    table: ClassVar[str] = "tools"
    tool: str
    version: str
    has: str
    inside: str
    unsure: bool = False


class Tools(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    way: tuple[Way, ...]
    behaviour: tuple[Behaviour, ...]
    ships: tuple[Ships, ...]


known = reader("tools", Tools)
"""The table, read once."""


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


def way(tool: str, version: str, platform: str, python: tuple[int, int] | None = None) -> Way:
    """The row that holds for that version: without one, the row that holds for every version.

    Rows for newer Pythons count only where `python` is known to be one. KeyError when the table has none.
    """
    held = [
        each
        for each in ways(tool, platform)
        if (not each.since or (version and numbers(version) >= numbers(each.since)))
        and (not each.python or (python and python >= numbers(each.python)))
    ]
    if not held:
        raise KeyError(f"{tool} {version} on {platform}")
    return held[-1]


def newest(tool: str, platform: str) -> Way:
    """The row that holds for a tool that is fetched now."""
    return ways(tool, platform)[-1]


def ways(tool: str, platform: str) -> tuple[Way, ...]:
    """All rows of a tool for a platform, the oldest versions first."""
    rows = [each for each in known().way if each.tool == tool and (not each.on or platform in each.on)]
    return tuple(sorted(rows, key=lambda each: numbers(each.since)))


def unable(platform: str, what: str) -> tuple[str, ...]:
    """The tools that cannot do it, in any version."""
    tools = dict.fromkeys(each.tool for each in known().way)
    return tuple(tool for tool in tools if (rows := ways(tool, platform)) and all(what in row.cannot for row in rows))


def numbers(version: str) -> tuple[int, ...]:
    """`(24, 2)` of `24.2`; a suffix such as `b1` is left out."""
    return tuple(int(part) for part in re.findall(r"\d+", re.split(r"[a-z]", version)[0]))
