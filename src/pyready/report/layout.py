"""Plain text inside a width: wrapping, indents, colour, and machine text made harmless. Every line passes here."""

from collections.abc import Sequence
from typing import Literal

import msgspec

Tone = Literal["", "bold", "dim", "good", "warn", "bad"]

# shown for a text that is too long
_CUT = "{text} ... ({more:,} more characters)"

_SGR: dict[str, str] = {"bold": "1", "dim": "2", "good": "32", "warn": "33", "bad": "31"}
_LONGEST_URL = 300
_LONGEST_PARAGRAPH = 1200
_LONGEST_TEXT = 12_000
_NARROWEST = 10


def visible(text: str) -> str:
    r"""Text that a terminal can only print: control, escape and direction characters become `\x1b`, `\u202e` ..."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def cut(text: str, limit: int) -> str:
    """The beginning of a text, and how much is missing."""
    return text if len(text) <= limit else _CUT.format(text=text[:limit], more=len(text) - limit)


def on_one_line(text: str, limit: int) -> str:
    """A value from the machine as a part of one line."""
    return cut(text, limit).replace("\n", "\\n")


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width`; a long path is broken after a separator, a web address is left whole."""
    lines = [""]
    for word in text.split():
        room = width - len(lines[-1]) - 1
        if not lines[-1]:
            lines[-1:] = _broken(word, width)
        elif len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines += _broken(word, width)
    return lines


def _broken(word: str, width: int) -> list[str]:
    if word.lstrip("(<\"'").startswith(("http://", "https://")) and len(word) <= _LONGEST_URL:
        return [word]
    pieces = []
    while len(word) > width:
        end = max(word.rfind(separator, width // 2, width) for separator in "\\/,;=.") + 1 or width
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


class Sheet(msgspec.Struct, frozen=True):
    """The paper: how wide it is, and whether it takes colour. Words carry the meaning; colour only decorates."""

    width: int = 80
    colour: bool = False

    def tint(self, text: str, tone: Tone) -> str:
        """The text in a tone, where colour is wanted."""
        return f"\x1b[{_SGR[tone]}m{text}\x1b[0m" if self.colour and tone and text else text

    def heading(self, text: str) -> list[str]:
        """The title of a section, at the margin: nothing else starts there."""
        first, *rest = wrap(visible(on_one_line(text, _LONGEST_URL)), self.width - 2)
        return [self.tint(first, "bold"), *("  " + self.tint(line, "bold") for line in rest)]

    def prose(self, text: str, indent: int = 2, lead: str = "", tone: Tone = "", lead_tone: Tone = "") -> list[str]:
        """Wrapped text. `lead` (a number, a dash, a label) stands before its first line; the others hang under it."""
        if len(lead) > self.width // 2:
            lead, text = "", lead + text
        shown, lines = visible(lead), []
        for part in cut(text, _LONGEST_TEXT).split("\n"):
            lines += wrap(cut(visible(part), _LONGEST_PARAGRAPH), max(_NARROWEST, self.width - indent - len(shown)))
        starts = [" " * indent + self.tint(shown, lead_tone), *[" " * (indent + len(shown))] * (len(lines) - 1)]
        return [(start + self.tint(line, tone)).rstrip() for start, line in zip(starts, lines, strict=True)]

    def state(self, word: str, tone: Tone, text: str, indent: int = 2) -> list[str]:
        """A state in words, and why, in one paragraph."""
        first, *rest = self.prose(f"{word}: {text}" if text else word, indent)
        return [first.replace(word, self.tint(word, tone), 1), *rest]

    def field(self, label: str, text: str, indent: int = 2, column: int = 15) -> list[str]:
        """A label and its text beside it, or below it where the page is narrow."""
        if not text:
            return []
        if self.width < 60:
            return [*self.prose(label, indent, tone="dim"), *self.prose(text, indent + 2)]
        return self.prose(text, indent, lead=f"{label:<{column - 1}} ", lead_tone="dim")

    def verbatim(self, text: str, indent: int) -> list[str]:
        """Lines to copy: never wrapped, never cut, nothing before them but spaces."""
        return [" " * indent + self.tint(visible(line), "bold") for line in text.split("\n")]


def spaced(blocks: Sequence[list[str]]) -> list[str]:
    """Blocks of lines with an empty line between them; empty blocks leave no trace."""
    lines: list[str] = []
    for block in blocks:
        if block:
            lines += ["", *block] if lines else block
    return lines
