r"""Settings beside AppLocker that may stop a program: read one by one, in every place where policy puts them.

Microsoft's references for attack surface reduction, controlled folder access, SmartScreen and Smart App Control. Where
Controlled Folder Access stands in group policy, and what S mode sets, are from experience.
"""

import re

from pyready.host import Host, Reading, RegistryValue
from pyready.knowledge import agents
from pyready.probes._control_facts import Restriction
from pyready.readings import number, text

SAFER = r"SOFTWARE\Policies\Microsoft\Windows\Safer\CodeIdentifiers"
CI = r"HKLM\SYSTEM\CurrentControlSet\Control\CI\Policy"
GUARD = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard"
DEFENDER_MDM = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"
LOCAL_GUARD = r"HKLM\SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard"
CSP = r"HKLM\SOFTWARE\Microsoft\PolicyManager\current\device"
SHELL = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\System"

_PREVALENCE = "01443614-cd74-433a-b99e-2ecdc07bfc25"
"""Block executable files unless they are old, widespread or trusted enough."""
_IN_LIST = re.compile(rf"\{{?{_PREVALENCE}\}}?\s*=\s*(\d{{1,3}})(?:\D|$)", re.IGNORECASE)


def restrictions(host: Host) -> tuple[Restriction, ...]:
    """Software Restriction Policies of the machine and of the user."""
    return tuple(_restriction(host, f"{root}\\{SAFER}") for root in ("HKLM", "HKCU"))


def _restriction(host: Host, key: str) -> Restriction:
    denied = host.registry.subkeys(f"{key}\\0")
    return Restriction(
        number(host.registry.value(key, "DefaultLevel")),
        Reading(denied.state, bool(denied.value) if denied.is_set else None, denied.source),
    )


def prevalence_rule(host: Host) -> tuple[Reading[int], ...]:
    """The rule against rare programs: by group policy, and by device management in two places."""
    plain = host.registry.value(f"{GUARD}\\ASR\\Rules", _PREVALENCE)
    braced = host.registry.value(f"{GUARD}\\ASR\\Rules", f"{{{_PREVALENCE}}}")
    listed = (
        host.registry.value(DEFENDER_MDM, "ASRRules"),
        host.registry.value(f"{CSP}\\Defender", "AttackSurfaceReductionRules"),
    )
    return (_number(plain if plain.state != "not-set" else braced), *(_in_list(each) for each in listed))


def _number(reading: Reading[RegistryValue]) -> Reading[int]:
    """Group policy writes these numbers as text."""
    if isinstance(reading.value, str) and reading.is_set:
        digits = reading.value.strip()
        known = re.fullmatch(r"[0-9]{1,3}", digits)
        return Reading("set" if known else "malformed", int(digits) if known else None, reading.source)
    return number(reading)


def _in_list(reading: Reading[RegistryValue]) -> Reading[int]:
    """`GUID=1|GUID=2`."""
    found = text(reading)
    if not found.is_set or found.value is None:
        return Reading(found.state, source=found.source)
    match = _IN_LIST.search(found.value)
    if match:
        return Reading("set", int(match[1]), found.source)
    return Reading("malformed" if _PREVALENCE in found.value.casefold() else "not-set", source=found.source)


def controlled_folders(host: Host) -> tuple[Reading[int], ...]:
    """Controlled Folder Access: by group policy, by device management, on this computer."""
    name = "EnableControlledFolderAccess"
    keys = (f"{GUARD}\\Controlled Folder Access", f"{CSP}\\Defender", f"{LOCAL_GUARD}\\Controlled Folder Access")
    return tuple(number(host.registry.value(key, name)) for key in keys)


def smart_screen_blocks(host: Host) -> tuple[Reading[bool], ...]:
    """Whether SmartScreen's warning about an unknown program may not be passed over, by each kind of policy."""
    on = number(host.registry.value(SHELL, "EnableSmartScreen"))
    level = text(host.registry.value(SHELL, "ShellSmartScreenLevel"))
    stops = level.is_set and on.value != 0 and (level.value or "").casefold() == "block"
    mdm = number(host.registry.value(f"{CSP}\\SmartScreen", "PreventOverrideForFilesInShell"))
    return (
        Reading(level.state, stops if level.is_set else None, level.source),
        Reading(mdm.state, mdm.value == 1 if mdm.is_set else None, mdm.source),
    )


def found_agents(host: Host) -> tuple[tuple[str, ...], bool]:
    """Products whose service exists, running or not; and whether some service could not be asked for."""
    asked = [(agent.product, host.system.service(agent.service)) for agent in agents.known().agent]
    found = tuple(product for product, reading in asked if reading.is_set)
    return found, any(reading.state not in {"set", "not-set"} for _, reading in asked)
