"""The execution policies of PowerShell and the policy about cmd."""

from typing import Any

import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import facts_of
from pyready.model.host import Host, Reading
from pyready.probes._explorer_lists import EXPLORER
from pyready.probes.scripting import COMMAND, ENVIRONMENT, LOCKDOWN, POLICY, PROBE, SETTING, Scripting

MACHINE = f"HKLM\\{POLICY}"
OWN = f"HKCU\\{SETTING}"


def found(host: Host) -> Scripting:
    return facts_of(host, Scripting, PROBE)


@pytest.mark.parametrize(
    ("values", "state", "word"),
    [
        ({}, "not-set", None),
        ({"ExecutionPolicy": "AllSigned"}, "not-set", None),
        ({"EnableScripts": 0}, "set", "Restricted"),
        ({"EnableScripts": 0, "ExecutionPolicy": "Unrestricted"}, "set", "Restricted"),
        ({"EnableScripts": 1, "ExecutionPolicy": "allsigned"}, "set", "AllSigned"),
        ({"EnableScripts": 1}, "not-set", None),
        ({"EnableScripts": 7, "ExecutionPolicy": "AllSigned"}, "malformed", None),
        ({"EnableScripts": "1", "ExecutionPolicy": "AllSigned"}, "malformed", None),
        ({"EnableScripts": 1, "ExecutionPolicy": 3}, "malformed", None),
        ({"EnableScripts": 1, "ExecutionPolicy": "jane.smith"}, "malformed", None),
    ],
)
def test_a_group_policy_needs_its_switch(values: dict[str, Any], state: str, word: str | None) -> None:
    policy = found(bare.windows(registry={MACHINE: values})).machine_policy

    assert (policy.state, policy.value) == (state, word)


def test_what_may_not_be_read_is_denied_in_its_scope_alone() -> None:
    facts = found(bare.windows(registry={OWN: {"ExecutionPolicy": "Bypass"}}, denied_keys=[MACHINE]))

    assert facts.machine_policy.state == "denied"
    assert facts.user_policy.state == "not-set"
    assert facts.current_user == Reading("set", "Bypass", OWN + r"\ExecutionPolicy")


def test_the_policy_about_cmd_is_kept_as_the_number_it_is() -> None:
    assert found(bare.windows(registry={COMMAND: {"DisableCMD": 2}})).disable_cmd.value == 2
    assert found(bare.windows(registry={COMMAND: {"DisableCMD": "2"}})).disable_cmd.state == "malformed"
    assert found(bare.windows(denied_keys=[COMMAND])).disable_cmd.state == "denied"


def test_what_explorer_starts_is_kept_as_answers() -> None:
    person = f"HKCU\\{EXPLORER}"
    keys: dict[str, Any] = {person: {"DisallowRun": 1}, f"{person}\\DisallowRun": {"1": "cmd.exe", "2": "secret.exe"}}
    lists = found(bare.windows(registry=keys)).explorer

    assert [(each.name, each.stops_cmd.source) for each in lists] == [
        (name, f"{root}\\{EXPLORER}\\{name}") for root in ("HKLM", "HKCU") for name in ("RestrictRun", "DisallowRun")
    ]
    assert [each.stops_cmd.value for each in lists] == [None, None, None, True]
    assert [each.stops_powershell.value for each in lists] == [None, None, None, False]
    assert "secret" not in repr(lists)


@for_each(
    ("value", "state", "bits"),
    [("4", "set", 4), (" 4 ", "set", 4), ("0x80000007", "set", 0x80000007), ("4294967295", "set", 0xFFFFFFFF),
     ("4294967296", "malformed", None), ("four", "malformed", None), ("", "malformed", None), (4, "malformed", None)],
)  # fmt: skip
def test_the_variable_that_limits_powershell_is_a_number_in_text(value: Any, state: str, bits: int | None) -> None:
    policy = found(bare.windows(registry={ENVIRONMENT: {LOCKDOWN: value}})).lockdown_policy
    assert (policy.state, policy.value) == (state, bits)


def test_a_variable_that_may_not_be_read_is_denied() -> None:
    assert found(bare.windows(denied_keys=[ENVIRONMENT])).lockdown_policy.state == "denied"
    assert found(bare.windows()).lockdown_policy.state == "not-set"
