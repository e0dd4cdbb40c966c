"""What IT has switched off: values of the machine policy, where administrators alone write.

A switch can only take away. A value that could not be read, or that is neither 0 nor 1, counts as switched off: what
the organisation wants is not known then, and to go ahead could be against its will.
"""

from typing import Literal, get_args

import msgspec

from pyready.model.facts import Absent, Facts, NotCollected
from pyready.model.host import Host, Reading
from pyready.model.privacy_classes import Public
from pyready.model.probe import Probe, registry
from pyready.model.readings import number
from pyready.probes.site import POLICY

Switch = Literal["Online", "Private", "TryRun", "ConfigWrite", "VerifyRun"]
SWITCHES: tuple[Switch, ...] = get_args(Switch)
"""The names of the registry values; each is a REG_DWORD, 0 or 1."""


class Switches(msgspec.Struct, frozen=True):
    r"""Each switch: not set, or set to whether its feature is on; malformed for any other number or type.

    Policies of programs belong into HKLM\SOFTWARE\Policies:
    learn.microsoft.com/previous-versions/windows/desktop/policy/implementing-registry-based-policy, checked 2026-11-29.
    """

    online: Reading[bool]
    """Contact servers."""
    private: Reading[bool]
    """`--private`."""
    try_run: Reading[bool]
    """`--try-run`."""
    config_write: Reading[bool]
    """`config --write`."""
    verify_run: Reading[bool] | None = None
    """`pyready verify`; None in reports of before it could be switched off."""

    def of(self, switch: Switch) -> Reading[bool] | None:
        """The reading of one switch; None where it was not looked at."""
        readings = (self.online, self.private, self.try_run, self.config_write, self.verify_run)
        return dict(zip(SWITCHES, readings, strict=True))[switch]


_OFF = "your organisation's policy switches off contact with servers"
_UNREAD = "pyready could not read whether your organisation's policy allows contact with servers"


class Off(msgspec.Struct, frozen=True):
    """A feature that is off. `unread` is empty where IT set it to 0, else what came instead of an answer."""

    switch: Switch
    unread: Public = ""

    @property
    def shown(self) -> str:
        """The value and what it holds, for a sentence."""
        return f"{POLICY}, {self.switch}{f': {self.unread}' if self.unread else ' = 0'}"


def off(facts: Facts, switch: Switch) -> Off | None:
    """Why a feature is off; None where it is on. Only Windows has switches, and collect.cmd does not look at them."""
    entry = facts.entry(Switches)
    if isinstance(entry, Absent):
        return None if entry.kind == "unseen" else Off(switch, entry.kind)
    if not isinstance(entry, Switches):
        return None
    reading = entry.of(switch)
    if reading is None or reading.state == "not-set" or reading.value is True:
        return None
    return Off(switch, "" if reading.state == "set" else reading.state)


def stay_offline(facts: Facts, fact: str) -> None:
    """Raise NotCollected for `fact` where the policy, or a policy that cannot be read, forbids contact with servers."""
    if found := off(facts, "Online"):
        kind, why = ("policy-unread", _UNREAD) if found.unread else ("switched-off", _OFF)
        raise NotCollected(fact, kind, f"{why} ({found.shown})")


def collect(host: Host, facts: Facts) -> Switches:
    """Read the five values; one that is not there leaves its feature on."""
    del facts
    return Switches(*(_reading(host, switch) for switch in SWITCHES))


def _reading(host: Host, switch: Switch) -> Reading[bool]:
    found = number(host.registry.value(POLICY, switch))
    if found.state == "set" and found.value in {0, 1}:
        return Reading("set", found.value == 1, found.source)
    return Reading("malformed" if found.state == "set" else found.state, source=found.source)


PROBE = Probe(
    id="switches",
    fact=Switches,
    collect=collect,
    about="what your organisation has switched off in pyready",
    reads=(registry(POLICY, "what IT has switched off in pyready"),),
    platforms=("windows",),
)
