"""The Python Install Manager: Python's own installer for Windows, per user, no rights needed (PEP 773)."""

from pyready.knowledge import pythons
from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.route import Route
from pyready.probes.installers import Installers
from pyready.routes._ending import ending, pip
from pyready.routes._needs import COPIED, OWN_AND_KEPT, TYPED_WITH_NEW_PIP


def steps(facts: Facts) -> tuple[Step, ...]:
    """Get the manager, install the recommended version, then the common ending."""
    version = pythons.known().recommended
    manage, use = f"pymanager install {version}", f"py -V:{version}"
    return (
        _get_it(facts),
        Step(
            f"Install Python {version} with it.",
            manage,
            "cmd",
            "It may ask a question or two first; the suggested answers are fine.",
        ),
        Step("See that it starts.", f"{use} --version", "cmd", f"Python {version} and a third number."),
        *ending(facts, pip(use)),
    )


def _get_it(facts: Facts) -> Step:
    """From the Store where policy closes the file from elsewhere, else from python.org."""
    expect = "It needs no administrator rights. If Windows refuses, nothing has changed: go on with the request to IT."
    installers = facts.get(Installers)
    barred = installers.block_non_admin_install if installers else ()
    trusted = installers.allow_all_trusted_apps if installers else ()
    if any(each.value == 1 for each in barred) or any(each.value == 0 for each in trusted):
        return Step(
            "Open the Microsoft Store, search for Python Install Manager (Python Software Foundation) and install it.",
            expect=expect,
        )
    says = "Open this page, choose the Python install manager and install it; the Microsoft Store has it too."
    return Step(says, "https://www.python.org/downloads/windows/", "browser", expect)


ROUTE = Route(
    id="python-manager",
    title="Python Install Manager",
    kind="local",
    platforms=("windows",),
    needs=(
        *OWN_AND_KEPT,
        "installs-python-manager",
        "runs-packaged-apps",
        "runs-signed-programs",
        *COPIED,
        "python-org-by-system",
        "install-manager-proxy",
        "folder-writable",
        "folder-space",
        *TYPED_WITH_NEW_PIP,
    ),
    steps=steps,
    guide="python-manager",
    about="Python's own installer. It uses the proxy and the trust of Windows as they are.",
    spoken="the Python Install Manager",
)
