"""`pyready check --since OLD`: what changed since a saved report, in three lines before the answer."""

import msgspec

from pyready.engine.app import Look, report
from pyready.model.facts import Asked, Facts, KnowledgeDate
from pyready.model.record import Record, RouteRecord
from pyready.report.text.view import OPEN, TextOptions, View

# shown as the first line: the answer of the saved report, and the one of now
_SAME = "Since the report of {day}, the answer is the same: {now}."
_ANOTHER = "Since the report of {day}, the answer changed. Before: {before}. Now: {now}."
# shown as the second line: what works that did not, and what does not that did
_OPENED, _NOTHING = "This works now: {names}.", "No option works now that did not work then."
_CLOSED = "This no longer works: {names}."
# shown as the third line: what is left
_CLEAR, _LEFT = "Nothing blocks the recommended option.", "Still to solve: {says}"


def changes(old: Record, new: Record) -> tuple[str, str, str]:
    """What IT's change, or one of the person's own, opened; and what is left. Both are judged by this version."""
    before, now = (View(each, TextOptions()).label[0] for each in (old, new))
    day = f"{old.taken:%d %B %Y, %H:%M} UTC"
    first = _SAME.format(day=day, now=now) if before == now else _ANOTHER.format(day=day, before=before, now=now)
    then, works = _open(old), _open(new)
    opened = [each.title for each in works.values() if each.id not in then]
    closed = [each.title for each in then.values() if each.id not in works]
    second = _OPENED.format(names="; ".join(opened)) if opened else _NOTHING
    second += f" {_CLOSED.format(names='; '.join(closed))}" if closed else ""
    left = new.verdict.next or new.verdict.says
    return first, second, _CLEAR if new.verdict.state in OPEN else _LEFT.format(says=left)


def _open(record: Record) -> dict[str, RouteRecord]:
    return {each.id: each for each in record.routes if each.state in OPEN and each.kind != "ask"}


def with_changes(record: Record, old: Look, facts: Facts) -> Record:
    """The record, which says first what changed. The old facts are judged for what is wanted now."""
    asked, then = facts[Asked], old.facts.get(Asked)
    before = old.facts.with_entry(KnowledgeDate, facts[KnowledgeDate])
    if then is not None:
        before = before.with_entry(Asked, msgspec.structs.replace(then, aim=asked.aim))
    made = report(msgspec.structs.replace(old, facts=before), private=False)
    return msgspec.structs.replace(record, notices=(*changes(made, record), *record.notices))


def old_look(path: str) -> Look:
    """The saved report. Raises Unreadable."""
    from pyready.probes import TYPES
    from pyready.report.saved import load

    saved = load(path, TYPES)
    return Look(saved.facts, saved.did, saved.timings, saved.duration_s)
