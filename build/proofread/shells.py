"""The rules of cmd.exe's quoting: whether a line can be typed as it stands."""

import re

from pyready.model.anchors import WINDOWS

_VARIABLE = re.compile(r"%([^%]*)%")
_WORDS = re.compile(r"""(?:"[^"]*"|[^\s"]+)(?: (?:"[^"]*"|[^\s"]+))*""")  # quoted whole or not at all
_SET = re.compile(r'''set "\w+=[^"]*"''')
KNOWN = {*WINDOWS, "PATH", "TEMP"}
"""The variables that a line for cmd.exe may name: every Windows has them."""
LONGEST = 8191
"""Characters that cmd.exe takes in one line, variables filled in."""
_PATH = 300
"""Characters that a variable may well stand for."""


def fits_cmd(command: str) -> bool:
    """Whether cmd.exe takes the line as it stands: quotes that close, variables that every Windows has."""
    outside, quoted = "".join(command.split('"')[::2]), command.split('"')[1::2]
    named = _VARIABLE.findall(command)
    return (
        command.count('"') % 2 == 0
        and command.count("%") == 2 * len(named)
        and set(named) <= KNOWN  # another would stand there as it is typed
        and not set(command) & set("<>\r\n")
        and not set(outside) & set("&|^()")
        and not any(part.endswith("\\") for part in quoted)  # it would hide the closing quote
        and (_WORDS.fullmatch(command) or _SET.fullmatch(command)) is not None
        and all(variable == "LOCALAPPDATA" for variable in _VARIABLE.findall(outside))
        and ("%" not in outside or outside.rpartition(" ")[2].startswith("/D="))  # the installer takes no quotes there
        and len(command) + _PATH * len(named) < LONGEST
    )
