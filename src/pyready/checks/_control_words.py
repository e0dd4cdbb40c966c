"""How an answer about app control is told: who stops what, what is not known, and the evidence for it."""

from pyready.knowledge.programs import programs
from pyready.model.control_facts import Answer, AppControl, CollectionSeen
from pyready.model.outcome import Evidence

# shown as the one who blocks, at the beginning of a sentence or inside it
_BY = {
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
# shown when the answer names nobody, or somebody by the word of a newer version
_A_POLICY = "a policy"
# shown after "because" when no rule was found and not everything could be read
UNREAD = {
    "code-integrity-unreadable": "pyready could not read whether App Control is on",
    "policy-unreadable": "pyready could not list AppLocker's rules",
    "software-restriction-unreadable": "pyready could not read Software Restriction Policies",
    "smart-app-control-unreadable": "pyready could not read whether Smart App Control is on",
    "s-mode-unreadable": "pyready could not read whether this is Windows in S mode",
    "attack-surface-unreadable": "pyready could not read Microsoft Defender's rules",
    "smart-screen-unreadable": "pyready could not read SmartScreen's setting",
    "app-install-control-unreadable": "pyready could not read App Install Control's setting",
    "agents-unreadable": "pyready could not look for allow-list programs",
}
# shown after "because Software Restriction Policies"
_RESTRICTION = {
    "rule-unclear": "have a rule whose path pyready cannot work out",
    "wildcard": "have a rule with wildcards, and Microsoft does not document whether it covers this folder",
    "rules-conflict": "have rules for the same place, and Microsoft does not document which one counts",
    "level": "use a level whose effect Microsoft does not document",
    "hash-rules": "also have rules for single files, which come before rules for folders",
    "certificate-rules": "might also have rules for signed programs, which come before rules for folders",
    "zone-rules": "also have rules for where a package was downloaded from",
    "rule-unreadable": "have a rule that pyready could not read",
    "folders-differ": "treat some of the folders differently",
    "policies-differ": "differ for the computer and for you, and Microsoft does not document which of them counts",
    "scope-unclear": "might leave administrators out",
    "groups-unreadable": "leave administrators out, and pyready could not read the groups of your account",
    "enforcement": "would block it, but pyready does not know whether they check such files",
    "file-types": "would block it, but pyready does not know whether they check this type of file",
    "beside-applocker": "would block it, but Windows might ignore them beside AppLocker's rules",
    "obeyed-unclear": "would block it, but pyready does not know whether this Windows obeys them",
}
# shown after "because"
UNCLEAR = {
    "service-stopped": "AppLocker's service is not running now. Its rules block this",
    "service-unreadable": "AppLocker's rules would block it, but pyready could not read whether they are enforced",
    "groups-unreadable": "AppLocker's rules depend on the groups of your account, which pyready could not read",
    "cloud-group": "an AppLocker rule is for a group in the cloud, which a computer cannot see",
    "policies-disagree": "group policy and device management disagree, and Microsoft does not document which counts",
    "folders-differ": "AppLocker's rules treat some of the folders differently",
    "folder-not-known": "pyready could not find out where the folder really is",
    "rule-unreadable": "pyready could not read one of AppLocker's rules",
    "rule-unclear": "an AppLocker rule is written in a way that Microsoft does not document",
    "mode-not-known": "pyready does not know whether AppLocker's rules are enforced",
    "hash-not-compared": "an AppLocker rule names single files by their contents (hash), which pyready did not compare",
    "signature-may-differ": "an AppLocker rule names a signature that this program might not have",
    "app-control-enforced": "App Control is on, and your account cannot read its rules",
    "smart-app-control": "Smart App Control is on and asks Microsoft's cloud about each program",
    "s-mode": "this is probably Windows in S mode, which runs apps from the Microsoft Store only",
    "attack-surface": "Microsoft Defender blocks programs that few computers have",
    "attack-surface-warns": "Microsoft Defender holds back programs that few computers have, with a warning",
    "smart-screen": "SmartScreen blocks programs that it does not know, and does not let you continue",
    "software-restriction": "Software Restriction Policies are set, and pyready does not work out their rules",
    **{f"restriction-{word}": f"Software Restriction Policies {says}" for word, says in _RESTRICTION.items()},
    "agent-with-two-roles": "IT gives programs more rights with a product that can also block programs",
    "agent-of-profile": "a running product that your organisation's site profile names allows only approved programs",
    "agent-present": "a running product allows only approved programs",
    "not-asked": "pyready did not check this",
    "another-python": "pyready checked the files of another Python version",
}
# shown after "because" when the answer gives no reason
_OPEN = "the rules do not decide it"
# shown as a second reason, in a sentence of its own
_ALSO = "{first}. Also, {second}"

# shown as evidence: what was looked at
_THAT_DECIDED = "{who} rule that decided"
_RULES_FOR = "AppLocker rules for {kind}"
_AGENT = "allow-list program, known by its service"
_TWO_ROLES = "gives programs more rights, and can also block them"
_SERVICE = "service AppIDSvc, which enforces AppLocker"
_INTEGRITY = "code integrity of programs"
_RESTRICTIONS = "Software Restriction Policies"
# shown as evidence: what was found
_OBEYED = "set, and this Windows obeys them"
_OBEYED_UNCLEAR = "set; pyready does not know whether this Windows obeys them"
_STATE_AND_START = "{state}, start {start}"
_MODE_AND_VALUE = "{mode} (value {value})"
_MODE_AND_RULES = "{mode}, {count} rule{plural}{unread}"
_SOME_UNREAD = ", some unreadable"
_MODES = {"not-set": "enforced (no mode is set)", "audit": "audit only", "not-known": "mode not known"}
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


def who_decides(word: str, otherwise: str = _A_POLICY) -> str:
    """What it is called that lets a program start or not, by the word of an answer."""
    return _BY.get(word, otherwise)


def unclear(answer: Answer) -> str:
    """Why it is not known, to stand after `because`, without the last full stop; two reasons are two sentences."""
    words = UNCLEAR | UNREAD
    # A rule that was found says more than what could not be read.
    named = sorted((each for each in answer.why if each in words), key=lambda each: each in UNREAD)
    first, second = ([words[each] for each in named] + ["", ""])[:2]
    return _ALSO.format(first=first, second=second) if second else first or _OPEN


def evidence(control: AppControl, answer: Answer) -> tuple[Evidence, ...]:
    """Mode, deciding rule, service, bits and agents: what an engineer looks for."""
    found = [*_rules(control, answer)]
    if answer.rule:
        where = _SOURCES.get(answer.source, answer.source)
        found.append(
            Evidence(_THAT_DECIDED.format(who=who_decides(answer.by, "AppLocker")), answer.rule, where, "policy")
        )
    found += [_service(control), _bits(control)]
    if control.agents:
        found.append(Evidence(_AGENT, ", ".join(control.agents), "services"))
    if control.two_roles:
        names = ", ".join(control.two_roles)
        found.append(Evidence(_TWO_ROLES, names, "services and folders"))
    if answer.by not in {"none", "applocker", "app-control", "agent"}:
        found.append(Evidence(who_decides(answer.by), _setting(control, answer), answer.source, "policy"))
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
    return mode if value is None else _MODE_AND_VALUE.format(mode=mode, value=value)


def _older(control: AppControl) -> list[Evidence]:
    """Set, and not what decides here: worth a line, so that nobody thinks it was overlooked."""
    held = [each.default for each in control.software_restriction if each.default.is_set or each.denies.value]
    says = _OBEYED if control.restrictions_obeyed else _OBEYED_UNCLEAR
    return [Evidence(_RESTRICTIONS, says, each.source, "policy") for each in held]


def _rules(control: AppControl, answer: Answer) -> list[Evidence]:
    kind = _OF_PROGRAM.get(answer.program, "all")
    wanted = {kind, "all"}
    if "no-packaged-rules" in answer.why:
        wanted.add("exe")
    found = []
    for each in control.applocker:
        if each.collection in wanted:
            what = _RULES_FOR.format(kind=_COLLECTIONS[each.collection])
            found.append(Evidence(what, _counted(each), _SOURCES.get(each.source, ""), "policy"))
    if not any(each.collection in {kind, "all"} for each in control.applocker):
        what = _RULES_FOR.format(kind=_COLLECTIONS[kind])
        found.append(Evidence(what, "none", ", ".join(_SOURCES.values()), "policy"))
    return found


def _counted(rules: CollectionSeen) -> str:
    plural, unread = "s" * (rules.rules != 1), _SOME_UNREAD * rules.unread
    mode = _MODES.get(rules.mode, rules.mode)
    return _MODE_AND_RULES.format(mode=mode, count=rules.rules, plural=plural, unread=unread)


def _service(control: AppControl) -> Evidence:
    service = control.service
    if service.value is None:
        return Evidence(_SERVICE, service.state, service.source)
    value = _STATE_AND_START.format(state=service.value.state, start=service.value.start)
    return Evidence(_SERVICE, value, service.source)


def _bits(control: AppControl) -> Evidence:
    bits = control.code_integrity
    if bits.value is None:
        return Evidence(_INTEGRITY, bits.state, bits.source)
    means = "audited" if bits.value & 8 else "enforced" if bits.value & 4 else "off"
    return Evidence(_INTEGRITY, f"{means} (0x{bits.value:08X})", bits.source)
