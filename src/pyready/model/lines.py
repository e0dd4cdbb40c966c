r"""Lines to type, written once and spelled for Command Prompt and for Windows PowerShell.

A line names a folder by its variable in braces: `"{LOCALAPPDATA}\Programs\uv\uv.exe" --version`. Sources of the two
spellings: learn.microsoft.com, "about_Quoting_Rules", "about_Environment_Variables" and "about_Operators" (the call
operator), and the Windows command reference, looked at on 2026-11-29.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from pyready.model.anchors import WINDOWS
from pyready.model.outcome import Step

_FOLDERS = (*WINDOWS, "TEMP", "PATH", "PYTHON_HERE")
_NAMED = re.compile("{(" + "|".join(map(re.escape, _FOLDERS)) + ")}")
_NOT_IN_POWERSHELL = set("$`\u201c\u201d\u201e")
"""It would put something else in their place, or end a text at them."""


class Line(NamedTuple):
    """One line in each shell of Windows; empty where it cannot be written there."""

    cmd: str
    powershell: str


def on_windows(says: str, line: Line, expect: str = "", does: tuple[str, ...] = ()) -> Step:
    """A step that is typed on Windows, in whichever shell its plan takes."""
    return Step(says, line.cmd, "cmd", expect, does, line.powershell)


@lru_cache(1024)  # the endings of all options type many of the same lines
def typed(text: str) -> Line:
    """A program by its quoted path or its name, with what follows it."""
    call = "& " if text.startswith('"') else ""
    return Line(_in_cmd(text), _in_powershell(call, text))


def make_folder(folder: str) -> Line:
    """A folder with those above it. PowerShell names it by itself and says so in a few lines."""
    return typed(f'mkdir "{folder}"')


def open_folder(folder: str) -> Line:
    """Explorer shows it."""
    return Line(_in_cmd(f'start "" "{folder}"'), _in_powershell("Invoke-Item ", f'"{folder}"'))


def wait_for(program: str, options: str) -> Line:
    """Start an installer and wait for its end. `options` hold no quotes: what follows `/D=` takes none."""
    text = f'"{program}" "{options}"'
    return Line(_in_cmd(f'start /wait "" "{program}" {options}'), _in_powershell("Start-Process -Wait ", text))


def set_variable(name: str, value: str) -> Line:
    """A variable for one window; an empty value takes it out."""
    return Line(_in_cmd(f'set "{name}={value}"'), _in_powershell(f"$env:{name} = ", f'"{value}"'))


def put_on_path(folders: tuple[str, ...]) -> Line:
    """Folders in front of PATH, for one window."""
    return set_variable("PATH", ";".join((*folders, "{PATH}")))


def _in_cmd(text: str) -> str:
    return _NAMED.sub(r"%\1%", text)


def _in_powershell(verb: str, text: str) -> str:
    return "" if set(text) & _NOT_IN_POWERSHELL else verb + _NAMED.sub(_variable, text)


def _variable(found: re.Match[str]) -> str:
    name = found.group(1)
    return f"${{env:{name}}}" if "(" in name else f"$env:{name}"
