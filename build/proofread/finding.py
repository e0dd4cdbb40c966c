"""What is wrong in a file, and in which line."""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing to correct: the line, counted from 1, and a sentence that says what to write instead."""

    line: int
    says: str


class Page(NamedTuple):
    """A file that was read: `guides`, `tickets`, `stories` or `messages`, its name without the ending, and its text."""

    kind: str
    id: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.split("\n")


_SPAN = re.compile(r"`[^`]*`")


def prose_lines(text: str, *, spans: bool = False) -> Iterator[tuple[int, str]]:
    """Each line after the front matter and outside blocks of code, without its code spans unless `spans`."""
    code, front = False, text.startswith("---\n")
    for number, line in enumerate(text.split("\n"), 1):
        if front:
            front = number == 1 or line != "---"
        elif line.lstrip().startswith("```"):
            code = not code
        elif not code:
            yield number, line if spans else _SPAN.sub("X", line)
