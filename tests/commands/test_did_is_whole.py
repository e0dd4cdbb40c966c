"""The report lists everything that was opened: Python itself is asked, by an audit hook, what the program did."""

import json
import os
import re
import subprocess
import sys
import sysconfig

import pytest

from commands.program import SOURCE, environment
from pyready.report import what_it_reads_words as reads_text

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="tests/windows/test_did_is_whole.py is the one there")

PROGRAM = """
import json, os, sys, time
seen = []

def note(event, values):
    if event in ("open", "os.listdir", "os.scandir"):
        if isinstance(values[0], (str, bytes)):  # else a file that is open already
            seen.append((event, os.path.abspath(os.fsdecode(values[0]))))
    elif event.startswith(("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.spawn")):
        seen.append((event, repr(values[1:])))
    elif event in ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.putenv", "os.unsetenv", "shutil.rmtree"):
        seen.append((event, repr(values)))

sys.dont_write_bytecode = True
sys.addaudithook(note)
from pyready.commands import cli
cli.run(sys.argv[2:], time.monotonic())
with open(sys.argv[1], "w", encoding="utf-8") as stream:
    json.dump(seen, stream)
"""
ANSWERS = {"/etc/os-release", "/usr/lib/os-release", "/proc/self/mounts"}
"""What the questions `machine` and `drive` are answered from; reads_text names them."""
OUR_OWN = (
    SOURCE,
    *{os.path.realpath(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")},
)


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[tuple[str, str]], dict[str, set[str]]]:
    """What Python says was done, and what the report says was read, by kind."""
    home = tmp_path_factory.mktemp("home")
    (home / ".condarc").write_text("channels: [conda-forge]\n", "utf-8")
    (home / ".gitconfig").write_text("[http]\nproxy = http://proxy.example:8080\n", "utf-8")
    (home / ".config" / "pip").mkdir(parents=True)
    (home / ".config" / "pip" / "pip.conf").write_text("[global]\ntimeout = 9\n", "utf-8")
    noted = home / "noted.json"
    arguments = ["check", "--offline", "--format", "json", "--private"]
    result = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, str(noted), *arguments],
        env=environment(home), capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    read: dict[str, set[str]] = {}
    for each in json.loads(result.stdout)["did"]["read"]:
        read.setdefault(each["what"], set()).add(each["where"])
    return [(event, place) for event, place in json.loads(noted.read_text("utf-8")) if place != str(noted)], read


def of_the_computer(events: list[tuple[str, str]], kinds: set[str], read: set[str]) -> set[str]:
    """Places that are not of pyready, Python and its libraries. Those that the report lists are never left out."""
    places = {place for event, place in events if event in kinds}
    return {place for place in places if place in read or not os.path.realpath(place).startswith(OUR_OWN)}


def test_every_file_that_was_opened_is_in_the_report_or_answers_a_question(
    audited: tuple[list[tuple[str, str]], dict[str, set[str]]],
) -> None:
    events, read = audited
    opened = of_the_computer(events, {"open"}, read["file"])
    # Interfaces may bear names of the organisation's own: the report lists them by pattern.
    opened = {re.sub(r"^/sys/class/net/[^/]+/", "/sys/class/net/{interface}/", place) for place in opened}

    assert any(place.endswith(".condarc") for place in opened)
    assert any(place.endswith("pip.conf") for place in opened)
    assert opened - read["file"] - ANSWERS == set()


def test_every_folder_that_was_listed_is_in_the_report(
    audited: tuple[list[tuple[str, str]], dict[str, set[str]]],
) -> None:
    events, read = audited
    listed = of_the_computer(events, {"os.listdir", "os.scandir"}, read["folder"])

    assert "/usr/bin" in listed
    assert listed - read["folder"] == set()


def test_offline_nothing_is_started_connected_or_changed(
    audited: tuple[list[tuple[str, str]], dict[str, set[str]]],
) -> None:
    events, _ = audited
    others = {event for event, _ in events} - {"open", "os.listdir", "os.scandir"}

    assert others <= {"socket.gethostname"}


def test_the_places_that_answer_questions_are_named_for_people() -> None:
    said = " ".join(reads_text.QUESTIONS.values())

    assert [place for place in ANSWERS if place.removeprefix("/usr/lib") not in said] == []
