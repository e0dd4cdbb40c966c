"""WinPython: a Python for Windows that is unpacked and used."""

from pyready.knowledge import pythons
from pyready.knowledge.sizes import size_of
from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.route import Route
from pyready.routes._ending import ending, pip
from pyready.routes._machine import not_for_this, processor
from pyready.routes._needs import OWN_AND_KEPT, TYPED_WITH_NEW_PIP

_PAGE = "https://github.com/winpython/winpython/releases/latest"


def steps(facts: Facts) -> tuple[Step, ...]:
    """Fetch the bare build, unpack it with Explorer, then the common ending."""
    if processor(facts) not in {"x86_64", "arm64"}:
        return not_for_this("WinPython", _PAGE, "it is made for 64-bit processors")
    folder, version = "%LOCALAPPDATA%\\Programs\\WinPython", pythons.known().recommended
    python = f'"{folder}\\python.exe"'
    return (
        Step(
            "Open this page and download a zip file with dot in its name: the one without extra packages. Take Python "
            f"{version} if the page has it, else the newest.",
            _PAGE,
            "browser",
            "It lands in your Downloads folder.",
        ),
        Step("Make a folder for it.", f'mkdir "{folder}"', "cmd"),
        Step("Open that folder.", f'start "" "{folder}"', "cmd", "A window opens that shows an empty folder."),
        Step(
            "Open the zip file in Downloads, go into its folders until you see python.exe, and drag everything that is "
            "beside it into the folder you opened.",
            expect="python.exe is one of the files.",
        ),
        Step(
            "See that it starts.",
            f"{python} --version",
            "cmd",
            "Python and a version number. If Windows refuses to start it, nothing has changed: ask IT.",
        ),
        *ending(facts, pip(python)),
    )


ROUTE = Route(
    id="winpython",
    title=size_of("winpython").title,
    kind="local",
    platforms=("windows",),
    needs=(
        *OWN_AND_KEPT,
        "starts-winpython-python",
        "loads-winpython-library",
        "loads-user-modules",
        "winpython-by-system",
        "folder-writable",
        "space-for-winpython",
        *TYPED_WITH_NEW_PIP,
    ),
    steps=steps,
    guide="winpython",
    about="A portable Python that registers nothing. Nobody renews it for you.",
)
