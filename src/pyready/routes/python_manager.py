"""The Python Install Manager: Python's own installer for Windows, per user, no rights needed (PEP 773)."""

from pyready.model.actions import fetch, start, use, write
from pyready.model.facts import Facts
from pyready.model.lines import on_windows as step
from pyready.model.lines import typed
from pyready.model.outcome import Step
from pyready.model.route import Plan, Route
from pyready.probes.pythons import Pythons
from pyready.routes._ending import own_endings, this_page
from pyready.routes._ending import plans as with_endings
from pyready.routes._machine import version_to_install
from pyready.routes._needs import OWN_AND_KEPT, WITH_PIP

_EXPECT = "It needs no administrator rights. If Windows blocks it, stop: nothing has changed. Then ask IT."
_BY_STORE = Step(
    "Open the Microsoft Store, search for Python Install Manager (Python Software Foundation) and install it.",
    expect=_EXPECT,
    does=(use("store"), fetch("store", "system"), start("python-manager")),
)


def _by_file(facts: Facts) -> Step:
    return Step(
        f"Open {this_page(facts)}, choose the Python install manager and install it.",
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
    # an older py stands in front of the manager's, and may not know -V: (docs.python.org/3/using/windows.html)
    use_it = f"pymanager exec -V:{version}" if kinds.get("py") == "launcher" else f"py -V:{version}"
    starts = start("python-manager-python")
    rest = (
        step(
            f"Install Python {version} with it.",
            typed(f"pymanager install {version}"),
            "It may ask a question or two first; the suggested answers are fine.",
            (start("python-manager"), fetch("python-org", "python-manager"), write("tools", "python")),
        ),
        step("See that it starts.", typed(f"{use_it} --version"), f"Python {version} and a third number.", (starts,)),
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
    about="Python's own installer. It uses the proxy and the trust of Windows as they are.",
    spoken="the Python Install Manager",
)
