"""Every machine scenario through the fake; `tests/windows/test_scenarios.py` puts the same into a real registry."""

from pathlib import Path

import pytest

from for_each import for_each
from laptops.in_folders import FOLDERS, GENERATED, NAMES, differences, facts_seen, folder_of
from pyready.recorded.folder import host, read


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", NAMES)
def test_the_recorded_machine_shows_what_the_scenario_names(name: str, tmp_path: Path) -> None:
    folder = folder_of(name, tmp_path)
    assert differences(folder, facts_seen(host(read(folder)))) == []


@for_each("name", [name for name in NAMES if name not in GENERATED])
def test_each_scenario_says_in_one_sentence_what_it_is_about(name: str) -> None:
    about = (FOLDERS / name / "about.txt").read_text(encoding="utf-8")
    assert about.endswith(".\n")
    assert about.count("\n") == 1


def test_a_difference_is_seen() -> None:
    folder = FOLDERS / "proxy-static"
    other = facts_seen(host(read(FOLDERS / "proxy-per-scheme")))
    assert any("proxies.user.server.value" in line for line in differences(folder, other))
