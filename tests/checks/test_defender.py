"""Defender's rules and guarded folders, and removable disks, from recorded policies."""

from typing import Any

import pytest

from for_each import for_each
from laptops import bare
from laptops.one_check import answer, ask, evidence
from pyready.model.host import Machine
from pyready.probes._control_readings import CI, CSP, DEFENDER_MDM, DISKS, GUARD, LOCAL_GUARD, REMOVABLE, RULES, SAFER

ASR = f"{GUARD}\\ASR\\Rules"
OFFICE, USB = RULES["started-by-office"], RULES["unsigned-from-usb"]
CFA = "EnableControlledFolderAccess"


@pytest.mark.unmeasured
@for_each(
    ("registry", "expected", "shown"),
    [
        ({}, ("passed", ""), {}),
        ({ASR: {OFFICE: "1"}}, ("problem", "it"), {"programs that Word, Excel and similar programs start": "block"}),
        ({ASR: {OFFICE: "0"}}, ("passed", ""), {"programs that Word, Excel and similar programs start": "off"}),
        ({ASR: {OFFICE: "2"}}, ("passed", ""), {"programs that Word, Excel and similar programs start": "audit"}),
        ({ASR: {f"{{{OFFICE}}}": 6}}, ("problem", "it"), {"programs that Word, Excel and similar programs start": "warn"}),
        ({ASR: {OFFICE: "often"}}, ("unknown", ""), {"programs that Word, Excel and similar programs start": "malformed"}),
        ({DEFENDER_MDM: {"ASRRules": f"x=1|{USB}=6"}}, ("problem", "it"), {"unsigned programs on USB sticks": "warn"}),
        ({f"{CSP}\\Defender": {"AttackSurfaceReductionRules": f"{{{USB.upper()}}}=2"}}, ("passed", ""),
         {"unsigned programs on USB sticks": "audit"}),
        ({ASR: {"00000000-0000-0000-0000-000000000001": "1"}}, ("passed", ""), {}),
    ],
)  # fmt: skip
def test_the_rules_that_may_meet_python(registry: Any, expected: tuple[str, str], shown: dict[str, str]) -> None:
    record = ask("defender-rules", registry=registry)

    assert answer(record) == expected
    assert evidence(record) == shown
    assert record.weight == "note"


def test_a_rule_that_warns_is_told_as_a_warning_and_nobody_is_told_to_try() -> None:
    record = ask("starts-uv", bare.all_readable(), registry={f"{LOCAL_GUARD}\\ASR\\Rules": {RULES["rare-programs"]: 6}})

    assert record.outcome == "unknown"
    assert "holds back programs that few computers have, with a warning" in record.says
    assert "try" not in record.settles.casefold()


def test_a_rule_set_on_the_computer_itself_is_shown_with_its_place() -> None:
    local = f"{LOCAL_GUARD}\\ASR\\Rules"
    record = ask("defender-rules", registry={local: {OFFICE: 1}})

    assert answer(record) == ("problem", "it")
    assert f"{local}\\{OFFICE}" in {each.source for each in record.because}


def test_each_rule_is_told_in_words() -> None:
    record = ask("defender-rules", registry={ASR: dict.fromkeys(RULES.values(), "1")})
    assert len(record.because) == len(RULES)
    assert not any(each.what in RULES for each in record.because)


@pytest.mark.parametrize(
    ("check", "key"),
    [("defender-rules", ASR), ("guarded-documents", f"{CSP}\\Defender"), ("removable-drives", f"HKLM\\{REMOVABLE}")],
)
def test_a_place_that_may_not_be_read_is_unknown(check: str, key: str) -> None:
    assert answer(ask(check, registry={key: {"x": 1}}, denied_keys=[key])) == ("unknown", "")


@for_each(
    ("registry", "expected"),
    [
        ({}, ("passed", "")),
        ({f"{GUARD}\\Controlled Folder Access": {CFA: 1}}, ("problem", "you")),
        ({f"{LOCAL_GUARD}\\Controlled Folder Access": {CFA: 1}}, ("problem", "you")),
        ({f"{CSP}\\Defender": {CFA: 1}}, ("problem", "you")),
        ({f"{CSP}\\Defender": {CFA: 2}}, ("passed", "")),
        ({f"{CSP}\\Defender": {CFA: "1"}}, ("unknown", "")),
    ],
)
def test_guarded_documents(registry: Any, expected: tuple[str, str]) -> None:
    record = ask("guarded-documents", registry=registry)
    assert answer(record) == expected
    assert record.weight == "note"


@pytest.mark.unmeasured
@for_each(
    ("registry", "expected"),
    [
        ({}, ("passed", "")),
        ({f"HKLM\\{REMOVABLE}": {"Deny_All": 1}}, ("problem", "nobody")),
        ({f"HKCU\\{REMOVABLE}\\{DISKS}": {"Deny_Execute": 1}}, ("problem", "nobody")),
        ({f"HKLM\\{REMOVABLE}\\{DISKS}": {"Deny_Read": 1}}, ("problem", "nobody")),
        ({f"HKLM\\{REMOVABLE}\\{DISKS}": {"Deny_Execute": 0, "Deny_Write": 1}}, ("passed", "")),
        ({ASR: {USB: "1"}}, ("problem", "nobody")),
        ({ASR: {USB: "6"}}, ("problem", "nobody")),
        ({ASR: {USB: "2"}}, ("passed", "")),
        ({f"HKLM\\{REMOVABLE}": {"Deny_All": "yes"}}, ("unknown", "")),
    ],
)
def test_programs_on_a_stick(registry: Any, expected: tuple[str, str]) -> None:
    assert answer(ask("removable-drives", registry=registry)) == expected


@for_each(
    ("registry", "build", "shown"),
    [
        ({ASR: {RULES["rare-programs"]: "6"}}, 26100, ("Microsoft Defender", "warn (value 6)")),
        ({ASR: {RULES["rare-programs"]: "1"}}, 26100, ("Microsoft Defender", "enforced (value 1)")),
        ({CI: {"VerifiedAndReputablePolicyState": 1}}, 26100, ("Smart App Control", "enforced (value 1)")),
        ({CI: {"SkuPolicyRequired": 1}}, 26100, ("Windows in S mode", "enforced (value 1)")),
        ({f"HKLM\\{SAFER}": {"DefaultLevel": 0}}, 19045, ("Software Restriction Policies", "not-known (value 0)")),
    ],
)
def test_the_value_that_decided_is_shown_as_it_stands_there(registry: Any, build: int, shown: tuple[str, str]) -> None:
    machine = Machine("Windows", build, "Enterprise", "x86_64", "client")
    record = ask("starts-uv", bare.all_readable(machine=machine), registry=registry)

    assert record.outcome == ("problem" if "S mode" in shown[0] else "unknown")
    assert evidence(record)[shown[0]] == shown[1]
