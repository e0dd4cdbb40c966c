"""What app control lets run on Windows, one question for each way a route starts something."""

from pyready.checks._control_judge import (
    ASK,
    TRY,
    another_way,
    asked,
    capital,
    lifted_by,
    only_unread,
    outcome,
    whole_package,
)
from pyready.checks._control_words import evidence, who_decides
from pyready.checks._trial import with_trial
from pyready.checks.programs import runs_here
from pyready.diagnosis.usable_pythons import best
from pyready.model.control_facts import Answer, AppControl, FoundControl
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, not_applicable, passed, problem, unknown
from pyready.model.pythons import Found, Pythons
from pyready.model.tool_settings import Settings
from pyready.probes.storage import Storage

# shown as what is asked about, in the sentences of `_control_judge`
_IN_USER_FOLDER = "Compiled packages (such as numpy) in your user folder"
_FOR_ACCOUNT = "Compiled packages (such as numpy) that pip installs for your account"
_OF_THIS_PYTHON = "Compiled packages of this Python"
_ENVIRONMENT = "The Python of a virtual environment"
# shown when the Python on this computer came without JupyterLab
_NO_JUPYTERLAB = "No JupyterLab came with the Python on this computer."
# shown as evidence for the packages that came with a Python
_JUPYTERLAB = "JupyterLab {jupyterlab} with Python {version}"
# shown on Linux and macOS when JupyterLab came with the Python
_PACKAGES_FREE = "pyready found nothing that blocks the packages of this Python."
# shown when an older report did not ask about these packages
_PACKAGES_NOT_ASKED = "pyready cannot tell whether the packages of this Python load, because it did not check them."
# shown as what settles it
_START = "Follow the steps. If JupyterLab opens, its packages work."
# shown for a question that does not arise on Linux and macOS
_WINDOWS_ONLY = "This question is about Windows only."
# shown when PYTHONUSERBASE moves the packages of the account
_MOVED = (
    "pyready cannot tell whether packages of your account load, because PYTHONUSERBASE names another folder for them, "
    "and rules go by folders."
)
# shown when nothing was found, and pyready itself runs from the user folder
_AS_PYREADY_LOADS = "Compiled packages in your user folder probably load: pyready itself loads some from there."
# shown for the Python of an environment in the same case
_AS_PYREADY_STARTS = "A virtual environment in your user folder probably starts: pyready runs on a Python there."
# shown on Linux and macOS when no mount option stops compiled packages
_NO_MOUNT_OPTION = "pyready found nothing that blocks compiled packages in your user folder."
# shown on Linux and macOS when the drive of the home folder has the option noexec
_NOEXEC = "Python cannot load compiled packages from your user folder: its drive is mounted with noexec."
# shown as evidence for that
_MAY_RUN = "programs run from your home folder"
# shown when the best Python is from the Microsoft Store
_STORE_PYTHON = (
    "pyready cannot tell whether a virtual environment can start, because it does not know how application control "
    "treats a Python from the Microsoft Store."
)
# shown when nothing is in audit mode
_NOT_WATCHED = "Application control probably records nothing about the programs of these options."
# shown when one of them is in audit mode
_WATCHED = "{who} is in audit mode: programs that it would block still start, and IT can see an entry in a log."
# shown when several are in audit mode
_WATCHED_BY_SEVERAL = (
    "{who} are in audit mode: programs that they would block still start, and IT can see an entry in a log."
)
# shown as what to do about audit mode
_SET_SO = "Your organisation chose this."


def loads_user_modules(facts: Facts) -> Outcome:
    """Compiled packages in a virtual environment in the person's own folder."""
    if facts[Asked].platform != "windows":
        return _by_mount(facts)
    control = facts[AppControl]
    answer = asked(facts, "module", "user-folder")
    return _loads(facts, control, answer, _IN_USER_FOLDER)


def loads_user_site(facts: Facts) -> Outcome:
    """Compiled packages that pip installs for the account with the best Python that is here."""
    judged, found = facts.get(FoundControl), _best(facts)
    own = judged.user_site(facts[Pythons].found.index(found)) if judged and found else None
    return _of_account(facts, own)


def loads_found_packages(facts: Facts) -> Outcome:
    """Compiled packages that were installed with the best Python that is here."""
    found = best(facts)
    if found is None or not found.jupyterlab:
        return not_applicable(_NO_JUPYTERLAB)
    what = _JUPYTERLAB.format(jupyterlab=found.jupyterlab, version=found.version)
    because = Evidence(what, found.path, "folder")
    if facts[Asked].platform != "windows":
        return passed(_PACKAGES_FREE, because, sure="likely")
    control, own = facts[AppControl], facts[FoundControl].of(facts[Pythons].found.index(found))
    if own is None or own.packages is None:
        return unknown(_PACKAGES_NOT_ASKED, because, settles=_START)
    return outcome(control, own.packages, whole_package(), (_OF_THIS_PYTHON, "load"), because)


def loads_new_user_site(facts: Facts) -> Outcome:
    """The same with a Python that a step puts there."""
    return _of_account(facts, None)


def _of_account(facts: Facts, own: Answer | None) -> Outcome:
    if facts[Asked].platform != "windows":
        return not_applicable(_WINDOWS_ONLY)
    control = facts[AppControl]
    answer = own or asked(facts, "user-site-module", "user-folder")
    settings = facts.get(Settings)
    moved = settings.of("python", "PYTHONUSERBASE") if settings else ()
    if moved and (answer.outcome != "allowed" or answer.by != "none"):
        return unknown(_MOVED, Evidence("PYTHONUSERBASE", "set", moved[-1].source), settles=ASK)
    return _loads(facts, control, answer, _FOR_ACCOUNT)


def _loads(facts: Facts, control: AppControl, answer: Answer, what: str) -> Outcome:
    if only_unread(answer) and (seen := runs_here(facts)):
        return passed(_AS_PYREADY_LOADS, *seen, sure="likely")
    return outcome(control, answer, whole_package(), (what, "load"))


def _by_mount(facts: Facts) -> Outcome:
    """The kernel maps no code from a drive that is set so that no program runs from it (mmap(2), EPERM)."""
    drive = facts[Storage].home.drive
    if drive.value is None or drive.value.may_run is not False:
        return passed(_NO_MOUNT_OPTION, sure="likely")
    because = Evidence(_MAY_RUN, "no", drive.source)
    return problem(_NOEXEC, another_way(), because)


def environment_runs(facts: Facts) -> Outcome:
    """The interpreter of a virtual environment: a copy, in the person's own folder, of the Python it is made with."""
    control, found, judged = facts[AppControl], _best(facts), facts.get(FoundControl)
    if found and found.kind == "store":
        return unknown(_STORE_PYTHON, settles=TRY)
    own = judged.of(facts[Pythons].found.index(found)) if judged and found else None
    answer = own.environment if own else asked(facts, "environment-python", "user-folder")
    fix = another_way() if found and found.kind in {"uv", "conda"} else lifted_by(answer)
    return _environment(facts, control, answer, fix)


def new_environment_runs(facts: Facts) -> Outcome:
    """The same, made with a signed Python that a step puts there."""
    control = facts[AppControl]
    answer = asked(facts, "environment-python", "user-folder")
    return _environment(facts, control, answer, lifted_by(answer))


def winpython_environment_runs(facts: Facts) -> Outcome:
    """The same, made with WinPython's, which is signed or not."""
    control = facts[AppControl]
    return _environment(facts, control, asked(facts, "winpython-environment", "user-folder"), another_way())


def _environment(facts: Facts, control: AppControl, answer: Answer, fix: Fix) -> Outcome:
    if only_unread(answer) and (seen := runs_here(facts)):
        return passed(_AS_PYREADY_STARTS, *seen, sure="likely")
    return with_trial(facts, outcome(control, answer, fix, (_ENVIRONMENT, "start")), _ENVIRONMENT, signed=True)


def _best(facts: Facts) -> Found | None:
    return best(facts) if facts.get(Pythons) else None


def only_watched(facts: Facts) -> Outcome:
    """Whether something would be blocked, and is only written down."""
    control = facts[AppControl]
    watched = [each for each in control.answers if each.outcome == "audited"]
    if not watched:
        return passed(_NOT_WATCHED, sure="likely")
    who = dict.fromkeys(who_decides(each.by) for each in watched)
    says = (_WATCHED if len(who) == 1 else _WATCHED_BY_SEVERAL).format(who=capital(" and ".join(who)))
    return problem(says, Fix("nothing", _SET_SO, guide="app-control"), *evidence(control, watched[0]))


CHECKS = (
    Check("app-control-watches", "Is application control in audit mode?", "note", only_watched, "app-control"),
    Check(
        "loads-found-packages",
        "Can the compiled packages that came with this Python load?",
        "blocker",
        loads_found_packages,
        "existing-python",
    ),
    Check(
        "loads-user-modules",
        "Can compiled packages load from your user folder?",
        "blocker",
        loads_user_modules,
        "app-control",
    ),
    Check(
        "environment-runs", "Can the Python of a virtual environment start?", "blocker", environment_runs, "app-control"
    ),
    Check(
        "new-environment-runs",
        "Can the virtual environment of a new Python start?",
        "blocker",
        new_environment_runs,
        "app-control",
    ),
    Check(
        "winpython-environment-runs",
        "Can a virtual environment of WinPython start?",
        "blocker",
        winpython_environment_runs,
        "app-control",
    ),
    Check(
        "loads-user-site-packages",
        "Can this Python load compiled packages of your account?",
        "blocker",
        loads_user_site,
        "app-control",
    ),
    Check(
        "loads-new-user-site-packages",
        "Can a new Python load compiled packages of your account?",
        "blocker",
        loads_new_user_site,
        "app-control",
    ),
)
