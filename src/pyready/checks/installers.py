"""Which ways of installing the policies leave open. Whether app control lets the result run is another question."""

from pyready.checks._packaged_apps import Door, by_rules, file, from_elsewhere, special_profile, store
from pyready.checks._policies import ruling, shown
from pyready.knowledge.windows import known
from pyready.model.facts import Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.installers import Installers
from pyready.probes.machine import MachineFacts

_ANOTHER_WAY = Fix("nobody", "Take another way: a Python that IT installs needs no installer.", guide="ask-it")


def suits_python_manager(facts: Facts) -> Outcome:
    """Whether this Windows and this kind of profile take the install manager at all."""
    installers, machine = facts[Installers], facts[MachineFacts].machine.value
    if machine is None or machine.build is None:
        return unknown("Which Windows this is could not be read.", settles=_ASK)
    first = known().first_build_for_python_manager
    build = Evidence("Windows build", str(machine.build), "Windows")
    if machine.build < first:
        says = f"The Python Install Manager needs a newer Windows: build {first}, and this is {machine.build}."
        return problem(says, _ANOTHER_WAY, build)
    special = special_profile(facts, installers)
    if special.ruling != "allows":
        return _special(special)
    because = [build, *special.because]
    if installers.manager_is_configured.value:
        because.append(Evidence("where its Pythons come from", "set by IT", installers.manager_is_configured.source))
    return passed("This Windows takes the Python Install Manager.", *because)


def installs_from_store(facts: Facts) -> Outcome:
    """By the Microsoft Store."""
    installers, machine = facts[Installers], facts[MachineFacts].machine.value
    if machine is None:
        return unknown("Which Windows this is could not be read.", settles=_ASK)
    return _through(store(installers, machine, by_rules(facts, "microsoft-store")), "the Microsoft Store")


def installs_app_packages(facts: Facts) -> Outcome:
    """By a file (MSIX) that App Installer opens."""
    installers, machine = facts[Installers], facts[MachineFacts].machine.value
    if machine is None:
        return unknown("Which Windows this is could not be read.", settles=_ASK)
    door = file(installers, machine, from_elsewhere(facts))
    return _through(door, "App Installer for files from elsewhere")


def _through(door: Door, what: str) -> Outcome:
    if door.ruling == "allows":
        return passed(f"pyready found no policy that blocks {what}.", *door.because, sure="likely")
    if door.ruling == "unclear":
        says = f"pyready cannot tell whether {what} is blocked, because its policies are not clear."
        return unknown(says, *door.because, settles=_ASK)
    return problem(f"A policy blocks {what}.", _ANOTHER_WAY, *door.because)


_ASK = "Ask IT whether you can install it this way."


def _special(door: Door) -> Outcome:
    if door.ruling == "unclear":
        return unknown(
            "Whether apps may be installed in a profile of this kind is not known.", *door.because, settles=_ASK
        )
    return problem(
        "Your Windows profile is thrown away when you sign out, and Windows installs no apps into such a profile.",
        _ANOTHER_WAY,
        *door.because,
    )


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
        return problem(
            "Policy stops installers that install for one person (Windows Installer).", _ANOTHER_WAY, *because
        )
    set_to_allow = any(each.value == 0 for each in installers.disable_msi)
    product = machine.product if machine else ""
    if "unclear" in rulings or not (set_to_allow or product == "client"):
        says = "Whether Windows Installer installs for one person here is not known."
        because.append(Evidence("kind of Windows", product or "not known", "Windows"))
        return unknown(says, *because, settles=_ASK)
    return passed("No policy was found that stops installing for yourself alone.", *because, sure="likely")


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
        return problem("Policy switches winget, or its way to the Store, off. No route here needs it.", None, *because)
    if installers.winget.is_set and not installers.winget.value:
        return problem(
            "The command winget is not here. No route here needs it.",
            None,
            Evidence("winget", "not seen for this person", installers.winget.source),
        )
    hidden = ruling(installers.private_store_only, bool) != "allows"
    if "unclear" in rulings or hidden or not installers.winget.is_set:
        return unknown("Whether winget may install from the Store here is not known.", *because, settles=_ASK)
    return passed("No policy was found that stops winget.", *because, sure="likely")


CHECKS = (
    Check(
        "suits-python-manager",
        "Does this Windows take the Python Install Manager?",
        "blocker",
        suits_python_manager,
        "python-manager",
    ),
    Check("installs-from-store", "May the Microsoft Store be used?", "blocker", installs_from_store, "python-manager"),
    Check(
        "installs-app-packages",
        "May an app package from elsewhere be installed?",
        "blocker",
        installs_app_packages,
        "python-manager",
    ),
    Check(
        "installs-msi-for-you",
        "May the installer from python.org install for you alone?",
        "blocker",
        installs_msi_for_you,
        "python-org",
    ),
    Check("installs-with-winget", "May winget install programs?", "note", installs_with_winget, "store-and-stub"),
)
