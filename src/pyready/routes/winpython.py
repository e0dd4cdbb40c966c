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

_PAGE = "https://github.com/winpython/winpython/releases/latest"


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Fetch the bare build, unpack it with Explorer, then the common endings."""
    if processor(facts) not in {"x86_64", "arm64"}:
        return not_for_this("WinPython", _PAGE, "it is made for 64-bit processors")
    if not runs_intel(facts):
        return not_for_this("WinPython", _PAGE, FOR_WINDOWS_11)
    if (version := version_to_install(facts)) is None:
        return ()
    folder = f"{programs(facts)}\\WinPython"
    python, starts = f'"{folder}\\python.exe"', start("winpython-python")
    before = (
        Step(
            f"Open {this_page(facts)} and download a zip file with dot in its name: the one without extra packages. "
            f"Take Python {version} if the page has it, else the newest.",
            _PAGE,
            "browser",
            "It lands in your Downloads folder.",
            (fetch("winpython", "system"), use("downloads")),
        ),
        step("Make a folder for it.", make_folder(folder), does=(write("tools"),)),
        step("Open that folder.", open_folder(folder), "A window opens that shows an empty folder."),
        Step(
            "Open the zip file in Downloads, go into its folders until you see python.exe, and drag everything that is "
            "beside it into the folder you opened.",
            expect="python.exe is one of the files.",
            does=(write("tools", "winpython"),),
        ),
        step(
            "See that it starts.",
            typed(f"{python} --version"),
            "Python and a version number. If Windows refuses to start it, nothing has changed: ask IT.",
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
    about="A portable Python that registers nothing. Nobody renews it for you.",
)
