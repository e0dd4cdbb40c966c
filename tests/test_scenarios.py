"""Every machine scenario through the fake; `tests/windows/test_scenarios.py` puts the same into a real registry."""

from pathlib import Path

import pytest

from pyready.recorded.folder import host, read
from scenarios import GENERATED, MACHINES, NAMES, differences, facts_seen, folder_of


@pytest.mark.parametrize("name", NAMES)
def test_the_recorded_machine_shows_what_the_scenario_names(name: str, tmp_path: Path) -> None:
    folder = folder_of(name, tmp_path)
    assert differences(folder, facts_seen(host(read(folder)))) == []


@pytest.mark.parametrize("name", [name for name in NAMES if name not in GENERATED])
def test_each_scenario_says_in_one_sentence_what_it_is_about(name: str) -> None:
    about = (MACHINES / name / "about.txt").read_text(encoding="utf-8")
    assert about.endswith(".\n")
    assert about.count("\n") == 1


def test_a_difference_is_seen() -> None:
    folder = MACHINES / "proxy-static"
    other = facts_seen(host(read(MACHINES / "proxy-per-scheme")))
    assert any("proxies.user.server.value" in line for line in differences(folder, other))
