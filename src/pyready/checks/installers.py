"""Which ways of installing the policies leave open. Whether app control lets the result run is another question."""

from pyready.checks._packaged_apps import Door, by_rules, file, from_elsewhere, special_profile, store
from pyready.checks._policies import ruling, shown
from pyready.knowledge.windows import known
from pyready.model.facts import Facts
from pyready.model.host import Machine
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.installers import Installers
from pyready.probes.machine import MachineFacts

_ANOTHER_WAY = Fix("nobody", "Take another way: a Python that IT installs needs no installer.", guide="ask-it")


def installs_python_manager(facts: Facts) -> Outcome:
    """The Store, or the MSIX file of python.org: one open door is enough."""
    installers, machine = facts[Installers], facts[MachineFacts].machine.value
    if machine is None or machine.build is None:
        return unknown("Which Windows this is could not be read.", settles=_TRY)
    first = known().first_build_for_python_manager
    if machine.build < first:
        return problem(
            f"The Python Install Manager needs a newer Windows: build {first}, and this is {machine.build}.",
            _ANOTHER_WAY,
            Evidence("Windows build", str(machine.build), "Windows"),
        )
    special = special_profile(facts, installers)
    if special.ruling != "allows":
        return _special(special)
    by_store, by_file = doors(facts, installers, machine)
    because = [*special.because, *by_store.because, *by_file.because]
    if installers.manager_is_configured.value:
        because.append(Evidence("where its Pythons come from", "set by IT", installers.manager_is_configured.source))
    if by_store.ruling == "allows" or by_file.ruling == "allows":
        return passed(_open(by_store, by_file), *because, sure="likely")
    if "unclear" in {by_store.ruling, by_file.ruling}:
        return unknown("Whether the Python Install Manager may be installed here is not known.", *because, settles=_TRY)
    return problem(
        "Neither the Microsoft Store nor an app package from elsewhere is open to you.", _ANOTHER_WAY, *because
    )


def doors(facts: Facts, installers: Installers, machine: Machine) -> tuple[Door, Door]:
    """The Store's and the file's."""
    by_store = store(installers, machine, by_rules(facts, "microsoft-store"))
    return by_store, file(installers, machine, from_elsewhere(facts))


_TRY = "Try it: if Windows refuses, nothing has changed. Or ask IT."


def _open(by_store: Door, by_file: Door) -> str:
    says = "No policy was found that stops the Python Install Manager"
    if by_store.ruling == by_file.ruling:
        return f"{says}: from the Microsoft Store, or as the file from python.org."
    where = "from the Microsoft Store" if by_store.ruling == "allows" else "as the file from python.org"
    other = ("the file from python.org", by_file) if by_store.ruling == "allows" else ("the Microsoft Store", by_store)
    what = "is closed by policy" if other[1].ruling == "stops" else "may be closed"
    return f"{says} {where}; {other[0]} {what}."


def _special(door: Door) -> Outcome:
    if door.ruling == "unclear":
        return unknown(
            "Whether apps may be installed in a profile of this kind is not known.", *door.because, settles=_TRY
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
        return unknown(says, *because, settles=_TRY)
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
        return unknown("Whether winget may install from the Store here is not known.", *because, settles=_TRY)
    return passed("No policy was found that stops winget.", *because, sure="likely")


CHECKS = (
    Check(
        "installs-python-manager",
        "May the Python Install Manager be installed here?",
        "blocker",
        installs_python_manager,
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
