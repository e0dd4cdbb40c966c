"""What IT has switched off is read before anything else, and an option that is off is refused in one sentence."""

import argparse
import time

import msgspec

from pyready.engine.app import Look
from pyready.engine.collect import Collection, Limits, collect
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.probes import TYPES
from pyready.probes.switches import PROBE, Switch, off

# shown when a policy switches an option off, or that could not be read
_OFF = "{option} is switched off by your organisation's policy ({value}). {instead}"
_UNREAD = (
    "pyready cannot use {option}, because it could not read whether your organisation's policy allows it ({value}). "
    "{instead}"
)
_WITHOUT, _CHECK = "Run pyready without it.", "Run pyready check instead."
_OPTIONS: dict[str, tuple[Switch, str]] = {
    "private": ("Private", "--private"),
    "try_run": ("TryRun", "--try-run"),
    "write": ("ConfigWrite", "--write"),
    "verify": ("VerifyRun", "pyready verify"),
}
"""Each option by its name among the arguments: the switch that rules it, and how it is typed."""


def read(host: Host) -> Collection:
    """The switches of this computer, in their own time: a program that was slow to load must not lose its features."""
    return collect(host, (PROBE,), Facts({}, TYPES), Limits(time.monotonic()))


def refusal(facts: Facts, options: argparse.Namespace) -> str:
    """What to say of the first option that was given and is off; empty where there is none."""
    for name, (switch, option) in _OPTIONS.items():
        if getattr(options, name, False) and (found := off(facts, switch)):
            instead = _CHECK if name == "verify" else _WITHOUT
            return (_UNREAD if found.unread else _OFF).format(option=option, value=found.shown, instead=instead)
    return ""


def joined(look: Look, before: Collection) -> Look:
    """The look with what was read before it."""
    did = msgspec.structs.replace(look.did, read=(*before.journal.finished().read, *look.did.read))
    return msgspec.structs.replace(look, did=did, timings={**before.timings, **look.timings})
