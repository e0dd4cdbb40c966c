r"""What the policies say about scripts and command lines. No shell is started to find out.

learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_execution_policies
"""

import re

import msgspec

from pyready.model.facts import Facts
from pyready.model.host import Host, Reading, RegistryValue
from pyready.model.privacy_classes import Public
from pyready.model.probe import Probe, registry
from pyready.model.readings import number, text
from pyready.probes._explorer_lists import EXPLORER, NEVER, ONLY, ExplorerList, explorer_lists

POLICY = r"SOFTWARE\Policies\Microsoft\Windows\PowerShell"
SETTING = r"SOFTWARE\Microsoft\PowerShell\1\ShellIds\Microsoft.PowerShell"
COMMAND = r"HKCU\Software\Policies\Microsoft\Windows\System"
ENVIRONMENT = r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
LOCKDOWN = "__PSLockdownPolicy"

_KNOWN = {
    name.casefold(): name for name in ("Restricted", "AllSigned", "RemoteSigned", "Unrestricted", "Bypass", "Undefined")
}


class Scripting(msgspec.Struct, frozen=True):
    """PowerShell's execution policy, strongest first, and what is set about cmd and PowerShell.

    A policy is one of PowerShell's own words: `Restricted`, `AllSigned`, `RemoteSigned`, `Unrestricted`, `Bypass`,
    `Undefined`; any other word is malformed and not kept.
    """

    machine_policy: Reading[Public]
    """Of the computer, by policy."""
    user_policy: Reading[Public]
    """Of the person, by policy."""
    current_user: Reading[Public]
    """Of the person, by setting."""
    local_machine: Reading[Public]
    """Of the computer, by setting."""
    disable_cmd: Reading[int]
    """`DisableCMD`: 1 and 2 stop the command window; which of the two stops batch files, sources tell differently."""
    explorer: tuple[ExplorerList, ...] = ()
    """Explorer's lists of programs; empty where they were not looked at."""
    lockdown_policy: Reading[int] = Reading("missing")
    """`__PSLockdownPolicy` of the computer: 8 watches, else 4 limits the language of PowerShell."""


def collect(host: Host, facts: Facts) -> Scripting:
    """Read the execution policy in each scope but the process's own, then what is set about cmd and PowerShell."""
    del facts
    return Scripting(
        machine_policy=_by_policy(host, f"HKLM\\{POLICY}"),
        user_policy=_by_policy(host, f"HKCU\\{POLICY}"),
        current_user=_word(host, f"HKCU\\{SETTING}"),
        local_machine=_word(host, f"HKLM\\{SETTING}"),
        disable_cmd=number(host.registry.value(COMMAND, "DisableCMD")),
        explorer=explorer_lists(host),
        lockdown_policy=_bits(host.registry.value(ENVIRONMENT, LOCKDOWN)),
    )


def _bits(reading: Reading[RegistryValue]) -> Reading[int]:
    """A variable is text: PowerShell makes a number of 32 bits of it, written with digits or as 0x and digits."""
    found = text(reading)
    if not found.is_set or found.value is None:
        return Reading(found.state, source=found.source)
    plain = re.fullmatch(r"\s*(?:([0-9]{1,10})|0[xX]([0-9a-fA-F]{1,8}))\s*", found.value, re.ASCII)
    bits = None if plain is None else int(plain[1]) if plain[1] else int(plain[2], 16)
    if bits is None or bits >= 1 << 32:
        return Reading("malformed", source=found.source)
    return Reading("set", bits, found.source)


def _by_policy(host: Host, key: str) -> Reading[str]:
    """`EnableScripts` 0 means Restricted; with 1 `ExecutionPolicy` says which; without it there is no policy."""
    enabled = number(host.registry.value(key, "EnableScripts"))
    if not enabled.is_set:
        return Reading(enabled.state, source=enabled.source)
    if enabled.value == 0:
        return Reading("set", "Restricted", enabled.source)
    if enabled.value != 1:
        return Reading("malformed", source=enabled.source)
    return _word(host, key)


def _word(host: Host, key: str) -> Reading[str]:
    found = text(host.registry.value(key, "ExecutionPolicy"))
    if not found.is_set or found.value is None:
        return Reading(found.state, source=found.source)
    name = _KNOWN.get(found.value.strip().casefold())
    return Reading("set" if name else "malformed", name, found.source)


PROBE = Probe(
    id="scripting",
    fact=Scripting,
    collect=collect,
    about="whether you can use scripts and command lines",
    reads=(
        registry(f"HKLM\\{POLICY}", "which PowerShell scripts can run, by policy for the computer"),
        registry(f"HKCU\\{POLICY}", "which PowerShell scripts can run, by policy for you"),
        registry(f"HKLM\\{SETTING}", "which PowerShell scripts can run, set for everybody"),
        registry(f"HKCU\\{SETTING}", "which PowerShell scripts can run, set by you"),
        registry(COMMAND, "whether Command Prompt (cmd) is switched off"),
        registry(ENVIRONMENT, "whether PowerShell's language is limited for everybody"),
        *(
            registry(f"{root}\\{EXPLORER}{below}", "whether Explorer starts cmd and PowerShell; its lists are not kept")
            for root in ("HKLM", "HKCU")
            for below in ("", f"\\{ONLY}", f"\\{NEVER}")
        ),
    ),
    platforms=("windows",),
    seen_on=("windows",),
)
