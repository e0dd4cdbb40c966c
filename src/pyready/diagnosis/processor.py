"""Which of a maker's files fits this computer."""

from pyready.model.facts import Facts
from pyready.probes.machine import MachineFacts

_ARM = {"arm64", "aarch64"}
_X86 = {"x86_64", "amd64", "x64", ""}
USUAL = ("x86_64", "arm64")


def processor(facts: Facts) -> str:
    """`x86_64`, `arm64`, or another processor's name as the machine gives it. Not known counts as the usual one."""
    machine = facts.get(MachineFacts)
    name = (machine.machine.value.architecture if machine and machine.machine.value else "").casefold()
    return "arm64" if name in _ARM else "x86_64" if name in _X86 else name


def is_musl(facts: Facts) -> bool:
    """Alpine Linux has another C library, musl, as few others have."""
    machine = facts.get(MachineFacts)
    return bool(machine and machine.machine.value and "alpine" in machine.machine.value.name.casefold())
