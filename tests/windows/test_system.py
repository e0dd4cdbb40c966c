"""Account, token, machine and the whole Host, asked of a real Windows or of Wine."""

import ctypes
import math
import os
import platform
import sys
import threading
import time
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest

import homes
from pyready.engine.seam import watched
from pyready.model.activity import Journal
from pyready.model.attempts import Tried
from pyready.model.host import Host
from pyready.model.probe import EVERYWHERE, Probe, file, folder, registry, system, variable
from pyready.windows import host as host_module
from pyready.windows import machine, native
from pyready.windows.host import windows_host
from pyready.windows.machine import system_name
from pyready.windows.native import Missing, asked, function
from pyready.windows.token import user_sid

pytestmark = pytest.mark.windows


class NoNet:
    """A network that nothing may use."""

    def attempt(self, wanted: object) -> Tried:
        return Tried("not-tried")

    attempt_with_requests = attempt

    def environment_proxy(self, url: str) -> str:
        return ""


@pytest.fixture
def host() -> Host:
    return windows_host(NoNet())


def test_who_names_the_account_the_computer_and_the_profile(host: Host) -> None:
    found = host.system.who()
    assert found.state == "set"
    assert found.value is not None
    assert found.value.user.casefold() == os.environ["USERNAME"].casefold()
    assert found.value.computer.casefold() == os.environ["COMPUTERNAME"].casefold()
    assert found.value.home.casefold() == homes.BEFORE["USERPROFILE"].casefold()
    assert found.value.is_system is False


def test_the_organisation_is_found_under_each_of_its_names_and_the_computer_is_no_domain(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USERDOMAIN", "TRUST")
    monkeypatch.setenv("USERDNSDOMAIN", "trust.example")
    monkeypatch.setenv("USERDOMAIN_ROAMINGPROFILE", "trust")
    found = host.system.who().value
    assert found is not None
    assert found.domains[:2] == ("TRUST", "trust.example")
    assert len({name.casefold() for name in found.domains}) == len(found.domains)
    monkeypatch.setenv("USERDOMAIN", found.computer)
    again = host.system.who().value
    assert again is not None
    assert found.computer not in again.domains


@pytest.mark.parametrize("everywhere", ["AzureAD", "WORKGROUP"])
def test_a_domain_name_that_every_such_computer_has_is_no_identifier(
    host: Host, monkeypatch: pytest.MonkeyPatch, everywhere: str
) -> None:
    monkeypatch.setenv("USERDOMAIN", everywhere)
    found = host.system.who().value
    assert found is not None
    assert everywhere not in found.domains


def test_without_a_name_for_the_user_the_account_is_missing_and_not_empty(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pyready.windows.account._told", lambda *_: "")
    assert host.system.who().state == "set"  # the variables know it
    monkeypatch.delenv("USERNAME")
    assert host.system.who().state == "missing"


def test_the_token_says_what_windows_says(host: Host) -> None:
    found = host.system.token().value
    assert found is not None
    assert found.elevation_type in {"default", "full", "limited"}
    assert isinstance(found.elevated, bool)
    if ctypes.windll.shell32.IsUserAnAdmin():
        assert found.administrator is True


def test_the_sid_is_that_of_an_account() -> None:
    assert user_sid().startswith("S-1-5-")


def test_an_answer_that_windows_refuses_leaves_only_its_field_unknown(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(token: int, question: int) -> NoReturn:
        raise native.Refused(5)

    monkeypatch.setattr("pyready.windows.token._information", refuse)
    found = host.system.token()
    assert found.state == "set"
    assert found.value is not None
    assert (found.value.elevated, found.value.administrator, found.value.elevation_type) == (None, None, "")


def test_the_machine_is_described(host: Host) -> None:
    found = host.system.machine().value
    assert found is not None
    assert found.name.startswith("Windows ")
    assert found.build == int(platform.version().split(".")[2])
    assert found.architecture == "x86_64"
    assert found.product in {"client", "server"}


def test_an_older_windows_that_lacks_a_function_still_names_its_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    known = machine._architecture()

    def older(library: str, name: str, *signature: object) -> object:
        if name == "IsWow64Process2":
            raise Missing(name)
        return function(library, name, *signature)

    monkeypatch.setattr(machine, "function", older)

    assert machine._architecture() == known == "x86_64"


@pytest.mark.parametrize(
    ("product", "build", "name"),
    [
        ("Windows 10 Enterprise", 19045, "Windows 10"),
        ("Windows 10 Enterprise", 22631, "Windows 11"),
        ("Windows 11 Pro", 26100, "Windows 11"),
        ("Windows 10 Enterprise for Virtual Desktops", 26100, "Windows 11"),
        ("Windows Server 2022 Standard", 20348, "Windows Server 2022"),
        ("Windows Server 2012 R2 Datacenter", 9600, "Windows Server 2012 R2"),
        ("", 26100, ""),
    ],
)
def test_windows_11_is_told_by_its_build(product: str, build: int, name: str) -> None:
    assert system_name(product, build) == name


def test_the_interpreter_is_the_running_one_and_missing_in_the_exe(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    found = host.system.interpreter()
    assert found.value is not None
    assert found.value.casefold().endswith("python.exe")
    monkeypatch.setattr(host_module.sys, "frozen", True, raising=False)
    missing = host.system.interpreter()
    assert (missing.state, missing.value) == ("missing", sys.executable)


def test_variables_are_found_whatever_their_case(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYREADY_Example", "Zoë")
    assert host.variables.get("pyready_EXAMPLE").value == "Zoë"
    assert "PYREADY_EXAMPLE" in host.variables.names()
    assert host.variables.get("PYREADY_NONE").state == "not-set"


def test_a_variable_with_an_unpaired_surrogate_is_malformed(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYREADY_EXAMPLE", "a\ud800")
    found = host.variables.get("PYREADY_EXAMPLE")
    assert (found.state, found.value) == ("malformed", "a\\ud800")


def test_a_dll_or_function_that_is_not_there_is_a_missing_reading() -> None:
    for library, name in (("pyready-none", "X"), ("kernel32", "PyreadyNone")):
        found = asked("x", lambda library=library, name=name: function(library, name, None)())
        assert found.state == "missing"
        assert library in found.source


def test_a_dll_planted_beside_the_program_is_never_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = tmp_path / "pyready-planted.dll"
    planted.write_bytes(Path(os.environ["SYSTEMROOT"], "System32", "version.dll").read_bytes())
    ctypes.WinDLL(str(planted))  # it is a DLL that loads when named by its path
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    other = tmp_path / "pyready-planted-too.dll"
    other.write_bytes(planted.read_bytes())
    with pytest.raises(Missing):
        function("pyready-planted-too", "GetFileVersionInfoW", None)


def test_the_whole_host_works_behind_the_seam_and_its_answers_can_be_written_down(host: Host, tmp_path: Path) -> None:
    reads = (system("*", ""), registry("*", ""), file("*", ""), folder("*", ""), variable("*", ""))
    probe = Probe(id="all", fact=int, collect=lambda *_: 0, about="", reads=reads, platforms=EVERYWHERE)
    journal = Journal()
    seen = watched(host, probe, journal, time.monotonic() + 60)
    place = str(tmp_path)
    readings = [
        seen.system.who(),
        seen.system.token(),
        seen.system.machine(),
        seen.system.interpreter(),
        seen.variables.get("PATH"),
        seen.registry.value(r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion", "CurrentBuild"),
        seen.registry.subkeys(r"HKLM\SOFTWARE\Microsoft"),
        seen.files.folder(place),
        seen.files.look(place),
        seen.files.writable(place),
        seen.files.space(place),
        seen.files.drive(place),
        seen.files.protection(place),
    ]
    assert [reading.state for reading in readings] == ["set"] * len(readings)
    assert msgspec.json.decode(msgspec.json.encode(readings))
    assert {entry.what for entry in journal.finished().read} == {"system", "variable", "registry", "file", "folder"}
    assert host.platform == "windows"
    assert host.clock.left() == math.inf


def test_the_token_tells_its_groups_apart(host: Host) -> None:
    found = host.system.groups().value

    assert found is not None
    assert found.user == user_sid()
    assert "S-1-1-0" in found.enabled  # Everyone
    assert not set(found.enabled) & set(found.deny_only)


def test_a_service_is_there_or_not(host: Host) -> None:
    there, not_there = host.system.service("EventLog"), host.system.service("PyreadyHasNoService")

    assert (not_there.state, not_there.source) == ("not-set", "service PyreadyHasNoService")
    assert there.value is not None
    assert there.value.state in {"running", "stopped", "other"}
    assert there.value.start in {"auto", "manual", "disabled"}


def test_services_are_answered_for_when_two_probes_ask_at_once(host: Host) -> None:
    together, found = threading.Barrier(8), set()

    def ask(name: str) -> None:
        together.wait(10)
        found.update(host.system.service(name).state for _ in range(40))

    threads = [threading.Thread(target=ask, args=(f"PyreadyHasNoService{number}",)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)

    assert found == {"not-set"}


def test_the_session_is_not_known_or_told(host: Host) -> None:
    found = host.system.session().value

    assert found is not None
    assert found.remote in {True, False, None}
    assert found.mandatory in {True, False, None}


@pytest.mark.native
def test_the_profile_of_this_account_is_none_of_the_special_kinds(host: Host) -> None:
    found = host.system.session().value

    assert found is not None
    assert (found.temporary, found.roaming, found.mandatory) == (False, False, False)


@pytest.mark.native
def test_windows_says_whether_code_integrity_is_on(host: Host) -> None:
    found = host.system.code_integrity()

    assert found.state == "set"
    assert found.value is not None
    assert found.value & 0x1  # kernel code integrity is always on


def test_what_app_control_asks_of_powershell_is_a_number_or_missing(host: Host) -> None:
    found = host.system.script_lockdown()

    assert found.state in {"set", "missing"}
    assert isinstance(found.value, int) == found.is_set


def test_without_its_dll_or_with_an_error_what_app_control_asks_is_missing_and_not_off(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> NoReturn:
        raise Missing("wldp.dll")

    monkeypatch.setattr("pyready.windows.lockdown.function", gone)
    assert host.system.script_lockdown().state == "missing"
    monkeypatch.setattr("pyready.windows.lockdown.function", lambda *_: lambda *_: -2147024891)
    assert host.system.script_lockdown().state == "missing"
