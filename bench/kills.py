"""Ends pyready at random moments while it writes, and looks whether anything was halved, lost or left over.

`check --offline -o FILE`, `config --write` and `config --undo` run as processes of their own, in a home folder of
nobody's below a temporary folder, and are ended with SIGKILL. The moment is chosen in three ways, in turn:

- clock: after a random part of the whole life of `python -m pyready`, which is started anew;
- sight: a random moment after a temporary file was seen;
- step: right before a random change to a file or folder, which an audit hook of Python's sees in the process itself.

The last two, and `config --write`, are forks of this process, which has imported pyready. As offline there is nothing
to write, `config --write` gets the look of a recorded laptop behind a proxy; all that follows is real.

After each kill every file is whole, old or new, with its permissions, and one later run leaves nothing behind: the
temporary files that it has to find are made older than its limit first, but for `--undo`, which needs no such help.
Exits with 1 when that is not so. Needs the tests' packages and a system that forks.
"""

import argparse
import contextlib
import io
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
sys.path[:0] = [str(TOP / "src"), str(TOP / "tests")]

from settings.killed import (  # noqa: E402 - after the path is set
    DATA,
    FORMS,
    WORDS,
    Case,
    Known,
    cases,
    landing,
    odd_end,
    shape,
    temporary,
    tree,
    watched,
    without_data,
    wrong,
)

AIMS = ("clock", "sight", "step")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = {"os.mkdir", "os.remove", "os.rmdir", "os.rename", "os.link", "os.chmod", "os.truncate"}
LONG_S = 60.0


class Bench:
    """The folders, and pyready in this process, which is forked."""

    def __init__(self, top: Path, seed: int) -> None:
        self.top, self.home, self.random = top, top / "home", random.Random(seed)
        variables = {"HOME": str(self.home), "PATH": os.defpath, "PYTHONPATH": str(TOP / "src")}
        os.environ.clear()
        os.environ.update(variables)
        os.umask(0o022)
        self.run = _loaded(self.home)
        self._fresh_s: dict[str, float] = {}

    # --- starting and ending --------------------------------------------------------------------------------------

    def forked(self, words: tuple[str, ...], stop_at: int = 0, counted: int = -1) -> int:
        """The id of a fork that runs pyready; it ends itself before its change of that number, or writes how many."""
        sys.stdout.flush()
        process = os.fork()
        if process:
            return process
        code = 99
        signal.alarm(int(LONG_S))
        try:
            nothing = os.open(os.devnull, os.O_RDWR)
            for each in (0, 1, 2):
                os.dup2(nothing, each)
            seen = _watched(str(self.home), stop_at) if stop_at or counted >= 0 else []
            code = self.run(words, time.monotonic())
            if counted >= 0:
                os.write(counted, str(len(seen)).encode())
        finally:
            os._exit(code)

    def fresh(self, words: tuple[str, ...]) -> "subprocess.Popen[bytes]":
        """A new process."""
        nothing = subprocess.DEVNULL
        return subprocess.Popen(
            [sys.executable, "-m", "pyready", *words], stdin=nothing, stdout=nothing, stderr=nothing
        )

    def whole(self, words: tuple[str, ...]) -> int:
        """Run to the end; the exit code."""
        return os.waitstatus_to_exitcode(os.waitpid(self.forked(words), 0)[1])

    def seen(self, process: int, folders: list[Path]) -> Iterator[float]:
        """The times at which a temporary file is there, until the process has ended."""
        end = time.monotonic() + LONG_S
        while time.monotonic() < end and not os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            if any(name.startswith(".pyready-") for folder in folders for name in _names(folder)):
                yield time.monotonic()

    # --- learning -------------------------------------------------------------------------------------------------

    def learned(self, case: Case) -> Known:
        """Run it undisturbed."""
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir()
        case.start()
        folder = self.top / f"start of {case.command} {case.name}"
        shutil.copytree(self.home, folder, symlinks=True)
        start = tree(self.home)
        read, write = os.pipe()
        begin = time.monotonic()
        process = self.forked(case.words, counted=write)
        seen = list(self.seen(process, watched(self.home, case))) or [begin]
        os.waitpid(process, 0)
        ended = time.monotonic()
        os.close(write)
        with os.fdopen(read) as counted:
            changes = int(counted.read())
        end = tree(self.home)
        return Known(start, end, folder, ended - begin, seen[-1] - seen[0], changes)

    def fresh_s(self, case: Case, known: Known) -> float:
        """From the start of a new process to its end; asked once of each kind."""
        kind = case.command + case.name.partition(" ")[2]
        if kind not in self._fresh_s:
            begin = time.monotonic()
            self.fresh(case.words).wait(LONG_S)
            self._fresh_s[kind] = time.monotonic() - begin
            self.restore(known.folder)
        return self._fresh_s[kind]

    def restore(self, folder: Path) -> None:
        """The home folder as it was before."""
        shutil.rmtree(self.home)
        shutil.copytree(folder, self.home, symlinks=True)

    # --- one kill -------------------------------------------------------------------------------------------------

    def kill(self, case: Case, known: Known, aim: str) -> bool:
        """Run it and end it; whether it was ended, and did not end by itself before."""
        draw = self.random.random()
        if aim == "step":
            process = self.forked(case.words, stop_at=1 + int(draw * (known.changes + 1)))
            return _ended(process)
        if aim == "clock" and case.command != "config --write":
            life = self.fresh_s(case, known)
            started = self.fresh(case.words)
            time.sleep(draw * life)
            started.kill()
            return started.wait(LONG_S) == -signal.SIGKILL
        process = self.forked(case.words)
        if aim == "clock":
            time.sleep(draw * known.life_s)
        elif next(self.seen(process, watched(self.home, case)), None):
            time.sleep(draw**2 * known.window_s)
        os.kill(process, signal.SIGKILL)
        return _ended(process)

    def later(self, case: Case, known: Known) -> Iterator[str]:
        """What is wrong after a later run."""
        undo = ("config", "--undo")
        if case.command == "check -o" or self.random.random() < 0.5:
            _age(self.home)
            code = self.whole(case.words)
            if code not in {0, 1}:
                yield f"a later run exits with {code}"
            found = tree(self.home)
            yield from (f"{name} is left after a later run" for name in temporary(found))
            if case.command != "config --write" and shape(found, known.start) != shape(known.end, known.start):
                yield "a later run does not end as an undisturbed one"
        if case.command == "check -o":
            return
        if code := self.whole(undo):
            yield f"--undo exits with {code}"
        if without_data(tree(self.home)) != without_data(
            known.start if case.command == "config --write" else known.end
        ):
            yield "after --undo it is not as it was before"
        if left := set(_names(self.home / DATA)) - {"journal.json"}:
            yield f"after --undo the data folder holds {', '.join(sorted(left))}"


def _loaded(home: Path) -> Callable[[tuple[str, ...], float], int]:
    """Run all of it once, so that forks find it loaded, and give `config --write` something to write."""
    from laptops import bare
    from laptops.looking import look
    from laptops.networks import HIDDEN_PROXY, network
    from pyready.commands import cli, config

    with tempfile.TemporaryDirectory(dir=home.parent) as folder, contextlib.redirect_stderr(io.StringIO()):
        for form in FORMS:
            cli.run((*WORDS, f"{folder}/report", "--format", form), time.monotonic())
    seen = look(bare.linux({"HOME": str(home)}), network=network(HIDDEN_PROXY))
    config.look_now = lambda *_: seen
    end = time.monotonic() + LONG_S
    while threading.active_count() > 1 and time.monotonic() < end:  # a thread that holds a lock is lost in a fork
        time.sleep(0.01)
    return cli.run


def _watched(home: str, stop_at: int) -> list[str]:
    """From now on each change below `home` is put down; before that of number `stop_at` the process ends itself."""
    seen: list[str] = []

    def hook(event: str, values: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(values[2], int) and values[2] & WRITES
        if not writes and event not in CHANGES:
            return
        if isinstance(values[0], int) or not os.fspath(values[0]).startswith(home):
            return
        seen.append(event)
        if len(seen) == stop_at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    return seen


def _ended(process: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - as fast as can be
    except OSError:
        return []


def _age(home: Path) -> None:
    """Let temporary files be older than the limit after which a later run removes them."""
    for each in home.rglob(".pyready-*"):
        os.utime(each, (time.time() - 60, time.time() - 60))


def main() -> int:
    """Print a row for each command; 1 when something was halved, lost or left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000, help="how many kills; others end first (default: 1000)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="of all that is drawn")
    parser.add_argument("--seconds", type=float, default=900.0, help="begin no kill after that time (default: 900)")
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="pyready-kills-") as top:
        return measured(Bench(Path(top), asked.seed), asked.runs, time.monotonic() + asked.seconds)


def measured(bench: Bench, runs: int, end: float) -> int:
    """Kill, look, run once more, look."""
    by_command: dict[str, list[Case]] = {}
    for case in cases(bench.home, bench.whole):
        by_command.setdefault(case.command, []).append(case)
    learned: dict[Case, Known] = {}
    counts: Counter[tuple[str, str]] = Counter()
    faults: Counter[str] = Counter()
    commands = list(by_command)
    for number in itertools.count():
        kills = sum(counts[command, "kills"] for command in commands)
        if kills >= runs or time.monotonic() > end:
            print(f"{kills} kills of {number} runs")
            break
        command, aim = commands[number % 3], AIMS[number // 3 % 3]
        case = bench.random.choice(by_command[command])
        if case not in learned:
            learned[case] = bench.learned(case)
            faults.update(f"{command}, {case.name}: {says}" for says in odd_end(case, learned[case]))
        known = learned[case]
        bench.restore(known.folder)
        ended = bench.kill(case, known, aim)
        found = tree(bench.home)
        for each in ("kills" if ended else "ended by itself", landing(found, known)):
            counts[command, each] += 1
        counts[command, "left"] += bool(temporary(found))
        for says in (*wrong(found, case, known), *bench.later(case, known)):
            faults[f"{command}, {case.name}, {aim}: {says}"] += 1
            counts[command, "faults"] += 1
    head = ("kills", "ended by itself", "before", "within", "after", "left", "faults")
    print(f"| command | {' | '.join(head)} |\n|{' --- |' * (len(head) + 1)}")
    for command in commands:
        print(f"| {command} | {' | '.join(str(counts[command, each]) for each in head)} |")
    for fault, times in faults.most_common(20):
        print(f"{times} times: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
