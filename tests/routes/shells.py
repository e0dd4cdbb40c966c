"""Whether a line can be typed as it stands: what bash says of it, and the rules of cmd.exe's and PowerShell's quoting."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "build"))

from proofread.shells import _WORDS, KNOWN, LONGEST, fits_cmd

__all__ = ["KNOWN", "LONGEST", "fits_cmd", "fits_powershell", "fits_sh"]


def fits_sh(command: str) -> bool:
    if sys.platform == "win32":
        pytest.skip("there is no bash that every Windows has")
    return subprocess.run(["bash", "-n", "-c", command], check=False, capture_output=True).returncode == 0


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
