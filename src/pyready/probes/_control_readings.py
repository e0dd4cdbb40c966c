r"""Settings beside AppLocker that may stop a program: read one by one, in every place where policy puts them.

Microsoft's references for attack surface reduction, controlled folder access, SmartScreen and Smart App Control. Where
Controlled Folder Access stands in group policy, and what S mode sets, are from experience.
"""

import re
from collections.abc import Iterable

from pyready.knowledge import agents, elevation
from pyready.model.control_facts import DefenderRule, Restriction
from pyready.model.host import Host, Reading, RegistryValue
from pyready.model.readings import number, text, there

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
SMART_SCREEN = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\SmartScreen"

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
    """Each rule: by group policy, by device management in two places, and set on the computer itself.

    Management overwrites what somebody set on the computer, so that counts for the rules of which no policy speaks.
    learn.microsoft.com/defender-endpoint/enable-attack-surface-reduction, checked 2026-11-29
    """
    listed = (
        text(host.registry.value(DEFENDER_MDM, "ASRRules")),
        text(host.registry.value(f"{CSP}\\Defender", "AttackSurfaceReductionRules")),
    )
    switch = _number(host.registry.value(f"{GUARD}\\ASR", "ExploitGuard_ASR_Rules"))
    return tuple(
        DefenderRule(name, _with_local(host, rule, (_by_group_policy(host, rule, switch), *_listed(listed, rule))))
        for name, rule in RULES.items()
    )


def _listed(lists: Iterable[Reading[str]], rule: str) -> tuple[Reading[int], ...]:
    return tuple(_in_list(each, rule) for each in lists)


def _by_group_policy(host: Host, rule: str, switch: Reading[int]) -> Reading[int]:
    """A policy that is switched off leaves its list behind, which then says nothing."""
    if switch.is_set and switch.value == 0:
        return Reading("not-set", source=switch.source)
    return _of_rule(host, f"{GUARD}\\ASR\\Rules", rule)


def _with_local(host: Host, rule: str, managed: tuple[Reading[int], ...]) -> tuple[Reading[int], ...]:
    local = _of_rule(host, f"{LOCAL_GUARD}\\ASR\\Rules", rule)
    overruled = any(each.is_set for each in managed)
    return (*managed, Reading("not-set", source=local.source) if overruled else local)


def _of_rule(host: Host, key: str, rule: str) -> Reading[int]:
    plain = host.registry.value(key, rule)
    return _number(plain if plain.state != "not-set" else host.registry.value(key, f"{{{rule}}}"))


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


def app_install_control(host: Host) -> tuple[Reading[bool], ...]:
    """Whether apps may come from the Store only: by group policy, which chooses one of four, and by device management.

    learn.microsoft.com/windows/client-management/mdm/policy-csp-smartscreen (EnableAppInstallControl) and its template
    SmartScreen.admx (ConfigureAppInstallControl), checked 2026-11-29
    """
    on = number(host.registry.value(SMART_SCREEN, "ConfigureAppInstallControlEnabled"))
    choice = text(host.registry.value(SMART_SCREEN, "ConfigureAppInstallControl"))
    mdm = number(host.registry.value(f"{CSP}\\SmartScreen", "EnableAppInstallControl"))
    if mdm.is_set:
        known = mdm.value in {0, 1}
        by_mdm = Reading("set" if known else "malformed", mdm.value == 1 if known else None, mdm.source)
    else:
        by_mdm = Reading(mdm.state, source=mdm.source)
    return (_chosen(on, choice), by_mdm)


def _chosen(on: Reading[int], choice: Reading[str]) -> Reading[bool]:
    """The template writes both values: one without the other is of no documented meaning."""
    if on.is_set and on.value == 0:
        return Reading("set", value=False, source=on.source)
    if on.state == "not-set" and choice.state == "not-set":
        return Reading("not-set", source=choice.source)
    unread = next((each for each in (on, choice) if each.state not in {"set", "not-set"}), None)
    if unread is not None:
        return Reading(unread.state, source=unread.source)
    word = (choice.value or "").casefold()
    known = on.value == 1 and word in _INSTALL_FROM
    return Reading("set" if known else "malformed", word == "storeonly" if known else None, choice.source)


_INSTALL_FROM = {"anywhere", "recommendations", "preferstore", "storeonly"}


def found_agents(host: Host) -> tuple[tuple[str, ...], bool]:
    """Products whose service exists, running or not; and whether some service could not be asked for."""
    asked = [(agent.product, host.system.service(agent.service)) for agent in agents.known().agent]
    found = tuple(product for product, reading in asked if reading.is_set)
    return found, any(reading.state not in {"set", "not-set"} for _, reading in asked)


def found_with_two_roles(host: Host) -> tuple[tuple[str, ...], bool]:
    """The same for products of elevation that can also block programs, told by their service or their folder."""
    signs = [(each.name, _signs(host, each)) for each in elevation.also_block()]
    found = tuple(name for name, readings in signs if any(each.value for each in readings))
    unread = any(not each.is_set for name, readings in signs if name not in found for each in readings)
    return found, unread


def _signs(host: Host, product: elevation.Product) -> list[Reading[bool]]:
    name, _, rest = product.folder.removeprefix("{").partition("}")
    top = host.variables.get(name).value
    folder = there(host.files.look(top.rstrip("\\/") + rest)) if top else Reading[bool]("missing")
    return [folder, *([there(host.system.service(product.service))] if product.service else [])]
