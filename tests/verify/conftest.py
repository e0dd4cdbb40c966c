from collections.abc import Iterator
from pathlib import Path

import pytest

from verify.trying import Desk, at_a_desk, nothing_left


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A home folder and one for temporary files; no file and no process is left in them after the test."""
    made = at_a_desk(tmp_path, monkeypatch)
    with nothing_left(made):
        yield made
