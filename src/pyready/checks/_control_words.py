"""How an answer about app control is told: who stops what, what is not known, and the evidence for it."""

from pyready.knowledge.programs import programs
from pyready.model.outcome import Evidence
from pyready.probes.app_control import Answer, AppControl

BY = {
    "applocker": "AppLocker",
    "app-control": "App Control for Business",
    "smart-app-control": "Smart App Control",
    "s-mode": "Windows in S mode",
    "software-restriction": "Software Restriction Policies",
    "attack-surface": "Microsoft Defender",
    "smart-screen": "SmartScreen",
    "app-install-control": "App Install Control",
    "agent": "an allow-list program",
}
_SOMEBODY = "a policy"
"""Who decides by the word of a newer version, which this one does not know."""
UNREAD = {
    "code-integrity-unreadable": "whether App Control judges programs could not be read",
    "policy-unreadable": "AppLocker's rules could not be listed",
    "software-restriction-unreadable": "Software Restriction Policies could not be read",
    "smart-app-control-unreadable": "whether Smart App Control is on could not be read",
    "s-mode-unreadable": "whether this is Windows in S mode could not be read",
    "attack-surface-unreadable": "Defender's rules could not be read",
    "smart-screen-unreadable": "SmartScreen's setting could not be read",
    "app-install-control-unreadable": "what App Install Control is set to could not be read",
    "agents-unreadable": "allow-list programs could not be looked for",
}
"""Nothing was found there, and not everything could be looked at."""
_RESTRICTION = {
    "rule-unclear": "have a rule whose path cannot be told here",
    "wildcard": "have a rule with wildcards of which it is not documented whether it reaches this folder",
    "rules-conflict": "have rules for the same place of which it is not documented which one holds",
    "level": "use a level whose effect is not documented",
    "hash-rules": "also have rules for single files, which come before those for folders",
    "certificate-rules": "may also have rules for signed programs, which come before those for folders",
    "zone-rules": "also have rules for where a package was downloaded from",
    "rule-unreadable": "have a rule that could not be read",
    "folders-differ": "treat some of the folders differently",
    "policies-differ": "differ for the computer and for you, and which of them counts is not documented",
    "scope-unclear": "may leave administrators out",
    "groups-unreadable": "leave administrators out, and the groups of your account could not be read",
    "enforcement": "would stop it, but whether they look at such files is not known",
    "file-types": "would stop it, but whether they look at this type of file is not known",
    "beside-applocker": "would stop it, but beside AppLocker's rules Windows may ignore them",
    "obeyed-unclear": "would stop it, but whether this Windows obeys them is not known",
}
"""What is not known about Software Restriction Policies."""
UNCLEAR = {
    "service-stopped": "AppLocker's rules block it, but the service that enforces them is not running now",
    "service-unreadable": "AppLocker's rules would stop it, but whether they are enforced could not be read",
    "groups-unreadable": "the groups of your account could not be read, and AppLocker's rules depend on them",
    "cloud-group": "an AppLocker rule is for a group in the cloud, which a computer cannot see",
    "policies-disagree": "group policy and device management disagree, and which of them counts is not documented",
    "folders-differ": "AppLocker's rules treat some of the folders differently",
    "folder-not-known": "where the folder really is could not be told",
    "rule-unreadable": "an AppLocker rule could not be read",
    "rule-unclear": "an AppLocker rule is written in a way whose meaning is not documented",
    "mode-not-known": "whether AppLocker's rules are enforced is not known",
    "hash-not-compared": "an AppLocker rule names single files by their contents, which were not compared",
    "signature-may-differ": "an AppLocker rule names a signature that this program may or may not have",
    "app-control-enforced": "App Control is on, and your account cannot read its policy",
    "smart-app-control": "Smart App Control is on and asks Microsoft's cloud about each program",
    "s-mode": "this seems to be Windows in S mode, which runs programs from the Store only",
    "attack-surface": "Microsoft Defender stops programs that few computers have",
    "attack-surface-warns": "Windows warns: Microsoft Defender holds back programs that few computers have",
    "smart-screen": "SmartScreen stops programs it does not know, and its warning may not be passed over",
    "software-restriction": "Software Restriction Policies are set, and their rules are not judged here",
    **{f"restriction-{word}": f"Software Restriction Policies {says}" for word, says in _RESTRICTION.items()},
    "agent-with-two-roles": "IT gives programs more rights with a product that can also block programs",
    "agent-of-profile": "your organisation's site profile names a running product that allows only approved programs",
    "agent-present": "a product that allows only what IT approved is running",
    "not-asked": "this was not looked at",
    "another-python": "the look was about the files of another version of Python",
}
_COLLECTIONS = {"exe": "programs", "dll": "libraries", "script": "scripts", "msi": "installer packages",
                "appx": "packaged apps", "all": "all kinds"}  # fmt: skip
_OF_PROGRAM = {
    "signed-python": "exe", "unsigned-program": "exe", "installer": "exe", "module": "dll", "user-site-module": "dll",
    "batch-file": "script",
    "powershell-script": "script", "msi-file": "msi", "packaged-app": "appx",
    "found-python": "exe", "found-packages": "dll", "library": "dll", "environment": "exe",
    **{each.id: each.kind for each in programs()},
}  # fmt: skip
_SOURCES = {"group-policy": r"HKLM\SOFTWARE\Policies\Microsoft\Windows\SrpV2",
            "device-management": r"%SystemRoot%\System32\AppLocker\MDM"}  # fmt: skip
_MODES = {"not-set": "enforced (no mode is set)", "audit": "audit only", "not-known": "mode not known"}


def unclear(answer: Answer) -> str:
    """Why it is not known, as the end of a sentence."""
    words = UNCLEAR | UNREAD
    # What was found to stand in the way says more than what could not be read.
    named = sorted((each for each in answer.why if each in words), key=lambda each: each in UNREAD)
    return "; ".join(words[each] for each in named[:2]) or "the rules leave it open"


def evidence(control: AppControl, answer: Answer) -> tuple[Evidence, ...]:
    """Mode, deciding rule, service, bits and agents: what an engineer looks for."""
    found = [*_rules(control, answer)]
    if answer.rule:
        where = _SOURCES.get(answer.source, answer.source)
        found.append(Evidence(f"{BY.get(answer.by, 'AppLocker')} rule that decided", answer.rule, where, "policy"))
    found += [_service(control), _bits(control)]
    if control.agents:
        found.append(Evidence("allow-list program, told by its service", ", ".join(control.agents), "services"))
    if control.two_roles:
        names = ", ".join(control.two_roles)
        found.append(Evidence("gives programs more rights, and can also block them", names, "services and folders"))
    if answer.by not in {"none", "applocker", "app-control", "agent"}:
        found.append(Evidence(BY.get(answer.by, _SOMEBODY), _setting(control, answer), answer.source, "policy"))
    if answer.place in {"user-folder", "downloads"} and answer.by != "software-restriction":
        found += _older(control)
    return tuple(found)


def _setting(control: AppControl, answer: Answer) -> str:
    """The mode, with the value of the setting that decided as it stands there."""
    numbers = (
        control.smart_app_control,
        control.s_mode,
        *control.prevalence_rule,
        *(each.default for each in control.software_restriction),
    )
    value = next((each.value for each in numbers if each.source == answer.source and each.value is not None), None)
    mode = answer.mode or "found"
    return mode if value is None else f"{mode} (value {value})"


def _older(control: AppControl) -> list[Evidence]:
    """Set, and not what decides here: worth a line, so that nobody thinks it was overlooked."""
    held = [each.default for each in control.software_restriction if each.default.is_set or each.denies.value]
    says = (
        "set, and obeyed here" if control.restrictions_obeyed else "set; whether this Windows obeys them is not known"
    )
    return [Evidence("Software Restriction Policies", says, each.source, "policy") for each in held]


def _rules(control: AppControl, answer: Answer) -> list[Evidence]:
    kind = _OF_PROGRAM.get(answer.program, "all")
    wanted = {kind, "all"}
    if "no-packaged-rules" in answer.why:
        wanted.add("exe")
    found = []
    for each in control.applocker:
        if each.collection in wanted:
            count = f"{each.rules} rule{'s' * (each.rules != 1)}{', some unreadable' * each.unread}"
            value = f"{_MODES.get(each.mode, each.mode)}, {count}"
            what = f"AppLocker rules for {_COLLECTIONS[each.collection]}"
            found.append(Evidence(what, value, _SOURCES.get(each.source, ""), "policy"))
    if not any(each.collection in {kind, "all"} for each in control.applocker):
        name = _COLLECTIONS[kind]
        found.append(Evidence(f"AppLocker rules for {name}", "none", ", ".join(_SOURCES.values()), "policy"))
    return found


def _service(control: AppControl) -> Evidence:
    service = control.service
    value = f"{service.value.state}, start {service.value.start}" if service.value else service.state
    return Evidence("service AppIDSvc, which enforces AppLocker", value, service.source)


def _bits(control: AppControl) -> Evidence:
    bits = control.code_integrity
    if bits.value is None:
        return Evidence("code integrity of programs", bits.state, bits.source)
    means = "audited" if bits.value & 8 else "enforced" if bits.value & 4 else "off"
    return Evidence("code integrity of programs", f"{means} (0x{bits.value:08X})", bits.source)
