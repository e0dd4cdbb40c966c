r"""What the policies say about scripts and command lines. No shell is started to find out.

learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_execution_policies
"""

import msgspec

from pyready.model.facts import Facts
from pyready.model.host import Host, Reading
from pyready.model.privacy_classes import Public
from pyready.model.probe import Probe, registry
from pyready.model.readings import number, text

POLICY = r"SOFTWARE\Policies\Microsoft\Windows\PowerShell"
SETTING = r"SOFTWARE\Microsoft\PowerShell\1\ShellIds\Microsoft.PowerShell"
COMMAND = r"HKCU\Software\Policies\Microsoft\Windows\System"

_KNOWN = {
    name.casefold(): name for name in ("Restricted", "AllSigned", "RemoteSigned", "Unrestricted", "Bypass", "Undefined")
}


class Scripting(msgspec.Struct, frozen=True):
    """PowerShell's execution policy, strongest first, and the policy about cmd.

    A policy is one of PowerShell's own words: `Restricted`, `AllSigned`, `RemoteSigned`, `Unrestricted`, `Bypass`,
    `Undefined`; any other word is malformed and not kept.
    """

    machine_policy: Reading[Public]
    user_policy: Reading[Public]
    current_user: Reading[Public]
    local_machine: Reading[Public]
    disable_cmd: Reading[int]
    """`DisableCMD`: 1 and 2 stop the command window; which of the two stops batch files, sources tell differently."""


def collect(host: Host, facts: Facts) -> Scripting:
    """Read the execution policy in each scope but the process's own, then the policy about cmd."""
    del facts
    return Scripting(
        machine_policy=_by_policy(host, f"HKLM\\{POLICY}"),
        user_policy=_by_policy(host, f"HKCU\\{POLICY}"),
        current_user=_word(host, f"HKCU\\{SETTING}"),
        local_machine=_word(host, f"HKLM\\{SETTING}"),
        disable_cmd=number(host.registry.value(COMMAND, "DisableCMD")),
    )


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
    about="whether scripts and command lines may be used",
    reads=(
        registry(f"HKLM\\{POLICY}", "which PowerShell scripts may run, by policy of the machine"),
        registry(f"HKCU\\{POLICY}", "which PowerShell scripts may run, by policy for you"),
        registry(f"HKLM\\{SETTING}", "which PowerShell scripts may run, set for everybody"),
        registry(f"HKCU\\{SETTING}", "which PowerShell scripts may run, set by you"),
        registry(COMMAND, "whether the command window (cmd) is switched off"),
    ),
    platforms=("windows",),
    seen_on=("windows",),
)
