r"""Which ways of installing the policies of this computer leave open: Windows Installer, packaged apps, Store, winget.

A setting may stand in several places: the policies of the machine, those of the person, and those of Intune, which
keeps its own below `HKLM\SOFTWARE\Microsoft\PolicyManager`. Each place is a reading of its own; the checks join them.
learn.microsoft.com/windows/client-management/mdm/policy-csp-applicationmanagement, policy-csp-desktopappinstaller
"""

import msgspec

from pyready.formats import manager_files
from pyready.model.anchors import fill
from pyready.model.facts import Facts
from pyready.model.host import Host, Reading, RegistryValue
from pyready.model.probe import Probe, file, registry, variable
from pyready.model.readings import number, text, there

MSI = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\Installer"
PACKAGES = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\Appx"
SIDELOADING = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\AppModelUnlock"
STORE, STORE_OF_USER = (rf"{hive}\SOFTWARE\Policies\Microsoft\WindowsStore" for hive in ("HKLM", "HKCU"))
WINGET = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\AppInstaller"
MANAGER = manager_files.POLICY
INTUNE = r"HKLM\SOFTWARE\Microsoft\PolicyManager\current\device"
INTUNE_APPS, INTUNE_WINGET = rf"{INTUNE}\ApplicationManagement", rf"{INTUNE}\DesktopAppInstaller"

Places = tuple[Reading[int], ...]
"""One setting, as each place where it can be set says."""


class Installers(msgspec.Struct, frozen=True):
    """The settings under the names Microsoft gives them, and what is there to install with."""

    disable_msi: Places
    """`DisableMSI`: 1 refuses what IT does not manage, 2 everything."""
    disable_user_installs: Places
    """`DisableUserInstalls`: 1 refuses installations for one person."""
    allow_all_trusted_apps: Places
    """`AllowAllTrustedApps`: 0 refuses packaged apps from elsewhere than the Store."""
    sideloading: Reading[int]
    """The same as a setting of the computer, not a policy."""
    block_non_admin_install: Places
    """`BlockNonAdminUserInstall`: 1 leaves a standard user packaged apps from the Store only."""
    allow_in_special_profiles: Places
    """`AllowDeploymentInSpecialProfiles`: 1 allows packaged apps in mandatory and temporary profiles, too."""
    remove_store: Places
    """`RemoveWindowsStore`."""
    private_store_only: Places
    """`RequirePrivateStoreOnly`: 1 hides the public catalogue of the Store."""
    disable_store_apps: Places
    """`DisableStoreApps`, which Intune calls `DisableStoreOriginatedApps`: 1 stops apps that came from the Store."""
    app_installer: Places
    """`EnableAppInstaller`: 0 switches off winget; what it does to a file opened by double-click is not documented."""
    winget_commands: Places
    """`EnableWindowsPackageManagerCommandLineInterfaces`: 0 switches off the command winget."""
    winget_source: Places
    """`EnableDefaultSource`: 0 takes away winget's own catalogue."""
    winget_store: Places
    """`EnableMicrosoftStoreSource`: 0 takes away winget's access to the Store."""
    manager_is_configured: Reading[bool]
    """IT has set where the Python Install Manager gets its Pythons. The address is not kept."""
    store_app: Reading[bool]
    """The Store app is set up for this person."""
    winget: Reading[bool]
    """The command winget is there for this person."""


def collect(host: Host, facts: Facts) -> Installers:
    """Read each setting in each place, and look for the Store and winget."""
    del facts
    winget = "EnableWindowsPackageManagerCommandLineInterfaces"
    return Installers(
        disable_msi=_places(host, "DisableMSI", MSI),
        disable_user_installs=_places(host, "DisableUserInstalls", MSI),
        allow_all_trusted_apps=_places(host, "AllowAllTrustedApps", PACKAGES, INTUNE_APPS),
        sideloading=number(host.registry.value(SIDELOADING, "AllowAllTrustedApps")),
        block_non_admin_install=_places(host, "BlockNonAdminUserInstall", PACKAGES, INTUNE_APPS),
        allow_in_special_profiles=_places(host, "AllowDeploymentInSpecialProfiles", PACKAGES),
        remove_store=_places(host, "RemoveWindowsStore", STORE, STORE_OF_USER),
        private_store_only=_places(host, "RequirePrivateStoreOnly", STORE, STORE_OF_USER, INTUNE_APPS),
        disable_store_apps=(
            *_places(host, "DisableStoreApps", STORE, STORE_OF_USER),
            *_places(host, "DisableStoreOriginatedApps", INTUNE_APPS),
        ),
        app_installer=_switch(host, "EnableAppInstaller"),
        winget_commands=_switch(host, winget),
        winget_source=_switch(host, "EnableDefaultSource"),
        winget_store=_switch(host, "EnableMicrosoftStoreSource"),
        manager_is_configured=_manager(host),
        store_app=_there(host, "Packages", "Microsoft.WindowsStore_8wekyb3d8bbwe"),
        winget=_there(host, "Microsoft", "WindowsApps", "winget.exe"),
    )


def _places(host: Host, name: str, *keys: str) -> Places:
    return tuple(number(host.registry.value(key, name)) for key in keys)


def _switch(host: Host, name: str) -> Places:
    """A setting of App Installer; Intune holds it as the `<enabled/>` or `<disabled/>` of its template."""
    return (
        number(host.registry.value(WINGET, name)),
        _element(host.registry.value(INTUNE_WINGET, name)),
    )


def _element(reading: Reading[RegistryValue]) -> Reading[int]:
    found = text(reading)
    if found.value is None:
        return Reading(found.state, source=found.source)
    word = found.value.strip().casefold().partition(">")[0].rstrip("/ ")
    value = {"<enabled": 1, "<disabled": 0}.get(word) if found.is_set else None
    return Reading("malformed" if value is None else "set", value, found.source)


def _manager(host: Host) -> Reading[bool]:
    """Whether a base configuration or an index is set; what it is may name a server of the organisation."""
    found = [host.registry.value(MANAGER, name) for name in ("base_config", "install.source")]
    return there(next((each for each in found if each.state != "not-set"), found[0]))


def _there(host: Host, *below: str) -> Reading[bool]:
    """Whether something stands below the person's local application data."""
    path = fill(host, "\\".join(["{LOCALAPPDATA}", *below]))
    if not path:
        return Reading("missing", source=host.variables.get("LOCALAPPDATA").source)
    return there(host.files.look(path))


PROBE = Probe(
    id="installers",
    fact=Installers,
    collect=collect,
    about="which ways of installing are open",
    reads=(
        registry(MSI, "whether Windows Installer refuses installations for one person"),
        registry(PACKAGES, "whether packaged apps (MSIX) can be installed, by whom and in which profiles"),
        registry(SIDELOADING, "whether packaged apps from elsewhere than the Store are switched on"),
        registry(STORE, "whether the Microsoft Store is open"),
        registry(STORE_OF_USER, "the same, set for you"),
        registry(WINGET, "whether you can use App Installer and winget"),
        registry(INTUNE_APPS, "the same settings, where Intune keeps them"),
        registry(INTUNE_WINGET, "the same settings, where Intune keeps them"),
        registry(MANAGER, "whether IT has set where the Python Install Manager gets its Pythons"),
        variable("LOCALAPPDATA", "where your own apps are"),
        file(r"{LOCALAPPDATA}\Packages\Microsoft.WindowsStore_8wekyb3d8bbwe", "whether you have the Store"),
        file(r"{LOCALAPPDATA}\Microsoft\WindowsApps\winget.exe", "whether you have winget"),
    ),
    platforms=("windows",),
    seen_on=("windows",),
)
