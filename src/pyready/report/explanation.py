"""An explanation of messages as text and as JSON."""

import re
from typing import Any

import msgspec

from pyready import __version__
from pyready.explain.explained import Explained
from pyready.explain.explanation import FORMAT, Explanation
from pyready.model.outcome import Step
from pyready.report.layout import Sheet, spaced
from pyready.report.words import NEXT, WHO, expected

# shown as headings
_MEANS, _HERE, _THERE = "What this message means", "On this computer", "On the computer of the report"
_CAUSES, _ALSO = "It can have {number} causes", "Also in this text"
_UNKNOWN = "pyready does not know this message"
# shown under what a message means
_RECOGNISED = 'Recognised in line {line}: "{recognised}"'
_MORE = "More: pyready guide {guide}"
# shown for other messages of the text
_ANOTHER = 'Line {line}, "{recognised}": {says} Solve it after the first.'
_FOLLOWS = 'Line {line}, "{recognised}": it follows from the first message.'
_HARMLESS = 'Line {line}, "{recognised}": it does no harm.'
_REST = "{number} more that follow or do no harm."
# shown where no message is known
_TAKEN = "The message is probably in line {line}: {shown}"
_HIDDEN = "The message is probably in line {line}. pyready does not show it, because a name might be in it."
_EMPTY = "The text has no line that looks like a message."
_HOW_TO_ASK = (
    "Ask your IT team or a colleague. Send them that line, what you did before it, and the report of this command:"
)
_REPORT, _REPORT_EXPECT = "pyready check --format json -o report.json", "The report is in report.json."
_ADD = "To have pyready know it, suggest a row: CONTRIBUTING.md, section Add a message."
# shown as notes
_CUT = "The text is long. pyready read its beginning and its end."
_PRIVATE = (
    "The text might hold a password or a token. pyready does not repeat it. If you sent it to anybody, change it."
)

_MOST_OTHERS = 3
_STEERING = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class ExplanationFile(msgspec.Struct, frozen=True):
    """What `pyready explain --format json` writes."""

    format: str
    """`pyready-explain/1`: within one number no key changes its meaning."""
    version: str
    """Of pyready."""
    known: bool
    """A message was recognised."""
    explanation: Explanation
    """What the text means."""


def as_json(found: Explanation) -> str:
    """`pyready-explain/1`: two spaces deep, fields in the order of their types."""
    whole = ExplanationFile(FORMAT, __version__, bool(found.messages), found)
    text = msgspec.json.format(msgspec.json.encode(whole, order="deterministic"), indent=2).decode()
    return _STEERING.sub(lambda char: f"\\u{ord(char[0]):04x}", text) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of what `as_json` gives."""
    whole = msgspec.json.schema(ExplanationFile, ref_template="#/$defs/{name}")
    described = whole["$defs"].pop("ExplanationFile") | {"title": FORMAT, "$defs": whole["$defs"]}
    described["properties"]["format"] = {"const": FORMAT}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}


def as_text(found: Explanation, sheet: Sheet, *, replayed: bool = False) -> str:
    """The first message in full, the others in a line each; or how to ask."""
    blocks = _known(found, sheet, replayed=replayed) if found.messages else _unknown(found, sheet)
    said = ((found.cut, _CUT), (found.secret, _PRIVATE))
    notes = [sheet.prose(text, 0, lead="Note: ") for is_so, text in said if is_so]
    return "\n".join(spaced([*blocks, *notes])) + "\n"


def _known(found: Explanation, sheet: Sheet, *, replayed: bool) -> list[list[str]]:
    root, *others = found.messages
    return [
        _meaning(root, sheet),
        _causes(root, sheet),
        _on_computer(root, sheet, _THERE if replayed else _HERE),
        [] if root.options else _next(root, sheet),
        _others(others, sheet),
        sheet.prose(_MORE.format(guide=root.guide), 0, tone="dim") if root.guide else [],
    ]


def _meaning(root: Explained, sheet: Sheet) -> list[str]:
    recognised = _RECOGNISED.format(line=root.line, recognised=root.recognised)
    return [*sheet.heading(_MEANS), *sheet.prose(root.says), *sheet.prose(recognised, tone="dim")]


def _causes(root: Explained, sheet: Sheet) -> list[str]:
    if not root.options:
        return []
    lines = sheet.heading(_CAUSES.format(number={2: "two", 3: "three"}.get(len(root.options), len(root.options))))
    for number, each in enumerate(root.options, 1):
        lines += sheet.prose(f"{each.says} {each.tell}", lead=f"{number}. ")
        lines += sheet.prose(WHO[each.who] + each.next, 5)
    return lines + _never(root, sheet)


def _on_computer(root: Explained, sheet: Sheet, heading: str) -> list[str]:
    return [*sheet.heading(heading), *sheet.prose(root.here.says)] if root.here else []


def _next(root: Explained, sheet: Sheet) -> list[str]:
    lines = [*sheet.heading(NEXT), *sheet.prose(WHO[root.who] + root.next)]
    for step in root.steps:
        lines += _step(step, sheet)
    return lines + _never(root, sheet)


def _step(step: Step, sheet: Sheet) -> list[str]:
    says = sheet.prose(step.says) if step.says else []
    return [*says, *sheet.verbatim(step.command, 4), *(sheet.prose(expected(step.expect)) if step.expect else [])]


def _never(root: Explained, sheet: Sheet) -> list[str]:
    return sheet.prose(" ".join(root.never), tone="bold") if root.never else []


def _others(others: list[Explained], sheet: Sheet) -> list[str]:
    if not others:
        return []
    forms = {"also": _ANOTHER, "harmless": _HARMLESS}
    lines = sheet.heading(_ALSO)
    for each in others[:_MOST_OTHERS]:
        form = forms.get(each.role, _FOLLOWS)
        lines += sheet.prose(form.format(line=each.line, recognised=each.recognised, says=each.says), lead="- ")
    rest = len(others) - _MOST_OTHERS
    return [*lines, *(sheet.prose(_REST.format(number=rest), lead="- ") if rest > 0 else [])]


def _unknown(found: Explanation, sheet: Sheet) -> list[list[str]]:
    taken = _TAKEN if found.shown else _HIDDEN if found.line else _EMPTY
    return [
        [
            *sheet.heading(_UNKNOWN),
            *sheet.prose(taken.format(line=found.line, shown=found.shown)),
            *(sheet.prose(found.number) if found.number else []),
        ],
        [
            *sheet.heading(NEXT),
            *sheet.prose(_HOW_TO_ASK),
            *sheet.verbatim(_REPORT, 4),
            *sheet.prose(expected(_REPORT_EXPECT)),
        ],
        sheet.prose(_ADD, 0, tone="dim"),
    ]
