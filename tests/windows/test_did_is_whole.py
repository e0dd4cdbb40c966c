"""The report lists every key, file and folder that was opened: Python itself is asked, by an audit hook."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import pyready
from pyready.report import what_it_reads_words as reads_text

pytestmark = pytest.mark.windows

PROGRAM = """
import json, os, sys, time
ROOTS = {0x80000000: "HKCR", 0x80000001: "HKCU", 0x80000002: "HKLM"}
seen = []

def note(event, values):
    if event in ("open", "os.listdir", "os.scandir"):
        if isinstance(values[0], (str, bytes)):  # else a file that is open already
            seen.append((event, os.path.abspath(os.fsdecode(values[0]))))
    elif event == "winreg.OpenKey":
        seen.append((event, ROOTS.get(values[0] & 0xFFFFFFFF, "?") + chr(92) + values[1]))
    elif event.startswith(("socket.connect", "socket.getaddrinfo", "subprocess.", "os.startfile", "os.system")):
        seen.append((event, repr(values[1:])))
    elif event.startswith(("winreg.Set", "winreg.Create", "winreg.Delete", "os.remove", "os.rename", "os.mkdir")):
        seen.append((event, repr(values)))

sys.dont_write_bytecode = True
sys.addaudithook(note)
from pyready.commands import cli
cli.run(sys.argv[2:], time.monotonic())
with open(sys.argv[1], "w", encoding="utf-8") as stream:
    json.dump(seen, stream)
"""
VERSION_KEY = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
"""What the question `machine` is answered from; reads_text names it."""
PLACES = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
OUR_OWN = tuple(os.path.realpath(place).casefold() for place in (*PLACES, Path(pyready.__file__).parent))


def test_every_key_file_and_folder_that_was_opened_is_in_the_report(tmp_path: Path) -> None:
    noted = tmp_path / "noted.json"
    arguments = [str(noted), "check", "--offline", "--format", "json", "--private"]
    result = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, *arguments],
        env=os.environ | {"PYTHONPATH": str(Path(pyready.__file__).parents[1]), "PYTHONPYCACHEPREFIX": ""},
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    read: dict[str, set[str]] = {}
    for each in json.loads(result.stdout)["did"]["read"]:
        place = each["where"].replace("{SystemRoot}", os.environ["SystemRoot"])  # noqa: SIM112 - as Windows spells it
        place = place.removesuffix(" (32-bit view)").casefold()
        read.setdefault(each["what"], set()).add(place.rstrip("*"))
    events = [(event, place.casefold()) for event, place in json.loads(noted.read_text("utf-8"))]
    places = {kind: {place for event, place in events if event in kinds} for kind, kinds in KINDS.items()}

    keys = places["registry"]
    assert len(keys) > 20
    listed_keys = {place if place in keys else place.rpartition("\\")[0] for place in read["registry"]}
    assert {key for key in keys if not _is_listed(key, listed_keys)} <= {VERSION_KEY.casefold()}
    for kind in ("file", "folder"):
        listed = {place.rstrip("\\") for place in read[kind]}
        outside = {place for place in places[kind] if not os.path.realpath(place).casefold().startswith(OUR_OWN)}
        assert {
            place for place in outside if place.rstrip("\\") not in listed and place != str(noted).casefold()
        } == set()
    assert {event for event, _ in events} <= {event for kinds in KINDS.values() for event in kinds}


KINDS = {"registry": {"winreg.OpenKey"}, "file": {"open"}, "folder": {"os.listdir", "os.scandir"}}


def _is_listed(key: str, listed: set[str]) -> bool:
    """Rules are listed by pattern: what is below it belongs to it."""
    by_pattern = (rf"software\policies\microsoft\windows\{name}" for name in ("srpv2", r"safer\codeidentifiers"))
    return key in listed or key.partition("\\")[2].startswith(tuple(by_pattern))


def test_the_key_that_answers_a_question_is_named_for_people() -> None:
    assert VERSION_KEY in reads_text.QUESTIONS["machine"]
