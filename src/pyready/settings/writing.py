"""Writes what was prepared, noted in the journal first, and undoes what the journal holds."""

import datetime as dt
import os
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from pyready.settings import user_files
from pyready.settings.edits import Refused
from pyready.settings.journal import Journal, Written
from pyready.settings.prepare import Prepared


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
    )
    journal.note(entry, before)
    try:
        folders = user_files.replace(entry.file, entry.top, change.after, before)
    except Refused:
        journal.drop(entry)
        raise
    final = msgspec.structs.replace(entry, folders=folders)
    if folders:
        journal.settle(entry, final)
    return final


class Undone(NamedTuple):
    """How undoing one file went; `lines` are left for the person to take out."""

    entry: Written
    says: str
    lines: tuple[str, ...] = ()
    failed: bool = False


def undo(journal: Journal, tools: Sequence[str] = ()) -> list[Undone]:
    """Undo everything, or what was written for these tools, the newest first. Raises Refused for the journal itself."""
    chosen = [each for each in reversed(journal.entries()) if not tools or each.tool in tools]
    return [_undone(journal, each) for each in chosen]


def _undone(journal: Journal, entry: Written) -> Undone:
    try:
        now = user_files.read(entry.file, entry.top)
        found = "" if now is None else user_files.digest(now)
        if found == entry.after:
            _restore(journal, entry, now)
            says = "is as it was before" if entry.before else "is deleted: it was not there before"
            return Undone(entry, says)
        if found == entry.before:
            journal.drop(entry)
            return Undone(entry, "is as it was before already")
        left = _left(entry, now)
        if not left:
            journal.drop(entry)
            return Undone(entry, "holds none of the lines any more")
    except Refused as refused:
        return Undone(entry, f"is left as it is: {refused}", failed=True)
    return Undone(entry, "has been changed since. It is left as it is; take these lines out yourself", left, True)


def _restore(journal: Journal, entry: Written, now: bytes | None) -> None:
    if entry.before:
        user_files.replace(entry.file, entry.top, journal.copy(entry), now)
    else:
        user_files.remove(entry.file, entry.folders)
    journal.drop(entry)


def _left(entry: Written, now: bytes | None) -> tuple[str, ...]:
    """Of the lines that came in, those that stand there still; a heading alone is no setting."""
    there = {line.strip() for line in (now or b"").decode("utf-8", "replace").splitlines()}
    left = tuple(line for line in entry.lines if line.strip() in there)
    return left if any(not line.strip().startswith("[") and not line.endswith(":") for line in left) else ()
