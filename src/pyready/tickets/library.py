"""Reads the requests to IT from `tickets/*.md`: front matter, then fixed sections. The file's id is its name.

A line of underscores is a blank, for whoever sends or grants the request. Facts are placeholders:
`{{ python:recommended }}`. Every mistake is named with its file and line.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pyready.knowledge.placeholders import UnknownFact, fill
from pyready.knowledge.text_folder import text_folder

KEYS = ("id", "queue", "cost", "title")
QUEUES = ("packaging", "app-control", "network-proxy", "pki", "vdi-image", "service-desk")
"""The teams of IT."""
COSTS = ("small", "medium", "large")
# shown to whoever edits a file of a ticket, as the names of its sections
CHANGE, NOT_ASKED = "Change", "Not requested"
SECTIONS = {
    "Request": "says",
    "Why": "why",
    CHANGE: "change",
    "For whom": "scope",
    "Upkeep": "patched_by",
    "Risk": "residual_risk",
    "Undo": "rollback",
    "Test": "test",
    NOT_ASKED: "not_asked",
}
"""The sections of a file in their order, and the field of the request that each becomes."""
LONGEST_TITLE, LONGEST_TEXT, MOST_ITEMS = 80, 400, 7
"""In characters: a title, a paragraph or item. In lines: the list of a section."""

# shown to whoever edits a file of a ticket
_MISSING = "there is no such file"
_ENCODING = "not UTF-8 text ({reason} at byte {place})"
_FRONT = "must begin with front matter between two lines of three dashes"
_NO_FIELD = "each line of the front matter must be `name: value`, each name once"
_KEYS_ARE = "front matter must have exactly these keys: {keys}"
_ID_IS = "id must be {name}, as the file is called"
_ONE_OF = "{key} must be one of: {known}"
_TITLE = "title has {count} characters, {most} at most"
_PLACEHOLDER = "unknown placeholder {what}"
_SECTION = 'unknown section "{what}"; known are: {known}'
_TWICE = 'section "{what}" comes twice'
_ORDER = "the sections must be these, in this order: {known}"
_OUTSIDE = "text must be in a section"
_EMPTY = 'section "{what}" is empty'
_FORM = 'section "{what}" must be {form}'
_TOO_LONG = "text has {count} characters, {most} at most: cut it, or make two items of it"
_TOO_MANY = "a list has {most} items at most"

# shown there too: how a section must be written
_LIST = "a list: each line begins with a dash and a space"
_PARAGRAPH = "sentences, without a list"
_BOTH = "one paragraph that says what changes, then a list if there is more"

_FIELD = re.compile(r"([a-z]+): (\S.*)")
_UNFILLED = re.compile(r"\{\{.*?(\}\}|$)|\}\}")


class BadTicket(ValueError):
    """A file is not as it must be. The message names the file, the line and what is wrong."""


class TicketText(NamedTuple):
    """One request as its file holds it: the fields of RequestText by name."""

    id: str
    front: Mapping[str, str]
    sections: Mapping[str, str]
    """By field. A paragraph is one line, and each item of a list is one line."""


class _Line(NamedTuple):
    number: int
    text: str


class _Bad(Exception):
    """What is wrong, and in which line."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(says)
        self.line = line


def folder() -> Path:
    """The folder that holds the tickets of this copy of pyready."""
    return text_folder("tickets", Path(__file__).resolve().parents[1])


def ticket_ids() -> tuple[str, ...]:
    """The id of every file; none is opened."""
    return tuple(sorted(path.stem for path in folder().glob("*.md")))


def read_ticket(name: str, python: str = "") -> TicketText:
    """The ticket of one request. Raises BadTicket.

    `python` is the version to recommend, empty for the one of the table.
    """
    return parse(name, _text_of(folder() / f"{name}.md"), python)


def names_python(name: str) -> bool:
    """Whether the change that it asks for is about the version to recommend."""
    return "{{ python:recommended }}" in _text_of(folder() / f"{name}.md").partition("## Change")[2].partition("\n#")[0]


@cache
def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise BadTicket(f"tickets/{path.name}: {_MISSING}") from error
    except UnicodeDecodeError as error:
        raise BadTicket(f"tickets/{path.name}: {_ENCODING.format(reason=error.reason, place=error.start)}") from error


def parse(name: str, text: str, python: str = "") -> TicketText:
    """A ticket from the text of its file. Raises BadTicket with one sentence."""
    try:
        return _ticket(
            name, [_filled(number, line.rstrip(), python) for number, line in enumerate(text.splitlines(), 1)]
        )
    except _Bad as bad:
        raise BadTicket(f"tickets/{name}.md:{bad.line}: {bad}") from bad


def _ticket(name: str, lines: list[_Line]) -> TicketText:
    end = next((line.number for line in lines[1:] if line.text == "---"), 0)
    if not end or lines[0].text != "---":
        raise _Bad(1, _FRONT)
    return TicketText(name, _front(name, lines[1 : end - 1], end), _sections(lines[end:]))


def _filled(number: int, line: str, python: str) -> _Line:
    if "{{" not in line and "}}" not in line:
        return _Line(number, line)
    try:
        text = fill(line, python)
    except UnknownFact as error:
        raise _Bad(number, _PLACEHOLDER.format(what=error)) from error
    if left := _UNFILLED.search(text):
        raise _Bad(number, _PLACEHOLDER.format(what=left[0].strip()))
    return _Line(number, text)


def _front(name: str, lines: list[_Line], end: int) -> dict[str, str]:
    """Plain `name: value` lines, which YAML would read alike; without waiting for its reader."""
    found, places = dict[str, str](), dict[str, int]()
    for number, text in lines:
        match = _FIELD.fullmatch(text)
        if match is None or match[1] in found:
            raise _Bad(number, _NO_FIELD)
        found[match[1]], places[match[1]] = match[2], number
    if set(found) != set(KEYS):
        raise _Bad(end, _KEYS_ARE.format(keys=", ".join(KEYS)))
    if found["id"] != name:
        raise _Bad(places["id"], _ID_IS.format(name=name))
    for key, known in {"queue": QUEUES, "cost": COSTS}.items():
        if found[key] not in known:
            raise _Bad(places[key], _ONE_OF.format(key=key, known=", ".join(known)))
    if (count := len(found["title"])) > LONGEST_TITLE:
        raise _Bad(places["title"], _TITLE.format(count=count, most=LONGEST_TITLE))
    return found


def _sections(lines: list[_Line]) -> dict[str, str]:
    found = dict[str, str]()
    for heading, body in _by_heading(lines):
        title = heading.text.removeprefix("## ")
        if title not in SECTIONS or not heading.text.startswith("## "):
            raise _Bad(heading.number, _SECTION.format(what=title, known=", ".join(SECTIONS)))
        if SECTIONS[title] in found:
            raise _Bad(heading.number, _TWICE.format(what=title))
        found[SECTIONS[title]] = _section(title, heading, body)
    if list(found) != list(SECTIONS.values()):
        raise _Bad(lines[-1].number if lines else 1, _ORDER.format(known=", ".join(SECTIONS)))
    return found


def _by_heading(lines: list[_Line]) -> Iterator[tuple[_Line, list[_Line]]]:
    heading, body = None, list[_Line]()
    for line in filter(lambda each: each.text, lines):
        if line.text.startswith("#"):
            if heading:
                yield heading, body
            heading, body = line, []
        elif heading is None:
            raise _Bad(line.number, _OUTSIDE)
        else:
            body.append(line)
    if heading:
        yield heading, body


def _section(title: str, heading: _Line, body: list[_Line]) -> str:
    """Its paragraph, if any, then its items, each in one line."""
    if not body:
        raise _Bad(heading.number, _EMPTY.format(what=title))
    paragraph, items = _parts(title, body)
    form, fits = {
        CHANGE: (_BOTH, bool(paragraph)),
        NOT_ASKED: (_LIST, bool(items) and not paragraph),
    }.get(title, (_PARAGRAPH, not items))
    if not fits:
        raise _Bad(body[0].number, _FORM.format(what=title, form=form))
    if len(items) > MOST_ITEMS:
        raise _Bad(items[MOST_ITEMS][0].number, _TOO_MANY.format(most=MOST_ITEMS))
    return "\n".join(_joined(part) for part in (paragraph, *items) if part)


def _parts(title: str, body: list[_Line]) -> tuple[list[_Line], list[list[_Line]]]:
    """The lines of the paragraph, then those of each item, which goes on in lines that are indented."""
    paragraph, items = list[_Line](), list[list[_Line]]()
    for line in body:
        if line.text.startswith("- "):
            items.append([line._replace(text=line.text[2:])])
        elif not items:
            paragraph.append(line)
        elif line.text.startswith("  "):
            items[-1].append(line)
        else:
            raise _Bad(line.number, _FORM.format(what=title, form=_LIST))
    return paragraph, items


def _joined(lines: list[_Line]) -> str:
    text = " ".join(line.text.strip() for line in lines)
    if len(text) > LONGEST_TEXT:
        raise _Bad(lines[0].number, _TOO_LONG.format(count=len(text), most=LONGEST_TEXT))
    return text
