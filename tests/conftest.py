"""What holds for every test."""

import pytest

from pyready.engine import faults


@pytest.fixture(autouse=True)
def _a_fault_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that raises fails the test, and is no line in a report."""
    monkeypatch.setattr(faults, "strict", True)
