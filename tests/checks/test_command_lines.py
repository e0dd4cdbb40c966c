"""Whether commands can be typed into cmd and PowerShell, from recorded policies."""

from typing import Any

import pytest

from for_each import for_each
from laptops import bare
from laptops.one_check import answer, ask, evidence
from policy.applocker.policies import ALLOW_ALL, path, rules, text
from pyready.model.facts import Absent
from pyready.probes import PROBES
from pyready.probes._control_readings import CI
from pyready.probes._explorer_lists import EXPLORER
from pyready.probes.scripting import COMMAND, Scripting

MACHINE, PERSON = f"HKLM\\{EXPLORER}", f"HKCU\\{EXPLORER}"
SYSTEM = "C:\\Windows\\System32"
OPEN, STOPPED, UNKNOWN = ("passed", ""), ("problem", "it"), ("unknown", "")


def listed(key: str, name: str, *programs: Any, on: Any = 1) -> dict[str, Any]:
    """A list of Explorer's, as policy writes it: numbered names below a key of its own."""
    held = {str(at): program for at, program in enumerate(programs, 1)}
    return {key: {name: on}, f"{key}\\{name}": held}


# what it is about, registry, answer about cmd, answer about PowerShell
LISTS: list[tuple[str, dict[str, Any], tuple[str, str], tuple[str, str]]] = [
    ("nothing set", {}, OPEN, OPEN),
    ("only two others", listed(PERSON, "RestrictRun", "winword.exe", "msedge.exe"), STOPPED, STOPPED),
    ("only others, for the computer", listed(MACHINE, "RestrictRun", "winword.exe"), STOPPED, STOPPED),
    ("only others and cmd", listed(PERSON, "RestrictRun", "winword.exe", "CMD.EXE"), OPEN, STOPPED),
    ("only others and PowerShell", listed(PERSON, "RestrictRun", "PowerShell.exe", "winword.exe"), STOPPED, OPEN),
    ("only those, switched off", listed(PERSON, "RestrictRun", "winword.exe", on=0), OPEN, OPEN),
    ("only those, and none is named", listed(PERSON, "RestrictRun"), UNKNOWN, UNKNOWN),
    ("only those, without a list", {PERSON: {"RestrictRun": 1}}, UNKNOWN, UNKNOWN),
    ("only those, a switch that is none", listed(PERSON, "RestrictRun", "a.exe", on="1"), UNKNOWN, UNKNOWN),
    ("only those, a switch of no meaning", listed(PERSON, "RestrictRun", "a.exe", on=2), UNKNOWN, UNKNOWN),
    ("only those, by a path", listed(PERSON, "RestrictRun", "a.exe", f"{SYSTEM}\\cmd.exe"), UNKNOWN, STOPPED),
    ("not both", listed(MACHINE, "DisallowRun", "powershell.exe", "cmd.exe"), STOPPED, STOPPED),
    ("not both, for the person", listed(PERSON, "DisallowRun", "powershell.exe", "cmd.exe"), STOPPED, STOPPED),
    ("not cmd", listed(PERSON, "DisallowRun", "Cmd.exe"), STOPPED, OPEN),
    ("not PowerShell", listed(PERSON, "DisallowRun", "powershell.exe"), OPEN, STOPPED),
    ("not others", listed(PERSON, "DisallowRun", "regedit.exe", "powershell_ise.exe"), OPEN, OPEN),
    ("not those, switched off", listed(PERSON, "DisallowRun", "cmd.exe", on=0), OPEN, OPEN),
    ("not those, without a list", {PERSON: {"DisallowRun": 1}}, OPEN, OPEN),
    ("not by half a name", listed(PERSON, "DisallowRun", "cmd", "powershell -nologo"), UNKNOWN, UNKNOWN),
    ("not what cannot be read", listed(PERSON, "DisallowRun", 5), UNKNOWN, UNKNOWN),
    ("one list lets it, the other does not",
     {**listed(MACHINE, "DisallowRun", "cmd.exe"), **listed(PERSON, "RestrictRun", "cmd.exe")}, STOPPED, STOPPED),
]  # fmt: skip


@for_each("row", LISTS, ids=[row[0] for row in LISTS])
def test_the_lists_of_explorer(row: Any) -> None:
    _, registry, cmd, powershell = row

    assert answer(ask("uses-cmd", registry=registry)) == cmd
    assert answer(ask("uses-powershell", registry=registry)) == powershell


@pytest.mark.unmeasured
@for_each("check", ["uses-cmd", "uses-powershell"])
@for_each("name", ["RestrictRun", "DisallowRun"])
@for_each("key", [MACHINE, PERSON])
def test_the_list_that_stops_it_is_named_with_its_place(check: str, name: str, key: str) -> None:
    programs = ("winword.exe",) if name == "RestrictRun" else ("cmd.exe", "powershell.exe")
    record = ask(check, registry=listed(key, name, *programs))

    assert name in record.says
    assert evidence(record)[f"Explorer's list {name}"] == "stops it"
    assert f"{key}\\{name}" in {each.source for each in record.because}
    assert record.weight == "blocker"
    assert record.fix is not None
    assert record.fix.says == "Say which command line you can use."


@for_each("check", ["uses-cmd", "uses-powershell"])
@for_each("below", ["", "\\RestrictRun"])
def test_a_list_that_may_not_be_read_is_unknown(check: str, below: str) -> None:
    held = listed(PERSON, "RestrictRun", "cmd.exe", "powershell.exe")
    record = ask(check, registry=held, denied_keys=[PERSON + below])

    assert answer(record) == UNKNOWN
    assert evidence(record)["Explorer's list RestrictRun"] == "denied"
    assert record.settles


def test_no_name_of_a_list_is_kept() -> None:
    record = ask("uses-cmd", registry=listed(PERSON, "RestrictRun", "secretprogram.exe"))
    assert "secretprogram" not in repr(record)


def test_a_policy_is_certain_and_names_no_other_window() -> None:
    record = ask("uses-cmd", registry={COMMAND: {"DisableCMD": 2}})

    assert (record.sure, answer(record)) == ("certain", STOPPED)
    assert "DisableCMD" in record.says
    assert "PowerShell" not in record.says + (record.fix.says if record.fix else "")


@pytest.mark.parametrize(
    ("check", "file"),
    [("uses-cmd", f"{SYSTEM}\\cmd.exe"), ("uses-powershell", f"{SYSTEM}\\WindowsPowerShell\\v1.0\\powershell.exe")],
)
def test_rules_of_app_control_stop_the_one_they_name(check: str, file: str) -> None:
    registry = rules("Exe", ALLOW_ALL, text("Deny", path(file), number=7))
    system = bare.all_readable()
    other = {"uses-cmd": "uses-powershell", "uses-powershell": "uses-cmd"}[check]

    record = ask(check, system, registry=registry)
    assert answer(record) == STOPPED
    assert "AppLocker" in record.says
    assert answer(ask(other, system, registry=registry)) == OPEN


@pytest.mark.parametrize("check", ["uses-cmd", "uses-powershell"])
def test_in_s_mode_neither_starts_and_that_is_certain(check: str) -> None:
    record = ask(check, bare.all_readable(), registry={CI: {"SkuPolicyRequired": 1}})

    assert (record.sure, answer(record)) == ("certain", STOPPED)
    assert "S mode" in record.says
    assert record.fix is not None
    assert record.fix.request == ""


def test_the_worst_of_all_decides() -> None:
    open_rules = rules("Exe", ALLOW_ALL)
    unclear = {COMMAND: {"DisableCMD": 7}}
    system = bare.all_readable()

    assert answer(ask("uses-cmd", system, registry=open_rules | unclear)) == UNKNOWN
    stopped = unclear | listed(PERSON, "DisallowRun", "cmd.exe")
    assert answer(ask("uses-cmd", system, registry=stopped)) == STOPPED


@pytest.mark.parametrize("check", ["uses-cmd", "uses-powershell"])
def test_an_older_report_that_did_not_look_at_the_lists_is_unknown(check: str) -> None:
    from laptops.looking import look
    from pyready.checks import CHECKS
    from pyready.engine.judge_checks import judge_checks
    from pyready.model.host import Reading

    off: Reading[Any] = Reading("not-set")
    local = tuple(probe for probe in PROBES if not probe.network)
    facts = look(bare.windows(system=bare.all_readable()), local).facts
    older = facts.with_entry(Scripting, Scripting(off, off, off, off, off))
    missing = facts.with_entry(Scripting, Absent("timed-out", "why"))
    asked = [each for each in CHECKS if each.id == check]

    assert judge_checks(older, asked)[check].check.outcome == "unknown"
    assert judge_checks(missing, asked)[check].check.outcome == "unknown"
