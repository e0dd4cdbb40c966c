r"""Who looks after this computer and how it is shared: which catalogue, what becomes of the profile.

Only whether things are there is kept: no tenant, no device id, no account. The values of Winlogon are not read.
"""

import msgspec

from pyready.knowledge import elevation
from pyready.model.facts import Facts
from pyready.model.host import Host, Reading, Service, Session
from pyready.model.privacy_classes import Public
from pyready.model.probe import Probe, file, registry, system, variable
from pyready.model.readings import flag, text, there

SHARED = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\SharedPC"
SHELL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Policies\System"
PROFILES = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\System"
FSLOGIX = r"HKLM\SOFTWARE\FSLogix\Profiles"

DESKTOPS = (
    ("azure-virtual-desktop", r"HKLM\SOFTWARE\Microsoft\RDInfraAgent"),
    ("citrix", r"HKLM\SOFTWARE\Citrix\VirtualDesktopAgent"),
    ("horizon", r"HKLM\SOFTWARE\VMware, Inc.\VMware VDM\Agent"),
    ("horizon", r"HKLM\SOFTWARE\Omnissa\VDM\Agent"),
)
"""Agents that only a virtual desktop has, by their key; the key of Horizon's newer name is not confirmed."""
CATALOGUES = (
    ("company-portal", r"{LOCALAPPDATA}\Packages\Microsoft.CompanyPortal_8wekyb3d8bbwe"),
    ("software-center", r"{SystemRoot}\CCM\ClientUX\SCClient.exe"),
    ("software-center", r"{SystemRoot}\CCM\SCClient.exe"),
)
"""Where the catalogues of Intune and of Configuration Manager stand."""
TAP_AND_GO = (r"{ProgramFiles}\Imprivata\OneSign Agent", r"{ProgramFiles(x86)}\Imprivata\OneSign Agent")


class Sign(msgspec.Struct, frozen=True):
    """Something that is there or not, by our id for it."""

    id: Public
    """What it is, in kebab-case."""
    found: Reading[bool]
    """Whether it is there."""


class Management(msgspec.Struct, frozen=True):
    """How this computer is managed, shared and shown."""

    session: Reading[Session]
    """Where the person sits."""
    intune_agent: Reading[Service]
    """The service of Microsoft Intune's agent."""
    configuration_manager: Reading[Service]
    """The service of Microsoft Configuration Manager."""
    catalogues: tuple[Sign, ...]
    """Software catalogues."""
    desktops: tuple[Sign, ...]
    """Agents of virtual desktops."""
    profile_container: Reading[bool]
    """FSLogix keeps the profile in a container on the network."""
    roaming_copies_deleted: Reading[bool]
    """The local copy of a roaming profile is deleted at log-off."""
    shared_mode: Reading[bool]
    """Windows' own mode for shared computers."""
    own_shell: Reading[bool]
    """A policy starts another program in place of the desktop."""
    tap_and_go: Reading[bool]
    """The sign-in with a card (Imprivata) that shared computers often have."""
    elevation: tuple[Sign, ...]
    """Products by which IT lets chosen programs run with more rights."""


def collect(host: Host, facts: Facts) -> Management:
    """Look at each sign; what may not be read stays so."""
    del facts
    return Management(
        session=host.system.session(),
        intune_agent=host.system.service("IntuneManagementExtension"),
        configuration_manager=host.system.service("CcmExec"),
        catalogues=tuple(Sign(name, _there(host, path)) for name, path in CATALOGUES),
        desktops=tuple(Sign(name, there(host.registry.subkeys(key))) for name, key in DESKTOPS),
        profile_container=flag(host.registry.value(FSLOGIX, "Enabled")),
        roaming_copies_deleted=flag(host.registry.value(PROFILES, "DeleteRoamingCache")),
        shared_mode=_shared(host),
        own_shell=_own_shell(host),
        tap_and_go=_any([_there(host, path) for path in TAP_AND_GO]),
        elevation=tuple(Sign(product.id, _elevation(host, product)) for product in elevation.known().product),
    )


def _any(readings: list[Reading[bool]]) -> Reading[bool]:
    """Yes when one says yes; else the first that could not tell, else the first no."""
    return next(
        (each for each in readings if each.value),
        next((each for each in readings if not each.is_set), readings[0]),
    )


def _there(host: Host, path: str) -> Reading[bool]:
    """Whether something stands at a path that starts with a variable in braces."""
    name, _, rest = path.removeprefix("{").partition("}")
    folder = host.variables.get(name)
    if not folder.value:
        return Reading("missing", source=folder.source)
    return there(host.files.look(folder.value.rstrip("\\/") + rest))


def _shared(host: Host) -> Reading[bool]:
    """As the mode's provider notes it (`01` is EnableSharedPCMode) or as a script may have set it."""
    found = [
        flag(host.registry.value(f"{SHARED}\\NodeValues", "01")),
        flag(host.registry.value(SHARED, "EnableSharedPCMode")),
    ]
    unread = [each for each in found if each.state not in {"set", "not-set"}]
    told = [each for each in found if each.is_set]
    return next((each for each in told if each.value), (unread + told + found)[0])


def _own_shell(host: Host) -> Reading[bool]:
    """Which program it is, is not kept."""
    shell = text(host.registry.value(SHELL, "Shell"))
    if not shell.is_set or shell.value is None:
        return Reading(shell.state, source=shell.source)
    return Reading("set", shell.value.strip().casefold() not in {"", "explorer.exe"}, shell.source)


def _elevation(host: Host, product: elevation.Product) -> Reading[bool]:
    signs = [_there(host, product.folder)]
    if product.service:
        signs.append(there(host.system.service(product.service)))
    return _any(signs)


_PRODUCTS = elevation.known().product
PROBE = Probe(
    id="management",
    fact=Management,
    collect=collect,
    about="who looks after this computer and how it is shared",
    reads=(
        system("session", "whether you sit at this computer, and what becomes of your profile when you sign out"),
        system("service IntuneManagementExtension", "whether Intune installs programs here"),
        system("service CcmExec", "whether Configuration Manager installs programs here"),
        registry(SHARED, "whether this is a shared computer"),
        registry(rf"{SHARED}\NodeValues", "whether this is a shared computer"),
        registry(SHELL, "whether another program takes the place of the desktop"),
        registry(PROFILES, "whether the local copy of a roaming profile is deleted"),
        registry(FSLOGIX, "whether your profile is kept in a container"),
        *(registry(key, f"whether this is a virtual desktop ({name})") for name, key in DESKTOPS),
        *(
            variable(name, "where programs and your folders are")
            for name in ("LOCALAPPDATA", "SystemRoot", "ProgramFiles", "ProgramFiles(x86)")
        ),
        *(file(path, f"whether there is a software catalogue ({name})") for name, path in CATALOGUES),
        *(file(path, "whether people sign in with a card") for path in TAP_AND_GO),
        *(file(product.folder, f"whether {product.name} is here") for product in _PRODUCTS),
        *(
            system(f"service {product.service}", f"whether {product.name} is here")
            for product in _PRODUCTS
            if product.service
        ),
    ),
    platforms=("windows",),
    seen_on=("windows",),
)
