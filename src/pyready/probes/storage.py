"""The folders a Python would live in: space, kind of drive, and what in their names gives tools trouble."""

import msgspec

from pyready.facts import Facts
from pyready.host import Drive, Host, Reading, Space
from pyready.paths import below, is_unc, same_path
from pyready.privacy import PathText, Public
from pyready.probe import Probe, file, system, variable

_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


class Folder(msgspec.Struct, frozen=True):
    """One folder, judged by looking; nothing is written. Yes/no fields decide, so that the path may be hidden."""

    path: PathText
    state: Public
    """State of the look at it: `set` when it is a folder that can be seen."""
    space: Reading[Space]
    drive: Reading[Drive]
    writable: Reading[bool]
    length: int = 0
    """Characters of the path."""
    unc: bool = False
    in_onedrive: bool = False
    has_space: bool = False
    has_apostrophe: bool = False
    non_ascii: bool = False
    other_marks: Public = ""
    """Characters in it that some installers refuse."""


class Storage(msgspec.Struct, frozen=True):
    """`home` is where projects go; `tools` is where a per-user Python goes."""

    home: Folder
    tools: Folder


def collect(host: Host, facts: Facts) -> Storage:
    """Look at the home folder and at the one for programs of the user."""
    del facts
    windows = host.platform == "windows"
    home = host.variables.get("USERPROFILE" if windows else "HOME").value or _account_home(host)
    tools = (host.variables.get("LOCALAPPDATA").value or home) if windows else home
    return Storage(_folder(host, home), _folder(host, tools))


def _account_home(host: Host) -> str:
    who = host.system.who().value
    return who.home if who else ""


def _folder(host: Host, path: str) -> Folder:
    look = host.files.look(path)
    synchronised = [value for name in _ONEDRIVE if (value := host.variables.get(name).value)]
    return Folder(
        path=path,
        state=look.state if look.value is None or look.value.kind == "folder" else "malformed",
        space=host.files.space(path),
        drive=host.files.drive(path),
        writable=host.files.writable(path),
        length=len(path),
        unc=is_unc(path),
        in_onedrive=any(same_path(path, top) or below(path, top) is not None for top in synchronised),
        has_space=" " in path,
        has_apostrophe="'" in path,
        non_ascii=not path.isascii(),
        other_marks="".join(sorted(set(path) & set("^%!=,();&"))),
    )


PROBE = Probe(
    id="storage",
    fact=Storage,
    collect=collect,
    about="your folders: space, drive, names",
    reads=(
        system("who", "your home folder, where no variable names it"),
        variable("USERPROFILE", "your home folder"),
        variable("HOME", "your home folder"),
        variable("LOCALAPPDATA", "the folder for programs of your own"),
        *(variable(name, "whether a folder is synchronised") for name in _ONEDRIVE),
        file(
            "{your home folder}",
            "the home folder and the folder for programs of your own: space, drive, rights; nothing is opened",
        ),
    ),
)
