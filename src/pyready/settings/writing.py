"""Writes what was prepared, noted in the journal first, and undoes what the journal holds."""

import contextlib
import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pyready.settings import user_files
from pyready.settings.edits import NotWritable, Refused
from pyready.settings.journal import Journal, Written
from pyready.settings.left_overs import OF_SETTINGS, OLD_S, remove_left_overs
from pyready.settings.prepare import Prepared

# shown after the name of a file: what undoing did to it
_AS_BEFORE = "has its earlier text again"
_ALREADY = "had its earlier text already"
_DELETED = "is deleted, because it was not there before"
_GONE = "has none of these lines any more"
# shown after the name of a file that was not undone; "lines" follow the first
_CHANGED = "was changed since, so pyready leaves it as it is. Remove these lines yourself"
_LEFT = "is left as it is: {why}"
_BUT = "{says}, but {why}"


def write(change: Prepared, journal: Journal, at: dt.datetime) -> Written:
    """Write one file. Raises Refused: then it is as it was, and the journal does not hold it."""
    before = change.before
    entry = Written(
        tool=change.plan.tool,
        file=change.place.path,
        top=change.place.top,
        shown=change.place.shown,
        before="" if before is None else user_files.digest(before),
        after=user_files.digest(change.after),
        copy="" if before is None else f"{change.plan.tool}-{os.urandom(8).hex()}.before",
        lines=change.added,
        at=at,
        folders=user_files.missing_folders(change.place.path),
    )
    try:
        journal.note(entry, before)
        user_files.replace(entry.file, entry.top, change.after, before)
    except Refused:
        with contextlib.suppress(Refused):  # an entry that stays does no harm: the file is as before
            journal.drop(entry)
        raise
    return entry


def tidy(journal: Journal, old_s: float = OLD_S) -> None:
    """Remove what killed runs left: in the journal's folder and in those of the files that it names. Raises Refused.

    It is older than `old_s` seconds.
    """
    for folder in {journal.folder, *(Path(each.file).parent for each in journal.entries())}:
        remove_left_overs(folder, OF_SETTINGS, old_s)


class Undone(NamedTuple):
    """How undoing one file went; `lines` are left for the person to take out."""

    entry: Written
    says: str
    lines: tuple[str, ...] = ()
    failed: bool = False
    blocked: bool = False
    """It failed by what is on the disk."""


def undo(journal: Journal, tools: Sequence[str] = ()) -> list[Undone]:
    """Undo everything, or what was written for these tools, the newest first. Raises Refused for the journal itself."""
    tidy(journal, old_s=0)  # of a young one, nobody would know the place any more
    chosen = [each for each in reversed(journal.entries()) if not tools or each.tool in tools]
    return [_undone(journal, each) for each in chosen]


def _undone(journal: Journal, entry: Written) -> Undone:
    try:
        now = user_files.read(entry.file, entry.top)
        found = "" if now is None else user_files.digest(now)
        left = () if found in {entry.after, entry.before} else _left(entry, now)
        if left:
            return Undone(entry, _CHANGED, left, failed=True)
        says = _restored(journal, entry, now, found)
    except Refused as refused:
        blocked = isinstance(refused, NotWritable)
        return Undone(entry, _LEFT.format(why=refused), failed=True, blocked=blocked)
    try:
        journal.drop(entry)
    except Refused as refused:
        return Undone(entry, _BUT.format(says=says, why=refused), failed=True, blocked=True)
    return Undone(entry, says)


def _restored(journal: Journal, entry: Written, now: bytes | None, found: str) -> str:
    """Put the file back where that is not done; what is to be said of it."""
    if found not in {entry.after, entry.before}:
        return _GONE
    if not entry.before:
        user_files.remove(entry.file, entry.folders)
        return _ALREADY if now is None else _DELETED
    if found == entry.before:
        return _ALREADY
    user_files.replace(entry.file, entry.top, journal.copy(entry), now)
    return _AS_BEFORE


def _left(entry: Written, now: bytes | None) -> tuple[str, ...]:
    """Of the lines that came in, those that stand there still; a heading alone is no setting."""
    there = {line.strip() for line in (now or b"").decode("utf-8", "replace").splitlines()}
    left = tuple(line for line in entry.lines if line.strip() in there)
    return left if any(not line.strip().startswith("[") and not line.endswith(":") for line in left) else ()
