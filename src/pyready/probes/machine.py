"""The computer itself, as far as advice depends on it."""

import msgspec

from pyready.model.facts import Facts
from pyready.model.host import Host, Machine, Reading
from pyready.model.probe import Probe, system


class MachineFacts(msgspec.Struct, frozen=True):
    """System, edition and architecture."""

    machine: Reading[Machine]
    """What the system says of itself."""


def collect(host: Host, facts: Facts) -> MachineFacts:
    """Ask the operating system once."""
    del facts
    return MachineFacts(host.system.machine())


PROBE = Probe(
    id="machine",
    fact=MachineFacts,
    collect=collect,
    about="which computer this is",
    reads=(system("machine", "version, edition and architecture decide which Python fits"),),
)
