"""Which ways of installing are open, from recorded policies."""

from typing import Any

import pytest

from for_each import for_each
from laptops.one_check import STORE, WINGET, answer, ask, computer, evidence
from pyready.model.host import Session
from pyready.probes._control_readings import CSP, SMART_SCREEN
from pyready.probes.installers import (
    INTUNE_APPS,
    INTUNE_WINGET,
    MSI,
    PACKAGES,
    SIDELOADING,
    STORE_OF_USER,
)
from pyready.probes.installers import (
    MANAGER as MANAGER_POLICY,
)
from pyready.probes.installers import STORE as STORE_POLICY
from pyready.probes.installers import WINGET as APP_INSTALLER
from pyready.probes.management import PROFILES

WITH_STORE = {STORE: "", WINGET: b"MZ"}
NO_FILE = {PACKAGES: {"BlockNonAdminUserInstall": 1}}
MDM_SCREEN = f"{CSP}\\SmartScreen"
ONLY_STORE_APPS = {SMART_SCREEN: {"ConfigureAppInstallControlEnabled": 1, "ConfigureAppInstallControl": "StoreOnly"}}
NO_STORE = {STORE_POLICY: {"RemoveWindowsStore": 1}}
PRO = computer(edition="Professional")
LTSC = computer(edition="EnterpriseS", build=19044)
SERVER = computer(edition="ServerStandard", product="server", build=20348)
TEMPORARY = computer(Session(temporary=True, roaming=False, mandatory=False))
MANDATORY = computer(Session(temporary=False, roaming=False, mandatory=True))
ROAMING = computer(Session(temporary=False, roaming=True, mandatory=False))
EMPTIED = {PROFILES: {"DeleteRoamingCache": 1}}
SPECIAL = {PACKAGES: {"AllowDeploymentInSpecialProfiles": 1}}
DOORS = ("installs-from-store", "installs-app-packages")
# what it is about, registry, files, outcome of the Store, outcome of a file; by computer
DOOR_ROWS: list[tuple[str, Any, dict[str, Any], dict[str, Any], str, str]] = [
    ("nothing is set", computer(), {}, WITH_STORE, "passed", "passed"),
    ("the Store is not seen", computer(), {}, {}, "unknown", "passed"),
    ("no session could be asked", computer(None), {}, WITH_STORE, "passed", "passed"),
    ("app packages for the Store alone", computer(), NO_FILE, WITH_STORE, "passed", "problem"),
    ("the same by Intune", computer(), {INTUNE_APPS: {"BlockNonAdminUserInstall": 1}}, WITH_STORE, "passed", "problem"),
    ("only trusted apps of the Store", computer(), {PACKAGES: {"AllowAllTrustedApps": 0}}, WITH_STORE, "passed", "problem"),
    ("not configured is no refusal", computer(), {INTUNE_APPS: {"AllowAllTrustedApps": 65535}}, WITH_STORE, "passed", "passed"),
    ("the Store is removed", computer(), NO_STORE, WITH_STORE, "problem", "passed"),
    ("only a private Store", computer(), {STORE_POLICY: {"RequirePrivateStoreOnly": 1}}, WITH_STORE, "problem", "passed"),
    ("apps of the Store may not start, for the person", computer(), {STORE_OF_USER: {"DisableStoreApps": 1}}, WITH_STORE, "problem", "passed"),
    ("apps from the Store only", computer(), ONLY_STORE_APPS, WITH_STORE, "passed", "problem"),
    ("the same by device management", computer(), {MDM_SCREEN: {"EnableAppInstallControl": 1}}, WITH_STORE, "passed", "problem"),
    ("apps from anywhere", computer(), {MDM_SCREEN: {"EnableAppInstallControl": 0}}, WITH_STORE, "passed", "passed"),
    ("where apps come from is not clear", computer(), {MDM_SCREEN: {"EnableAppInstallControl": 7}}, WITH_STORE, "passed", "unknown"),
    ("both doors closed", computer(), NO_FILE | NO_STORE, WITH_STORE, "problem", "problem"),
    ("places disagree about files", computer(), {PACKAGES: {"AllowAllTrustedApps": 0}, INTUNE_APPS: {"AllowAllTrustedApps": 1}}, WITH_STORE, "passed", "unknown"),
    ("both set on Pro, where they may not count", PRO, NO_FILE | NO_STORE, WITH_STORE, "unknown", "unknown"),
    ("sideloading off as a setting", computer(), {SIDELOADING: {"AllowAllTrustedApps": 0}}, WITH_STORE, "passed", "unknown"),
    ("App Installer off", computer(), {APP_INSTALLER: {"EnableAppInstaller": 0}}, WITH_STORE, "passed", "unknown"),
    ("LTSC comes without both", LTSC, {}, {}, "problem", "unknown"),
    ("LTSC to which the Store was added", LTSC, {}, WITH_STORE, "passed", "unknown"),
    ("a server", SERVER, {}, {}, "problem", "unknown"),
]  # fmt: skip
# what it is about, computer, registry, outcome, who, words of the answer
SUITS: list[tuple[str, Any, dict[str, Any], str, str, str]] = [
    ("nothing is set", computer(), {}, "passed", "", "is new enough"),
    ("a Windows that is too old", computer(build=19043), {}, "problem", "nobody", "build 19044"),
    ("a Windows that does not tell its build", computer(build=None), {}, "unknown", "", "which Windows this is"),
    ("the oldest that will do", computer(build=19044), {}, "passed", "", "is new enough"),
    ("a temporary profile", TEMPORARY, {}, "problem", "nobody", "deletes your profile"),
    ("a mandatory profile", MANDATORY, {}, "problem", "nobody", "deletes your profile"),
    ("a mandatory profile that may have apps", MANDATORY, SPECIAL, "passed", "", "is new enough"),
    ("a roaming profile", ROAMING, {}, "passed", "", "is new enough"),
    ("a roaming profile whose copy is deleted", ROAMING, EMPTIED, "problem", "nobody", "deletes your profile"),
]


@pytest.mark.unmeasured
@for_each("row", DOOR_ROWS, ids=[row[0] for row in DOOR_ROWS])
def test_each_way_in_is_judged_by_itself(row: Any) -> None:
    _, system, registry, files, *outcomes = row
    records = [ask(door, system, registry=registry, files=files) for door in DOORS]

    assert [record.outcome for record in records] == outcomes
    for record in records:
        assert bool(record.settles) == (record.outcome == "unknown")
        assert record.outcome != "passed" or record.sure == "likely"
        # no reason to ask IT for an open way in: a Python of IT's needs none
        assert record.fix is None or (record.fix.who, record.fix.request) == ("nobody", "")


@for_each("row", SUITS, ids=[row[0] for row in SUITS])
def test_not_every_windows_takes_the_install_manager(row: Any) -> None:
    _, system, registry, outcome, who, words = row
    record = ask("suits-python-manager", system, registry=registry, files=WITH_STORE)

    assert answer(record) == (outcome, who)
    assert words in record.says
    assert bool(record.settles) == (outcome == "unknown")


@for_each("denied", [PACKAGES, INTUNE_APPS, APP_INSTALLER, SIDELOADING])
def test_a_file_is_no_open_door_where_a_policy_could_not_be_read(denied: str) -> None:
    record = ask("installs-app-packages", files=WITH_STORE, denied_keys=[denied])

    assert answer(record) == ("unknown", "")
    assert "denied" in evidence(record).values()


@pytest.mark.parametrize("denied", [STORE_POLICY, STORE_OF_USER, INTUNE_APPS])
def test_the_store_is_no_open_door_where_a_policy_could_not_be_read(denied: str) -> None:
    record = ask("installs-from-store", files=WITH_STORE, denied_keys=[denied])

    assert answer(record) == ("unknown", "")
    assert "denied" in evidence(record).values()


def test_a_profile_that_is_thrown_away_and_a_policy_that_could_not_be_read_are_unknown() -> None:
    record = ask("suits-python-manager", MANDATORY, files=WITH_STORE, denied_keys=[PACKAGES])
    assert answer(record) == ("unknown", "")


def test_a_closed_way_in_shows_its_policy() -> None:
    assert evidence(ask("installs-app-packages", registry=NO_FILE))["BlockNonAdminUserInstall"] == "1"


def test_that_it_chose_where_pythons_come_from_is_told_without_the_address() -> None:
    chosen = {MANAGER_POLICY: {"base_config": r"C:\\IT\\python.json"}}
    record = ask("suits-python-manager", registry=chosen, files=WITH_STORE)

    assert evidence(record)["where its Pythons come from"] == "set by IT"
    assert "python.json" not in str(record)


# what it is about, computer, values, outcome, who
MSI_ROWS: list[tuple[str, Any, dict[str, Any], str, str]] = [
    ("nothing is set on a client", computer(), {}, "passed", ""),
    ("nothing is set on a server", SERVER, {}, "unknown", ""),
    ("nothing is set and the kind is not known", computer(product=""), {}, "unknown", ""),
    ("allowed on a server", SERVER, {"DisableMSI": 0}, "passed", ""),
    ("what IT does not manage is refused", computer(), {"DisableMSI": 1}, "problem", "nobody"),
    ("everything is refused", computer(), {"DisableMSI": 2}, "problem", "nobody"),
    (
        "installing for one person is refused",
        computer(),
        {"DisableMSI": 0, "DisableUserInstalls": 1},
        "problem",
        "nobody",
    ),
    ("the wrong type", computer(), {"DisableMSI": "1"}, "unknown", ""),
]


@pytest.mark.unmeasured
@for_each("row", MSI_ROWS, ids=[row[0] for row in MSI_ROWS])
def test_the_installer_of_python_org(row: Any) -> None:
    _, system, values, outcome, who = row
    record = ask("installs-msi-for-you", system, registry={MSI: values})

    assert answer(record) == (outcome, who)
    assert outcome != "passed" or record.sure == "likely"


def test_a_policy_of_windows_installer_that_may_not_be_read_is_unknown() -> None:
    assert answer(ask("installs-msi-for-you", registry={MSI: {"DisableMSI": 0}}, denied_keys=[MSI])) == ("unknown", "")


# what it is about, registry, files, outcome
WINGET_ROWS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("nothing is set", {}, WITH_STORE, "passed"),
    ("winget is not there", {}, {}, "problem"),
    ("App Installer is off", {APP_INSTALLER: {"EnableAppInstaller": 0}}, WITH_STORE, "problem"),
    ("the command is off", {APP_INSTALLER: {"EnableWindowsPackageManagerCommandLineInterfaces": 0}}, WITH_STORE, "problem"),
    ("the Store is off by Intune", {INTUNE_WINGET: {"EnableMicrosoftStoreSource": "<disabled/>"}}, WITH_STORE, "problem"),
    ("on by Intune", {INTUNE_WINGET: {"EnableMicrosoftStoreSource": "<enabled/>"}}, WITH_STORE, "passed"),
    ("Intune says what is no element", {INTUNE_WINGET: {"EnableAppInstaller": "no"}}, WITH_STORE, "unknown"),
    ("only a private Store", {STORE_POLICY: {"RequirePrivateStoreOnly": 1}}, WITH_STORE, "unknown"),
]  # fmt: skip


@pytest.mark.unmeasured
@for_each("row", WINGET_ROWS, ids=[row[0] for row in WINGET_ROWS])
def test_winget(row: Any) -> None:
    _, registry, files, outcome = row
    assert ask("installs-with-winget", registry=registry, files=files).outcome == outcome


def test_winget_that_could_not_be_looked_for_is_unknown() -> None:
    assert ask("installs-with-winget", files={STORE: ""}, denied_files=[WINGET]).outcome == "unknown"
