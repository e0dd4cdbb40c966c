"""Which ways of installing are open, from recorded policies."""

from typing import Any

import pytest

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
BOTH = "from the Microsoft Store, or as the file"
FILE_ONLY = "as the file from python.org; the Microsoft Store"
STORE_ONLY = "from the Microsoft Store; the file from python.org"

# what it is about, computer, registry, files, outcome, who, words of the answer
MANAGER: list[tuple[str, Any, dict[str, Any], dict[str, Any], str, str, str]] = [
    ("nothing is set", computer(), {}, WITH_STORE, "passed", "", BOTH),
    ("the Store is not seen", computer(), {}, {}, "passed", "", FILE_ONLY),
    ("no session could be asked", computer(None), {}, WITH_STORE, "passed", "", BOTH),
    ("app packages for the Store alone", computer(), NO_FILE, WITH_STORE, "passed", "", STORE_ONLY),
    ("the same by Intune", computer(), {INTUNE_APPS: {"BlockNonAdminUserInstall": 1}}, WITH_STORE, "passed", "", STORE_ONLY),
    ("only trusted apps of the Store", computer(), {PACKAGES: {"AllowAllTrustedApps": 0}}, WITH_STORE, "passed", "", STORE_ONLY),
    ("not configured is no refusal", computer(), {INTUNE_APPS: {"AllowAllTrustedApps": 65535}}, WITH_STORE, "passed", "", BOTH),
    ("the Store is removed", computer(), NO_STORE, WITH_STORE, "passed", "", FILE_ONLY),
    ("only a private Store", computer(), {STORE_POLICY: {"RequirePrivateStoreOnly": 1}}, WITH_STORE, "passed", "", FILE_ONLY),
    ("apps of the Store may not start, for the person", computer(), {STORE_OF_USER: {"DisableStoreApps": 1}}, WITH_STORE, "passed", "", FILE_ONLY),
    ("apps from the Store only", computer(), ONLY_STORE_APPS, WITH_STORE, "passed", "", STORE_ONLY),
    ("the same by device management", computer(), {MDM_SCREEN: {"EnableAppInstallControl": 1}}, WITH_STORE, "passed", "", STORE_ONLY),
    ("apps from anywhere", computer(), {MDM_SCREEN: {"EnableAppInstallControl": 0}}, WITH_STORE, "passed", "", BOTH),
    ("apps from the Store only, and it is removed", computer(), ONLY_STORE_APPS | NO_STORE, WITH_STORE, "problem", "nobody", "Neither"),
    ("where apps come from is not clear, the Store is removed", computer(), {MDM_SCREEN: {"EnableAppInstallControl": 7}} | NO_STORE, WITH_STORE, "unknown", "", "not known"),
    ("both doors closed", computer(), NO_FILE | NO_STORE, WITH_STORE, "problem", "nobody", "Neither"),
    ("both closed, but places disagree", computer(), {PACKAGES: {"AllowAllTrustedApps": 0}, INTUNE_APPS: {"AllowAllTrustedApps": 1}} | NO_STORE, WITH_STORE, "unknown", "", "not known"),
    ("both set on Pro, where they may not count", PRO, NO_FILE | NO_STORE, WITH_STORE, "unknown", "", "not known"),
    ("sideloading off as a setting, Store removed", computer(), {SIDELOADING: {"AllowAllTrustedApps": 0}} | NO_STORE, WITH_STORE, "unknown", "", "not known"),
    ("App Installer off, Store removed", computer(), {APP_INSTALLER: {"EnableAppInstaller": 0}} | NO_STORE, WITH_STORE, "unknown", "", "not known"),
    ("App Installer off, Store open", computer(), {APP_INSTALLER: {"EnableAppInstaller": 0}}, WITH_STORE, "passed", "", "may be closed"),
    ("LTSC comes without both", LTSC, {}, {}, "unknown", "", "not known"),
    ("LTSC to which the Store was added", LTSC, {}, WITH_STORE, "passed", "", "may be closed"),
    ("a server", SERVER, {}, {}, "unknown", "", "not known"),
    ("a Windows that is too old", computer(build=19043), {}, WITH_STORE, "problem", "nobody", "build 19044"),
    ("a Windows that does not tell its build", computer(build=None), {}, WITH_STORE, "unknown", "", "Which Windows"),
    ("the oldest that will do", computer(build=19044), {}, WITH_STORE, "passed", "", BOTH),
    ("a temporary profile", TEMPORARY, {}, WITH_STORE, "problem", "nobody", "thrown away"),
    ("a mandatory profile", MANDATORY, {}, WITH_STORE, "problem", "nobody", "thrown away"),
    ("a mandatory profile that may have apps", MANDATORY, SPECIAL, WITH_STORE, "passed", "", BOTH),
    ("a roaming profile", ROAMING, {}, WITH_STORE, "passed", "", BOTH),
    ("a roaming profile whose copy is deleted", ROAMING, EMPTIED, WITH_STORE, "problem", "nobody", "thrown away"),
]  # fmt: skip


@pytest.mark.parametrize("row", MANAGER, ids=[row[0] for row in MANAGER])
def test_the_install_manager_needs_one_open_door(row: Any) -> None:
    _, system, registry, files, outcome, who, words = row
    record = ask("installs-python-manager", system, registry=registry, files=files)

    assert answer(record) == (outcome, who)
    assert words in record.says
    assert bool(record.settles) == (outcome == "unknown")
    assert outcome != "passed" or record.sure == "likely"


@pytest.mark.parametrize("denied", [PACKAGES, INTUNE_APPS, APP_INSTALLER, SIDELOADING])
def test_a_file_is_no_open_door_where_a_policy_could_not_be_read(denied: str) -> None:
    hidden: dict[str, Any] = {"registry": NO_STORE, "files": WITH_STORE, "denied_keys": [denied]}
    record = ask("installs-python-manager", **hidden)

    assert answer(record) == ("unknown", "")
    assert "denied" in evidence(record).values()


@pytest.mark.parametrize("denied", [STORE_POLICY, STORE_OF_USER, INTUNE_APPS])
def test_the_store_is_no_open_door_where_a_policy_could_not_be_read(denied: str) -> None:
    record = ask("installs-python-manager", registry=NO_FILE, files=WITH_STORE, denied_keys=[denied])

    assert answer(record) == ("unknown", "")
    assert "denied" in evidence(record).values()


def test_a_profile_that_is_thrown_away_and_a_policy_that_could_not_be_read_are_unknown() -> None:
    assert answer(ask("installs-python-manager", MANDATORY, files=WITH_STORE, denied_keys=[PACKAGES])) == (
        "unknown",
        "",
    )


def test_a_closed_install_manager_is_no_reason_to_ask_for_open_doors() -> None:
    record = ask("installs-python-manager", registry=NO_FILE | NO_STORE, files=WITH_STORE)

    assert record.fix is not None
    assert (record.fix.who, record.fix.request) == ("nobody", "")
    assert evidence(record)["BlockNonAdminUserInstall"] == "1"


def test_that_it_chose_where_pythons_come_from_is_told_without_the_address() -> None:
    record = ask(
        "installs-python-manager", registry={MANAGER_POLICY: {"base_config": r"C:\\IT\\python.json"}}, files=WITH_STORE
    )

    assert evidence(record) == {"where its Pythons come from": "set by IT"}


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


@pytest.mark.parametrize("row", MSI_ROWS, ids=[row[0] for row in MSI_ROWS])
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


@pytest.mark.parametrize("row", WINGET_ROWS, ids=[row[0] for row in WINGET_ROWS])
def test_winget(row: Any) -> None:
    _, registry, files, outcome = row
    assert ask("installs-with-winget", registry=registry, files=files).outcome == outcome


def test_winget_that_could_not_be_looked_for_is_unknown() -> None:
    assert ask("installs-with-winget", files={STORE: ""}, denied_files=[WINGET]).outcome == "unknown"
