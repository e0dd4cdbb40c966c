"""What PowerShell may do, and how an environment can be activated, from recorded policies."""

from typing import Any

import pytest

from for_each import for_each
from laptops import bare
from laptops.one_check import answer, ask, evidence
from policy.applocker.policies import ALLOW_ALL, DEFAULT, rules
from pyready.model.host import Reading
from pyready.probes._control_readings import CI
from pyready.probes.scripting import COMMAND, ENVIRONMENT, LOCKDOWN, POLICY, SETTING

STOCK = rules("Script", *DEFAULT)
SIGNED_REMOTE = {f"HKCU\\{SETTING}": {"ExecutionPolicy": "RemoteSigned"}}
NO_BATCH = {COMMAND: {"DisableCMD": 1}}
LIMITED: dict[str, Any] = {"script_lockdown": Reading("set", 4, "script lockdown")}
WATCHED: dict[str, Any] = {"script_lockdown": Reading("set", 12, "script lockdown")}
UNTOLD: dict[str, Any] = {"script_lockdown": Reading("missing", source="script lockdown")}


def variable(value: Any) -> dict[str, Any]:
    return {ENVIRONMENT: {LOCKDOWN: value}}


@pytest.mark.unmeasured
@for_each(
    ("registry", "system", "expected"),
    [
        ({}, {}, ("passed", "")),
        (variable("4"), {}, ("problem", "nothing")),
        (variable("0x80000007"), {}, ("problem", "nothing")),
        (variable("2147483652"), {}, ("problem", "nothing")),
        (variable("0"), {}, ("passed", "")),
        (variable("3"), {}, ("passed", "")),
        (variable("8"), {}, ("passed", "")),
        (variable("12"), {}, ("passed", "")),
        (variable(4), {}, ("unknown", "")),
        (variable("on"), {}, ("unknown", "")),
        (variable("4294967300"), {}, ("unknown", "")),
        (variable("8"), LIMITED, ("problem", "nothing")),
        (variable("4"), WATCHED, ("problem", "nothing")),
        (variable("0") | STOCK, {}, ("problem", "nothing")),
        ({CI: {"SkuPolicyRequired": 1}}, {}, ("problem", "it")),
        (STOCK, {}, ("problem", "nothing")),
        (rules("Script", *DEFAULT, mode=0), {}, ("passed", "")),
        (rules("Script", ALLOW_ALL), {}, ("passed", "")),
        (rules("Script", *DEFAULT, mode=7), {}, ("unknown", "")),
        ({}, LIMITED, ("problem", "nothing")),
        ({}, WATCHED, ("passed", "")),
        (STOCK, WATCHED, ("problem", "nothing")),
        ({}, UNTOLD, ("passed", "")),
        ({}, UNTOLD | {"code_integrity": Reading("set", 5, "code integrity")}, ("unknown", "")),
    ],
)
def test_the_language_of_powershell_is_derived_as_powershell_derives_it(
    registry: Any, system: Any, expected: tuple[str, str]
) -> None:
    record = ask("powershell-language", bare.all_readable(**system), registry=registry)

    assert answer(record) == expected
    assert record.weight == "note"


def test_the_variable_that_limits_powershell_is_named() -> None:
    record = ask("powershell-language", bare.all_readable(), registry=variable("4"))

    assert "__PSLockdownPolicy probably limits PowerShell" in record.says
    assert evidence(record)[LOCKDOWN] == "limited (0x00000004)"


def test_a_variable_that_may_not_be_read_is_unknown() -> None:
    record = ask("powershell-language", bare.all_readable(), registry=variable("0"), denied_keys=[ENVIRONMENT])

    assert answer(record) == ("unknown", "")
    assert (evidence(record)[LOCKDOWN], bool(record.settles)) == ("denied", True)


def test_the_evidence_names_what_app_control_asks_of_powershell() -> None:
    record = ask("powershell-language", bare.all_readable(**LIMITED))
    assert evidence(record)["what App Control asks of PowerShell"] == "limited (0x00000004)"


# what it is about, registry, system, outcome, what is expected of activate.bat and of Activate.ps1
WAYS: list[tuple[str, dict[str, Any], dict[str, Any], str, str, str]] = [
    ("a client as it comes", {}, {}, "passed", "probably works", "probably blocked"),
    ("scripts allowed by the person", SIGNED_REMOTE, {}, "passed", "probably works", "probably works"),
    ("no batch files", SIGNED_REMOTE | NO_BATCH, {}, "passed", "probably blocked", "probably works"),
    ("neither", NO_BATCH, {}, "problem", "probably blocked", "probably blocked"),
    ("stock rules for scripts", STOCK, {}, "problem", "probably blocked", "probably blocked"),
    ("stock rules, scripts allowed", STOCK | SIGNED_REMOTE, {}, "unknown", "probably blocked", "not known"),
    ("limited by App Control", SIGNED_REMOTE | NO_BATCH, LIMITED, "unknown", "probably blocked", "not known"),
    ("limited by its variable", SIGNED_REMOTE | NO_BATCH | variable("4"), {}, "unknown", "probably blocked",
     "not known"),
    ("S mode", SIGNED_REMOTE | {CI: {"SkuPolicyRequired": 1}}, {}, "unknown", "probably blocked", "not known"),
    ("a policy of no meaning", {f"HKLM\\{POLICY}": {"EnableScripts": 7}} | NO_BATCH, {}, "unknown",
     "probably blocked", "not known"),
]  # fmt: skip


@for_each("row", WAYS, ids=[row[0] for row in WAYS])
def test_one_way_of_activating_is_enough_and_none_is_needed(row: Any) -> None:
    _, registry, system, outcome, batch, script = row
    record = ask("environment-activation", bare.all_readable(**system), registry=registry)

    assert record.outcome == outcome
    assert evidence(record) == {"activate.bat in cmd": batch, "Activate.ps1 in PowerShell": script}
    if outcome == "problem":
        assert record.fix is not None
        assert ".venv\\Scripts\\python.exe" in record.fix.says
