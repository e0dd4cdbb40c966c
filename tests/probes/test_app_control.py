"""What app control would let run, from recorded machines."""

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import look
from policy.applocker.policies import ALL_SIGNED, ALLOW_ALL, DEFAULT, PSF, path, publisher, rules, text
from pyready.model.host import Drive, Host, Look, Reading, RegistryValue, Service
from pyready.policy.applocker.questions import QUESTIONS
from pyready.probes import app_control, machine
from pyready.probes._control_readings import (
    CI,
    CSP,
    DEFENDER_MDM,
    GUARD,
    LOCAL_GUARD,
    SHELL,
    SMART_SCREEN,
    SRP,
)
from pyready.probes.app_control import AppControl

MDM_SCREEN = f"{CSP}\\SmartScreen"
MDM = "C:\\Windows\\System32\\AppLocker\\MDM"
POLICY = f"{MDM}\\0B5C1C5E\\AppLocker\\ApplicationLaunchRestrictions\\Trust"
RUNNING = {"AppIDSvc": Service("running", "auto")}
PREVALENCE = "01443614-cd74-433a-b99e-2ecdc07bfc25"
OPEN = {"allowed", "audited"}
Keys = Mapping[str, Mapping[str, RegistryValue]]


def collection(*texts: str, kind: str = "Exe", mode: str = "Enabled") -> str:
    return f'<RuleCollection Type="{kind}" EnforcementMode="{mode}">{"".join(texts)}</RuleCollection>'


def laptop(registry: Keys | None = None, **more: Any) -> Host:
    """All of it readable, nothing that forbids; tests change one thing."""
    names = ("groups", "services", "code_integrity", "script_lockdown", "machine")
    changed = {name: more.pop(name) for name in names if name in more}
    return bare.windows(registry=registry, system=bare.all_readable(**changed), **more)


def seen(host: Host) -> AppControl:
    return look(host, (machine.PROBE, app_control.PROBE)).facts[AppControl]


KINDS = {each.program for each in QUESTIONS} | {
    "catalogue-python", "miniforge-installer", "python-org-package", "python-zip-python", "uv",
}  # fmt: skip


def outcomes(host: Host) -> dict[str, str]:
    """Of the kinds of programs, and of one of each kind that a route names."""
    return {f"{each.program} {each.place}": each.outcome for each in seen(host).answers if each.program in KINDS}


def test_where_nothing_is_set_and_all_was_read_everything_may_run() -> None:
    found = seen(laptop())

    assert {each.outcome for each in found.answers} == {"allowed"}
    assert {each.by for each in found.answers} == {"none"}
    assert found.applocker == ()
    assert len({(each.program, each.place) for each in found.answers}) == len(found.answers)


def test_stock_rules_close_the_own_folder_and_leave_program_files_open() -> None:
    host = laptop(rules("Exe", *DEFAULT) | rules("Appx", ALL_SIGNED) | rules("Script", *DEFAULT))
    found = outcomes(host)

    assert {name for name, outcome in found.items() if outcome == "blocked"} == {
        "python-zip-python user-folder",
        "uv user-folder",
        "miniforge-installer downloads",
        "batch-file user-folder",
        "powershell-script user-folder",
        "powershell-script temp-folder",
    }
    assert set(found.values()) == {"blocked", "allowed"}
    answer = seen(host).answer("uv", "user-folder")
    assert (answer.by, answer.mode, answer.rule, answer.why) == ("applocker", "enforced", "", ("no-rule-allows",))
    assert seen(host).answer("catalogue-python", "program-files").rule.endswith("1")


def test_one_publisher_rule_lets_the_signed_python_start_and_nothing_else() -> None:
    before = outcomes(laptop(rules("Exe", *DEFAULT)))
    after = outcomes(laptop(rules("Exe", *DEFAULT, text("Allow", publisher(PSF)))))

    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"python-zip-python user-folder"}
    assert after["python-zip-python user-folder"] == "allowed"


def test_a_rule_for_python_exe_by_name_leaves_the_copy_in_an_environment_open() -> None:
    by_name = text("Allow", publisher(PSF, binary="PYTHON.EXE"))
    answer = seen(laptop(rules("Exe", *DEFAULT, by_name))).answer("environment-python", "user-folder")
    assert (answer.outcome, answer.why) == ("not-known", ("signature-may-differ",))


@for_each(
    ("mode", "expected", "shown"),
    [(None, "blocked", "not-set"), (0, "audited", "audit"), (1, "blocked", "enforced"), (2, "not-known", "not-known"),
     (-1, "not-known", "not-known")],
)  # fmt: skip
def test_the_mode_in_the_registry(mode: int | None, expected: str, shown: str) -> None:
    found = seen(laptop(rules("Exe", *DEFAULT, mode=mode)))

    assert found.answer("uv", "user-folder").outcome == expected
    assert [(each.collection, each.mode, each.rules) for each in found.applocker] == [("exe", shown, 3)]


def test_a_mode_of_the_wrong_type_is_not_known() -> None:
    broken: Keys = rules("Exe", *DEFAULT) | {f"{SRP}\\Exe": {"EnforcementMode": "1"}}
    assert outcomes(laptop(broken))["uv user-folder"] == "not-known"


def test_a_rule_that_cannot_be_read_leaves_it_not_known() -> None:
    found = seen(laptop(rules("Exe", *DEFAULT, "<FilePathRule")))

    assert found.answer("uv", "user-folder").why == ("rule-unreadable",)
    assert found.applocker[0].unread


@pytest.mark.parametrize("key", [SRP, f"{SRP}\\Exe"])
def test_rules_that_may_not_be_read_are_not_known(key: str) -> None:
    host = laptop(rules("Exe", ALLOW_ALL), denied_keys=[key])
    answer = seen(host).answer("uv", "user-folder")

    assert answer.outcome == "not-known"
    assert set(answer.why) <= {"policy-unreadable", "mode-not-known", "rule-unreadable"}


@for_each("encoding", ["utf-16", "utf-16-le", "utf-8", "utf-8-sig"])
def test_device_management_is_read_in_any_encoding(encoding: str) -> None:
    files = {f"{POLICY}\\EXE\\Policy": collection(*DEFAULT).encode(encoding)}
    found = seen(laptop(files=files))

    assert found.answer("uv", "user-folder").outcome == "blocked"
    assert [(each.source, each.collection) for each in found.applocker] == [("device-management", "exe")]


def test_groupings_of_device_management_add_up_and_other_lists_do_not_count() -> None:
    deny = collection(text("Deny", path("*")))
    files = {
        f"{POLICY}\\EXE\\Policy": collection(*DEFAULT),
        f"{POLICY}2\\EXE\\Policy": collection(ALLOW_ALL),
        f"{MDM}\\0B5C1C5E\\AppLocker\\EnterpriseDataProtection\\W\\EXE\\Policy": deny,
        f"{POLICY}\\CodeIntegrity\\Policy": "no rules at all",
    }
    found = seen(laptop(files=files))

    assert found.answer("uv", "user-folder").outcome == "allowed"
    assert [each.rules for each in found.applocker] == [4]


def test_a_policy_file_that_cannot_be_read_leaves_its_kind_not_known_and_no_other() -> None:
    found = outcomes(laptop(files={f"{POLICY}\\Script\\Policy": "<!DOCTYPE x>" + collection(ALLOW_ALL, kind="Script")}))

    assert found["batch-file user-folder"] == "not-known"
    assert found["uv user-folder"] == "allowed"


@pytest.mark.parametrize("denied", [MDM, f"{POLICY}\\EXE", f"{POLICY}\\Unheard\\Policy"])
def test_a_listing_of_device_management_that_is_refused_leaves_all_not_known(denied: str) -> None:
    found = outcomes(laptop(files={f"{MDM}\\x": ""}, denied_files=[denied]))
    assert set(found.values()) == {"not-known"}


def test_folders_without_end_are_given_up() -> None:
    found = outcomes(laptop(files={MDM + "\\a" * 20 + "\\Policy": collection(ALLOW_ALL)}))
    assert set(found.values()) == {"not-known"}


VENDORS = tuple(
    text(
        "Allow",
        path(f"%PROGRAMFILES%\\Vendor {number}\\*") if number % 2 else publisher(f"O=VENDOR {number}"),
        number=number,
    )
    for number in range(100, 5000)
)


@pytest.mark.unmeasured
def test_five_thousand_rules_give_the_answers_of_those_that_matter() -> None:
    deny = text("Deny", path("%OSDRIVE%\\Users\\*\\Downloads\\*"), number=5)
    few = (*DEFAULT, text("Allow", publisher(PSF), number=6), deny)
    by_group_policy = laptop(rules("Exe", *few[:2], *VENDORS, *few[2:]))
    by_files = laptop(files={f"{POLICY}\\EXE\\Policy": collection(*few[:2], *VENDORS, *few[2:]).encode("utf-16")})

    wanted = outcomes(laptop(rules("Exe", *few)))
    assert wanted["python-zip-python user-folder"] == "allowed"
    assert wanted["uv user-folder"] == wanted["miniforge-installer downloads"] == "blocked"
    assert outcomes(by_group_policy) == outcomes(by_files) == wanted
    assert [each.rules for each in seen(by_group_policy).applocker] == [4905]


def test_more_rules_than_are_read_leave_it_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyready.probes._applocker_policy._MOST_RULES", 2)
    answer = seen(laptop(rules("Exe", *DEFAULT))).answer("uv", "user-folder")
    assert (answer.outcome, answer.why) == ("not-known", ("rule-unreadable",))


@for_each(
    "data",
    [
        collection(ALLOW_ALL).encode("utf-16-be"),
        collection(ALLOW_ALL).encode("utf-32"),
        collection(ALLOW_ALL).replace("n", "\xe9").encode("latin-1"),
        collection(ALLOW_ALL).encode("utf-16")[:-31],
        b"",
        b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + collection(ALLOW_ALL).replace("*", "&b;").encode(),
    ],
    ids=["no mark", "utf-32", "latin-1", "truncated", "empty", "entities"],
)
def test_a_file_of_rules_in_no_known_shape_leaves_its_kind_not_known(data: bytes) -> None:
    found = outcomes(
        laptop(
            files={f"{POLICY}\\EXE\\Policy": data, f"{POLICY}\\Script\\Policy": collection(ALLOW_ALL, kind="Script")}
        )
    )
    assert found["uv user-folder"] == "not-known"
    assert found["batch-file user-folder"] == "allowed"


@for_each("sid", ["S-1-5-21-9-9-9-1999", "S-1-5-32-99999", "TRUST\\Ward", ""])
def test_a_rule_for_somebody_who_cannot_be_told_is_about_nobody_here(sid: str) -> None:
    found = outcomes(laptop(rules("Exe", *DEFAULT, text("Allow", path("*"), sid, number=7))))
    assert found["uv user-folder"] == "blocked"


def test_a_32_bit_program_looks_past_the_redirection() -> None:
    files = {POLICY.replace("System32", "Sysnative") + "\\EXE\\Policy": collection(*DEFAULT)}
    host = laptop(files=files, variables={"PROCESSOR_ARCHITEW6432": "AMD64"})
    assert outcomes(host)["uv user-folder"] == "blocked"


def test_group_policy_and_device_management_that_disagree() -> None:
    host = laptop(rules("Exe", *DEFAULT), files={f"{POLICY}\\EXE\\Policy": collection(ALLOW_ALL)})
    assert seen(host).answer("uv", "user-folder").why == ("policies-disagree",)


def test_managed_installer_stubs_block_nothing() -> None:
    stub = text("Deny", publisher("O=EXAMPLE", "BENIGN", "BENIGN"))
    found = outcomes(laptop(rules("Exe", stub, mode=0) | rules("Dll", stub, mode=0)))

    assert set(found.values()) <= OPEN
    assert found["uv user-folder"] == found["module user-folder"] == "audited"


def test_a_managed_installers_stub_beside_rules_of_the_other_source_leaves_those_in_force() -> None:
    made_up = text("Deny", path("%OSDRIVE%\\ThisWillBeBlocked.exe"), number=5)
    stub_file = collection(made_up, mode="AuditOnly")
    in_group_policy = laptop(rules("Exe", made_up, mode=0), files={f"{POLICY}\\EXE\\Policy": collection(*DEFAULT)})
    in_files = laptop(rules("Exe", *DEFAULT), files={f"{POLICY}\\EXE\\Policy": stub_file})

    for host in (in_group_policy, in_files):
        found = outcomes(host)
        assert (found["uv user-folder"], found["catalogue-python program-files"]) == ("blocked", "allowed")


def test_rules_for_programs_without_any_for_packaged_apps() -> None:
    answer = seen(laptop(rules("Exe", *DEFAULT))).answer("packaged-app", "windows-apps")
    assert (answer.outcome, answer.by, answer.why) == ("blocked", "applocker", ("no-packaged-rules",))


@pytest.mark.parametrize(
    ("services", "why"),
    [({"AppIDSvc": Service("stopped", "manual")}, "service-stopped"), ({}, "service-stopped"),
     (None, "service-unreadable")],
)  # fmt: skip
def test_rules_whose_service_does_not_run(services: Any, why: str) -> None:
    answer = seen(laptop(rules("Exe", *DEFAULT), services=services)).answer("uv", "user-folder")

    assert answer.outcome == "not-known"
    assert why in answer.why


def test_groups_that_cannot_be_read() -> None:
    host = laptop(rules("Exe", *DEFAULT), groups=Reading("denied", source="access token"))
    answer = seen(host).answer("uv", "user-folder")
    assert (answer.outcome, answer.why) == ("not-known", ("groups-unreadable",))
    assert outcomes(host)["catalogue-python program-files"] == "allowed"


@for_each(
    "changes",
    [
        {"drives": {"C:\\": Drive("network")}},
        {"variables": {"LOCALAPPDATA": "\\\\nas\\home$\\jane\\Local", "USERPROFILE": "\\\\nas\\home$\\jane"}},
        {"variables": {"LOCALAPPDATA": "C:\\Users\\JANE~1\\AppData\\Local", "USERPROFILE": "C:\\Users\\JANE~1"}},
        {"denied_files": ["C:\\Users"]},
    ],
    ids=["network drive", "share", "8.3 name", "denied"],
)
def test_a_place_whose_final_path_is_not_known(changes: dict[str, Any]) -> None:
    answer = seen(laptop(rules("Exe", *DEFAULT), **changes)).answer("uv", "user-folder")
    assert (answer.outcome, answer.why) == ("not-known", ("folder-not-known",))


def test_links_are_followed_before_rules_are_asked() -> None:
    looks = {bare.HOME: Look("folder", "D:\\P\\jane"), bare.LOCAL: Look("folder", "D:\\P\\jane\\Local")}
    host = laptop(rules("Exe", ALLOW_ALL, text("Deny", path("D:\\P\\*"))), looks=looks)
    assert outcomes(host)["uv user-folder"] == "blocked"


@for_each(
    ("bits", "module", "program"),
    [(0x01, "allowed", "allowed"), (0x05, "blocked", "not-known"), (0x0D, "audited", "audited"),
     (0x09, "audited", "audited"), (0x401, "allowed", "allowed")],
)  # fmt: skip
def test_app_control_by_the_bits(bits: int, module: str, program: str) -> None:
    found = outcomes(laptop(code_integrity=Reading("set", bits, "code integrity")))

    assert found["module user-folder"] == module
    assert found["uv user-folder"] == program
    assert found["catalogue-python program-files"] in OPEN
    assert found["batch-file user-folder"] == "allowed"


@pytest.mark.parametrize("state", ["denied", "missing"])
def test_app_control_that_cannot_be_asked(state: Any) -> None:
    found = seen(laptop(code_integrity=Reading(state)))
    assert found.answer("catalogue-python", "program-files").why == ("code-integrity-unreadable",)
    assert found.answer("uv", "user-folder").outcome == "not-known"


def test_smart_app_control_may_know_a_module() -> None:
    host = laptop({CI: {"VerifiedAndReputablePolicyState": 1}}, code_integrity=Reading("set", 5, "code integrity"))
    assert outcomes(host)["module user-folder"] == "not-known"


ASR, LOCAL_ASR = f"{GUARD}\\ASR\\Rules", f"{LOCAL_GUARD}\\ASR\\Rules"
SWITCH, OTHER_RULE = "ExploitGuard_ASR_Rules", "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
WARN = f"x=1|{PREVALENCE.upper()}=6"


@for_each(
    ("registry", "by", "expected"),
    [
        ({CI: {"VerifiedAndReputablePolicyState": 1}}, "smart-app-control", "not-known"),
        ({CI: {"VerifiedAndReputablePolicyState": 2}}, "none", "allowed"),
        ({CI: {"SkuPolicyRequired": 1}}, "s-mode", "blocked"),
        ({CI: {"SkuPolicyRequired": 0}}, "none", "allowed"),
        ({CI: {"SkuPolicyRequired": 2}}, "s-mode", "not-known"),
        ({CI: {"SkuPolicyRequired": "1"}}, "s-mode", "not-known"),
        ({ASR: {PREVALENCE: "1"}}, "attack-surface", "not-known"),
        ({ASR: {f"{{{PREVALENCE}}}": 1}}, "attack-surface", "not-known"),
        ({ASR: {PREVALENCE: "0"}}, "none", "allowed"),
        ({ASR: {PREVALENCE: "2"}}, "attack-surface", "audited"),
        ({ASR: {PREVALENCE: "often"}}, "attack-surface", "not-known"),
        ({DEFENDER_MDM: {"ASRRules": WARN}}, "attack-surface", "not-known"),
        ({DEFENDER_MDM: {"ASRRules": "x=1"}}, "none", "allowed"),
        ({DEFENDER_MDM: {"ASRRules": f"{PREVALENCE}"}}, "attack-surface", "not-known"),
        ({f"{CSP}\\Defender": {"AttackSurfaceReductionRules": f"{PREVALENCE}=1"}}, "attack-surface", "not-known"),
        ({LOCAL_ASR: {PREVALENCE: 6}}, "attack-surface", "not-known"),
        ({LOCAL_ASR: {f"{{{PREVALENCE}}}": "1"}}, "attack-surface", "not-known"),
        ({LOCAL_ASR: {PREVALENCE: 2}}, "attack-surface", "audited"),
        ({LOCAL_ASR: {PREVALENCE: 0}}, "none", "allowed"),
        ({LOCAL_ASR: {PREVALENCE: "often"}}, "attack-surface", "not-known"),
        ({LOCAL_ASR: {PREVALENCE: 6}, ASR: {PREVALENCE: "0"}}, "none", "allowed"),
        ({LOCAL_ASR: {PREVALENCE: 6}, DEFENDER_MDM: {"ASRRules": f"{PREVALENCE}=2"}}, "attack-surface", "audited"),
        ({LOCAL_ASR: {PREVALENCE: 6}, ASR: {OTHER_RULE: "1"}}, "attack-surface", "not-known"),
        ({f"{GUARD}\\ASR": {SWITCH: 0}, ASR: {PREVALENCE: "1"}}, "none", "allowed"),
        ({f"{GUARD}\\ASR": {SWITCH: 1}, ASR: {PREVALENCE: "1"}}, "attack-surface", "not-known"),
        ({f"{GUARD}\\ASR": {SWITCH: "no"}, ASR: {PREVALENCE: "1"}}, "attack-surface", "not-known"),
        (
            {f"{GUARD}\\ASR": {SWITCH: 0}, ASR: {PREVALENCE: "0"}, LOCAL_ASR: {PREVALENCE: 6}},
            "attack-surface",
            "not-known",
        ),
    ],
)
def test_what_else_may_stop_an_unsigned_program(registry: Keys, by: str, expected: str) -> None:
    answer = seen(laptop(registry)).answer("uv", "user-folder")
    assert (answer.outcome, answer.by) == (expected, by)


@for_each(
    ("registry", "expected"),
    [
        ({SHELL: {"EnableSmartScreen": 1, "ShellSmartScreenLevel": "Block"}}, "not-known"),
        ({SHELL: {"EnableSmartScreen": 1, "ShellSmartScreenLevel": "Warn"}}, "allowed"),
        ({SHELL: {"EnableSmartScreen": 0, "ShellSmartScreenLevel": "Block"}}, "allowed"),
        ({f"{CSP}\\SmartScreen": {"PreventOverrideForFilesInShell": 1}}, "not-known"),
    ],
)
def test_smart_screen_is_about_downloads_only(registry: Keys, expected: str) -> None:
    found = outcomes(laptop(registry))
    assert found["miniforge-installer downloads"] == expected
    assert found["uv user-folder"] == "allowed"


@pytest.mark.parametrize("value", [6, "6"])
def test_a_rule_that_warns_is_told_apart_from_one_that_blocks(value: int | str) -> None:
    answer = seen(laptop({LOCAL_ASR: {PREVALENCE: value}})).answer("uv", "user-folder")
    assert (answer.mode, answer.why) == ("warn", ("attack-surface-warns",))
    assert seen(laptop({LOCAL_ASR: {PREVALENCE: 1}})).answer("uv", "user-folder").why == ("attack-surface",)


STORE_ONLY = {"ConfigureAppInstallControlEnabled": 1, "ConfigureAppInstallControl": "StoreOnly"}


@for_each(
    ("registry", "expected"),
    [
        ({}, "allowed"),
        ({SMART_SCREEN: STORE_ONLY}, "blocked"),
        ({SMART_SCREEN: STORE_ONLY | {"ConfigureAppInstallControl": "storeonly"}}, "blocked"),
        ({SMART_SCREEN: STORE_ONLY | {"ConfigureAppInstallControlEnabled": 0}}, "allowed"),
        ({SMART_SCREEN: STORE_ONLY | {"ConfigureAppInstallControl": "Anywhere"}}, "allowed"),
        ({SMART_SCREEN: STORE_ONLY | {"ConfigureAppInstallControl": "Recommendations"}}, "allowed"),
        ({SMART_SCREEN: STORE_ONLY | {"ConfigureAppInstallControl": "PreferStore"}}, "allowed"),
        ({SMART_SCREEN: STORE_ONLY | {"ConfigureAppInstallControl": "Sometimes"}}, "not-known"),
        ({SMART_SCREEN: STORE_ONLY | {"ConfigureAppInstallControl": 1}}, "not-known"),
        ({SMART_SCREEN: STORE_ONLY | {"ConfigureAppInstallControlEnabled": 2}}, "not-known"),
        ({SMART_SCREEN: STORE_ONLY | {"ConfigureAppInstallControlEnabled": "1"}}, "not-known"),
        ({SMART_SCREEN: {"ConfigureAppInstallControlEnabled": 1}}, "not-known"),
        ({SMART_SCREEN: {"ConfigureAppInstallControl": "StoreOnly"}}, "not-known"),
        ({MDM_SCREEN: {"EnableAppInstallControl": 1}}, "blocked"),
        ({MDM_SCREEN: {"EnableAppInstallControl": 0}}, "allowed"),
        ({MDM_SCREEN: {"EnableAppInstallControl": 2}}, "not-known"),
        ({MDM_SCREEN: {"EnableAppInstallControl": "1"}}, "not-known"),
        (
            {MDM_SCREEN: {"EnableAppInstallControl": 1}, SMART_SCREEN: {"ConfigureAppInstallControlEnabled": 0}},
            "blocked",
        ),
    ],
)
def test_app_install_control_is_about_what_the_person_downloads(registry: Keys, expected: str) -> None:
    found = seen(laptop(registry))
    answers = {f"{each.program} {each.place}": each for each in found.answers}

    assert {each.outcome for each in found.answers if each.place == "downloads"} == {expected}
    assert {each.outcome for each in found.answers if each.place != "downloads"} == {"allowed"}
    by = "none" if expected == "allowed" else "app-install-control"
    assert answers["python-org-installer downloads"].by == by


@pytest.mark.parametrize("key", [SMART_SCREEN, MDM_SCREEN])
def test_app_install_control_that_may_not_be_read_is_not_known(key: str) -> None:
    answer = seen(laptop({key: {"x": 1}}, denied_keys=[key])).answer("python-org-installer", "downloads")
    assert answer.outcome == "not-known"
    assert "app-install-control-unreadable" in answer.why


def test_in_s_mode_only_packaged_apps_start_and_no_rule_is_named_for_it() -> None:
    host = laptop(rules("Exe", *DEFAULT) | {CI: {"SkuPolicyRequired": 1}})
    found = seen(host).answers

    packaged = {"packaged-app", "python-manager", "microsoft-store", "app-installer"}
    assert {each.by for each in found if each.program not in packaged} == {"s-mode"}
    assert {each.outcome for each in found if each.program not in packaged} == {"blocked"}
    assert "s-mode" not in {each.by for each in found if each.program in packaged}


def test_an_allow_list_program_makes_all_outside_program_files_not_known() -> None:
    host = laptop(services=RUNNING | {"ThreatLockerService": Service("running", "auto")})
    found = outcomes(host)

    assert {name for name, outcome in found.items() if outcome == "allowed"} == {
        "catalogue-python program-files",
    }
    assert seen(host).agents == ("ThreatLocker",)


@pytest.mark.parametrize(
    ("service", "maker"),
    [("TMiACAgentSvc", "Trend"), ("NanoServiceMain", "WatchGuard"), ("AirlockEnforcement", "Airlock")],
)
def test_each_service_of_an_allow_list_makes_a_new_program_not_known(service: str, maker: str) -> None:
    found = seen(laptop(services=RUNNING | {service: Service("running", "auto")}))

    assert [name.split()[0] for name in found.agents] == [maker]
    assert found.answer("uv", "user-folder").outcome == "not-known"


@pytest.mark.parametrize("service", ["Sophos Endpoint Defense Service", "SepMasterService"])
def test_a_virus_scanner_that_could_control_programs_is_no_sign_that_it_does(service: str) -> None:
    assert seen(laptop(services=RUNNING | {service: Service("running", "auto")})).agents == ()


CYBERARK = "C:\\Program Files\\CyberArk\\Endpoint Privilege Manager"


@for_each(
    ("changes", "product"),
    [
        ({"services": RUNNING | {"Avecto Defendpoint Service": Service("running", "auto")}}, "BeyondTrust"),
        ({"services": RUNNING | {"Avecto Defendpoint Service": Service("stopped", "manual")}}, "BeyondTrust"),
        ({"services": RUNNING | {"vf_agent": Service("running", "auto")}}, "CyberArk"),
        ({"files": {f"{CYBERARK}\\x": ""}}, "CyberArk"),
        ({"services": RUNNING | {"ArelliaACSvc": Service("running", "auto")}}, "Delinea"),
        ({"files": {"C:\\Program Files\\Avecto\\Privilege Guard Client\\x": ""}}, "BeyondTrust"),
    ],
)
def test_a_product_of_elevation_that_can_also_block_makes_the_same_not_known(
    changes: dict[str, Any], product: str
) -> None:
    found = seen(laptop(**changes))

    assert [name.partition(" ")[0] for name in found.two_roles] == [product]
    assert found.agents == ()
    answer = found.answer("uv", "user-folder")
    assert (answer.outcome, answer.by, answer.why) == ("not-known", "agent", ("agent-with-two-roles",))
    assert found.answer("catalogue-python", "program-files").outcome == "allowed"


@pytest.mark.parametrize(
    "files", [{"C:\\Program Files\\Make Me Admin\\x": ""}, {"C:\\Program Files\\Microsoft EPM Agent\\x": ""}]
)
def test_a_product_that_only_gives_rights_blocks_nothing(files: dict[str, str]) -> None:
    found = seen(laptop(files=files, services=RUNNING | {"MakeMeAdmin": Service("running", "auto")}))

    assert found.two_roles == ()
    assert found.answer("uv", "user-folder").outcome == "allowed"


def test_a_product_of_two_roles_that_could_not_be_looked_for_is_not_taken_for_absent() -> None:
    found = seen(laptop(denied_files=[CYBERARK]))

    assert (found.two_roles, found.agents_unread) == ((), True)
    assert found.answer("uv", "user-folder").why == ("agents-unreadable",)


def test_controlled_folders_are_read_in_every_place() -> None:
    name = "EnableControlledFolderAccess"
    keys = [f"{GUARD}\\Controlled Folder Access", f"{CSP}\\Defender", f"{LOCAL_GUARD}\\Controlled Folder Access"]
    found = seen(laptop({key: {name: number} for number, key in enumerate(keys)}))
    assert [each.value for each in found.controlled_folders] == [0, 1, 2]


@for_each("key", [CI, ASR, LOCAL_ASR, SMART_SCREEN, DEFENDER_MDM, f"{CSP}\\Defender", f"{CSP}\\SmartScreen", SHELL])
def test_a_setting_that_may_not_be_read_never_opens(key: str) -> None:
    found = outcomes(laptop({key: {"x": 1}}, denied_keys=[key]))
    assert found["miniforge-installer downloads"] == "not-known"


def test_no_rule_leaves_the_probe() -> None:
    secret = text("Allow", path("%OSDRIVE%\\Secret\\*"), number=6)
    files = {f"{POLICY}\\EXE\\Policy": collection(secret, *DEFAULT)}
    taken = look(laptop(rules("Exe", secret, *DEFAULT), files=files), (machine.PROBE, app_control.PROBE))

    assert b"ecret" not in msgspec.json.encode(taken.facts[AppControl])
    places = [each.where for each in taken.did.read]
    assert not [place for place in places if "0B5C1C5E" in place or "00000000-0000" in place]
    assert f"{SRP}*" in places


def test_the_id_of_a_rule_that_is_none_is_left_out() -> None:
    odd = text("Deny", path("*")).replace("00000000-0000-0000-0000-000000000000", "C:\\Secret")
    answer = seen(laptop(rules("Exe", odd))).answer("uv", "user-folder")
    assert (answer.outcome, answer.rule) == ("blocked", "")


@for_each(
    ("kernel", "scripts", "expected"),
    [(5, 4, "blocked"), (5, 0, "allowed"), (0xD, 8, "audited"), (5, 12, "audited"), (1, 4, "blocked"),
     (5, None, "not-known"), (1, None, "allowed")],
)  # fmt: skip
def test_what_app_control_asks_of_powershell_is_about_scripts_only(
    kernel: int, scripts: int | None, expected: str
) -> None:
    told: Reading[int] = Reading("missing") if scripts is None else Reading("set", scripts, "script lockdown")
    bits = Reading("set", kernel, "code integrity")
    found = outcomes(laptop(code_integrity=bits, script_lockdown=told))
    without = outcomes(laptop(code_integrity=bits, script_lockdown=Reading("denied")))

    scripts_of_powershell = {"powershell-script user-folder", "powershell-script temp-folder"}
    assert {found[name] for name in scripts_of_powershell} == {expected}
    assert all(found[name] == without[name] for name in set(found) - scripts_of_powershell)
