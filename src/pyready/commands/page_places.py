"""Where the page of a double-click goes: Downloads, else a folder of pyready's own among the person's programs."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from pyready.commands.output import Unwritable, write_new
from pyready.engine.seam import watched
from pyready.model.activity import Journal, Read
from pyready.model.facts import Facts, Taken
from pyready.model.host import Host
from pyready.model.paths import flavour
from pyready.probes import storage
from pyready.probes.storage import Folder, Storage

# shown when the page is not in Downloads
_DOWNLOADS_FAILED = "pyready could not write to your Downloads folder"
_NOT_FOUND = "pyready could not find your Downloads folder, or it did not answer in time"
_NOT_THERE = "Your Downloads folder does not exist"
_UNREAD = "pyready could not read your Downloads folder"
_NOT_ALLOWED = "You cannot save files in your Downloads folder"
_ELSEWHERE = "{why}, so the page is in another folder."
# shown when the folder of the page is not on this computer alone
_IN_ONEDRIVE = "{folder} is synchronised with OneDrive, so this page will be copied there."
_ON_SERVER = "{folder} is on a server, so this page is kept there."
_DOWNLOADS, _THAT_FOLDER = "Your Downloads folder", "That folder"
# shown when the page cannot be written
_TOO_MANY = "pyready has written too many pages in this minute, in {folder}. Wait a minute and run it again."
_NO_FOLDER = "pyready could not make the folder {folder}: {why}."
_IT_FAILED = "it failed"

BY = "double-click"
_MOST = 100
"""Pages of one minute."""


class NowhereToWrite(Exception):
    """No page could be written. The text says why."""


class Place(msgspec.Struct, frozen=True):
    """A folder for the page. `remark`: what the person should know about it, as one sentence."""

    folder: str
    remark: str = ""
    is_ours: bool = False
    """It is made when it is not there."""


def places(host: Host, facts: Facts) -> tuple[tuple[Place, ...], tuple[Read, ...]]:
    """The folders to try, best first, and what was read to choose them."""
    journal = Journal()
    seen = watched(host, storage.PROBE, journal, time.monotonic())
    known = host.desktop.downloads()
    journal.note(Read("system", "Downloads folder", known.state, BY))
    found = tuple(_places(seen, known.value or "", facts))
    return found, journal.finished().read


def _places(host: Host, downloads: str, facts: Facts) -> Iterator[Place]:
    # Where the look at the folders was given up, a server may be silent, and writing would wait for it.
    looked = facts.get(Storage)
    folder = storage.folder(host, downloads) if downloads and looked else None
    why = _why_not(folder)
    if folder and not why:
        yield Place(downloads, _remark(folder, _DOWNLOADS))
    local = host.variables.get("LOCALAPPDATA").value
    if local:
        instead = _ELSEWHERE.format(why=why or _DOWNLOADS_FAILED)
        own = _remark(storage.folder(host, local), _THAT_FOLDER) if looked else ""
        yield Place(flavour(local).join(local, "pyready"), f"{instead} {own}".rstrip(), is_ours=True)


def _why_not(folder: Folder | None) -> str:
    """Why the page cannot go to Downloads; empty when it can."""
    if folder is None:
        return _NOT_FOUND
    if folder.state == "not-set":
        return _NOT_THERE
    if folder.state != "set":
        return _UNREAD
    return _NOT_ALLOWED if folder.writable.value is False else ""


def _remark(folder: Folder, name: str) -> str:
    if folder.in_onedrive:
        return _IN_ONEDRIVE.format(folder=name)
    if folder.unc or (folder.drive.value and folder.drive.value.kind == "network"):
        return _ON_SERVER.format(folder=name)
    return ""


def put(place: Place, facts: Facts, text: Callable[[str], str]) -> str:
    """Write the page under a name that is free there, and return its path; `text` is given that path.

    Raises Unwritable.
    """
    if place.is_ours:
        _make(place.folder)
    name = f"pyready-report-{facts[Taken].at.astimezone():%Y-%m-%d-%H%M}"
    for number in range(1, _MOST):
        path = flavour(place.folder).join(place.folder, f"{name}{'' if number == 1 else f'-{number}'}.html")
        if Path(path).exists():
            continue
        try:
            write_new(path, text(path))
        except FileExistsError:
            continue
        return str(path)
    raise Unwritable(_TOO_MANY.format(folder=place.folder))


def _make(folder: str) -> None:
    try:
        Path(folder).mkdir(exist_ok=True)
    except OSError as error:
        why = (error.strerror or _IT_FAILED).casefold()
        raise Unwritable(_NO_FOLDER.format(folder=folder, why=why)) from error
