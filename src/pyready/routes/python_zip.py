"""Python as a zip file: the same files that the Python install manager fetches, unpacked by hand."""

from pyready.diagnosis.processor import processor
from pyready.model.actions import fetch, start, use, write
from pyready.model.facts import Facts
from pyready.model.lines import make_folder, open_folder, typed
from pyready.model.lines import on_windows as step
from pyready.model.outcome import Step
from pyready.model.route import Plan, Route
from pyready.routes._ending import own_endings, this_page
from pyready.routes._ending import plans as with_endings
from pyready.routes._folders import programs
from pyready.routes._machine import not_for_this, version_to_install
from pyready.routes._needs import OWN_AND_KEPT, WITH_PIP

_PAGE = "https://www.python.org/ftp/python/"
_BUILDS = {"x86_64": "amd64", "arm64": "arm64", "x86": "win32"}


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Fetch it, unpack it with Explorer, then the common endings."""
    if (version := version_to_install(facts)) is None:
        return ()
    build = _BUILDS.get(processor(facts))
    if build is None:
        return not_for_this("The zip file", _PAGE, "there is none for its processor that pyready knows of")
    folder = f"{programs(facts)}\\python-{version}"
    python, starts = f'"{folder}\\python.exe"', start("python-zip-python")
    before = (
        Step(
            f"Open {this_page(facts)} and in it the folder of the newest {version}: {version}, a dot and the highest "
            f"number. The page sorts by letters: {version}.10 is newer than {version}.9, and stands above {version}.2.",
            _PAGE,
            "browser",
            "A list of files.",
            (fetch("python-org", "system"),),
        ),
        Step(
            f"Download the file that begins with python-{version}. and ends in -{build}.zip. "
            "Nothing but a number stands in between. One with embed in its name has no pip; one with test, or with a t "
            "after the number, is for other ends.",
            expect="It lands in your Downloads folder.",
            does=(use("downloads"), write("downloads", "python-org")),
        ),
        step("Make a folder for it.", make_folder(folder), does=(write("tools"),)),
        step("Open that folder.", open_folder(folder), "A window opens that shows an empty folder."),
        Step(
            "Open the zip file in Downloads and drag what is in it into that folder.",
            expect="python.exe is one of the files.",
            does=(write("tools", "python"),),
        ),
        step(
            "See that it starts.",
            typed(f"{python} --version"),
            f"Python {version} and a third number. If Windows refuses to start it, nothing has changed: ask IT.",
            (starts,),
        ),
    )
    return with_endings(before, own_endings(facts, python, starts, fetch("packages", "new-pip")))


ROUTE = Route(
    id="python-zip",
    title="Python from a zip file",
    kind="local",
    platforms=("windows",),
    needs=(*OWN_AND_KEPT, *WITH_PIP),
    plans=plans,
    guide="python-zip",
    about="No installer at all: unpack and use. Nobody renews it for you.",
    spoken="a zip file of Python",
)
