"""Where each tool looks for the settings of one person, and what would keep it from looking there.

Sources: pip's `_internal/configuration.py`, docs.astral.sh/uv/concepts/configuration-files, docs.conda.io (.condarc),
git-scm.com/docs/git-config, read 2026-11-22.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pyready.formats.git_files import home
from pyready.model.anchors import fill
from pyready.model.host import Host
from pyready.model.paths import for_platform
from pyready.settings.edits import Refused

# shown after "because": why a file is left as it is
_OTHER_FILE = "the environment variable {name} makes {tool} read other settings than your own"
_NO_PLACE = "no environment variable says where your own settings files are"

_ELSEWHERE = {
    "pip": ("PIP_CONFIG_FILE",),
    "uv": ("UV_CONFIG_FILE", "UV_NO_CONFIG"),
    "conda": ("CONDARC",),
    "git": ("GIT_CONFIG_GLOBAL",),
}
"""Variables that send a tool to another file, or to none."""
_WINDOWS = {
    "pip": ("{APPDATA}\\pip\\pip.ini",),
    "uv": ("{APPDATA}\\uv\\uv.toml",),
    "conda": ("{USERPROFILE}\\.condarc",),
}
_POSIX = {
    "pip": ("{XDG_CONFIG_HOME}/pip/pip.conf", "{HOME}/.config/pip/pip.conf"),
    "uv": ("{XDG_CONFIG_HOME}/uv/uv.toml", "{HOME}/.config/uv/uv.toml"),
    "conda": ("{HOME}/.condarc",),
    "git": ("{HOME}/.gitconfig",),
}
_ROAMING = "{HOME}/Library/Application Support/pip"
"""macOS: pip's folder, where it is there already."""
_GIT_ELSEWHERE = ("{XDG_CONFIG_HOME}/git/config", "{HOME}/.config/git/config")


class Place(NamedTuple):
    """A file and the folder of the person that it is in, as a variable names it."""

    path: str
    top: str
    shown: str
    """With the variable in place of that folder."""


def place(host: Host, tool: str) -> Place:
    """The file that a tool's settings of this person go to. Raises Refused where the tool would not read it."""
    for name in _ELSEWHERE[tool]:
        if host.variables.get(name).value:
            raise Refused(_OTHER_FILE.format(name=name, tool=tool))
    found = _of_git(host) if tool == "git" and host.platform == "windows" else _first(host, _patterns(host, tool))
    if found is None:
        raise Refused(_NO_PLACE)
    return found


def _of_git(host: Host) -> Place | None:
    """git's own file below the folder that it takes for the person's."""
    folder, get = home(host), host.variables.get
    if not folder:
        return None
    names = ("HOME", "USERPROFILE")
    name = next((f"%{each}%" for each in names if get(each).value == folder), "%HOMEDRIVE%%HOMEPATH%")
    return Place(for_platform("windows").join(folder, ".gitconfig"), folder, f"{name}\\.gitconfig")


def _patterns(host: Host, tool: str) -> Sequence[str]:
    if host.platform == "windows":
        return _WINDOWS[tool]
    if tool == "pip" and host.platform == "macos" and _is_there(host, _ROAMING):
        return (f"{_ROAMING}/pip.conf",)
    if tool == "git" and not _is_there(host, _POSIX["git"][0]):  # git does the same for --global
        there = [pattern for pattern in _GIT_ELSEWHERE if _is_there(host, pattern)]
        return (*there[:1], *_POSIX["git"])
    return _POSIX[tool]


def _is_there(host: Host, pattern: str) -> bool:
    return bool(path := fill(host, pattern)) and host.files.look(path).state != "not-set"


def _first(host: Host, patterns: Sequence[str]) -> Place | None:
    for pattern in patterns:
        path = fill(host, pattern)
        if path and for_platform(host.platform).isabs(path):
            variable, _, rest = pattern[1:].partition("}")
            name = f"%{variable}%" if host.platform == "windows" else "~" if variable == "HOME" else f"${variable}"
            return Place(path, path[: len(path) - len(rest)], name + rest)
    return None
