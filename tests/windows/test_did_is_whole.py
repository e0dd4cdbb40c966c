"""The report lists every key, file, folder and server: Python's audit hook says what the program did, both ways."""

import os
from pathlib import Path
from typing import Any

import pytest

import pyready
from audited import OUR_OWN, Event, audited, places, read
from net.parts import free_port
from net.servers import serving
from pyready.report import what_it_reads_words as reads_text

pytestmark = pytest.mark.windows

VERSION_KEY = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
"""What the question `machine` is answered from; reads_text names it."""
OURS = tuple(map(str.casefold, OUR_OWN))
LOOKS = {"winreg.OpenKey", "open", "os.listdir", "os.scandir"}
SITE = """only_these_endpoints = true
[[endpoint]]
id = "index"
url = "https://127.0.0.1:{index}/simple/pip/"
[[endpoint]]
id = "own-closed"
url = "https://localhost:{closed}/"
"""


def looked(folder: Path, *words: str) -> tuple[list[Event], dict[str, Any]]:
    variables = {"PYTHONPATH": str(Path(pyready.__file__).parents[1]), "PYTHONPYCACHEPREFIX": ""}
    return audited(folder, os.environ | variables, *words)


def plain(listed: set[str]) -> set[str]:
    """As the hook would say it, in small letters."""
    root = os.environ["SystemRoot"]  # noqa: SIM112 - as Windows spells it
    spelt = (place.replace("{SystemRoot}", root).removesuffix(" (32-bit view)") for place in listed)
    return {place.casefold().rstrip("*").rstrip("\\") for place in spelt}


def agree(events: list[Event], did: dict[str, Any]) -> None:
    """What was looked at is in the report; what it says was found there was looked at."""
    keys = {place.casefold() for place in places(events, "winreg.OpenKey")}
    assert len(keys) > 20
    listed = {place if place in keys else place.rpartition("\\")[0] for place in plain(read(did, "registry"))}
    assert {key for key in keys if not _is_listed(key, listed)} <= {VERSION_KEY.casefold()}
    found = plain(read(did, "registry", "set"))
    assert {place for place in found if place not in keys and place.rpartition("\\")[0] not in keys} == set()
    for kind, kinds in {"file": ("open",), "folder": ("os.listdir", "os.scandir")}.items():
        outside = {place.casefold().rstrip("\\") for place in places(events, *kinds)}
        outside = {place for place in outside if not os.path.realpath(place).casefold().startswith(OURS)}
        assert outside - plain(read(did, kind)) == set()
    listings = {place.casefold().rstrip("\\") for place in places(events, "os.listdir", "os.scandir")}
    assert plain(read(did, "folder", "set")) - listings == set()


def test_every_key_file_and_folder_that_was_opened_is_in_the_report(tmp_path: Path) -> None:
    events, did = looked(tmp_path, "--offline")

    agree(events, did)
    assert {event for event, _ in events} <= LOOKS
    assert [did["contacted"], did["ran"], did["wrote"]] == [[], [], []]


def test_every_connection_and_name_is_in_the_report(tmp_path: Path) -> None:
    site, closed = tmp_path / "site.toml", free_port()
    with serving(lambda _: None) as index:  # it hangs up
        site.write_text(SITE.format(index=index, closed=closed), "utf-8")
        events, did = looked(tmp_path, "--site", str(site))

    assert {event for event, _ in events} - LOOKS <= {
        *("socket.connect", "socket.getaddrinfo", "socket.gethostname", "socket.__new__", "socket.bind"),
    }
    agree(events, did)
    assert {each["endpoint"] for each in did["contacted"]} == {"index", "own-closed"}
    assert {place.rpartition(":")[2] for place in places(events, "socket.connect")} == {str(index), str(closed)}
    assert places(events, "socket.getaddrinfo") == {"127.0.0.1", "localhost"}


def _is_listed(key: str, listed: set[str]) -> bool:
    """Rules are listed by pattern: what is below it belongs to it."""
    by_pattern = (rf"software\policies\microsoft\windows\{name}" for name in ("srpv2", r"safer\codeidentifiers"))
    return key in listed or key.partition("\\")[2].startswith(tuple(by_pattern))


def test_the_key_that_answers_a_question_is_named_for_people() -> None:
    assert VERSION_KEY in reads_text.QUESTIONS["machine"]
