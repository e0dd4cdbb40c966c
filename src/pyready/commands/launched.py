"""How this pyready was started: worked out once, from its own path, its Python's and PATH. Nothing is looked up."""

import ntpath
import os
import posixpath
import re
import sys
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pyready.model.anchors import Anchored
    from pyready.model.launch import Launch
    from pyready.model.own_lines import Own


_USUAL = r"(?i:(?:\.?v?env[\\/])?(?:bin|Scripts)[\\/]python(?:3(?:\.\d+)?)?(?:\.exe)?)"
"""The Python of an environment with a usual name: it is nobody's name."""


class Started(NamedTuple):
    """What a start is told by. `script` is what stands in `sys.argv[0]`."""

    script: str
    python: str
    frozen: bool
    platform: str
    variable: Callable[[str], str | None]
    folder: str = ""
    """The current folder."""


def launch() -> "Launch":
    """How this process was started."""
    return launch_of(_now())


def here(stream: object) -> "Own":
    """How a line begins that runs this pyready.

    Out of a terminal it holds no path of a person's: it names an environment in this folder, or no certain Python.
    """
    from pyready.commands.output import is_terminal

    return _here(is_terminal(stream))


@cache
def _here(private: bool) -> "Own":
    started = _now()
    if (way := way_of(started)) != "module":
        from pyready.model.own_lines import of_way

        return of_way(way, started.platform)
    from pyready.model.launch import Launch
    from pyready.model.spelling import own

    return own(launch_of(started) if private else Launch(way, _in_folder(started)), started.platform)


def launch_of(started: Started) -> "Launch":
    """The start as a fact."""
    from pyready.model.launch import Launch

    way = way_of(started)
    if way != "module" or not started.python:
        return Launch(way)
    from pyready.model.anchors import by_folder

    return Launch(way, by_folder(started.python, started.platform, started.variable))


def _in_folder(started: Started) -> "Anchored":
    """The Python from the current folder, where that path holds nobody's name."""
    from pyready.model.anchors import Anchored
    from pyready.model.paths import below

    rest = (below(started.python, started.folder) if started.folder else None) or ""
    return Anchored("", rest if re.fullmatch(_USUAL, rest) else "")


def way_of(started: Started) -> str:
    """A script that is neither pyready's nor its module belongs to another program: then nothing is known."""
    if started.frozen:
        return "command" if _on_path(started.python, started) else "program"
    folder, _, name = started.script.replace("\\", "/").rpartition("/")
    if name in {"pyready", "pyready.exe"}:
        return "command" if _on_path(started.script, started) else "module"
    return "module" if (folder.rpartition("/")[2], name) == ("pyready", "__main__.py") else ""


def _on_path(program: str, started: Started) -> bool:
    """Whether PATH names the folder of a program."""
    system = ntpath if started.platform == "windows" else posixpath

    def plain(folder: str) -> str:
        return str(system.normcase(system.normpath(folder.strip('"'))))

    folders = (started.variable("PATH") or "").split(system.pathsep)
    return plain(system.dirname(program)) in map(plain, filter(None, folders))


def _now() -> Started:
    platform = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    frozen = bool(getattr(sys, "frozen", False))
    get = os.environ.get  # noqa: TID251 - how this very process was started
    return Started(sys.argv[0] if sys.argv else "", sys.executable or "", frozen, platform, get, _current())


def _current() -> str:
    try:
        return os.getcwd()  # noqa: PTH109 - pathlib takes longer to load than all of this
    except OSError:  # it was removed
        return ""
