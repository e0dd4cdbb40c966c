"""How a packaged app can be installed: by the Store, from an MSIX file, and into which profile."""

from typing import NamedTuple

from pyready.checks._control_words import evidence
from pyready.checks._policies import Ruling, is_told, ruling, shown
from pyready.knowledge.windows import is_long_term, kind_of
from pyready.model.control_facts import AppControl
from pyready.model.facts import Facts
from pyready.model.host import Machine
from pyready.model.outcome import Evidence
from pyready.probes.installers import Installers
from pyready.probes.management import Management

# shown as evidence about the profile
_KIND = "kind of profile"
_UNREAD = "could not be read"
# shown as evidence about App Install Control
_STORE_ONLY = "Store only"
# shown as evidence when the Store was not found
_NOT_SEEN = "not seen for this person"
# shown as evidence for the setting beside the policy
_AS_SETTING = "AllowAllTrustedApps (setting)"


class Door(NamedTuple):
    """One way in: whether it is open, with what says so."""

    ruling: Ruling
    because: list[Evidence]


def special_profile(facts: Facts, installers: Installers) -> Door:
    """Packaged apps are not installed in a profile that is thrown away, unless a policy says so.

    learn.microsoft.com/windows/client-management/mdm/policy-csp-admx-appxpackagemanager
    """
    management = facts.get(Management)
    session = management.session.value if management else None
    if management is None or session is None:
        return Door("allows", [Evidence(_KIND, _UNREAD, "Windows", "inferred")])
    emptied = session.roaming and management.roaming_copies_deleted.value
    kind = "temporary" if session.temporary else "mandatory" if session.mandatory else "roaming" if emptied else ""
    if not kind:
        return Door("allows", [])
    allowed = installers.allow_in_special_profiles
    because = [
        Evidence(_KIND, kind, management.session.source),
        *shown("AllowDeploymentInSpecialProfiles", allowed),
    ]
    if any(each.value == 1 for each in allowed):
        return Door("allows", because)
    return Door("stops" if all(is_told(each) for each in allowed) else "unclear", because)


def by_rules(facts: Facts, program: str) -> Door:
    """What app control says of the program that would install it: the Store or App Installer."""
    control = facts.get(AppControl)
    if control is None:
        return Door("allows", [])
    answer = control.answer(program, "windows-apps")
    # What judges every packaged app alike is asked about with the app itself.
    if answer.outcome in {"allowed", "audited"} or answer.by != "applocker" or "no-packaged-rules" in answer.why:
        return Door("allows", [])
    return Door("stops" if answer.outcome == "blocked" else "unclear", [*evidence(control, answer)])


def from_elsewhere(facts: Facts) -> Door:
    """What is said about a packaged app that is downloaded as a file: by rules, and by App Install Control.

    An older report did not look at the latter.
    """
    rules, control = by_rules(facts, "app-installer"), facts.get(AppControl)
    choices = control.app_install_control if control else ()
    said: list[Ruling] = ["stops" if each.value else "allows" if is_told(each) else "unclear" for each in choices]
    because = [
        Evidence("App Install Control", _STORE_ONLY if each.value else each.state, each.source, "policy")
        for each in choices
        if each.value or not is_told(each)
    ]
    if control and not choices:
        said.append("unclear")
    return Door(_strictest([rules.ruling, *said]), [*rules.because, *because])


def store(installers: Installers, machine: Machine, rules: Door) -> Door:
    """The Store, if policies and the rules of app control let it."""
    rulings = [
        rules.ruling,
        _where_it_counts(ruling(installers.remove_store, bool), machine),
        _where_it_counts(ruling(installers.private_store_only, bool), machine),
        ruling(installers.disable_store_apps, bool),
    ]
    because = [
        *shown("RemoveWindowsStore", installers.remove_store),
        *shown("RequirePrivateStoreOnly", installers.private_store_only),
        *shown("DisableStoreApps", installers.disable_store_apps),
        *rules.because,
    ]
    if not installers.store_app.value:
        because.append(Evidence("Microsoft Store", _NOT_SEEN, installers.store_app.source))
        rulings.append("stops" if _comes_without(machine) and installers.store_app.is_set else "unclear")
    return Door(_strictest(rulings), because)


def _where_it_counts(found: Ruling, machine: Machine) -> Ruling:
    """Some policies count on Enterprise and Education only; elsewhere they are set and may do nothing.

    learn.microsoft.com/windows/client-management/mdm/policy-csp-applicationmanagement
    """
    return "unclear" if found == "stops" and kind_of(machine) in {"home-pro", ""} else found


def file(installers: Installers, machine: Machine, rules: Door) -> Door:
    """An MSIX file that is opened by double-click: App Installer does it, if policies and rules let it."""
    barred = _where_it_counts(ruling(installers.block_non_admin_install, bool), machine)
    # Only 0 stops: not set, and 65535, mean "as Windows comes", which allows it since version 2004.
    rulings = [rules.ruling, barred, ruling(installers.allow_all_trusted_apps, lambda value: value == 0)]
    because = [
        *shown("BlockNonAdminUserInstall", installers.block_non_admin_install),
        *shown("AllowAllTrustedApps", installers.allow_all_trusted_apps),
        *shown("EnableAppInstaller", installers.app_installer),
        *rules.because,
    ]
    if ruling((installers.sideloading,), lambda value: value == 0) != "allows":
        because += shown(_AS_SETTING, (installers.sideloading,))
        rulings.append("unclear")
    if ruling(installers.app_installer, lambda value: value == 0) != "allows":
        rulings.append("unclear")
    if _comes_without(machine):
        because.append(Evidence("edition", machine.edition or machine.product, "Windows", "inferred"))
        rulings.append("unclear")
    return Door(_strictest(rulings), because)


def _comes_without(machine: Machine) -> bool:
    """Servers and LTSC come without Store and App Installer; somebody may have added them."""
    return machine.product == "server" or is_long_term(machine)


def _strictest(rulings: list[Ruling]) -> Ruling:
    return "stops" if "stops" in rulings else "unclear" if "unclear" in rulings else "allows"
