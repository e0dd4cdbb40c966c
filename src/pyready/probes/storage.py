r"""The folders a Python would live in: space, kind of drive, and what in their names gives tools trouble.

On Windows, Documents are where the user's own `User Shell Folders` say: IT may have moved them.
"""

import msgspec

from pyready.model.anchors import Anchored, anchored, for_line
from pyready.model.facts import Facts
from pyready.model.host import Drive, Host, Reading, Space
from pyready.model.paths import below, for_platform, is_unc, same_path
from pyready.model.privacy_classes import PathText, Public
from pyready.model.probe import Probe, file, registry, system, variable
from pyready.model.readings import flag, text
from pyready.probes.site import Site, named_folder

SHELL_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
FILE_SYSTEM = r"HKLM\SYSTEM\CurrentControlSet\Control\FileSystem"
_DOCUMENTS = "Personal"
_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


class Folder(msgspec.Struct, frozen=True):
    """One folder, judged by looking; nothing is written. Yes/no fields decide, so that the path may be hidden."""

    path: PathText
    """The path."""
    state: Public
    """State of the look at it: `set` when it is a folder that can be seen."""
    space: Reading[Space]
    """The room on its drive, in bytes."""
    drive: Reading[Drive]
    """The drive under it."""
    writable: Reading[bool]
    """Whether this account may make files in it."""
    length: int = 0
    """Characters of the path."""
    unc: bool = False
    """It is on a network share, by its path."""
    in_onedrive: bool = False
    """It is in a folder that OneDrive synchronises."""
    has_space: bool = False
    """The path has a space."""
    has_apostrophe: bool = False
    """The path has an apostrophe."""
    non_ascii: bool = False
    """The path has a character that is not ASCII."""
    other_marks: Public = ""
    """Characters in it that some installers refuse."""
    western: bool | None = None
    """Every letter stands in the code page of a British Windows (1252); None means not known."""


class Storage(msgspec.Struct, frozen=True):
    """The folders that matter. One that is None was not looked at, or is not there on this kind of system."""

    home: Folder
    """The home folder."""
    tools: Folder
    """Where a Python of one's own goes."""
    projects: Folder | None = None
    """Documents, where people put their work."""
    temp: Folder | None = None
    """The folder for temporary files."""
    roaming: Folder | None = None
    """Windows: `%APPDATA%`, where packages go that pip installs for one account alone."""
    named: Anchored | None = None
    """Windows: the folder that the site profile names for programs, as a command spells it; it is `tools` then."""
    long_paths: Reading[bool] = Reading("missing")
    """Windows: paths of more than 260 characters are allowed to programs that can use them."""

    @property
    def named_in_lines(self) -> str:
        """The named folder as a line has it, without quotes; empty where there is none, or no line can hold it."""
        line = for_line(self.named) if self.named else None
        return line.strip('"') if line else ""


def collect(host: Host, facts: Facts) -> Storage:
    """Look at each folder; nothing in them is listed or opened."""
    named = named_folder(host, facts)
    home = host.variables.get("USERPROFILE" if host.platform == "windows" else "HOME").value or _account_home(host)
    return _windows(host, home, named) if host.platform == "windows" else _posix(host, home)


def _windows(host: Host, home: str, named: str) -> Storage:
    local, temp, roaming = (host.variables.get(name).value or "" for name in ("LOCALAPPDATA", "TEMP", "APPDATA"))
    return Storage(
        home=folder(host, home),
        tools=folder(host, named or local or home),
        named=anchored(host, named) if named else None,
        projects=_documents(host, home),
        temp=folder(host, temp),
        roaming=folder(host, roaming),
        long_paths=flag(host.registry.value(FILE_SYSTEM, "LongPathsEnabled")),
    )


def _posix(host: Host, home: str) -> Storage:
    join = for_platform(host.platform).join
    own = folder(host, home)
    projects = folder(host, join(home, "Documents") if home else "")
    temp = folder(host, host.variables.get("TMPDIR").value or "/tmp")  # noqa: S108 - looked at, not written to
    return Storage(own, own, own if projects.state == "not-set" else projects, temp)


def work_place(storage: Storage | None) -> str:
    """Where the steps make a project: `named`, the folder of the site profile; `home`; or `tools`.

    `tools` where the home folder is on the network or synchronised and the folder for programs is better off.
    """
    if storage is None:
        return "home"
    if storage.named:
        return "named"
    return "tools" if remote(storage.tools) < remote(storage.home) else "home"


def remote(folder: Folder) -> int:
    """How far a folder is from this computer's own disk: 2 synchronised, 1 on the network, 0 neither."""
    drive = folder.drive.value
    return 2 if folder.in_onedrive else int(folder.unc or (drive is not None and drive.kind == "network"))


def _documents(host: Host, home: str) -> Folder:
    """Where the user's settings say, variables filled in; without a setting, at the usual place."""
    reading = text(host.registry.value(SHELL_FOLDERS, _DOCUMENTS))
    if reading.state not in {"set", "not-set"}:
        nothing: Reading[bool] = Reading(reading.state, source=reading.source)
        return Folder("", reading.state, Reading(reading.state), Reading(reading.state), nothing)
    return folder(host, reading.value or (for_platform("windows").join(home, "Documents") if home else ""))


def _account_home(host: Host) -> str:
    who = host.system.who().value
    return who.home if who else ""


def folder(host: Host, path: str) -> Folder:
    """One folder, looked at."""
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
        western=_in_code_page(path),
    )


def _in_code_page(path: str) -> bool:
    try:
        path.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


PROBE = Probe(
    id="storage",
    fact=Storage,
    collect=collect,
    about="your folders: space, drive, names",
    after=(Site,),
    reads=(
        system("who", "your home folder, where no environment variable names it"),
        variable("USERPROFILE", "your home folder"),
        variable("HOME", "your home folder"),
        variable("LOCALAPPDATA", "your folder for programs"),
        variable("APPDATA", "your folder for settings and packages, which can travel with your account"),
        variable("TEMP", "the folder for temporary files"),
        variable("TMPDIR", "the folder for temporary files"),
        *(variable(name, "whether a folder is synchronised") for name in _ONEDRIVE),
        *(
            variable(name, "how a command spells the folder that your site profile names")
            for name in ("ProgramFiles", "ProgramFiles(x86)", "ProgramData", "SystemRoot")
        ),
        registry(SHELL_FOLDERS, "where your Documents are"),
        registry(FILE_SYSTEM, "whether long paths are allowed"),
        file(
            "{your home folder}",
            "space, quota, drive and permissions of your home folder, Documents, AppData and the folder for temporary "
            "files; pyready opens and lists nothing in them",
        ),
    ),
)
