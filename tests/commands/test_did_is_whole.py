"""The report lists everything that was opened: Python itself is asked, by an audit hook, what the program did."""

import os
import re
import sys
from typing import Any

import pytest

from audited import LOOKS, OUR_OWN, Event, audited, places, read
from commands.furnished import furnish
from commands.program import environment
from pyready.report import what_it_reads_words as reads_text

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="tests/windows/test_did_is_whole.py is the one there")

ANSWERS = {"/etc/os-release", "/usr/lib/os-release", "/proc/self/mounts"}
"""What the questions `machine` and `drive` are answered from; reads_text names them."""


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Event], dict[str, Any]]:
    """What Python says was done, and what the report says."""
    home = tmp_path_factory.mktemp("home")
    return audited(home, environment(home) | furnish(home), "--offline")


def of_the_computer(found: set[str], listed: set[str]) -> set[str]:
    """Places that are not of pyready, Python and its libraries. Those that the report lists are never left out."""
    return {place for place in found if place in listed or not os.path.realpath(place).startswith(OUR_OWN)}


def opened(events: list[Event], did: dict[str, Any]) -> set[str]:
    """Files, as the report would list them: interfaces may bear names of the organisation's own, so by pattern."""
    found = of_the_computer(places(events, "open"), read(did, "file"))
    return {re.sub(r"^/sys/class/net/[^/]+/", "/sys/class/net/{interface}/", place) for place in found}


def test_every_file_that_was_opened_is_in_the_report_or_answers_a_question(
    offline: tuple[list[Event], dict[str, Any]],
) -> None:
    found = opened(*offline)

    assert any(place.endswith(".condarc") for place in found)
    assert any(place.endswith("pip.conf") for place in found)
    assert found - read(offline[1], "file") - ANSWERS == set()


def test_every_folder_that_was_listed_is_in_the_report_and_the_other_way_round(
    offline: tuple[list[Event], dict[str, Any]],
) -> None:
    events, did = offline
    listed = of_the_computer(places(events, "os.listdir", "os.scandir"), read(did, "folder"))

    assert "/usr/bin" in listed
    assert listed == read(did, "folder")


def test_offline_nothing_is_started_connected_or_changed(offline: tuple[list[Event], dict[str, Any]]) -> None:
    events, did = offline

    assert {event for event, _ in events} - LOOKS <= {"socket.gethostname"}
    assert [did["contacted"], did["ran"], did["wrote"]] == [[], [], []]


def test_the_places_that_answer_questions_are_named_for_people() -> None:
    said = " ".join(reads_text.QUESTIONS.values())

    assert [place for place in ANSWERS if place.removeprefix("/usr/lib") not in said] == []
