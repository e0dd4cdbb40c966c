"""What a step does to the machine: a closed set of actions, each judged by one check. Pure.

An action is written as text (`start:uv`), so that it stands in a record as it is.
"""

from functools import cache
from typing import NamedTuple

from pyready.model.outcome import Step


def start(program: str) -> str:
    """A program starts: an id of `knowledge/programs.toml`, `found-python`, or the Python of an environment.

    `environment-python` is made with the best Python that is here, `new-environment` with one that a step puts there.
    """
    return f"start:{program}"


def load(library: str) -> str:
    """A library is loaded: an id of `knowledge/programs.toml`, or a kind of packages.

    `compiled-packages` are those of an environment, `found-packages` those that came with the best Python that is here;
    `user-site-packages` those that pip installs for the account with the best Python that is here,
    `new-user-site-packages` with one that a step puts there.
    """
    return f"load:{library}"


def fetch(group: str, tool: str) -> str:
    """A tool fetches something from a group of servers; the tool `system` is what goes by the system's settings."""
    return f"fetch:{group}:{tool}"


def write(place: str, thing: str = "") -> str:
    """Files are saved in a place.

    `home` (the home folder), `tools` (the folder for programs of one's own), `downloads`, `user-site`, or `temp`, where
    they stay for this step only. `thing` says how much it is: an id of `knowledge/sizes.toml`, or of an endpoint that a
    browser downloads a file from; empty where it is next to nothing.
    """
    return f"write:{place}:{thing}".rstrip(":")


class Saved(NamedTuple):
    """What a step saves: the id of a size, and where."""

    place: str
    thing: str


def saved(step: Step) -> tuple[Saved, ...]:
    """What a step saves that takes room."""
    return _saved(step.does)


@cache
def _saved(does: tuple[str, ...]) -> tuple[Saved, ...]:
    parts = (action.split(":") for action in does)
    return tuple(Saved(*part[1:]) for part in parts if part[0] == "write" and len(part) == 3)


def use(what: str) -> str:
    """A part of the system is used.

    `cmd`, `powershell`, `downloads`, `batch-files`, `windows-installer`, `store`, `app-installer`, `roaming-folder`;
    `usual-processor` where no file is known to fit another; `vscode` for Visual Studio Code, `vscode-python` for its
    Python extension.
    """
    return f"use:{what}"


_CHECKS = {
    "start:found-python": "existing-python-runs",
    "start:environment-python": "environment-runs",
    "start:new-environment": "new-environment-runs",
    "start:winpython-environment": "winpython-environment-runs",
    "load:compiled-packages": "loads-user-modules",
    "load:found-packages": "loads-found-packages",
    "write:home": "home-writable",
    "write:downloads": "home-writable",
    "write:tools": "folder-writable",
    "write:temp": "temp-folder",
    "write:user-site": "user-site",
    "use:downloads": "browser-downloads",
    "use:batch-files": "runs-batch-files",
    "use:windows-installer": "installs-msi-for-you",
    "use:store": "installs-from-store",
    "use:app-installer": "installs-app-packages",
    "use:usual-processor": "usual-processor",
    "use:vscode": "vscode-here",
    "use:vscode-python": "vscode-python",
    "use:roaming-folder": "roaming-folder",
}
_VERBS = {"start": "starts", "load": "loads", "use": "uses"}


def check_of(action: str) -> str:
    """The id of the check that judges an action."""
    verb, _, rest = action.partition(":")
    if verb == "write":
        return _CHECKS[f"write:{rest.partition(':')[0]}"]
    if action in _CHECKS:
        return _CHECKS[action]
    if verb == "fetch":
        return "-by-".join(rest.split(":"))
    return f"{_VERBS[verb]}-{rest}"


def all_of(step: Step) -> tuple[str, ...]:
    """The actions of a step; a typed line uses its shell."""
    typed = (use(step.shell),) if step.shell in {"cmd", "powershell"} else ()
    return (*typed, *step.does)
