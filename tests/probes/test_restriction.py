"""Software Restriction Policies, read from recorded machines: what they close, and what stays not known."""

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import look
from policy.applocker.policies import DEFAULT, rules
from pyready.model.host import Drive, Groups, Host, Look, Machine, Reading, RegistryValue
from pyready.policy.applocker.questions import QUESTIONS
from pyready.probes import app_control, machine
from pyready.probes._control_readings import SAFER
from pyready.probes.app_control import Answer, AppControl

Values = Mapping[str, RegistryValue]
Keys = dict[str, dict[str, RegistryValue]]
HKLM, HKCU = f"HKLM\\{SAFER}", f"HKCU\\{SAFER}"
DISALLOWED, UNRESTRICTED = 0, 0x40000
WINDOWS_10 = Machine("Windows 10", build=19045, product="client")
PROGRAMS = "%HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\ProgramFilesDir%"
CLOSED = {
    "python-zip-python user-folder": "blocked",
    "catalogue-python program-files": "allowed",
    "uv user-folder": "blocked",
    "miniforge-installer downloads": "blocked",
    "module user-folder": "allowed",
    "user-site-module user-folder": "allowed",
    "batch-file user-folder": "blocked",
    "powershell-script user-folder": "not-known",
    "powershell-script temp-folder": "not-known",
    "python-org-package user-folder": "blocked",
    "packaged-app windows-apps": "allowed",
}


def guid(number: int) -> str:
    return f"{{00000000-0000-0000-0000-{number:012}}}"


def policy(key: str = HKLM, *paths: tuple[int, str], **values: RegistryValue) -> Keys:
    """A policy as group policy writes it: everything disallowed, for everybody, without libraries."""
    usual: dict[str, RegistryValue] = {
        "DefaultLevel": 0, "TransparentEnabled": 1, "PolicyScope": 0, "AuthenticodeEnabled": 0,
        "ExecutableTypes": ("BAT", "CMD", "EXE", "MSI"),
    }  # fmt: skip
    below: Keys = {
        f"{key}\\{level}\\Paths\\{guid(number)}": {"ItemData": path, "SaferFlags": 0}
        for number, (level, path) in enumerate(paths, 1)
    }
    return {key: usual | values} | below


STANDARD = policy(HKLM, (UNRESTRICTED, PROGRAMS), (UNRESTRICTED, "%SystemRoot%"))


def without(keys: Keys, name: str) -> Keys:
    return keys | {HKLM: {each: value for each, value in keys[HKLM].items() if each != name}}


def laptop(registry: Mapping[str, Values], built: Machine | None = WINDOWS_10, **more: Any) -> Host:
    changed = {name: more.pop(name) for name in ("groups",) if name in more}
    return bare.windows(registry=registry, system=bare.all_readable(machine=built, **changed), **more)


def seen(host: Host) -> AppControl:
    return look(host, (machine.PROBE, app_control.PROBE)).facts[AppControl]


def own(host: Host) -> Answer:
    return seen(host).answer("uv", "user-folder")


KINDS = {each.program for each in QUESTIONS} | {
    "catalogue-python", "miniforge-installer", "python-org-package", "python-zip-python", "uv",
}  # fmt: skip


def outcomes(host: Host) -> dict[str, str]:
    """Of the kinds of programs, and of one of each kind that a route names."""
    return {f"{each.program} {each.place}": each.outcome for each in seen(host).answers if each.program in KINDS}


def test_a_policy_that_disallows_is_judged_question_by_question() -> None:
    assert outcomes(laptop(STANDARD)) == CLOSED
    answer = own(laptop(STANDARD))
    assert (answer.by, answer.mode, answer.rule, answer.why) == (
        "software-restriction", "enforced", "", ("no-rule-allows",)
    )  # fmt: skip
    assert answer.source.startswith(HKLM)


def test_a_rule_that_denies_is_named_by_its_id() -> None:
    host = laptop(policy(HKLM, (DISALLOWED, "%UserProfile%"), DefaultLevel=UNRESTRICTED))
    assert (own(host).outcome, own(host).rule, own(host).why) == ("blocked", guid(1), ("denied-by-rule",))
    assert outcomes(host)["catalogue-python program-files"] == "allowed"


def test_a_rule_about_some_of_the_folders_leaves_the_others_open() -> None:
    found = seen(laptop(policy(HKLM, (DISALLOWED, "%LocalAppData%"), DefaultLevel=UNRESTRICTED)))
    assert found.answer("uv", "user-folder").outcome == "blocked"
    assert found.answer("uv-python", "user-folder").why == ("restriction-folders-differ",)
    assert found.answer("miniforge-installer", "downloads").outcome == "allowed"
    assert found.answer("powershell-script", "temp-folder").why == ("restriction-file-types",)


@pytest.mark.unmeasured
@for_each(
    ("built", "expected"),
    [
        (WINDOWS_10, "blocked"),
        (Machine("Windows 11", build=22000, product="client"), "blocked"),
        (Machine("Windows 11", build=22620, product="client"), "blocked"),
        (Machine("Windows 11", build=22621, product="client"), "not-known"),
        (Machine("Windows 11", build=26100, product="client"), "not-known"),
        (Machine("Windows Server 2022", build=20348, product="server"), "blocked"),
        (Machine("Windows Server 2025", build=26100, product="server"), "not-known"),
        (Machine("Windows", build=None), "not-known"),
    ],
)
def test_they_hold_only_where_windows_obeys_them(built: Machine, expected: str) -> None:
    assert own(laptop(STANDARD, built)).outcome == expected
    assert seen(laptop(STANDARD, built)).restrictions_obeyed is {"blocked": True}.get(expected)


def test_beside_rules_of_applocker_nothing_is_said_for_certain() -> None:
    answer = own(laptop(STANDARD | rules("Appx", *DEFAULT)))
    assert (answer.outcome, answer.why) == ("not-known", ("restriction-beside-applocker",))
    assert own(laptop(STANDARD | rules("Exe", *DEFAULT))).by == "applocker"


@pytest.mark.unmeasured
@for_each("key", [HKLM, HKCU])
@for_each(
    ("values", "expected"),
    [
        ({"DefaultLevel": DISALLOWED}, "blocked"),
        ({"DefaultLevel": 0x20000}, "blocked"),
        ({"DefaultLevel": 0x10000}, "not-known"),
        ({"DefaultLevel": 0x1000}, "not-known"),
        ({"DefaultLevel": 1}, "not-known"),
        ({"DefaultLevel": UNRESTRICTED}, "allowed"),
        ({"DefaultLevel": "0"}, "not-known"),
        ({"DefaultLevel": b"\0\0\0\0"}, "not-known"),
        ({"DefaultLevel": -1}, "not-known"),
        ({"TransparentEnabled": 0}, "not-known"),
        ({"TransparentEnabled": 2}, "blocked"),
        ({"TransparentEnabled": 9}, "not-known"),
        ({"TransparentEnabled": "1"}, "not-known"),
        ({"PolicyScope": 1}, "blocked"),
        ({"PolicyScope": 2}, "not-known"),
        ({"PolicyScope": "0"}, "not-known"),
        ({"ExecutableTypes": ()}, "not-known"),
        ({"ExecutableTypes": ("MSI",)}, "not-known"),
        ({"ExecutableTypes": (" .exe ",)}, "blocked"),
        ({"ExecutableTypes": "EXE"}, "not-known"),
        ({"AuthenticodeEnabled": 1}, "blocked"),
    ],
)
def test_each_value(key: str, values: dict[str, RegistryValue], expected: str) -> None:
    assert own(laptop(policy(key, **values))).outcome == expected


@pytest.mark.parametrize("missing", ["TransparentEnabled", "ExecutableTypes"])
def test_a_value_that_is_not_there_leaves_it_not_known(missing: str) -> None:
    assert own(laptop(without(policy(), missing))).outcome == "not-known"


@pytest.mark.parametrize(("missing", "expected"), [("DefaultLevel", "allowed"), ("PolicyScope", "blocked")])
def test_a_value_that_is_not_there_has_the_meaning_that_windows_starts_with(missing: str, expected: str) -> None:
    assert own(laptop(without(policy(), missing))).outcome == expected


def test_what_a_security_baseline_sets_alone_restricts_nothing() -> None:
    assert set(outcomes(laptop({HKLM: {"AuthenticodeEnabled": 0}})).values()) == {"allowed"}


def test_libraries_are_looked_at_only_with_all_files() -> None:
    modules = [outcomes(laptop(policy(TransparentEnabled=each)))["module user-folder"] for each in (0, 1, 2, 9)]
    assert modules == ["allowed", "allowed", "blocked", "not-known"]


def test_certificates_count_for_what_may_be_signed() -> None:
    found = outcomes(laptop(STANDARD | {HKLM: STANDARD[HKLM] | {"AuthenticodeEnabled": 1}}))
    assert found["python-zip-python user-folder"] == found["catalogue-python program-files"] == "not-known"
    assert found["uv user-folder"] == "blocked"


@pytest.mark.parametrize(("level", "changed"), [(UNRESTRICTED, "blocked"), (DISALLOWED, "allowed")])
def test_rules_for_single_files_leave_open_what_they_could_change(level: int, changed: str) -> None:
    found = outcomes(laptop(STANDARD | {f"{HKLM}\\{level}\\Hashes\\{guid(9)}": {"ItemData": b"x"}}))
    moved = {name for name in CLOSED if found[name] != CLOSED[name]}
    assert {found[name] for name in moved} == {"not-known"}
    assert moved == {
        name for name in CLOSED if CLOSED[name] == changed and not name.startswith(("packaged", "module", "user-site"))
    }


def test_rules_for_zones_are_about_installer_packages() -> None:
    found = outcomes(laptop(STANDARD | {f"{HKLM}\\{UNRESTRICTED}\\UrlZones\\1": {"ItemData": 1}}))
    assert {name for name in CLOSED if found[name] != CLOSED[name]} == {"python-org-package user-folder"}


@for_each(
    "broken",
    [{"ItemData": 5}, {"ItemData": b"C"}, {"ItemData": ("a", "b")}, {"ItemData": ""}, {"ItemData": "  "}, {}],
    ids=str,
)
def test_a_rule_that_cannot_be_read_leaves_all_not_known(broken: dict[str, RegistryValue]) -> None:
    answer = own(laptop(STANDARD | {f"{HKLM}\\262144\\Paths\\{guid(9)}": broken}))
    assert (answer.outcome, answer.why) == ("not-known", ("restriction-rule-unreadable",))


def test_a_key_that_holds_no_rule_says_nothing() -> None:
    assert outcomes(laptop(STANDARD | {f"{HKLM}\\262144\\Paths\\notes": {"Description": "x"}})) == CLOSED


@for_each(
    "denied",
    [HKLM, f"{HKLM}\\0", f"{HKLM}\\262144\\Paths", f"{HKLM}\\262144\\Hashes", f"{HKLM}\\262144\\Paths\\{guid(1)}"],
)
def test_what_may_not_be_read_is_not_known(denied: str) -> None:
    host = laptop(STANDARD, denied_keys=[denied])
    found = outcomes(host)
    assert set(found.values()) == {"not-known", "allowed"}
    assert {name for name, outcome in found.items() if outcome == "allowed"} <= {
        "packaged-app windows-apps", "module user-folder", "user-site-module user-folder"
    }  # fmt: skip
    assert set(own(host).why) <= {"software-restriction-unreadable", "restriction-rule-unreadable"}


def test_a_key_with_an_odd_name_beside_the_levels_leaves_it_not_known() -> None:
    assert own(laptop(STANDARD | {f"{HKLM}\\\ud800": {"x": 1}})).why == ("restriction-rule-unreadable",)


def test_more_rules_than_are_read_leave_it_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyready.probes._restriction_policy._MOST_RULES", 1)
    assert own(laptop(STANDARD)).why == ("restriction-rule-unreadable",)


@pytest.mark.unmeasured
def test_five_thousand_rules_give_the_answers_of_those_that_matter() -> None:
    others = [
        (UNRESTRICTED if number % 3 else DISALLOWED, f"D:\\Vendor {number}\\*\\tool*.exe" if number % 2 else f"E:\\{number}")
        for number in range(5000)
    ]  # fmt: skip
    host = laptop(policy(HKLM, (UNRESTRICTED, PROGRAMS), *others, (UNRESTRICTED, "%WinDir%")))
    assert outcomes(host) == CLOSED


@for_each(
    "odd",
    ["%", "%%", "%%%%\\", "[", "C:\\[a-z]*", "\\", "\\\\", "*" * 200, "%HKEY_CURRENT_USER\\x", "a\\" * 500, "caf\xe9\\*",
     "*a" * 60, "?:\\" + "?" * 100, "%" + "x" * 3000 + "%", "\U0001f40d"],
)  # fmt: skip
@for_each("level", [DISALLOWED, UNRESTRICTED])
def test_odd_text_in_a_rule_stops_nothing(odd: str, level: int) -> None:
    found = outcomes(laptop(policy(HKLM, (UNRESTRICTED, PROGRAMS), (UNRESTRICTED, "%SystemRoot%"), (level, odd))))
    assert {found[name] for name in CLOSED if CLOSED[name] == "blocked"} <= (
        {"blocked"} if level == DISALLOWED else {"blocked", "not-known"} | ({"allowed"} if set(odd) == {"*"} else set())
    )


@pytest.mark.parametrize("control", ["\0", "\ud800", "C:\\\x07"])
def test_a_rule_with_text_that_is_none_is_not_known(control: str) -> None:
    assert own(laptop(policy(HKLM, (DISALLOWED, f"C:\\{control}")))).outcome == "not-known"


def test_administrators_are_left_out_where_the_policy_says_so() -> None:
    elevated = Groups("S-1-5-21-1-2-3-1001", ("S-1-1-0", "S-1-5-32-544"))
    unread: Reading[Groups] = Reading("denied", source="access token")
    keys = policy(PolicyScope=1)

    assert own(laptop(keys, groups=Reading("set", elevated))).outcome == "allowed"
    assert own(laptop(keys)).outcome == "blocked"
    assert own(laptop(keys, groups=unread)).why == ("restriction-groups-unreadable",)
    assert own(laptop(policy(), groups=Reading("set", elevated))).outcome == "blocked"


def test_the_policies_of_the_machine_and_of_the_user_must_agree() -> None:
    both = policy() | policy(HKCU, DefaultLevel=UNRESTRICTED)
    assert own(laptop(both)).why == ("restriction-policies-differ",)
    assert own(laptop(policy() | policy(HKCU))).outcome == "blocked"


@for_each(
    ("changes", "expected"),
    [
        ({"variables": {"LOCALAPPDATA": "\\\\nas\\home$\\jane\\Local"}}, "not-known"),
        ({"variables": {"LOCALAPPDATA": "C:\\Users\\JANE~1\\AppData\\Local"}}, "not-known"),
        ({"drives": {"C:\\": Drive("network")}}, "not-known"),
        ({"denied_files": ["C:\\Users"]}, "not-known"),
        ({"looks": {bare.LOCAL: Look("folder", "D:\\P\\Local"), bare.HOME: Look("folder", "D:\\P")}}, "not-known"),
        ({}, "allowed"),
    ],
    ids=["share", "8.3 name", "network drive", "denied", "link", "plain"],
)  # fmt: skip
def test_a_rule_that_allows_holds_only_where_the_place_is_certain(changes: dict[str, Any], expected: str) -> None:
    allowed = policy(HKLM, (UNRESTRICTED, "C:\\Users\\jane.smith"))
    assert own(laptop(allowed, **changes)).outcome == expected


def test_the_rules_do_not_leave_the_probe() -> None:
    keys = policy(HKLM, (UNRESTRICTED, "C:\\Secret\\*"), (DISALLOWED, "%LocalAppData%\\Secret"))
    keys[f"{HKLM}\\262144\\Paths\\Secret name"] = {"ItemData": "C:\\Windows"}
    taken = look(laptop(keys), (machine.PROBE, app_control.PROBE))

    assert b"ecret" not in msgspec.json.encode(taken.facts[AppControl])
    places = [each.where for each in taken.did.read]
    assert not [place for place in places if "ecret" in place or guid(1) in place]
    assert f"{HKLM}*" in places


def test_the_name_of_a_key_that_is_no_guid_is_left_out() -> None:
    keys: Keys = policy(DefaultLevel=UNRESTRICTED) | {f"{HKLM}\\0\\Paths\\C Secret": {"ItemData": "%UserProfile%"}}
    assert (own(laptop(keys)).outcome, own(laptop(keys)).rule) == ("blocked", "")


WINDOWS_11 = Machine("Windows 11", build=26100, product="client")


def test_where_it_is_not_known_whether_they_are_obeyed_only_what_they_would_block_is_not_known() -> None:
    older, newer = outcomes(laptop(STANDARD)), outcomes(laptop(STANDARD, WINDOWS_11))

    assert newer == {name: "not-known" if outcome == "blocked" else outcome for name, outcome in older.items()}
    answer = own(laptop(STANDARD, WINDOWS_11))
    assert (answer.by, answer.mode, answer.rule) == ("software-restriction", "not-known", "")
    assert answer.why == ("restriction-obeyed-unclear",)


@pytest.mark.parametrize(
    "keys",
    [
        policy(DefaultLevel=UNRESTRICTED),
        policy(HKLM, (UNRESTRICTED, "*"), (UNRESTRICTED, "%UserProfile%")),
        {HKLM: {"AuthenticodeEnabled": 0}},
    ],
)
def test_where_they_would_let_it_run_anyway_nothing_changes_on_a_newer_windows(keys: Keys) -> None:
    assert outcomes(laptop(keys, WINDOWS_11)) == outcomes(laptop(keys))
    assert own(laptop(keys, WINDOWS_11)).outcome == "allowed"
