"""The record `pyready-verify/1`: what `pyready verify` tried, step by step, and what came of it."""

import datetime as dt
from typing import Literal

import msgspec

from pyready.model.activity import Did
from pyready.model.privacy_classes import PathText, Public, Text
from pyready.model.route import Aim

FORMAT = "pyready-verify/1"

ProofResult = Literal["works", "fails", "unknown", "not-tested"]


class Proven(msgspec.Struct, frozen=True):
    """The Python that was tried, in its own words where it started."""

    path: PathText
    version: Public = ""
    """`3.13.9`; empty where it did not start."""
    implementation: Public = ""
    """`CPython`, `PyPy` ..."""
    bits: int = 0
    """32 or 64; 0 where it did not start."""
    kind: Public = ""
    """Who made it, as in the fact `pythons`; empty where pyready did not examine it."""


class ProofRecord(msgspec.Struct, frozen=True):
    """One step, and what came of it."""

    id: Public
    title: Public
    result: ProofResult
    needed: bool
    """The aim needs it: it decides the exit code."""
    says: Text
    """One sentence or two; empty where the title says it all."""
    seconds: float = 0.0
    lines: tuple[Text, ...] = ()
    """The last lines of what was started, where it did not work."""
    check: Public = ""
    """The check of `pyready check` that answers for it."""
    check_says: Text = ""
    fix: Text = ""
    """What lifts it, with who can."""
    request: Public = ""
    """The request to IT that lifts it."""
    guide: Public = ""
    """The guide to read, with its section: `proxy` or `proxy#sign-in`."""


class VerifyRecord(msgspec.Struct, frozen=True):
    """The whole report of one run."""

    format: Public
    version: Public
    """Of pyready."""
    knowledge: Public
    """The date of its knowledge."""
    taken: dt.datetime
    duration_s: float
    private: bool
    """It holds real names."""
    aim: Aim
    offline: bool
    works: bool
    """Every needed step works."""
    says: Text
    python: Proven
    places: tuple[PathText, ...]
    """The folders in which those of the run were made."""
    proofs: tuple[ProofRecord, ...]
    did: Did = Did()
    notices: tuple[Text, ...] = ()
    left_out: tuple[Public, ...] = ()
    """Fields whose values were left out to be safe."""
