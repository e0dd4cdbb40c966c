"""What holds for every test."""

import importlib
import signal
import sys
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

import guard
import tracing
import wine
from needs import OF_ONE_MARK, UNDER_WINE
from pyready.engine import faults

importlib.import_module("windows")  # tests/windows, before a test adds build/, which has a windows.py, to the path

PURE = (
    *(
        "checks",
        "diagnosis",
        "engine",
        "explain",
        "formats",
        "guides",
        "knowledge",
        "model",
        "no_run_page",
        "policy",
        "privacy",
        "report",
    ),
    *("routes", "tickets", "tools", "test_architecture.py", "test_native_parts.py", "test_papers.py"),
    *("test_readers.py", "test_readme.py", "test_shape.py", "test_supply.py", "test_voice.py", "test_words.py"),
)
"""Facts in, outcome out, and what is said of our own files: one Python is like another there. Wine takes twice the time
for it, so there it is asked of whole looks alone (`laptops`, `recorded`, `commands`); a true Windows runs all."""

collect_ignore = [*(["exe", "posix"] if sys.platform == "win32" else []), *(PURE if UNDER_WINE else [])]
"""What cannot even be imported on Windows (Wine's terminal, the host of the other systems), and what Wine need not ask."""


_MEASURING = pytest.StashKey[str]()
"""How coverage is told to start in what a test starts; empty where nobody measures."""


def pytest_configure(config: pytest.Config) -> None:
    """No test writes outside its own folders, and none is timed: a busy machine takes what it takes."""
    settings.register_profile("not timed", settings(), deadline=None)
    settings.load_profile("not timed")
    tracing.one_at_a_time()
    if UNDER_WINE:
        wine.start_programs_reliably()
    config.pluginmanager.register(guard.Plugin(config))
    if not config.getoption("numprocesses", None):  # else this one runs no test, and its workers are to be measured
        config.stash[_MEASURING] = tracing.out_of_children()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where a mark is left out, the folder of its tests is not read."""
    folder, name = collection_path.parent, collection_path.name
    left_out = folder == Path(__file__).parent and name in OF_ONE_MARK and f"not {name}" in config.option.markexpr
    return True if left_out else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """What is marked `unmeasured` runs without coverage, which would make it three times as slow.

    What a test starts is measured where it is marked `starts_measured`.
    """
    with ExitStack() as stack:
        if item.get_closest_marker("unmeasured") is not None:
            stack.enter_context(tracing.resting())
        if item.get_closest_marker("starts_measured") is not None:
            stack.enter_context(tracing.children(item.config.stash.get(_MEASURING, "")))
        return (yield)


@pytest.fixture(autouse=True)
def _a_fault_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that raises fails the test, and is no line in a report."""
    monkeypatch.setattr(faults, "strict", True)


@pytest.fixture
def heeds_ctrl_c() -> Iterator[None]:
    """A program started now stops at Ctrl-C: where tests run in the background it would inherit that it ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
