"""The tests that only a real Windows can answer. Those that change it run on a hosted runner alone.

A hosted runner is thrown away after the job, and its account is an elevated administrator. Everywhere else such a test
is skipped with the reason, and nothing is changed.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from native.applocker import AppLocker
from native.commands import Commands, artifacts
from native.installed import Installed
from native.person import Person
from native.where import is_elevated, why_not

collect_ignore_glob = [] if sys.platform == "win32" else ["test_*.py"]
"""Elsewhere they cannot be imported."""


@pytest.fixture(scope="session")
def commands() -> Commands:
    """Windows' own programs by full path, where a test may change the computer."""
    reason = why_not(os.environ, elevated=is_elevated())
    if reason:
        pytest.skip(reason)
    return Commands(os.environ)


@pytest.fixture(scope="session")
def kept() -> Path:
    """The folder that the workflow uploads."""
    return artifacts(os.environ)


@pytest.fixture(scope="session")
def installed(commands: Commands) -> Iterator[Installed]:
    """A Python with pyready below Program Files, where the stock rules let it run."""
    program = Installed(commands)
    try:
        program.install()
        yield program
    finally:
        program.remove()


@pytest.fixture(scope="session")
def person(commands: Commands, installed: Installed) -> Iterator[Person]:
    """A standard user with a profile of their own, gone at the end."""
    someone = Person(commands, installed)
    try:
        someone.create()
        yield someone
    finally:
        someone.remove()


@pytest.fixture(scope="module")
def applocker(commands: Commands, kept: Path) -> Iterator[AppLocker]:
    """AppLocker's local policy, as it was before at the end, whatever happens."""
    policy = AppLocker(commands, kept)
    policy.save()
    try:
        yield policy
    finally:
        policy.restore()
