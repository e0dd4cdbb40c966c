"""The guard fails each test that writes outside its own folder, and no other."""

import os
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from children import ran

WRITERS = Path(__file__).with_name("writers.py")
TESTS = re.findall(r"^def (test_\w+)", WRITERS.read_text("utf-8"), re.MULTILINE)
NOT_HERE = {"test_a_file_is_removed_below_an_open_folder" if sys.platform == "win32" else "test_a_key_is_changed"}
OUTSIDE = [name for name in TESTS if not name.startswith("test_may_") and name not in NOT_HERE]
MAY = [name for name in TESTS if name.startswith("test_may_")]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guarded") / "elsewhere"
    (folder / "folder").mkdir(parents=True)
    (folder / "file").write_text("before", "utf-8")
    return folder


@pytest.fixture(scope="module")
def said(elsewhere: Path) -> dict[str, list[str]]:
    """What was said of each test, by its name: nothing where it passed."""
    told = elsewhere.with_name("told.xml")
    words = ["-q", "-n", "0", "-p", "no:cacheprovider", f"--basetemp={elsewhere.with_name('mine')}"]
    variables = {**os.environ, "PYREADY_ELSEWHERE": str(elsewhere)}
    command = [sys.executable, "-m", "pytest", *words, f"--junitxml={told}", WRITERS]
    done = ran(command, 120, env=variables, cwd=WRITERS.parents[1])
    assert done.returncode == 1, done.stdout
    found: dict[str, list[str]] = {}
    for case in ET.parse(told).iter("testcase"):
        texts = [f"{each.tag}: {each.get('message')}{each.text}" for each in case if "message" in each.attrib]
        found.setdefault(case.attrib["name"].partition("[")[0], []).extend(texts)
    return found


@pytest.mark.parametrize("name", OUTSIDE)
def test_who_writes_elsewhere_fails_and_the_place_is_named(
    name: str, said: dict[str, list[str]], elsewhere: Path
) -> None:
    place = "the registry: " if name == "test_a_key_is_changed" else str(elsewhere)
    text = " ".join(said[name])
    if text.startswith("skipped: this account may not make links"):
        pytest.skip("this account may not make links")
    assert re.search(rf"{name}\S* would have written outside its own folder: {re.escape(place)}", text)


@pytest.mark.parametrize("name", MAY)
def test_who_writes_at_home_or_reads_passes(name: str, said: dict[str, list[str]]) -> None:
    assert said[name] == []


def test_nothing_was_changed(said: dict[str, list[str]], elsewhere: Path) -> None:
    assert sorted(said) == sorted(TESTS)
    assert sorted(each.name for each in elsewhere.iterdir()) == ["file", "folder"]
    assert (elsewhere / "file").read_text("utf-8") == "before"
