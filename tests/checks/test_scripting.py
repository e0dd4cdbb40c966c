"""What may be typed and which scripts may run, from recorded policies."""

from typing import Any

import pytest

from for_each import for_each
from laptops.one_check import answer, ask, computer, evidence
from pyready.probes.scripting import COMMAND, POLICY, SETTING

pytestmark = pytest.mark.unmeasured

MACHINE, USER = f"HKLM\\{POLICY}", f"HKCU\\{POLICY}"
OWN, EVERYBODY = f"HKCU\\{SETTING}", f"HKLM\\{SETTING}"


@for_each(
    ("value", "window", "batch"),
    [
        (None, ("passed", ""), ("passed", "")),
        (0, ("passed", ""), ("passed", "")),
        (1, ("problem", "it"), ("problem", "nobody")),
        (2, ("problem", "it"), ("unknown", "")),
        (3, ("unknown", ""), ("unknown", "")),
        ("1", ("unknown", ""), ("unknown", "")),
    ],
)
def test_the_policy_about_cmd(value: Any, window: tuple[str, str], batch: tuple[str, str]) -> None:
    registry = {} if value is None else {COMMAND: {"DisableCMD": value}}

    assert answer(ask("uses-cmd", registry=registry)) == window
    assert answer(ask("uses-powershell", registry=registry)) == ("passed", "")
    assert answer(ask("runs-batch-files", registry=registry)) == batch


@pytest.mark.parametrize("check", ["uses-cmd", "runs-batch-files"])
def test_a_policy_about_cmd_that_may_not_be_read_is_unknown(check: str) -> None:
    record = ask(check, registry={COMMAND: {"DisableCMD": 0}}, denied_keys=[COMMAND])

    assert answer(record) == ("unknown", "")
    assert evidence(record)["DisableCMD"] == "denied"
    assert record.settles


def test_a_command_prompt_that_is_switched_off_closes_a_route_and_batch_files_may() -> None:
    registry = {COMMAND: {"DisableCMD": 1}}

    assert ask("uses-cmd", registry=registry).weight == "blocker"
    assert ask("runs-batch-files", registry=registry).weight == "blocker"


RESTRICTED = {"EnableScripts": 0}
SIGNED = {"EnableScripts": 1, "ExecutionPolicy": "AllSigned"}
REMOTE = {"ExecutionPolicy": "RemoteSigned"}
SERVER = computer(product="server", edition="ServerStandard")


# what it is about, computer, registry, denied keys, outcome, policy in force
POWERSHELL: list[tuple[str, Any, dict[str, Any], list[str], str, str]] = [
    ("a client as it comes", computer(), {}, [], "problem", "Restricted"),
    ("a server as it comes", SERVER, {}, [], "passed", "RemoteSigned"),
    ("a Windows of no known kind", computer(product=""), {}, [], "unknown", "missing"),
    ("set by the person", computer(), {OWN: REMOTE}, [], "passed", "RemoteSigned"),
    ("the person's comes before everybody's", computer(), {OWN: REMOTE, EVERYBODY: {"ExecutionPolicy": "Restricted"}}, [], "passed", "RemoteSigned"),
    ("undefined says nothing", computer(), {OWN: {"ExecutionPolicy": "Undefined"}, EVERYBODY: REMOTE}, [], "passed", "RemoteSigned"),
    ("policy comes before settings", computer(), {MACHINE: RESTRICTED, OWN: REMOTE}, [], "problem", "Restricted"),
    ("the machine's policy before the person's", computer(), {MACHINE: SIGNED, USER: RESTRICTED}, [], "problem", "AllSigned"),
    ("the person's policy before settings", computer(), {USER: {"EnableScripts": 1, "ExecutionPolicy": "Unrestricted"}, OWN: {"ExecutionPolicy": "Restricted"}}, [], "passed", "Unrestricted"),
    ("a policy that may not be read hides the rest", computer(), {OWN: REMOTE}, [MACHINE], "unknown", "denied"),
    ("a policy with a word of no meaning", computer(), {MACHINE: {"EnableScripts": 1, "ExecutionPolicy": "Maybe"}, OWN: REMOTE}, [], "unknown", "malformed"),
]  # fmt: skip


@for_each("row", POWERSHELL, ids=[row[0] for row in POWERSHELL])
def test_powershell_scripts(row: Any) -> None:
    _, system, registry, denied, outcome, policy = row
    record = ask("powershell-scripts", system, registry=registry, denied_keys=denied)

    assert record.outcome == outcome
    assert evidence(record) == {"execution policy": policy}
    assert record.weight == "note"


def test_no_advice_weakens_the_script_policy() -> None:
    record = ask("powershell-scripts", registry={MACHINE: RESTRICTED})

    assert record.fix is not None
    assert record.fix.commands == ()
    assert not any(word in record.fix.says for word in ("Set-ExecutionPolicy", "Bypass", "Unblock"))


@for_each(
    ("registry", "who"),
    [
        ({MACHINE: RESTRICTED}, "set by IT for this computer"),
        ({USER: SIGNED}, "set by IT for you"),
        ({OWN: {"ExecutionPolicy": "Restricted"}}, "set for you, and not by a policy"),
        ({EVERYBODY: {"ExecutionPolicy": "AllSigned"}}, "set for this computer, and not by a policy"),
        ({}, "the default of Windows"),
    ],
)
def test_who_set_the_execution_policy_is_said(registry: Any, who: str) -> None:
    assert f"(execution policy: {who})" in ask("powershell-scripts", registry=registry).says
