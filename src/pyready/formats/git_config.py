"""Reads git's form of settings, character by character as git does.

Source: git's `config.c` (get_base_var, get_value, parse_value) and git-scm.com/docs/git-config, read 2026-11-22.
"""

from typing import NamedTuple, NoReturn

_SPACE = " \t\r\n"
_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "\\": "\\", '"': '"'}


class BadGitConfig(ValueError):
    """git refuses the text: every command of git then ends with an error. `line` is where it stops, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__("git cannot read it")
        self.line = line


class Entry(NamedTuple):
    """One setting: `name` is `section.key` in small letters, `below` the part in quotes; no value means true.

    What stands before any section has the key alone for a name: git lists it, and nothing goes by it.
    """

    name: str
    below: str | None
    value: str | None


def parsed(text: str) -> list[Entry]:
    """What git makes of it, in order. Raises BadGitConfig where git would refuse, too."""
    return [each for _, each in numbered(text)]


def numbered(text: str) -> list[tuple[int, Entry]]:
    """As `parsed`, each setting with the line that it ends in, from 1, which is the one that git names."""
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

    def entries(self) -> list[tuple[int, Entry]]:
        found: list[tuple[int, Entry]] = []
        line, counted = 1, 0
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
            elif mark in _NAME and mark.isalpha():
                entry = self._setting(mark, section, below)
                line, counted = line + self.text.count("\n", counted, self.at - 1), self.at - 1
                found.append((line, entry))
            else:
                self._bad()

    def _section(self) -> tuple[str, str | None]:
        name = ""
        while (mark := self.next()) != "]":
            if mark in _SPACE and not self.ended:
                return name.casefold(), self._below(mark)
            if self.ended or (mark not in _NAME and mark != "."):
                self._bad()
            name += mark
        if not name:
            self._bad()
        return name.casefold(), None

    def _below(self, mark: str) -> str:
        while mark in _SPACE:
            if mark == "\n":
                self._bad()
            mark = self.next()
        if mark != '"':
            self._bad()
        name = ""
        while (mark := self.next()) != '"':
            mark = self.next() if mark == "\\" else mark
            if mark == "\n":
                self._bad()
            name += mark
        if self.next() != "]":
            self._bad()
        return name

    def _setting(self, key: str, section: str, below: str | None) -> Entry:
        while (mark := self.next()) in _NAME:
            key += mark
        while mark in {" ", "\t"}:
            mark = self.next()
        if mark not in {"\n", "="}:
            self._bad()
        name = f"{section}.{key}" if section else key
        return Entry(name.casefold(), below, self._value() if mark == "=" else None)

    def _value(self) -> str:
        made, spaces, quoted, comment = "", "", False, False
        while True:
            mark = self.next()
            if mark == "\n":
                return self._bad() if quoted else made
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
        return _ESCAPED[mark] if mark in _ESCAPED else self._bad()

    def _bad(self) -> NoReturn:
        raise BadGitConfig(self.text.count("\n", 0, max(self.at - 1, 0)) + 1)
