"""Runs `pyready verify` in this process on this computer, in a home folder of the test, and looks at what is left."""

import contextlib
import io
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import pytest

from homes import live_in
from pyready.commands.cli import parser
from pyready.commands.verify import run_verify


class Tried(NamedTuple):
    """What came of it."""

    code: int
    output: str
    messages: str

    @property
    def record(self) -> dict[str, Any]:
        return dict(json.loads(self.output))

    @property
    def results(self) -> dict[str, str]:
        """What came of each step."""
        return {each["id"]: each["result"] for each in self.record["proofs"]}

    def proof(self, name: str) -> dict[str, Any]:
        return next(dict(each) for each in self.record["proofs"] if each["id"] == name)

    @property
    def failed(self) -> dict[str, Any]:
        """The first step that does not work."""
        return next(dict(each) for each in self.record["proofs"] if each["result"] == "fails")


class Desk(NamedTuple):
    """Where the person of the test works."""

    home: Path
    temp: Path

    def verify(self, *words: str, form: str = "json") -> Tried:
        given = [*words, "--format", form]
        output, messages = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(messages):
            # Not the whole command line: it ends this process where a probe still hangs.
            code = run_verify(parser().parse_args(["verify", *given]), time.monotonic(), [False])
        output.seek(0)
        return Tried(code, output.read(), messages.getvalue())

    def left(self) -> list[str]:
        """Every file and folder that is there.

        pip asks for the version of a Rust compiler, whose launcher makes a folder of its own where there is none.
        """
        return sorted(
            str(each.relative_to(self.home.parent))
            for top in (self.home, self.temp)
            for each in top.rglob("*")
            if ".rustup" not in each.parts
        )


def running() -> set[psutil.Process]:
    return set(psutil.Process().children(recursive=True))


@contextlib.contextmanager
def nothing_left(desk: Desk) -> Iterator[None]:
    """Afterwards the same files are there, and the same processes."""
    before, processes = desk.left(), running()
    yield
    assert running() - processes == set()
    more = sorted(set(desk.left()) - set(before))
    assert more == [], more


def at_a_desk(top: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(top / "home", top / "temp")
    desk.temp.mkdir()
    live_in(desk.home, monkeypatch)
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(desk.temp))
    for name in [each for each in os.environ if each.startswith(("PIP_", "PYTHON"))]:
        monkeypatch.delenv(name)
    return desk
