"""A fixed sample of real kills while pyready writes; `bench/kills.py` has a thousand."""

import os
import sys
from pathlib import Path

import pytest

from children import ran

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="the bench forks")]
BENCH = Path(__file__).parents[2] / "bench" / "kills.py"
COMMANDS = ("check -o", "config --write", "config --undo")
KILLS = 24
SEED = "0"
"""Of its kills right before a change to a file, which no speed of the computer moves, some fall into each time."""


def rows(said: str) -> dict[str, dict[str, int]]:
    """The bench's table: a row for each command."""
    cells = [[each.strip() for each in line.strip("|").split("|")] for line in said.splitlines() if line[:1] == "|"]
    return {row[0]: dict(zip(cells[0][1:], map(int, row[1:]), strict=True)) for row in cells[2:]}


def test_no_kill_costs_a_file_or_a_setting_or_leaves_anything() -> None:
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    ended = ran([sys.executable, BENCH, "--runs", KILLS, "--seed", SEED, "--seconds", "100"], 150, env=unmeasured)
    said = ended.stdout.decode() + ended.stderr.decode()
    assert ended.returncode == 0, said
    found = rows(said)
    assert tuple(found) == COMMANDS
    for command, row in found.items():
        assert row["kills"] >= KILLS // 9, said
        assert row["faults"] == 0, said
        assert row["within"] >= 1, (command, said)
    assert sum(row["kills"] for row in found.values()) == KILLS, said
    for moment in ("before", "within", "after"):
        assert sum(row[moment] for row in found.values()) >= KILLS // 8, said
    assert sum(row["left"] for row in found.values()) >= 3, said
