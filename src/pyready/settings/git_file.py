"""Adds settings to git's file of settings, read character by character as git reads it.

Source: git's `config.c` (get_base_var, get_value, parse_value) and git-scm.com/docs/git-config, read 2026-11-22.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from pyready.settings.edits import Refused, Wanted, clash, opened

LIMIT = 1_000_000
_SPACE = " \t\r\n"
_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "\\": "\\", '"': '"'}


class Entry(NamedTuple):
    """One setting: `name` is `section.key` in small letters, `below` the part in quotes; no value means true."""

    name: str
    below: str | None
    value: str | None


def edited(text: str, wanted: Sequence[Wanted], newline: str = "\n") -> str:
    """The text with these settings in it; the same text where it says all of them already. Raises Refused."""
    before = parsed(text)
    missing = [each for each in wanted if not _is_there(before, each)]
    if not missing:
        return text
    file = opened(text, newline)
    (section,) = {each.section for each in missing}
    lines = [f"\t{each.key} = {each.value}" for each in missing]
    head = re.compile(rf"\s*\[{re.escape(section)}\]\s*([#;].*)?$", re.IGNORECASE)
    places = [(at + 1, lines) for at, line in enumerate(file.lines) if head.match(line.rstrip("\r\n"))][-1:]
    new = [Entry(f"{section}.{each.key}".casefold(), None, each.value) for each in missing]
    for at, added in (*places, (len(file.lines), [f"[{section}]", *lines])):
        made = file.joined(at, added)
        if _says(made, before, new):
            return made
    raise Refused("a line could not be added to it without changing others")


def _is_there(before: Sequence[Entry], wanted: Wanted) -> bool:
    name = f"{wanted.section}.{wanted.key}".casefold()
    said = {each.value for each in before if each.name == name and each.below is None}
    if said - {wanted.value}:
        raise clash(f"{wanted.section}.{wanted.key}")
    return bool(said)


def _says(text: str, before: list[Entry], new: list[Entry]) -> bool:
    try:
        after = parsed(text)
    except Refused:
        return False
    return [each for each in after if each not in new] == before and all(after.count(each) == 1 for each in new)


def parsed(text: str) -> list[Entry]:
    """What git makes of it, in order. Raises Refused where git would refuse, too."""
    return _Reader(text.removeprefix("\ufeff").replace("\r\n", "\n")).entries()


class _Reader:
    """A place in a text. `next` gives a line's end at the end of the text, as git has it."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def next(self) -> str:
        self.at += 1
        return self.text[self.at - 1] if self.at <= len(self.text) else "\n"

    @property
    def ended(self) -> bool:
        return self.at > len(self.text)

    def entries(self) -> list[Entry]:
        found: list[Entry] = []
        section, below = "", None
        comment = False
        while True:
            mark = self.next()
            if mark == "\n":
                if self.ended:
                    return found
                comment = False
            elif comment or mark in _SPACE:
                continue
            elif mark in "#;":
                comment = True
            elif mark == "[":
                section, below = self._section()
            elif mark in _NAME and mark.isalpha() and section:
                found.append(self._setting(mark, section, below))
            else:
                _bad()

    def _section(self) -> tuple[str, str | None]:
        name = ""
        while (mark := self.next()) != "]":
            if mark in _SPACE and not self.ended:
                return name.casefold(), self._below(mark)
            if self.ended or (mark not in _NAME and mark != "."):
                _bad()
            name += mark
        if not name:
            _bad()
        return name.casefold(), None

    def _below(self, mark: str) -> str:
        while mark in _SPACE:
            if mark == "\n":
                _bad()
            mark = self.next()
        if mark != '"':
            _bad()
        name = ""
        while (mark := self.next()) != '"':
            mark = self.next() if mark == "\\" else mark
            if mark == "\n":
                _bad()
            name += mark
        if self.next() != "]":
            _bad()
        return name

    def _setting(self, key: str, section: str, below: str | None) -> Entry:
        while (mark := self.next()) in _NAME:
            key += mark
        while mark in {" ", "\t"}:
            mark = self.next()
        if mark not in {"\n", "="}:
            _bad()
        return Entry(f"{section}.{key}".casefold(), below, self._value() if mark == "=" else None)

    def _value(self) -> str:
        made, spaces, quoted, comment = "", "", False, False
        while True:
            mark = self.next()
            if mark == "\n":
                return _bad() if quoted else made
            if comment:
                continue
            if mark in _SPACE and not quoted:
                spaces += mark if made else ""
            elif mark in "#;" and not quoted:
                comment = True
            else:
                made, spaces = made + spaces, ""
                if mark == "\\":
                    made += self._escaped()
                elif mark == '"':
                    quoted = not quoted
                else:
                    made += mark

    def _escaped(self) -> str:
        mark = self.next()
        if mark == "\n":
            return ""  # the line goes on below
        return _ESCAPED[mark] if mark in _ESCAPED else _bad()


def _bad() -> NoReturn:
    raise Refused("it is not of the form that git reads")
