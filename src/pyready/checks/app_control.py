"""What app control lets run on Windows, one question for each way a route starts something."""

from pyready.checks._control_judge import ASK, TRY, another_way, asked, lifted_by, only_unread, outcome, whole_package
from pyready.checks._control_words import BY, evidence
from pyready.checks._trial import with_trial
from pyready.checks.programs import runs_here
from pyready.diagnosis.usable_pythons import best
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, not_applicable, passed, problem, unknown
from pyready.model.tool_settings import Settings
from pyready.probes.app_control import Answer, AppControl
from pyready.probes.app_control_found import FoundControl
from pyready.probes.pythons import Found, Pythons
from pyready.probes.storage import Storage


def loads_user_modules(facts: Facts) -> Outcome:
    """Compiled packages in a virtual environment in the person's own folder."""
    if facts[Asked].platform != "windows":
        return _by_mount(facts)
    control = facts[AppControl]
    answer = asked(facts, "module", "user-folder")
    return _loads(facts, control, answer, "A compiled package in your own folder, such as numpy,")


def loads_user_site(facts: Facts) -> Outcome:
    """Compiled packages that pip installs for the account with the best Python that is here."""
    judged, found = facts.get(FoundControl), _best(facts)
    own = judged.user_site(facts[Pythons].found.index(found)) if judged and found else None
    return _of_account(facts, own)


def loads_found_packages(facts: Facts) -> Outcome:
    """Compiled packages that were installed with the best Python that is here."""
    found = best(facts)
    if found is None or not found.jupyterlab:
        return not_applicable("No JupyterLab came with the Python on this computer.")
    because = Evidence(f"JupyterLab {found.jupyterlab} with Python {found.version}", found.path, "folder")
    if facts[Asked].platform != "windows":
        return passed("pyready found nothing that stops the packages of this Python.", because, sure="likely")
    control, own = facts[AppControl], facts[FoundControl].of(facts[Pythons].found.index(found))
    if own is None or own.packages is None:
        says = "pyready did not look at what app control says of the packages of this Python."
        return unknown(says, because, settles=_START)
    return outcome(control, own.packages, whole_package(), ("A compiled package of this Python", "be loaded"), because)


def loads_new_user_site(facts: Facts) -> Outcome:
    """The same with a Python that a step puts there."""
    return _of_account(facts, None)


def _of_account(facts: Facts, own: Answer | None) -> Outcome:
    if facts[Asked].platform != "windows":
        return not_applicable("This question is about Windows only.")
    control = facts[AppControl]
    answer = own or asked(facts, "user-site-module", "user-folder")
    settings = facts.get(Settings)
    moved = settings.of("python", "PYTHONUSERBASE") if settings else ()
    if moved and (answer.outcome != "allowed" or answer.by != "none"):
        says = "PYTHONUSERBASE names another folder for the packages of your account, and rules go by folders."
        return unknown(says, Evidence("PYTHONUSERBASE", "set", moved[-1].source), settles=ASK)
    return _loads(facts, control, answer, "A compiled package that pip installs for your account, such as numpy,")


def _loads(facts: Facts, control: AppControl, answer: Answer, what: str) -> Outcome:
    if only_unread(answer) and (seen := runs_here(facts)):
        return passed("pyready itself loads compiled packages from your user folder.", *seen, sure="likely")
    return outcome(control, answer, whole_package(), (what, "be loaded"))


def _by_mount(facts: Facts) -> Outcome:
    """The kernel maps no code from a drive that is set so that no program runs from it (mmap(2), EPERM)."""
    drive = facts[Storage].home.drive
    if drive.value is None or drive.value.may_run is not False:
        return passed("pyready found nothing that blocks compiled packages in your user folder.", sure="likely")
    because = Evidence("programs run from your home folder", "no", drive.source)
    says = "The drive of your user folder is mounted with noexec: Python cannot load compiled packages from it."
    return problem(says, another_way(), because)


def environment_runs(facts: Facts) -> Outcome:
    """The interpreter of a virtual environment: a copy, in the person's own folder, of the Python it is made with."""
    control, found, judged = facts[AppControl], _best(facts), facts.get(FoundControl)
    if found and found.kind == "store":
        return unknown("How app control judges the environment of a Store Python is not known.", settles=TRY)
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
        says = "pyready runs on a Python in your user folder, and a virtual environment is in your user folder, too."
        return passed(says, *seen, sure="likely")
    what = "The Python of a virtual environment"
    return with_trial(facts, outcome(control, answer, fix, (what, "start")), what, signed=True)


def _best(facts: Facts) -> Found | None:
    return best(facts) if facts.get(Pythons) else None


def only_watched(facts: Facts) -> Outcome:
    """Whether something would be blocked, and is only written down."""
    control = facts[AppControl]
    watched = [each for each in control.answers if each.outcome == "audited"]
    if not watched:
        return passed("App control writes nothing down about the programs of these options.", sure="likely")
    who = " and ".join(dict.fromkeys(BY.get(each.by, "a policy") for each in watched))
    says = f"{who} only watches: what it would block still starts, and IT can see an entry in a log."
    fix = Fix("nothing", "Your organisation set it so.", guide="app-control")
    return problem(says, fix, *evidence(control, watched[0]))


_START = "Do the steps: when JupyterLab opens, its packages work."
CHECKS = (
    Check("app-control-watches", "Does app control only watch?", "note", only_watched, "app-control"),
    Check(
        "loads-found-packages",
        "Can the compiled packages that came with that Python be loaded?",
        "blocker",
        loads_found_packages,
        "existing-python",
    ),
    Check(
        "loads-user-modules",
        "May compiled packages be loaded from your own folder?",
        "blocker",
        loads_user_modules,
        "app-control",
    ),
    Check(
        "environment-runs", "May the Python of a virtual environment start?", "blocker", environment_runs, "app-control"
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
        "Can that Python load compiled packages of your account?",
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
