r"""Settings beside AppLocker that may stop a program: read one by one, in every place where policy puts them.

Microsoft's references for attack surface reduction, controlled folder access, SmartScreen and Smart App Control. Where
Controlled Folder Access stands in group policy, and what S mode sets, are from experience.
"""

import re

from pyready.knowledge import agents
from pyready.model.host import Host, Reading, RegistryValue
from pyready.model.readings import number, text
from pyready.probes._control_facts import DefenderRule, Restriction

APPLOCKER_SERVICE = "AppIDSvc"
SRP = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\SrpV2"
MDM = r"System32\AppLocker\MDM"
SAFER = r"SOFTWARE\Policies\Microsoft\Windows\Safer\CodeIdentifiers"
CI = r"HKLM\SYSTEM\CurrentControlSet\Control\CI\Policy"
GUARD = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard"
DEFENDER_MDM = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"
LOCAL_GUARD = r"HKLM\SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard"
CSP = r"HKLM\SOFTWARE\Microsoft\PolicyManager\current\device"
SHELL = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\System"

VARIABLES = (
    "USERPROFILE", "LOCALAPPDATA", "APPDATA", "TEMP", "TMP", "HOMEDRIVE", "HOMEPATH", "USERNAME", "SystemDrive",
    "SystemRoot", "ProgramData", "PUBLIC", "ProgramFiles", "ProgramFiles(x86)", "ProgramW6432",
)  # fmt: skip
"""What rules of Software Restriction Policies may name."""
REMOVABLE = r"SOFTWARE\Policies\Microsoft\Windows\RemovableStorageDevices"
DISKS = "{53f5630d-b6bf-11d0-94f2-00a0c91efb8b}"
"""Windows' own number for removable disks."""
_PREVALENCE = "01443614-cd74-433a-b99e-2ecdc07bfc25"
"""Block executable files unless they are old, widespread or trusted enough."""
RULES = {
    "rare-programs": _PREVALENCE,
    "unsigned-from-usb": "b2b3f03d-6a65-4f7b-a9c7-1c7ef74a9ba4",
    "obfuscated-scripts": "5beb7efe-fd9a-4556-801d-275e5ffc04cc",
    "downloads-by-scripts": "d3e037e1-3eb8-44c8-a917-57927947596d",
    "started-by-office": "d4f940ab-401b-4efc-aadc-ad5f3c50688a",
    "copied-system-tools": "c0033c00-d16d-4114-a5a0-dc9b3a7d2ceb",
    "like-ransomware": "c1db55ab-c21a-4637-bb3f-a12568109d35",
}
"""Rules of attack surface reduction that may meet Python, by our id."""


def restrictions(host: Host) -> tuple[Restriction, ...]:
    """Software Restriction Policies of the machine and of the user."""
    return tuple(_restriction(host, f"{root}\\{SAFER}") for root in ("HKLM", "HKCU"))


def _restriction(host: Host, key: str) -> Restriction:
    denied = host.registry.subkeys(f"{key}\\0")
    return Restriction(
        number(host.registry.value(key, "DefaultLevel")),
        Reading(denied.state, bool(denied.value) if denied.is_set else None, denied.source),
    )


def attack_surface(host: Host) -> tuple[DefenderRule, ...]:
    """Each rule, by group policy and by device management in two places."""
    listed = (
        text(host.registry.value(DEFENDER_MDM, "ASRRules")),
        text(host.registry.value(f"{CSP}\\Defender", "AttackSurfaceReductionRules")),
    )
    return tuple(
        DefenderRule(name, (_by_group_policy(host, rule), *(_in_list(each, rule) for each in listed)))
        for name, rule in RULES.items()
    )


def _by_group_policy(host: Host, rule: str) -> Reading[int]:
    plain = host.registry.value(f"{GUARD}\\ASR\\Rules", rule)
    return _number(plain if plain.state != "not-set" else host.registry.value(f"{GUARD}\\ASR\\Rules", f"{{{rule}}}"))


def _number(reading: Reading[RegistryValue]) -> Reading[int]:
    """Group policy writes these numbers as text."""
    if isinstance(reading.value, str) and reading.is_set:
        digits = reading.value.strip()
        known = re.fullmatch(r"[0-9]{1,3}", digits)
        return Reading("set" if known else "malformed", int(digits) if known else None, reading.source)
    return number(reading)


def _in_list(found: Reading[str], rule: str) -> Reading[int]:
    """`GUID=1|GUID=2`."""
    if not found.is_set or found.value is None:
        return Reading(found.state, source=found.source)
    match = re.search(rf"\{{?{rule}\}}?\s*=\s*(\d{{1,3}})(?:\D|$)", found.value, re.IGNORECASE)
    if match:
        return Reading("set", int(match[1]), found.source)
    return Reading("malformed" if rule in found.value.casefold() else "not-set", source=found.source)


def removable_drives(host: Host) -> tuple[Reading[int], ...]:
    """What forbids programs on removable disks, for the machine and for the person."""
    keys = [f"{root}\\{REMOVABLE}" for root in ("HKLM", "HKCU")]
    return tuple(
        number(host.registry.value(key, name))
        for top in keys
        for key, name in ((top, "Deny_All"), (f"{top}\\{DISKS}", "Deny_Execute"), (f"{top}\\{DISKS}", "Deny_Read"))
    )


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
    on_by_mdm = number(host.registry.value(f"{CSP}\\SmartScreen", "EnableSmartScreenInShell"))
    return (
        Reading(level.state, stops if level.is_set else None, level.source),
        Reading(mdm.state, mdm.value == 1 and on_by_mdm.value != 0 if mdm.is_set else None, mdm.source),
    )


def found_agents(host: Host) -> tuple[tuple[str, ...], bool]:
    """Products whose service exists, running or not; and whether some service could not be asked for."""
    asked = [(agent.product, host.system.service(agent.service)) for agent in agents.known().agent]
    found = tuple(product for product, reading in asked if reading.is_set)
    return found, any(reading.state not in {"set", "not-set"} for _, reading in asked)
