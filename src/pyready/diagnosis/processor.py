"""Which of a maker's files fits this computer."""

from pyready.model.facts import Asked, Facts
from pyready.probes.machine import MachineFacts

_SAME = {"aarch64": "arm64", "amd64": "x86_64", "x64": "x86_64", "": "x86_64"}
USUAL = ("x86_64", "arm64")


def processor(facts: Facts) -> str:
    """`x86_64`, `arm64`, or another processor's name as the machine gives it. Not known counts as the usual one."""
    machine = facts.get(MachineFacts)
    name = (machine.machine.value.architecture if machine and machine.machine.value else "").casefold()
    return _SAME.get(name, name)


def is_musl(facts: Facts) -> bool:
    """Alpine Linux has another C library, musl, as few others have."""
    machine = facts.get(MachineFacts)
    return bool(machine and machine.machine.value and "alpine" in machine.machine.value.name.casefold())


def runs_intel(facts: Facts) -> bool | None:
    """Whether it runs 64-bit programs for Intel processors; None for a Windows on ARM whose build is not known.

    On ARM only Windows 11 does: learn.microsoft.com/windows/arm/add-arm-support, looked at on 2026-11-29.
    """
    machine = facts.get(MachineFacts)
    held = machine.machine.value if machine else None
    if processor(facts) != "arm64" or facts[Asked].platform != "windows":
        return processor(facts) == "x86_64"
    return held.build >= _WINDOWS_11 if held and held.build else None


_WINDOWS_11 = 22000
