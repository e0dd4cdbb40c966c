"""`pyready check` as a person runs it, with an audit hook of Python's that writes down what it does."""

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyready

PROGRAM = """
import json, os, sys, time
ROOTS = {0x80000000: "HKCR", 0x80000001: "HKCU", 0x80000002: "HKLM"}
OTHERS = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.spawn", "os.startfile",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.utime",
    "os.putenv", "os.unsetenv", "shutil.", "winreg.Set", "winreg.Create", "winreg.Delete", "winreg.Save", "winreg.Load",
    "winreg.ConnectRegistry",
)
seen = []

def note(event, values):
    if event in ("open", "os.listdir", "os.scandir"):
        if isinstance(values[0], (str, bytes)):  # else a file that is open already
            seen.append((event, os.path.abspath(os.fsdecode(values[0]))))
    elif event == "winreg.OpenKey":
        seen.append((event, ROOTS.get(values[0] & 0xFFFFFFFF, "?") + chr(92) + values[1]))
    elif event == "socket.getaddrinfo":
        seen.append((event, str(values[0])))
    elif event in ("socket.connect", "socket.bind"):
        seen.append((event, ":".join(map(str, values[1][:2])) if isinstance(values[1], tuple) else repr(values[1])))
    elif event.startswith(OTHERS):
        seen.append((event, repr(values[1:])))

sys.dont_write_bytecode = True
sys.addaudithook(note)
from pyready.commands import cli

def save():
    with open(sys.argv[1], "w", encoding="utf-8") as stream:
        json.dump(seen, stream)

cli.run(sys.argv[2:], time.monotonic(), save)
"""
_LIBRARIES = (sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
PACKAGE = Path(pyready.__file__).parent
TEXTS = [PACKAGE.parents[1] / name for name in ("guides", "tickets")]
OUR_OWN = tuple(os.path.realpath(place) for place in (PACKAGE, *TEXTS, *_LIBRARIES))
"""pyready's modules and data, Python's own library, and the libraries that pyready is made of."""
LOOKS = {"open", "os.listdir", "os.scandir"}
Event = tuple[str, str]
"""What it was, and the path, key, name or address."""


def audited(folder: Path, environment: Mapping[str, str], *words: str) -> tuple[list[Event], dict[str, Any]]:
    """What Python says was done, and what the report says: its `did`."""
    noted = folder / "noted.json"
    arguments = [str(noted), "check", "--format", "json", "--private", "--exit-zero", *words]
    result = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, *arguments],
        env=dict(environment), capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    events = [(event, place) for event, place in json.loads(noted.read_text("utf-8")) if place != str(noted)]
    return events, json.loads(result.stdout)["did"]


def read(did: Mapping[str, Any], what: str, *states: str) -> set[str]:
    """The places of one kind that the report lists, or those with one of these answers."""
    return {
        each["where"] for each in did["read"] if each["what"] == what and each["found"] in (states or {each["found"]})
    }


def places(events: list[Event], *kinds: str) -> set[str]:
    """The places of these events."""
    return {place for event, place in events if event in kinds}
