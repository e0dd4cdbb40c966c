r"""Whether a policy stops Python in Excel. Excel is not started, and its licence is not looked at.

support.microsoft.com, "Data security and Python in Excel", looked at on 2026-11-29.
"""

import msgspec

from pyready.model.facts import Facts
from pyready.model.host import Host, Reading
from pyready.model.probe import Probe, registry
from pyready.model.readings import number

POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security"
BLOCKED = 2


class Excel(msgspec.Struct, frozen=True):
    """What policy says of Python in Excel."""

    python: Reading[int]
    """`PythonFunctionWarnings`: 0 lets Python formulas run, 1 asks first, 2 blocks them."""


def collect(host: Host, facts: Facts) -> Excel:
    """Read the one value."""
    del facts
    return Excel(number(host.registry.value(POLICY, "PythonFunctionWarnings")))


PROBE = Probe(
    id="excel",
    fact=Excel,
    collect=collect,
    about="whether Excel can run Python",
    reads=(registry(POLICY, "whether a policy blocks Python in Excel"),),
    platforms=("windows",),
    seen_on=("windows",),
)
