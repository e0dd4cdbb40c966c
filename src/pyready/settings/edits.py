"""What every editor of a settings file shares: lines are added and nothing else is touched.

An editor takes the text of a file and the settings wanted in it, and gives the new text. It reads the text as the tool
does, before and after: unless all that stood there still says the same and nothing but the wanted settings came in, it
refuses. A setting that is there already with another value is left alone.
"""

import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

# shown after "because": why a file is left as it is
_CONTROL = "it has control characters"
_UTF_16, _NOT_UTF_8 = "it is written in UTF-16", "it is not written in UTF-8"
OTHER_LINES = "pyready cannot add a line without changing others"
_CLASH = "it has another value for {key} already, which pyready leaves as it is"


class Refused(Exception):
    """A file is left as it is. The text is one plain sentence, without anything out of the file."""


class NotWritable(Refused):
    """What is on the disk keeps it from being written: no text of a person's own, or the system does not allow it.

    `reason` is what the system says, without what could not be done.
    """

    def __init__(self, says: str, reason: str = "") -> None:
        super().__init__(says)
        self.reason = reason or says


class Wanted(NamedTuple):
    """One setting for a file: `section` is empty where the form has none, or names a table of `.condarc`."""

    section: str
    key: str
    value: str


class Editing(NamedTuple):
    """A file's text without its mark, and how it is written."""

    mark: str
    lines: list[str]
    newline: str

    def joined(self, at: int, added: Sequence[str]) -> str:
        """The whole text with `added` before line `at`; a last line that has no end gets one."""
        lines = list(self.lines)
        if added and at == len(lines) and lines and not lines[-1].endswith("\n"):
            lines[-1] += self.newline
        lines[at:at] = [line + self.newline for line in added]
        return self.mark + "".join(lines)


def opened(text: str, newline: str = "\n") -> Editing:
    """Split a text into lines, each with its end. `newline` is for a file that has no line yet.

    Raises Refused for characters that the tools take each in their own way.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    rest = text[len(mark) :]
    if _ODD.search(rest.replace("\r\n", "\n")):
        raise Refused(_CONTROL)
    lines = re.findall(r"[^\n]*\n|[^\n]+", rest)
    first = lines[0] if lines else ""
    return Editing(mark, lines, "\r\n" if first.endswith("\r\n") else "\n" if first.endswith("\n") else newline)


_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufeff]")


def decoded(data: bytes) -> str:
    """The text of a file; a UTF-8 mark stays in it. Raises Refused for any other encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data[:2]:
        raise Refused(_UTF_16)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(_NOT_UTF_8) from None


def is_plain(value: str) -> bool:
    """True for a value that means itself in each of the four forms: an address, a path, a word."""
    return bool(_PLAIN.fullmatch(value)) and not value.endswith(":")


_PLAIN = re.compile(r"[A-Za-z0-9/][A-Za-z0-9._~:/\[\]@%+=,()-]*")


def clash(key: str) -> Refused:
    """The refusal for a setting that says something else already."""
    return Refused(_CLASH.format(key=key))
