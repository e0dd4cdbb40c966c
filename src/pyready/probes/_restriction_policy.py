r"""Reads Software Restriction Policies, of the machine and of the user; the rules are judged on the spot and not kept.

A rule is a key below `LEVEL\Paths`, with its path in `ItemData`. Rules for hashes and zones are counted by their level
alone, as what they are about cannot be told. Rules for certificates hold only where `AuthenticodeEnabled` is 1 (Learn,
"System settings: Use certificate rules on Windows executables for Software Restriction Policies").
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from pyready.model.host import Host, Reading
from pyready.model.readings import number, text
from pyready.policy.restriction.paths import ANY
from pyready.policy.restriction.rules import LEVELS, UNRESTRICTED, Policy, Rule
from pyready.probes._control_readings import SAFER, VARIABLES

"""Those that rules are likely to name. What another one stands for is not known here."""
_CURRENT = "HKEY_LOCAL_MACHINE\\SOFTWARE\\MICROSOFT\\WINDOWS{}\\CURRENTVERSION\\"
_MOST_RULES = 10_000


def policies(host: Host) -> tuple[Policy, ...]:
    """The machine's and the user's, where there is one."""
    read = (_policy(host, "machine", f"HKLM\\{SAFER}"), _policy(host, "user", f"HKCU\\{SAFER}"))
    return tuple(policy for policy in read if policy)


def _policy(host: Host, scope: Literal["machine", "user"], key: str) -> Policy | None:
    there = host.registry.subkeys(key)
    default = number(host.registry.value(key, "DefaultLevel"))
    if there.state == "not-set":
        return None
    if not there.is_set and default.state not in {"set", "not-set"}:
        return Policy(scope, default.source, denied=True)
    rules = _Rules(host, key)
    paths = tuple(rules.paths())
    return Policy(
        scope=scope,
        source=default.source,
        default=_known(default, UNRESTRICTED),
        enforcement=_known(number(host.registry.value(key, "TransparentEnabled")), 0),
        spares_administrators={0: False, 1: True}.get(_number(host, key, "PolicyScope")),
        types=_types(host, key),
        certificates=_number(host, key, "AuthenticodeEnabled") != 0,
        paths=paths,
        hashes=rules.levels("Hashes"),
        zones=rules.levels("UrlZones"),
        unread=rules.unread or not there.is_set,
    )


def _known(found: Reading[int], otherwise: int) -> int | None:
    """The number, `otherwise` where none is set, None where it could not be read."""
    return otherwise if found.state == "not-set" else found.value if found.is_set else None


def _number(host: Host, key: str, name: str) -> int:
    """The number, 0 where none is set, -1 where it could not be read."""
    found = _known(number(host.registry.value(key, name)), 0)
    return -1 if found is None else found


def _types(host: Host, key: str) -> frozenset[str] | None:
    """The extensions that are listed; a list of the wrong type is not known."""
    found = host.registry.value(key, "ExecutableTypes")
    if not found.is_set or not isinstance(found.value, tuple):
        return None
    return frozenset(each.strip().lstrip(".").casefold() for each in found.value)


class _Rules:
    """The rules below one key, level by level."""

    def __init__(self, host: Host, key: str) -> None:
        self._host = host
        self._key = key
        self._left = _MOST_RULES
        self.unread = False

    def paths(self) -> Iterator[Rule]:
        """Each path rule that could be read."""
        for level in LEVELS:
            for name in self._names(level, "Paths"):
                path = text(self._host.registry.value(f"{self._key}\\{level}\\Paths\\{name}", "ItemData"))
                if path.is_set and path.value and path.value.strip():
                    yield Rule(name, level, path.value)
                elif path.state != "not-set" or name.startswith("{"):
                    self.unread = True

    def levels(self, kind: str) -> frozenset[int]:
        """The levels at which there are rules of this kind."""
        return frozenset(level for level in LEVELS if self._names(level, kind))

    def _names(self, level: int, kind: str) -> tuple[str, ...]:
        found = self._host.registry.subkeys(f"{self._key}\\{level}\\{kind}")
        names = found.value or ()
        if found.state not in {"set", "not-set"} or len(names) > self._left:
            self.unread = True
        names = names[: self._left]
        self._left -= len(names)
        return names


def values(host: Host) -> Mapping[str, str]:
    """What the variables of rules stand for, and the places in the registry that Windows' own rules name."""
    held = {name.upper(): value for name in VARIABLES if (value := host.variables.get(name).value)}
    programs, programs_32 = held.get("PROGRAMW6432") or held.get("PROGRAMFILES"), held.get("PROGRAMFILES(X86)")
    windows, data = held.get("SYSTEMROOT"), held.get("PROGRAMDATA")
    same = {
        "WINDIR": windows,
        _CURRENT.format(" NT") + "SYSTEMROOT": windows,
        _CURRENT.format("") + "PROGRAMFILESDIR": programs,
        _CURRENT.format("") + "PROGRAMFILESDIR (X86)": programs_32,
        _CURRENT.format("") + "PROGRAMW6432DIR": programs,
        "PROGRAMFILES": programs,
        "ALLUSERSPROFILE": data,
        "LOGONSERVER": f"\\\\{ANY}",
    }
    return held | {name: value for name, value in same.items() if value}
