"""The messages that `pyready explain` knows: each row is held to what a guide is held to, and named with its line."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from proofread import commands, policy, reading, spelling, voice
from proofread.finding import Finding, Page
from proofread.links import headings
from proofread.shells import fits_cmd
from pyready.checks import CHECKS
from pyready.explain.finding import GROUPS
from pyready.explain.paste import squeezed
from pyready.knowledge.messages import Cause, Message, Never

KINDS = {"never": Never, "message": Message, "cause": Cause}
"""The tables of the file, each with what a row of it holds."""
TEXTS = ("says", "tell", "next", "expect")
"""The keys that people read."""
OLDEST, LEAST = 16.0, 25
"""Years of reading age that a row may need, and the words that it must have for a count, which is rough for so few."""
SHORTEST = 8
"""Letters of a fragment that may count alone."""
_HEAD, _KEY = re.compile(r"\[\[(\w+)\]\]"), re.compile(r"(\w+) *=")
_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_STANDS_FOR = {"python": "py", "environment": ".venv\\python.exe", "LOCALAPPDATA": "%LOCALAPPDATA%"}
_NAMED = re.compile(r"\{+[^}]*\}*")
_GUIDE = re.compile(r"pyready guide ([a-z]+(?:-[a-z]+)*)(?:#([\w-]+))?")
_MARKS = re.compile(r"\]\(|\*\*|`|<[a-z/]|guide:[a-z]+")
_TYPED_IN_PYTHON = {"exit()"}

# shown to whoever edits the catalogue
_NOT_TOML = "this is no TOML ({why}): look for a quotation mark or bracket without its partner"
_TABLE = "a row begins with [[message]], [[cause]] or [[never]]: {what} is not known"
_KEYS = "{what}: compare with the keys of the row before"
_ID = 'id "{what}" has small letters, digits and single hyphens only, and each id is there once'
_FUTURE = "`checked` is a day in the future: write the day on which you read the source"
_SOURCE = "`source` is the address of the page that you read, and begins with https://"
_NO_GUIDE = 'there is no guide "{what}": the names are those of the files in guides/, without .md'
_NO_SECTION = 'the guide {guide} has no section "{what}"; it has: {known}'
_NO_CHECK = "pyready has no check {what}: `pyready check --details` lists them"
_UNKNOWN = "`{key}` names {what}, which is no {kind} of this file"
_GROUP = "`group` must be one of: {known}"
_RESULT = "a `command` needs `expect`, and `expect` a `command`: what one should see"
_EMPTY = "`{key}` has no words: write a sentence"
_UNSURE = '`sure = false` goes with the word "probably" in `says`'
_NOTHING = "the row has neither `fragments` nor `numbers`: nothing would ever be this message"
_SHORT = 'the fragment "{what}" has {count} letters, and {least} are the least: add words, or name others in `beside`'
_ONE_CAUSE = "a message with causes has two or more: add the other, or put this one into the row of the message"
_PLACEHOLDER = "unknown placeholder {what}: known are {known}"
_PLAIN = (
    'a message is plain text: leave out {what}, and name a guide in `guide` and `section`, or as "pyready guide ID"'
)
_CHARACTER = 'use plain characters, such as " and -, in place of {what}'
_CMD = "Command Prompt would not take this command as it stands; quote paths and leave out & | < >: {line}"
_SH = "a terminal would not take this command as it stands: look for a quotation mark without its partner: {line}"
_HARD = "this row needs a reading age of {age:.0f}, {most:.0f} at most: write shorter sentences and shorter words"


class Row(NamedTuple):
    """One row as it was written: its table, the line of each key and of its head, and what it holds."""

    kind: str
    line: int
    lines: Mapping[str, int]
    held: Mapping[str, Any]

    def at(self, key: str) -> int:
        """The line of a key; that of the head where the key is not there."""
        return self.lines.get(key, self.line)

    def texts(self) -> Iterator[tuple[str, str]]:
        """What people read, by its key."""
        yield from ((key, self.held[key]) for key in TEXTS if isinstance(self.held.get(key), str))


def of_file(page: Page, guides: Mapping[str, str], today: dt.date) -> list[Finding]:
    """All that is wrong with the file; `guides` holds the text of each guide by its id."""
    try:
        held = tomllib.loads(page.text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        return [Finding(int(at[1]) if at else len(page.lines), _NOT_TOML.format(why=str(error).partition(" (at")[0]))]
    strange = [
        each for each in held if each not in {"date", *KINDS} or (each in KINDS and type(held[each]) is not list)
    ]
    if strange:
        return [Finding(1, _TABLE.format(what=strange[0]))]
    rows = _rows(page, held)
    wrong = [each for row in rows for each in _keys(row)]
    if wrong:
        return wrong
    return [
        *_names(rows),
        *(each for row in rows for each in (*_known(row, guides, today), *_form(row), *_words(row, guides))),
    ]


def _rows(page: Page, held: Mapping[str, Any]) -> list[Row]:
    left = {kind: iter(held.get(kind, ())) for kind in KINDS}
    rows: list[tuple[str, int, dict[str, int]]] = []
    for number, line in enumerate(page.lines, 1):
        if (head := _HEAD.match(line)) and head[1] in KINDS:
            rows.append((head[1], number, {}))
        elif rows and (key := _KEY.match(line)):
            rows[-1][2].setdefault(key[1], number)
    return [Row(*row, next(left[row[0]], {})) for row in rows]


def _keys(row: Row) -> Iterator[Finding]:
    """Keys that are missing, unknown or of another kind."""
    try:
        msgspec.convert(row.held, KINDS[row.kind], builtin_types=(dt.date,))
    except msgspec.ValidationError as error:
        named = re.search(r"at `\$\.(\w+)|unknown field `(\w+)`", str(error))
        yield Finding(row.at((named[1] or named[2]) if named else ""), _KEYS.format(what=error))


def _names(rows: list[Row]) -> Iterator[Finding]:
    """Ids, and what rows say of each other."""
    ids = {kind: [row.held.get("id", "") for row in rows if row.kind == kind] for kind in KINDS}
    for row in rows:
        if row.kind != "cause":
            name = row.held["id"]
            if not _KEBAB.fullmatch(name) or ids[row.kind].count(name) > 1:
                yield Finding(row.at("id"), _ID.format(what=name))
        for key, kind in (("never", "never"), ("gives_way", "message"), ("message", "message")):
            named = row.held.get(key, ())
            for each in (named,) if isinstance(named, str) else named:
                if each not in ids[kind]:
                    yield Finding(row.at(key), _UNKNOWN.format(key=key, what=each, kind=kind))
    causes = [row.held["message"] for row in rows if row.kind == "cause"]
    for row in rows:
        if row.kind == "cause" and causes.count(row.held["message"]) == 1:
            yield Finding(row.line, _ONE_CAUSE)


def _known(row: Row, guides: Mapping[str, str], today: dt.date) -> Iterator[Finding]:
    """Dates, sources, guides, checks and groups."""
    held, checks = row.held, {check.id for check in CHECKS}
    if held["checked"] > today:
        yield Finding(row.at("checked"), _FUTURE)
    if not held["source"].startswith("https://"):
        yield Finding(row.at("source"), _SOURCE)
    if row.kind == "never":
        return
    says = _place(held.get("guide", ""), held.get("section", ""), guides)
    if says:
        yield Finding(row.at("section" if held.get("guide") in guides else "guide"), says)
    for key in ("checks", "shows"):
        missing = [each for each in held.get(key, ()) if each not in checks]
        yield from (Finding(row.at(key), _NO_CHECK.format(what=each)) for each in missing)
    if row.kind == "message" and held["group"] not in GROUPS:
        yield Finding(row.at("group"), _GROUP.format(known=", ".join(GROUPS)))


def _place(guide: str, section: str, guides: Mapping[str, str]) -> str:
    if guide not in guides:
        return _NO_GUIDE.format(what=guide)
    known = headings(guides[guide])
    return _NO_SECTION.format(guide=guide, what=section, known=", ".join(known)) if section not in {"", *known} else ""


def _form(row: Row) -> Iterator[Finding]:
    """What makes it a message, and the command."""
    held = row.held
    if bool(held.get("command")) != bool(held.get("expect")):
        yield Finding(row.at("command" if held.get("command") else "expect"), _RESULT)
    if row.kind == "message":
        if not held.get("sure", True) and "probably" not in held["says"].casefold():
            yield Finding(row.at("says"), _UNSURE)
        if not held.get("fragments") and not held.get("numbers"):
            yield Finding(row.line, _NOTHING)
        for each in held.get("fragments", ()) if not held.get("beside") else ():
            if (count := max(map(len, squeezed(each).split("...")))) < SHORTEST:
                yield Finding(row.at("fragments"), _SHORT.format(what=each, count=count, least=SHORTEST))
    if command := held.get("command"):
        line = _NAMED.sub(lambda found: _STANDS_FOR.get(found[0].strip("{}"), found[0]), command)
        of_cmd = re.sub(r"^set (\w+=.*)$", r'set "\1"', line)
        if command not in _TYPED_IN_PYTHON and not fits_cmd(of_cmd):
            yield Finding(row.at("command"), _CMD.format(line=command))
        elif commands.NO_BASH not in commands.missing() and not _fits_sh(line, command):
            yield Finding(row.at("command"), _SH.format(line=command))


def _fits_sh(line: str, command: str) -> bool:
    return command in _TYPED_IN_PYTHON or commands.is_sh(line.replace("\\", "/"))


def _words(row: Row, guides: Mapping[str, str]) -> Iterator[Finding]:
    """What people read of it."""
    yield from (Finding(row.at(key), _EMPTY.format(key=key)) for key, text in row.texts() if not text.strip())
    for key, text in (*row.texts(), ("command", row.held.get("command", ""))):
        line = row.at(key)
        for named in _NAMED.findall(text):
            if named not in (known := [f"{{{each}}}" for each in _STANDS_FOR]):
                yield Finding(line, _PLACEHOLDER.format(what=named, known=", ".join(known)))
        if row.kind != "never":  # these name what nobody should do
            yield from (Finding(line, policy.SAYS.format(what=each)) for each in policy.complaints(text))
        if any(host in text.casefold() for host in policy.index_hosts()):
            yield Finding(line, policy.HOST)
        if key == "command":
            continue
        if odd := _MARKS.search(text):
            yield Finding(line, _PLAIN.format(what=odd[0]))
        if odd := re.search(r"[^\x00-\x7f]", text):
            yield Finding(line, _CHARACTER.format(what=odd[0]))
        yield from (Finding(line, says) for each in _GUIDE.findall(text) if (says := _place(*each, guides)))
        yield from (Finding(line, says) for says in (*voice.complaints(text), *spelling.complaints(text)))
    whole = " ".join(text for key, text in row.texts() if key != "expect")
    if (age := reading.age(whole, LEAST)) > OLDEST:
        yield Finding(row.line, _HARD.format(age=age, most=OLDEST))


def guides_in(top: Path) -> dict[str, str]:
    """The text of each guide by its id."""
    return {path.stem: path.read_text("utf-8", "replace") for path in (top / "guides").glob("*.md")}
