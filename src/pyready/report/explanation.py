"""An explanation of messages as text and as JSON."""

import re
from typing import Any, NamedTuple

import msgspec

from pyready import __version__
from pyready.explain.explained import Explained
from pyready.explain.explanation import FORMAT, Explanation
from pyready.model.outcome import Step
from pyready.model.own_lines import Own
from pyready.report.layout import Sheet, Tone, spaced
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

USUAL = Own()
"""Lines as they begin where pyready is a command."""
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


class _Page(NamedTuple):
    """The paper, and how lines that run pyready begin."""

    sheet: Sheet
    own: Own

    def prose(self, text: str, indent: int = 2, lead: str = "", tone: Tone = "") -> list[str]:
        return self.sheet.prose(self.own.spelled(text), indent, lead, tone)

    def heading(self, text: str) -> list[str]:
        return self.sheet.heading(text)

    def line(self, command: str, shell: str = "") -> list[str]:
        return self.sheet.verbatim(self.own.spelled(command, shell), 4)


def as_json(found: Explanation, own: Own = USUAL) -> str:
    """`pyready-explain/1`: two spaces deep, fields in the order of their types."""
    found = msgspec.structs.replace(found, messages=tuple(_spelled(each, own) for each in found.messages))
    whole = ExplanationFile(FORMAT, __version__, bool(found.messages), found)
    text = msgspec.json.format(msgspec.json.encode(whole, order="deterministic"), indent=2).decode()
    return _STEERING.sub(lambda char: f"\\u{ord(char[0]):04x}", text) + "\n"


def _spelled(message: Explained, own: Own) -> Explained:
    """A message with each line that runs pyready as this person starts it."""
    steps = [msgspec.structs.replace(each, command=own.spelled(each.command, each.shell)) for each in message.steps]
    options = [msgspec.structs.replace(each, next=own.spelled(each.next)) for each in message.options]
    here = message.here and msgspec.structs.replace(message.here, says=own.spelled(message.here.says))
    return msgspec.structs.replace(
        message, next=own.spelled(message.next), steps=tuple(steps), options=tuple(options), here=here
    )


def schema() -> dict[str, Any]:
    """The JSON Schema of what `as_json` gives."""
    from pyready.report.json import published  # only to write it down

    (_,), definitions = msgspec.json.schema_components([ExplanationFile], ref_template="#/$defs/{name}")
    return published("ExplanationFile", FORMAT, definitions)


def as_text(found: Explanation, sheet: Sheet, own: Own = USUAL, *, replayed: bool = False) -> str:
    """The first message in full, the others in a line each; or how to ask."""
    page = _Page(sheet, own)
    blocks = _known(found, page, replayed=replayed) if found.messages else _unknown(found, page)
    said = ((found.cut, _CUT), (found.secret, _PRIVATE))
    notes = [page.prose(text, 0, "Note: ") for is_so, text in said if is_so]
    return "\n".join(spaced([*blocks, *notes])) + "\n"


def _known(found: Explanation, page: _Page, *, replayed: bool) -> list[list[str]]:
    root, *others = found.messages
    return [
        _meaning(root, page),
        _causes(root, page),
        _on_computer(root, page, _THERE if replayed else _HERE),
        [] if root.options else _next(root, page),
        _others(others, page),
        page.prose(_MORE.format(guide=root.guide), 0, tone="dim") if root.guide else [],
    ]


def _meaning(root: Explained, page: _Page) -> list[str]:
    recognised = _RECOGNISED.format(line=root.line, recognised=root.recognised)
    return [*page.heading(_MEANS), *page.prose(root.says), *page.prose(recognised, tone="dim")]


def _causes(root: Explained, page: _Page) -> list[str]:
    if not root.options:
        return []
    lines = page.heading(_CAUSES.format(number={2: "two", 3: "three"}.get(len(root.options), len(root.options))))
    for number, each in enumerate(root.options, 1):
        lines += page.prose(f"{each.says} {each.tell}", lead=f"{number}. ")
        lines += page.prose(WHO[each.who] + each.next, 5)
    return lines + _never(root, page)


def _on_computer(root: Explained, page: _Page, heading: str) -> list[str]:
    return [*page.heading(heading), *page.prose(root.here.says)] if root.here else []


def _next(root: Explained, page: _Page) -> list[str]:
    lines = [*page.heading(NEXT), *page.prose(WHO[root.who] + root.next)]
    for step in root.steps:
        lines += _step(step, page)
    return lines + _never(root, page)


def _step(step: Step, page: _Page) -> list[str]:
    says = page.prose(step.says) if step.says else []
    return [*says, *page.line(step.command, step.shell), *(page.prose(expected(step.expect)) if step.expect else [])]


def _never(root: Explained, page: _Page) -> list[str]:
    return page.prose(" ".join(root.never), tone="bold") if root.never else []


def _others(others: list[Explained], page: _Page) -> list[str]:
    if not others:
        return []
    forms = {"also": _ANOTHER, "harmless": _HARMLESS}
    lines = page.heading(_ALSO)
    for each in others[:_MOST_OTHERS]:
        form = forms.get(each.role, _FOLLOWS)
        lines += page.prose(form.format(line=each.line, recognised=each.recognised, says=each.says), lead="- ")
    rest = len(others) - _MOST_OTHERS
    return [*lines, *(page.prose(_REST.format(number=rest), lead="- ") if rest > 0 else [])]


def _unknown(found: Explanation, page: _Page) -> list[list[str]]:
    taken = _TAKEN if found.shown else _HIDDEN if found.line else _EMPTY
    return [
        [
            *page.heading(_UNKNOWN),
            *page.prose(taken.format(line=found.line, shown=found.shown)),
            *(page.prose(found.number) if found.number else []),
        ],
        [
            *page.heading(NEXT),
            *page.prose(_HOW_TO_ASK),
            *page.line(_REPORT),
            *page.prose(expected(_REPORT_EXPECT)),
        ],
        page.prose(_ADD, 0, tone="dim"),
    ]
