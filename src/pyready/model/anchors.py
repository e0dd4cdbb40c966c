"""Paths for commands: a path under a well-known folder is spelled with that folder's variable.

A command that names a profile folder would hold a person's name and would not work for anybody else.
"""

import unicodedata
from collections.abc import Callable

import msgspec

from pyready.model.host import Host
from pyready.model.paths import below
from pyready.model.privacy_classes import PathText, Public

WINDOWS = ("LOCALAPPDATA", "APPDATA", "USERPROFILE", "ProgramFiles", "ProgramFiles(x86)", "ProgramData", "SystemRoot")
POSIX = ("HOME",)
ANCHORS = WINDOWS + POSIX


class Anchored(msgspec.Struct, frozen=True):
    """A path as a well-known folder's variable and the rest; `anchor` is empty for a path under none of them."""

    anchor: Public
    """The name of the variable, without its marks: `LOCALAPPDATA`, `HOME`."""
    rest: PathText
    """The path below that folder; the whole path where there is no anchor."""


def fill(host: Host, pattern: str) -> str:
    """Replace `{NAME}` by that variable; empty when it is not set."""
    if "{" not in pattern:
        return pattern
    before, _, rest = pattern.partition("{")
    name, _, after = rest.partition("}")
    value = host.variables.get(name).value
    return before + value.rstrip("/\\") + after if value else ""


def anchored(host: Host, path: str) -> Anchored:
    """Spell a path by the closest well-known folder above it."""
    return by_folder(path, host.platform, lambda name: host.variables.get(name).value)


def by_folder(path: str, platform: str, variable: Callable[[str], str | None]) -> Anchored:
    """The same, where no host is at hand: `variable` gives the value of an environment variable."""
    for name in WINDOWS if platform == "windows" else POSIX:
        folder = variable(name)
        rest = below(path, folder) if folder else None
        if rest is not None:
            return Anchored(name, rest)
    return Anchored("", path)


def for_cmd(path: Anchored) -> str | None:
    """The path quoted for cmd.exe, or None when it cannot be written safely."""
    if not _safe(path.rest) or any(mark in path.rest for mark in '%"'):
        return None
    start = f"%{path.anchor}%\\" if path.anchor else ""
    return f'"{start}{path.rest}"'


def for_line(path: Anchored) -> str | None:
    """The path quoted for a line that either shell of Windows spells (`model/lines.py`); None as for cmd.exe."""
    if for_cmd(path) is None or any(f"{{{name}}}" in path.rest for name in WINDOWS):
        return None
    start = f"{{{path.anchor}}}\\" if path.anchor else ""
    return f'"{start}{path.rest}"'


def for_sh(path: Anchored) -> str | None:
    """The path quoted for a POSIX shell, or None when it cannot be written safely."""
    if not _safe(path.rest):
        return None
    import shlex

    return f"~/{shlex.quote(path.rest)}" if path.anchor == "HOME" else shlex.quote(path.rest)


def _safe(rest: str) -> bool:
    """No redaction token and no character that could end or hide a command."""
    return bool(rest) and not any(mark in "<>\r\n" or unicodedata.category(mark) in {"Cc", "Cf", "Cs"} for mark in rest)
