"""WinPython: a Python for Windows that is unpacked and used."""

from pyready.diagnosis.processor import processor, runs_intel
from pyready.model.actions import fetch, start, use, write
from pyready.model.facts import Facts
from pyready.model.lines import make_folder, open_folder, typed
from pyready.model.lines import on_windows as step
from pyready.model.outcome import Step
from pyready.model.route import Plan, Route
from pyready.routes._ending import own_endings, this_page
from pyready.routes._ending import plans as with_endings
from pyready.routes._folders import programs
from pyready.routes._machine import FOR_WINDOWS_11, not_for_this, version_to_install
from pyready.routes._needs import OWN_AND_KEPT, WITH_PIP
from pyready.routes._words import DOWNLOADED_TO, EMPTY_FOLDER, IF_BLOCKED, NO_ERROR, OPEN_FOLDER, UNPACKED_PYTHON

# shown as the steps
_DOWNLOAD = (
    "Open {page} and download a zip file with dot in its name: the one without extra packages. "
    "Take Python {version} if the page has it, else the newest."
)
_MAKE_FOLDER = "Make a folder for WinPython."
_DRAG = (
    "Open the zip file in Downloads and open its folders until you see python.exe. Drag python.exe, and everything "
    "beside it, into the folder that you opened before."
)
_CHECK = "Check that Python starts."
_NUMBER = "Python and a version number." + IF_BLOCKED
# shown when there is no file for this computer
_ODD_PROCESSOR = "it is made for 64-bit processors"
# shown where routes are compared
_ABOUT = "A portable Python that registers nothing. Nobody updates it for you."

_PAGE = "https://github.com/winpython/winpython/releases/latest"


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Fetch the bare build, unpack it with Explorer, then the common endings."""
    if processor(facts) not in {"x86_64", "arm64"}:
        return not_for_this("WinPython", _PAGE, _ODD_PROCESSOR)
    if not runs_intel(facts):
        return not_for_this("WinPython", _PAGE, FOR_WINDOWS_11)
    if (version := version_to_install(facts)) is None:
        return ()
    folder = f"{programs(facts)}\\WinPython"
    python, starts = f'"{folder}\\python.exe"', start("winpython-python")
    before = (
        Step(
            _DOWNLOAD.format(page=this_page(facts), version=version),
            _PAGE,
            "browser",
            DOWNLOADED_TO,
            (fetch("winpython", "system"), use("downloads")),
        ),
        step(_MAKE_FOLDER, make_folder(folder), NO_ERROR, (write("tools"),)),
        step(OPEN_FOLDER, open_folder(folder), EMPTY_FOLDER),
        Step(
            _DRAG,
            expect=UNPACKED_PYTHON,
            does=(write("tools", "winpython"),),
        ),
        step(
            _CHECK,
            typed(f"{python} --version"),
            _NUMBER,
            (starts,),
        ),
    )
    return with_endings(before, own_endings(facts, python, starts, fetch("packages", "new-pip")))


ROUTE = Route(
    id="winpython",
    title="WinPython",
    kind="local",
    platforms=("windows",),
    needs=(*OWN_AND_KEPT, *WITH_PIP),
    plans=plans,
    guide="winpython",
    about=_ABOUT,
)
