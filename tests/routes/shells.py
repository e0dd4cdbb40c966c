"""Whether a line can be typed as it stands: what bash says of it, and the rules of cmd.exe's and PowerShell's quoting."""

import re
import subprocess
import sys

import pytest

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


def fits_sh(command: str) -> bool:
    if sys.platform == "win32":
        pytest.skip("there is no bash that every Windows has")
    return subprocess.run(["bash", "-n", "-c", command], check=False, capture_output=True).returncode == 0


def fits_cmd(command: str) -> bool:
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


_ENV = re.compile(r"\$(?:env:(\w+)|\{env:([^{}$]+)\})")
_VERBS = {"Invoke-Item", "Start-Process", "mkdir", "&"}
_ASSIGNED = re.compile(r'\$env:\w+ = "[^"]*"')


def fits_powershell(command: str) -> bool:
    """One command, or one variable that is set, for Windows PowerShell; what is in quotes holds no more than folders.

    learn.microsoft.com, about_Quoting_Rules, about_Parsing and about_Operators, looked at on 2026-11-29.
    """
    assigned = _ASSIGNED.fullmatch(command) is not None
    typed = command.partition(" = ")[2] if assigned else command
    outside, quoted = "".join(typed.split('"')[::2]), typed.split('"')[1::2]
    named = [plain or braced for plain, braced in _ENV.findall(typed)]
    call, _, rest = typed.partition(" ")
    return (
        typed.count('"') % 2 == 0
        and set(named) <= KNOWN
        and "$" not in _ENV.sub("", typed)  # another name would be empty
        and "%" not in command
        and not set(command) & set("`<>\r\n\u2018\u2019\u201c\u201d\u201e")
        and not set(outside.removeprefix("& ")) & set("&|;(){}@#$',")
        and (assigned or _WORDS.fullmatch(typed) is not None)
        and not any(part.endswith("\\") for part in quoted)  # the program would take the closing quote for its own
        and (assigned or not typed.startswith('"'))  # it would be printed and not started
        and (call != "&" or rest.startswith('"'))
        and (call in _VERBS or assigned or re.fullmatch(r"[a-z][a-z0-9.-]*", call) is not None)
    )
