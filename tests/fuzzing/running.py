"""Runs hostile inputs one by one, and says what came of each: it was read, it was refused, or it is a fault.

Faults: an exception that no reader documents (and so a report that cannot be made), more time than LIMIT_S, more memory
than MOST_MB. An input that is too slow is tried once more: the first one of its kind also loads what reads it. Linux
only: it goes by its alarms and by how it counts memory.
"""

import gc
import resource
import signal
import time
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple, NoReturn

from fuzzing import addresses, certificates, messages, network, policies, reports, settings_files
from fuzzing.kind import Kind, Parts
from pyready.engine import faults

KINDS: tuple[Kind, ...] = tuple(
    kind
    for module in (reports, settings_files, policies, addresses, certificates, messages, network)
    for kind in module.KINDS
)
BY_NAME = {kind.name: kind for kind in KINDS}
LIMIT_S = 2.0
"""Of the processor; where an input waits, WAIT_S by the clock: a busy computer makes nobody late."""
WAIT_S = 10.0
MOST_MB = 200.0
_ADDRESS_SPACE = 3 << 30
"""Bytes: what would take more fails at once, in place of this computer."""


class TooSlow(BaseException):
    """The alarm went. No reader catches it."""


class Ran(NamedTuple):
    """What came of one input. `seconds` are the processor's; `fault` is empty, or where it went wrong and how."""

    read: bool
    seconds: float
    fault: str = ""


def made(kind: Kind, seed: int, number: int) -> Parts:
    """The input of that number: the same ones for the same seed."""
    return kind.make(Random(f"{seed}:{kind.name}:{number}"))


def ran(kind: Kind, parts: Parts) -> Ran:
    """Read one input, and once more where it took too long."""
    found = _ran(kind, parts)
    return _ran(kind, parts) if found.fault.startswith("too slow") else found


def _ran(kind: Kind, parts: Parts) -> Ran:
    began = time.process_time()
    fault, read = "", False
    try:
        with _alarm():
            read = kind.run(parts)
    except TooSlow as error:
        fault = f"too slow at {_place(error)}"
    except Exception as error:
        fault = f"{type(error).__name__} at {_place(error)}: {_shown(str(error))}"
    megabytes = peak_mb()
    if megabytes > MOST_MB and not fault:
        fault = f"too large: {megabytes:.0f} MB"
    return Ran(read, time.process_time() - began, fault)


def _shown(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode()[:300]


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{Path(each.filename).name}:{each.lineno}" for each in frames[-4:])


def peak_mb() -> float:
    """The most memory that this process ever held, in MB. Linux counts in kibibytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


@contextmanager
def _alarm() -> Iterator[None]:
    def ring(_: int, frame: FrameType | None) -> NoReturn:
        del frame
        raise TooSlow

    timers = ((signal.ITIMER_PROF, signal.SIGPROF, LIMIT_S), (signal.ITIMER_REAL, signal.SIGALRM, WAIT_S))
    before = [signal.signal(number, ring) for _, number, _ in timers]
    for timer, _, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (timer, number, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def prepare() -> None:
    """Once in a process: a fault inside a check ends the report, a warning is one, and memory without end fails."""
    faults.strict = True
    warnings.simplefilter("error")
    warnings.simplefilter("ignore", ResourceWarning)  # `ssl` leaves a socket open that was reset before its handshake
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    gc.collect()


def shares(inputs: int) -> dict[str, int]:
    """How many inputs of each kind there are among so many; at least one of each."""
    whole = sum(kind.share for kind in KINDS)
    return {kind.name: max(1, round(inputs * kind.share / whole)) for kind in KINDS}


# --- inputs that are kept ----------------------------------------------------------------------------------------------


def keep(folder: Path, parts: Parts) -> None:
    """Write an input down, a file for each part."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, data) in enumerate(parts.items()):
        (folder / f"{number}-{name.encode().hex()}").write_bytes(data)


def kept(folder: Path) -> Parts:
    """An input that was written down."""
    paths = sorted(folder.iterdir(), key=lambda path: int(path.name.partition("-")[0]))
    return {bytes.fromhex(path.name.partition("-")[2]).decode(): path.read_bytes() for path in paths}
