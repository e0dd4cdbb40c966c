"""The Python Install Manager: Python's own installer for Windows, per user, no rights needed (PEP 773)."""

from pyready.model.actions import fetch, start, use, write
from pyready.model.facts import Facts
from pyready.model.lines import on_windows as step
from pyready.model.lines import typed
from pyready.model.outcome import Step
from pyready.model.pythons import Pythons
from pyready.model.route import Plan, Route
from pyready.routes._ending import own_endings, this_page
from pyready.routes._ending import plans as with_endings
from pyready.routes._machine import version_to_install
from pyready.routes._needs import OWN_AND_KEPT, WITH_PIP
from pyready.routes._words import CHECK, IF_BLOCKED, NUMBER

# shown as the first step: by a file, or by the Store where only that is open
_FROM_PAGE = "Open {page}, download the Python Install Manager and install it."
_FROM_STORE = "Open the Microsoft Store, search for Python Install Manager (Python Software Foundation) and install it."
_EXPECT = "an installer that does not ask for an administrator." + IF_BLOCKED
# shown as the next steps
_INSTALL = "Install Python {version}."
_LINES = "lines about Python {version}. If a question appears first, use the suggested answer."
# shown where routes are compared
_ABOUT = "Python's own installer. It uses the proxy and the trusted roots of Windows as they are."

_BY_STORE = Step(
    _FROM_STORE,
    expect=_EXPECT,
    does=(use("store"), fetch("store", "system"), start("python-manager")),
)


def _by_file(facts: Facts) -> Step:
    return Step(
        _FROM_PAGE.format(page=this_page(facts)),
        "https://www.python.org/downloads/windows/",
        "browser",
        _EXPECT,
        (fetch("python-org", "system"), use("downloads"), use("app-installer"), start("python-manager")),
    )


def plans(facts: Facts) -> tuple[Plan, ...]:
    """By the file from python.org, by the Store; each with the recommended version and the common endings.

    Where the install manager is on the computer already, its steps begin with what is left to do.
    """
    if (version := version_to_install(facts)) is None:
        return ()
    seen = facts.get(Pythons)
    kinds = {each.name: each.kind for each in seen.commands} if seen else {}
    # an older py comes before the manager's, and might not know -V: (docs.python.org/3/using/windows.html)
    use_it = f"pymanager exec -V:{version}" if kinds.get("py") == "launcher" else f"py -V:{version}"
    starts = start("python-manager-python")
    rest = (
        step(
            _INSTALL.format(version=version),
            typed(f"pymanager install {version}"),
            _LINES.format(version=version),
            (start("python-manager"), fetch("python-org", "python-manager"), write("tools", "python")),
        ),
        step(CHECK.format(version=version), typed(f"{use_it} --version"), NUMBER.format(version=version), (starts,)),
    )
    endings = own_endings(facts, use_it, starts, fetch("packages", "new-pip"))
    if kinds.get("pymanager") == "install-manager":
        return with_endings(rest, endings)
    return tuple(plan for door in (_by_file(facts), _BY_STORE) for plan in with_endings((door, *rest), endings))


ROUTE = Route(
    id="python-manager",
    title="Python Install Manager",
    kind="local",
    platforms=("windows",),
    needs=(*OWN_AND_KEPT, "suits-python-manager", *WITH_PIP),
    plans=plans,
    guide="python-manager",
    about=_ABOUT,
    spoken="the Python Install Manager",
)
