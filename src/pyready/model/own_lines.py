r"""How a line that runs pyready is spelled for the way in which this person starts it.

Sentences and steps say `pyready check`. What that is where pyready is no command is worked out here, for each shell.
learn.microsoft.com, "about_Command_Precedence": PowerShell starts no program of the folder that it is in without `.\`.
Looked at on 2026-11-30.
"""

import re
from typing import NamedTuple

NAME = "pyready"
_WORDS = r"(?:(?:check|config|guide|verify|explain|completion)\b|\[?--?[A-Za-z])"
_LINE = re.compile(
    rf"(?<![\w./\\-])(?<!-m ){NAME}(?= {_WORDS})"
    rf"|(?<=`){NAME}(?= reads)|(?<=  ){NAME}(?= reads {{8}}| {{8}})"
)
"""Where a line runs pyready. In a sentence `pyready reads` says what it does; in code and in a list it is a line."""
_OF_PROGRAM = re.compile(rf"\bpyready\.exe {_WORDS}")


class Own(NamedTuple):
    """What begins a line that runs pyready, in each shell."""

    cmd: str = NAME
    powershell: str = NAME
    sh: str = NAME
    usual: str = "cmd"
    """The shell of a sentence that names none."""

    @property
    def is_command(self) -> bool:
        """Lines are right as they stand in sentences."""
        return self[:3] == Own()[:3]

    def line(self, words: str, shell: str = "") -> str:
        """A line that runs pyready with these words."""
        return f"{self._start(shell)} {words}".rstrip()

    def spelled(self, text: str, shell: str = "") -> str:
        """A sentence or line with each line in it that runs pyready spelled for this shell."""
        if self.is_command or NAME not in text:
            return text
        return _LINE.sub(lambda _: self._start(shell), text)

    def _start(self, shell: str) -> str:
        starts = {"cmd": self.cmd, "powershell": self.powershell, "sh": self.sh}
        return starts.get(shell) or starts[self.usual]


def of_way(way: str, platform: str) -> Own:
    """How lines begin after a start that needs no path: as a command, or as the program in its folder."""
    usual = "cmd" if platform == "windows" else "sh"
    if way == "program" and platform == "windows":
        return Own("pyready.exe", ".\\pyready.exe", usual=usual)
    return Own(usual=usual)


def runs_program(text: str) -> bool:
    """Whether a line, or one in a sentence, runs pyready.exe, which is found in its own folder only."""
    return _OF_PROGRAM.search(text) is not None
