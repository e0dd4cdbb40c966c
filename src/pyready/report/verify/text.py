"""The report of `pyready verify` as text: what will be done, each step as it ends, the answer, what was done."""

from collections.abc import Sequence

import msgspec

from pyready.model.activity import Did
from pyready.model.verification import ProofRecord, VerifyRecord
from pyready.report.activity_line import did_line
from pyready.report.layout import Sheet, Tone, on_one_line

# shown at the top
_TITLE = "Does this Python work?"
_PYTHON = "Python: {path}"
_WILL = (
    "pyready starts this Python and makes folders in {places}. At the end it removes them and ends what it started. "
    "What each step starts: pyready reads"
)
# shown before each step
RESULTS: dict[str, tuple[str, Tone]] = {
    "works": ("works", "good"),
    "fails": ("does not work", "bad"),
    "unknown": ("not known", "warn"),
    "not-tested": ("not tested", "dim"),
}
# shown after the title of a step that the aim does not need
_NOT_NEEDED = " (not needed)"
# shown after the steps: those that were not tested, with the reason that they share
_NOT_TESTED, _MORE, _FEW = "Not tested: {titles}. {says}", "{count} more", 3
# shown under a step that does not work
_LAST_LINES = "Its last lines:"
_REQUEST, _GUIDE = "Request to IT: {request}. pyready check --format ticket writes it.", "More: pyready guide {guide}"
# shown at the end
_ANSWER = "Answer"
_AGAIN = "Run pyready verify again when that is done."
_SHAREABLE = "Names are left out, so you can share this report."
_PRIVATE = "This text holds real names: keep it to yourself."
_GONE, _NOT_GONE = "Its folders are removed.", "A folder is left."


def opening(sheet: Sheet, path: str, places: Sequence[str]) -> str:
    """Before anything is started."""
    where = " and ".join(dict.fromkeys(places))
    lines = [
        *sheet.heading(_TITLE),
        "",
        *sheet.prose(_PYTHON.format(path=on_one_line(path, 300))),
        *sheet.prose(_WILL.format(places=where), tone="dim"),
    ]
    return "\n".join(lines) + "\n\n"


def proof(sheet: Sheet, record: ProofRecord, number: int) -> str:
    """One step, when it has ended; nothing of one that was not tested."""
    if record.result == "not-tested":
        return ""
    word, tone = RESULTS[record.result]
    title = f"{number}. {record.title}{_NOT_NEEDED if record.result == 'fails' and not record.needed else ''}"
    text = record.says if record.result == "works" else ""
    first, *rest = sheet.prose(f"{title}: {word}{'. ' if text else ''}{text}", 0)
    lines = [first.replace(f": {word}", f": {sheet.tint(word, tone)}"), *("   " + each for each in rest)]
    lines += sheet.prose(record.says, 3) if record.result != "works" else []
    if record.lines:
        lines += sheet.prose(_LAST_LINES, 3, tone="dim")
        lines += [line for each in record.lines for line in sheet.prose(on_one_line(each, 300), 5, "| ")]
    for text in (record.check_says, record.fix):
        lines += sheet.prose(text, 3) if text else []
    lines += sheet.prose(_REQUEST.format(request=record.request), 3) if record.request else []
    lines += sheet.prose(_GUIDE.format(guide=record.guide), 3, tone="dim") if record.guide else []
    return "\n".join(lines) + "\n"


def ending(sheet: Sheet, record: VerifyRecord) -> str:
    """The answer and what was done."""
    tone: Tone = "good" if record.works else "bad"
    lines = [*_not_tested(sheet, record.proofs), "", *sheet.heading(_ANSWER), *sheet.prose(record.says, tone=tone)]
    lines += [] if record.works else sheet.prose(_AGAIN)
    lines += [line for text in record.notices for line in sheet.prose(text, 2, lead_tone="warn")]
    lines += ["", *sheet.prose(f"{_done(record.did)} {_PRIVATE if record.private else _SHAREABLE}", tone="dim")]
    return "\n".join(lines) + "\n"


def _not_tested(sheet: Sheet, proofs: Sequence[ProofRecord]) -> list[str]:
    reasons = dict.fromkeys(each.says for each in proofs if each.result == "not-tested")
    lines: list[str] = []
    for says in reasons:
        every = [each.title for each in proofs if (each.result, each.says) == ("not-tested", says)]
        titles = "; ".join(every if len(every) <= _FEW else [*every[:_FEW], _MORE.format(count=len(every) - _FEW)])
        lines += sheet.prose(_NOT_TESTED.format(titles=titles, says=says), 0)
    return lines


def _done(did: Did) -> str:
    gone = all(each.removed for each in did.wrote)
    line = did_line(msgspec.structs.replace(did, wrote=()))
    return f"{line.rpartition(', ')[0]}. {_GONE if gone else _NOT_GONE}" if did.wrote else line


def whole(sheet: Sheet, record: VerifyRecord) -> str:
    """All of it at once, for a pipe or a file."""
    steps = [proof(sheet, each, number) for number, each in enumerate(record.proofs, 1)]
    return opening(sheet, record.python.path, record.places) + "".join(steps) + ending(sheet, record)
