"""Which ways of installing the policies leave open. Whether app control lets the result run is another question."""

from pyready.checks._packaged_apps import Door, by_rules, file, from_elsewhere, special_profile, store
from pyready.checks._policies import ruling, shown
from pyready.knowledge.windows import known
from pyready.model.facts import Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.installers import Installers
from pyready.probes.machine import MachineFacts

# shown when the version of Windows could not be read
_WINDOWS_UNREAD = (
    "pyready cannot tell whether you can install Python this way, because it could not read which Windows this is."
)
# shown as what settles that, and every other question of this module
_ASK = "Ask IT whether you can install Python this way."
# shown as the fix when you cannot
_NO_INSTALLER = "A Python that IT installs needs no installer of yours."

# shown when this Windows is too old for the Python Install Manager
_OLD_WINDOWS = "The Python Install Manager needs Windows build {first} or newer. This computer has build {build}."
# shown when it is new enough
_NEW_WINDOWS = "This Windows is new enough for the Python Install Manager."
# shown when the profile is deleted at sign-out, and the policy about apps in it could not be read
_PROFILE_UNCLEAR = (
    "pyready cannot tell whether Windows installs apps for you, because it could not read a policy for profiles like "
    "yours."
)
# shown when the profile is deleted at sign-out
_NO_APPS = "Windows deletes your profile when you sign out, and installs no apps into such a profile."
# shown as evidence about the Python Install Manager
_BUILD = "Windows build"
_SET_BY_IT = "set by IT"
_PYTHONS_FROM = "where its Pythons come from"

# shown as what is asked about in the next three
_STORE = "the Microsoft Store"
_FILES = "App Installer for files from elsewhere"
# shown when no policy stops it
_FREE = "pyready found no policy that blocks {what}."
# shown when a policy was not read, contradicts itself or might not count
_UNCLEAR = "pyready cannot tell whether {what} is blocked, because its policies are not clear."
# shown when a policy stops it
_BLOCKED = "A policy blocks {what}."

# shown when a policy stops installing for one person
_MSI_BLOCKED = "A policy blocks installers that install for one person (Windows Installer)."
# shown when a policy was not read, or none is set on a server
_MSI_NOT_KNOWN = (
    "pyready cannot tell whether Windows Installer installs for one person, because no setting that it read decides it."
)
# shown when no policy stops it
_MSI_FREE = "pyready found no policy that blocks installing for yourself alone."
# shown as evidence about Windows Installer
_KIND = "kind of Windows"
_KIND_NOT_KNOWN = "not known"

# shown when a policy stops winget
_WINGET_BLOCKED = "A policy blocks winget, or its connection to the Store. No option needs winget."
# shown when the command was not found
_NO_WINGET = "pyready found no winget for your account. No option needs winget."
# shown when the policies or the command could not be read
_WINGET_NOT_KNOWN = (
    "pyready cannot tell whether winget can install from the Store, because its policies are not clear. No option "
    "needs winget."
)
# shown when no policy stops it
_WINGET = "pyready found no policy that blocks winget."
# shown as evidence about winget
_NOT_SEEN = "not seen for this person"

_ANOTHER_WAY = Fix("nobody", _NO_INSTALLER, guide="ask-it")


def suits_python_manager(facts: Facts) -> Outcome:
    """Whether this Windows and this kind of profile take the install manager at all."""
    installers, machine = facts[Installers], facts[MachineFacts].machine.value
    if machine is None or machine.build is None:
        return unknown(_WINDOWS_UNREAD, settles=_ASK)
    first = known().first_build_for_python_manager
    build = Evidence(_BUILD, str(machine.build), "Windows")
    if machine.build < first:
        return problem(_OLD_WINDOWS.format(first=first, build=machine.build), _ANOTHER_WAY, build)
    special = special_profile(facts, installers)
    if special.ruling != "allows":
        return _special(special)
    because = [build, *special.because]
    if installers.manager_is_configured.value:
        because.append(Evidence(_PYTHONS_FROM, _SET_BY_IT, installers.manager_is_configured.source))
    return passed(_NEW_WINDOWS, *because)


def installs_from_store(facts: Facts) -> Outcome:
    """By the Microsoft Store."""
    installers, machine = facts[Installers], facts[MachineFacts].machine.value
    if machine is None:
        return unknown(_WINDOWS_UNREAD, settles=_ASK)
    return _through(store(installers, machine, by_rules(facts, "microsoft-store")), _STORE)


def installs_app_packages(facts: Facts) -> Outcome:
    """By a file (MSIX) that App Installer opens."""
    installers, machine = facts[Installers], facts[MachineFacts].machine.value
    if machine is None:
        return unknown(_WINDOWS_UNREAD, settles=_ASK)
    return _through(file(installers, machine, from_elsewhere(facts)), _FILES)


def _through(door: Door, what: str) -> Outcome:
    if door.ruling == "allows":
        return passed(_FREE.format(what=what), *door.because, sure="likely")
    if door.ruling == "unclear":
        return unknown(_UNCLEAR.format(what=what), *door.because, settles=_ASK)
    return problem(_BLOCKED.format(what=what), _ANOTHER_WAY, *door.because)


def _special(door: Door) -> Outcome:
    if door.ruling == "unclear":
        return unknown(_PROFILE_UNCLEAR, *door.because, settles=_ASK)
    return problem(_NO_APPS, _ANOTHER_WAY, *door.because)


def installs_msi_for_you(facts: Facts) -> Outcome:
    """The installer of python.org is a bundle of MSI packages, so Windows Installer's policy decides.

    Not set means allowed on clients; a server refuses what IT does not manage, as far as it is documented.
    learn.microsoft.com/windows/win32/msi/disablemsi
    """
    installers, machine = facts[Installers], facts[MachineFacts].machine.value
    because = [
        *shown("DisableMSI", installers.disable_msi),
        *shown("DisableUserInstalls", installers.disable_user_installs),
    ]
    rulings = [ruling(installers.disable_msi, bool), ruling(installers.disable_user_installs, bool)]
    if "stops" in rulings:
        return problem(_MSI_BLOCKED, _ANOTHER_WAY, *because)
    set_to_allow = any(each.value == 0 for each in installers.disable_msi)
    product = machine.product if machine else ""
    if "unclear" in rulings or not (set_to_allow or product == "client"):
        because.append(Evidence(_KIND, product or _KIND_NOT_KNOWN, "Windows"))
        return unknown(_MSI_NOT_KNOWN, *because, settles=_ASK)
    return passed(_MSI_FREE, *because, sure="likely")


def installs_with_winget(facts: Facts) -> Outcome:
    """The command winget, by policy; only a convenience."""
    installers = facts[Installers]
    names = ("EnableAppInstaller", "EnableWindowsPackageManagerCommandLineInterfaces", "EnableMicrosoftStoreSource")
    settings = (installers.app_installer, installers.winget_commands, installers.winget_store)
    because = [line for name, setting in zip(names, settings, strict=True) for line in shown(name, setting)]
    because += shown("EnableDefaultSource", installers.winget_source)
    because += shown("RequirePrivateStoreOnly", installers.private_store_only)
    rulings = [ruling(setting, lambda value: value == 0) for setting in settings]
    if "stops" in rulings:
        return problem(_WINGET_BLOCKED, None, *because)
    if installers.winget.is_set and not installers.winget.value:
        return problem(_NO_WINGET, None, Evidence("winget", _NOT_SEEN, installers.winget.source))
    hidden = ruling(installers.private_store_only, bool) != "allows"
    if "unclear" in rulings or hidden or not installers.winget.is_set:
        return unknown(_WINGET_NOT_KNOWN, *because, settles=_ASK)
    return passed(_WINGET, *because, sure="likely")


CHECKS = (
    Check(
        "suits-python-manager",
        "Does this Windows suit the Python Install Manager?",
        "blocker",
        suits_python_manager,
        "python-manager",
    ),
    Check("installs-from-store", "Can you use the Microsoft Store?", "blocker", installs_from_store, "python-manager"),
    Check(
        "installs-app-packages",
        "Can you install an app package from elsewhere?",
        "blocker",
        installs_app_packages,
        "python-manager",
    ),
    Check(
        "installs-msi-for-you",
        "Can the installer from python.org install for you alone?",
        "blocker",
        installs_msi_for_you,
        "python-org",
    ),
    Check("installs-with-winget", "Can winget install programs?", "note", installs_with_winget, "store-and-stub"),
)
