"""The Python Install Manager: Python's own installer for Windows, per user, no rights needed (PEP 773)."""

from pyready.checks.installers import doors
from pyready.knowledge import pythons
from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.route import Route
from pyready.probes.installers import Installers
from pyready.probes.machine import MachineFacts
from pyready.routes._ending import own_ending
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
        *own_ending(facts, use),
    )


def _get_it(facts: Facts) -> Step:
    """From the Store where policy closes the file from elsewhere, else from python.org."""
    expect = "It needs no administrator rights. If Windows refuses, nothing has changed: go on with the request to IT."
    installers, machine = facts.get(Installers), facts.get(MachineFacts)
    by_store, by_file = "allows", "allows"
    if installers and machine and machine.machine.value:
        by_store, by_file = (each.ruling for each in doors(facts, installers, machine.machine.value))
    if by_file == "stops" and by_store != "stops":
        return Step(
            "Open the Microsoft Store, search for Python Install Manager (Python Software Foundation) and install it.",
            expect=expect,
        )
    says = "Open this page, choose the Python install manager and install it"
    also = "; the Microsoft Store has it too." if by_store == "allows" else "."
    return Step(says + also, "https://www.python.org/downloads/windows/", "browser", expect)


ROUTE = Route(
    id="python-manager",
    title="Python Install Manager",
    kind="local",
    platforms=("windows",),
    needs=(
        *OWN_AND_KEPT,
        "installs-python-manager",
        "starts-python-manager",
        "starts-python-manager-python",
        "loads-python-manager-library",
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
