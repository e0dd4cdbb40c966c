"""A fixed sample of hostile inputs of every kind: none is a fault, and many are read. `bench/hostile.py` has all."""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

if sys.platform != "linux":  # it goes by alarms, and by how Linux counts memory
    pytest.skip("hostile inputs are tried on Linux", allow_module_level=True)

import children
from fuzzing import running
from fuzzing.kind import Kind, Parts
from fuzzing.running import KINDS, MOST_MB, keep, kept, made, ran, shares

pytestmark = [pytest.mark.slow, pytest.mark.unmeasured]

BENCH = Path(__file__).parents[2] / "bench" / "hostile.py"
SEED, INPUTS = 20261129, 900
"""As many as take some seven seconds of a processor."""
LEAST = 0.2
"""The share of each kind that its reader must not refuse at once: what is refused tests little."""


class Bench(NamedTuple):
    """How the bench ended, what it printed, and its figures."""

    code: int
    printed: str
    figures: dict[str, Any]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """In a process of its own, whose memory and warnings are not those of the tests."""
    file = tmp_path_factory.mktemp("hostile") / "figures.json"
    command = [sys.executable, BENCH, "--inputs", INPUTS, "--seed", SEED, "--workers", 1, "--figures", file]
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE", "PYTHON"))}
    done = children.ran(command, 300, env=mine)
    printed = (done.stdout + done.stderr).decode()
    return Bench(done.returncode, printed, json.loads(file.read_text("utf-8")) if file.exists() else {})


def test_no_input_is_a_fault(bench: Bench) -> None:
    assert bench.code == 0, bench.printed
    assert f"seed {SEED}" in bench.printed


def test_each_kind_was_read_and_much_of_it_not_refused(bench: Bench) -> None:
    kinds = bench.figures["kinds"]
    assert {name: each["inputs"] for name, each in kinds.items()} == shares(INPUTS)
    assert {name for name, each in kinds.items() if each["read"] < LEAST * each["inputs"]} == set()


def test_the_memory_was_measured(bench: Bench) -> None:
    assert 20 < bench.figures["megabytes"] < MOST_MB


# --- that a fault would be found ---------------------------------------------------------------------------------------


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Less time than usual, and as much memory as the tests like."""
    monkeypatch.setattr(running, "LIMIT_S", 0.2)
    monkeypatch.setattr(running, "WAIT_S", 0.4)
    monkeypatch.setattr(running, "MOST_MB", 1e6)
    before = [signal.getsignal(each) for each in (signal.SIGALRM, signal.SIGPROF)]
    yield
    assert [signal.getsignal(each) for each in (signal.SIGALRM, signal.SIGPROF)] == before


def planted(run: Any) -> Kind:
    return Kind("planted", 1, lambda random: {"file": random.randbytes(3)}, run)


def fails(parts: Parts) -> bool:
    raise KeyError(parts["file"])


def spins(_: Parts) -> bool:
    while True:
        pass


def waits(_: Parts) -> bool:
    time.sleep(30)
    return True


@pytest.mark.parametrize(("run", "fault"), [(fails, "KeyError at "), (spins, "too slow at "), (waits, "too slow at ")])
@pytest.mark.usefixtures("short")
def test_a_planted_fault_is_found(run: Any, fault: str) -> None:
    found = ran(planted(run), made(planted(run), 1, 1))
    assert found.fault.startswith(fault)
    assert not found.read


@pytest.mark.usefixtures("short")
def test_too_much_memory_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ran(planted(lambda _: True), {}) == (True, pytest.approx(0, abs=1), "")
    monkeypatch.setattr(running, "MOST_MB", 1.0)
    assert ran(planted(lambda _: True), {}).fault.startswith("too large: ")


def test_the_same_seed_makes_the_same_input_and_one_that_is_kept_is_the_same_again(tmp_path: Path) -> None:
    for kind in (each for each in KINDS if each.name != "certificates"):  # each has keys of its own
        parts = made(kind, 7, 3)
        assert made(kind, 7, 3) == parts
        keep(tmp_path / kind.name, parts)
        assert kept(tmp_path / kind.name) == parts


def test_the_shares_are_those_that_the_bench_tells() -> None:
    told = " ".join(BENCH.read_text("utf-8").split('"""')[1].split())
    assert sum(kind.share for kind in KINDS) == 1000
    for kind in KINDS:
        assert f" {kind.share}" in told
