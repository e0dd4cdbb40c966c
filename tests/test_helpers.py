"""What tests stand on: what they need of a computer, and the end of the programs that they start."""

import ast
import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from hypothesis import settings

from children import ran, started
from for_each import for_each
from needs import OF_ONE_MARK, needs, needs_modes
from sample import WHOLE, covering, sample
from tracing import children, out_of_children

CHILD = """
import pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(600)
"""


def test_what_is_missing_skips_on_a_persons_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    needs("something", "unused")
    with pytest.raises(pytest.skip.Exception, match="there is no squid"):
        needs("", "there is no squid")


@pytest.mark.skipif(sys.platform == "win32", reason="not every part is there for Windows")
def test_what_is_missing_fails_in_ci(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="there is no squid"):
        needs("", "there is no squid")
    with pytest.raises(pytest.fail.Exception, match="cage"):
        needs_modes(tmp_path)


def test_a_sample_is_spread_and_always_the_same_and_the_whole_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WHOLE, raising=False)
    assert sample(range(10), 3) == [1, 4, 7]
    assert sample(iter("ab"), 2) == ["b"]
    assert covering(["ab", "b", "bc", "ca", "d"], set) == ["ab", "bc", "d"]
    with pytest.raises(ValueError, match="one of 3 is none of 1"):
        sample("a", 3)

    monkeypatch.setenv(WHOLE, "1")
    assert sample(range(10), 3) == list(range(10))
    assert sample("a", 3) == ["a"]
    assert covering(["ab", "b"], set) == ["ab", "b"]


@for_each("folder", OF_ONE_MARK)
def test_every_test_of_a_folder_with_one_mark_bears_it(folder: str) -> None:
    """Or it would never run: the folder is not read where the mark is left out."""
    marks = {folder, "quota"} if folder == "root" else {folder}
    for path in sorted((Path(__file__).parent / folder).glob("test_*.py")):
        body = ast.parse(path.read_text("utf-8")).body
        told = next(ast.unparse(each) for each in body if ast.unparse(each).startswith("pytestmark = "))
        assert any(f"pytest.mark.{mark}" in re.split(r"[\[\]=, ]+", told) for mark in marks), path.name


def test_what_takes_seconds_to_load_is_loaded_by_the_tests_that_use_it() -> None:
    """Every run of pytest reads every file of tests, and most run few of them."""
    slow, found = {"cyclonedx", "jsonschema"}, []
    for path in Path(__file__).parent.rglob("*.py"):
        for part in ast.parse(path.read_text("utf-8")).body:
            names = [part.module or ""] if isinstance(part, ast.ImportFrom) else []
            names += [each.name for each in part.names] if isinstance(part, ast.Import) else []
            found += [f"{path.name}: {name}" for name in names if name.partition(".")[0] in slow]
    assert found == []


def test_what_a_test_starts_is_measured_only_where_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_PROCESS_START", "settings")
    begun = out_of_children()
    seen = [os.environ.get("COVERAGE_PROCESS_START")]
    for start in (begun, ""):
        with children(start):
            seen.append(os.environ.get("COVERAGE_PROCESS_START"))
        seen.append(os.environ.get("COVERAGE_PROCESS_START"))
    assert seen == [None, "settings", None, None, None]


def ended(number: int) -> bool:
    """Whether a process is gone, or waits for nothing but its parent's question."""
    try:
        return psutil.Process(number).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.skipif(sys.platform == "win32", reason="sessions of POSIX")
def test_all_that_a_program_started_ends_with_it(tmp_path: Path) -> None:
    told = tmp_path / "child"
    with suppress(TimeoutError), started([sys.executable, "-c", CHILD, told]) as process:
        while not (told.exists() and told.read_text("utf-8")):
            assert process.poll() is None
            time.sleep(0.05)
        raise TimeoutError
    child, until = int(told.read_text("utf-8")), time.monotonic() + 10
    while not ended(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert ended(child)


def test_a_program_that_does_not_end_in_time_is_ended() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        ran([sys.executable, "-c", "import time; time.sleep(600)"], 0.1)


def test_what_a_program_printed_is_given_back() -> None:
    done = ran([sys.executable, "-c", "import sys; print('a'); print('b', file=sys.stderr); sys.exit(3)"], 60)
    assert (done.returncode, done.stdout.split(), done.stderr.split()) == (3, [b"a"], [b"b"])


def test_no_property_is_timed() -> None:
    """Under Wine, and on a busy machine, the same example takes a fifth of a second now and half of one then."""
    assert settings().deadline is None
    assert settings(max_examples=7).deadline is None
