"""Single steps, on an environment that is made once: what pip meets, and what is said of it."""

import time
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from pyready.commands.check import look_now
from pyready.commands.cli import parser
from pyready.commands.machine import this_machine
from pyready.engine.app import Look
from pyready.model.verification import ProofRecord
from pyready.verify.bench import Bench
from pyready.verify.proving import prove
from pyready.verify.story import Wanted, ready


class Made(NamedTuple):
    """A look at this computer, offline, and an environment."""

    look: Look
    python: Path
    environment: Path


def looked(python: Path) -> Look:
    return look_now(parser().parse_args(["verify", "--offline"]), time.monotonic(), this_machine(), str(python))


def bench(made: Made, folder: Path, *worked: str) -> Bench:
    """Online: as after the steps that worked."""
    for name in ("work", "temp"):
        (folder / name).mkdir(exist_ok=True)
    fresh = ready(this_machine(), made.look, Wanted(str(made.python), offline=False))
    fresh.folder, fresh.temp = str(folder / "work"), str(folder / "temp")
    fresh.environment, fresh.worked = str(made.environment / "bin" / "python"), set(worked)
    fresh.proven = replace(fresh.proven, version="3.11.7")
    return fresh


def taken(given: Bench, *names: str) -> list[ProofRecord]:
    """These steps."""
    from pyready.verify.proofs import PROOFS

    return prove(given, [each for each in PROOFS if each.id in names], lambda *_: None)
