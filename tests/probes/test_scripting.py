"""The execution policies of PowerShell and the policy about cmd."""

from typing import Any

import pytest

from laptops import bare
from laptops.looking import facts_of
from pyready.model.host import Host, Reading
from pyready.probes.scripting import COMMAND, POLICY, PROBE, SETTING, Scripting

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
