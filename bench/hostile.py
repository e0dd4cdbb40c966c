"""Reads 100,000 hostile inputs: no traceback, no hang, no more than 200 MB. Linux; needs the tests' packages.

    .venv/bin/python bench/hostile.py                      all kinds, with the seed of the day
    .venv/bin/python bench/hostile.py --kind pip --seed 7  one kind
    .venv/bin/python bench/hostile.py --again FOLDER       one input that was kept

Real files and answers, changed in a few places (`tests/fuzzing/`), by the same seed the same ones; only certificates
have new keys in each run. An input goes into what reads it in pyready: a reader's own refusal is right, any other
exception is a fault, and so are more than 2 s and more than 200 MB. A fault is printed with its kind, seed and number,
and its input is kept in `build/.cache/hostile`.

Of 1000 inputs: pip 110, regedit's text 100, uv 80, git with includes 75, AppLocker and App Control 80, proxies and what
goes without one 80, conda 75, desktops (dconf, KDE, macOS) 70, site profiles 60, bytes of Windows (settings of
connections, access lists, programs with signatures) 60, answers of proxy scripts 60, JSON of tools and of browser
policies 52, saved reports 20, Software Restriction Policies 15, variables 15, folders of collect.cmd 10, laptops that
answer oddly 8, certificates 5, servers that misbehave 5, pasted messages 20. Most take a few milliseconds, whole
reports a tenth of a second, and servers mostly wait. One in a hundred files of settings goes on into a whole report.
"""

import argparse
import json
import multiprocessing
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[1]
sys.path[:0] = [str(TOP / "src"), str(TOP / "tests")]

from fuzzing.kind import Parts  # noqa: E402 - after the path is set
from fuzzing.running import BY_NAME, KINDS, MOST_MB, Ran, keep, kept, made, peak_mb, prepare, ran, shares  # noqa: E402

KEPT = TOP / "build" / ".cache" / "hostile"
CHUNK = 25
STUCK_S = 30.0
"""After so long without a word a worker hangs where no alarm reaches it."""
_ALIKE = 3
"""Faults at one place that are kept; the others are only counted."""


class Job(NamedTuple):
    """Inputs of one kind, from the first number up to the last."""

    kind: str
    first: int
    last: int


class Figures:
    """What was seen of one kind."""

    def __init__(self) -> None:
        self.inputs = self.read = self.faults = 0
        self.slowest = self.seconds = 0.0

    def add(self, result: Ran) -> None:
        """Count one input."""
        self.inputs += 1
        self.read += result.read
        self.faults += bool(result.fault)
        self.seconds += result.seconds
        self.slowest = max(self.slowest, result.seconds)


def work(seed: int, parent: Connection) -> None:
    """One worker: read inputs until none is left, or until one was too large, which a process cannot take back."""
    prepare()
    while (job := parent.recv()) is not None:
        for number in range(job.first, job.last):
            parts = made(BY_NAME[job.kind], seed, number)
            result = ran(BY_NAME[job.kind], parts)
            megabytes = peak_mb()
            parent.send((number, result, megabytes, parts if result.fault else {}))
            if megabytes > MOST_MB:
                return


@dataclass
class Worker:
    """A process, and what it is at: `job` begins with the input that it reads now."""

    process: BaseProcess
    line: Connection
    job: Job | None = None
    since: float = 0.0

    def take(self, job: Job | None) -> None:
        """Give it a job; None sends it home."""
        self.job, self.since = job, time.monotonic()
        self.line.send(job)


class Bench:
    """Workers, their jobs, and what they say."""

    def __init__(self, seed: int, counts: dict[str, int], workers: int) -> None:
        self.seed, self.most_mb = seed, 0.0
        self.figures = {name: Figures() for name in counts}
        self.places: Counter[str] = Counter()
        self.left = sum(counts.values())
        self._jobs = _mixed(counts)
        self._context = multiprocessing.get_context("spawn")
        self._workers = [self._begun() for _ in range(workers)]

    def _begun(self) -> Worker:
        mine, its = self._context.Pipe()
        process = self._context.Process(target=work, args=(self.seed, its), daemon=True)
        process.start()
        its.close()
        return Worker(process, mine)

    def run(self, until: float) -> bool:
        """Give out jobs and listen until all is read, or the time is up; True when all was read."""
        while self.left and time.monotonic() < until:
            for each in self._workers:
                if each.job is None and self._jobs:
                    each.take(self._jobs.pop())
            for line in wait([each.line for each in self._workers], timeout=1.0):
                self._hear(next(each for each in self._workers if each.line is line))
            for each in self._workers:
                if each.job and time.monotonic() - each.since > STUCK_S:
                    self._lose(each, "hangs where no alarm reaches it")
        for each in self._workers:
            each.process.kill()
        return not self.left

    def _hear(self, worker: Worker) -> None:
        try:
            number, result, megabytes, parts = worker.line.recv()
        except (EOFError, OSError):
            self._lose(worker, "the process ended")
            return
        job = worker.job
        assert job is not None, "a worker spoke that has no job"
        self.most_mb = max(self.most_mb, megabytes)
        self._add(job.kind, number, result, parts)
        worker.since, rest = time.monotonic(), job._replace(first=number + 1)
        worker.job = rest if rest.first < rest.last else None
        if megabytes > MOST_MB:
            self._replace(worker)

    def _lose(self, worker: Worker, why: str) -> None:
        """It said nothing more: the input that it had is a fault."""
        if worker.job:
            number = worker.job.first
            self._add(
                worker.job.kind, number, Ran(False, STUCK_S, why), made(BY_NAME[worker.job.kind], self.seed, number)
            )
            worker.job = worker.job._replace(first=number + 1)
        self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        worker.process.kill()
        if worker.job and worker.job.first < worker.job.last:
            self._jobs.append(worker.job)
        self._workers[self._workers.index(worker)] = self._begun()

    def _add(self, kind: str, number: int, result: Ran, parts: Parts) -> None:
        self.left -= 1
        self.figures[kind].add(result)
        if not result.fault:
            return
        place = f"{kind} {result.fault.partition(': ')[0]}"
        self.places[place] += 1
        if self.places[place] <= _ALIKE:
            folder = KEPT / f"{kind}-{self.seed}-{number}"
            keep(folder, parts)
            print(f"FAULT  {kind} number {number}, seed {self.seed}: {result.fault}")
            print(f"       .venv/bin/python bench/hostile.py --again {folder.relative_to(TOP)}", flush=True)


def _mixed(counts: dict[str, int]) -> list[Job]:
    """The kinds in turn, the last job first, so that a bench that is stopped has seen something of each."""
    jobs = [
        (at / count, Job(name, at, min(count, at + CHUNK)))
        for name, count in counts.items()
        for at in range(0, count, CHUNK)
    ]
    return [job for _, job in sorted(jobs, key=lambda pair: pair[0], reverse=True)]


def again(folder: Path) -> int:
    """Read one input that was kept; the name of its folder begins with its kind."""
    prepare()
    result = ran(BY_NAME[folder.name.partition("-")[0]], kept(folder))
    print(result.fault or ("read" if result.read else "refused"), f"in {result.seconds:.2f} s, {peak_mb():.0f} MB")
    return 1 if result.fault else 0


def told(bench: Bench, seconds: float) -> None:
    """The table."""
    print(f"{'kind':14} {'inputs':>7} {'read':>6} {'faults':>7} {'mean ms':>8} {'slowest ms':>11}")
    for name, each in bench.figures.items():
        some = max(1, each.inputs)
        numbers = f"{each.inputs:7} {each.read / some:6.0%} {each.faults:7} {each.seconds / some * 1000:8.1f}"
        print(f"{name:14} {numbers} {each.slowest * 1000:11.0f}")
    faults = sum(each.faults for each in bench.figures.values())
    inputs = sum(each.inputs for each in bench.figures.values())
    print(f"{inputs} inputs, {faults} faults, at most {bench.most_mb:.0f} MB, {seconds:.0f} s, seed {bench.seed}")


def asked() -> argparse.Namespace:
    """What the person wants."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--inputs", type=int, default=100_000, help="how many (default: 100000)")
    add("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="default: another one each time")
    add("--kind", choices=[kind.name for kind in KINDS], help="this kind alone")
    add(
        "--seconds", type=float, default=1200.0, help="stop after so long, and say that it was too long (default: 1200)"
    )
    add("--workers", type=int, default=2, choices=(1, 2), help="processes (default: 2)")
    add("--again", type=Path, metavar="FOLDER", help="read one input that was kept")
    add("--figures", type=Path, metavar="FILE", help="write the figures as JSON, too")
    return parser.parse_args()


def main() -> int:
    """Print the table; 1 when there is a fault, or when not all was read in time."""
    wanted = asked()
    if wanted.again:
        return again(wanted.again)
    print(f"seed {wanted.seed}", flush=True)
    counts = {wanted.kind: wanted.inputs} if wanted.kind else shares(wanted.inputs)
    began = time.monotonic()
    bench = Bench(wanted.seed, counts, wanted.workers)
    done = bench.run(began + wanted.seconds)
    told(bench, time.monotonic() - began)
    if wanted.figures:
        each = {name: vars(figures) for name, figures in bench.figures.items()}
        wanted.figures.write_text(json.dumps({"kinds": each, "megabytes": bench.most_mb, "seed": wanted.seed}), "utf-8")
    if not done:
        print(f"STOPPED  {bench.left} inputs were left")
    return 0 if done and not bench.places else 1


if __name__ == "__main__":
    sys.exit(main())
