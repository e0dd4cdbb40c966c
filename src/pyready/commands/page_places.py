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
        yield Place(downloads, _remark(folder, "Your Downloads folder"))
    local = host.variables.get("LOCALAPPDATA").value
    if local:
        instead = f"{why or 'Your Downloads folder could not be written to'}, so the page is in another folder."
        own = _remark(storage.folder(host, local), "That folder") if looked else ""
        yield Place(flavour(local).join(local, "pyready"), f"{instead} {own}".rstrip(), is_ours=True)


def _why_not(folder: Folder | None) -> str:
    """Why the page cannot go to Downloads; empty when it may."""
    if folder is None:
        return "Your Downloads folder could not be found or gave no answer in time"
    if folder.state == "not-set":
        return "Your Downloads folder is not there"
    if folder.state != "set":
        return "Your Downloads folder could not be looked at"
    return "You may not save files in your Downloads folder" if folder.writable.value is False else ""


def _remark(folder: Folder, name: str) -> str:
    if folder.in_onedrive:
        return f"{name} is synchronised with OneDrive, so this page will be copied there."
    if folder.unc or (folder.drive.value and folder.drive.value.kind == "network"):
        return f"{name} is on a server, so this page is kept there."
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
    raise Unwritable(f"Too many pages of this minute are in {place.folder}.")


def _make(folder: str) -> None:
    try:
        Path(folder).mkdir(exist_ok=True)
    except OSError as error:
        why = (error.strerror or "it failed").casefold()
        raise Unwritable(f"The folder {folder} could not be made: {why}.") from error
