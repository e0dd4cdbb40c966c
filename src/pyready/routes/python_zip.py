"""Python as a zip file: the same files that the Python Install Manager downloads, unpacked by hand."""

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
from pyready.routes._words import (
    CHECK,
    DOWNLOADED_TO,
    EMPTY_FOLDER,
    IF_BLOCKED,
    NO_ERROR,
    NUMBER,
    OPEN_FOLDER,
    UNPACKED_PYTHON,
)

# shown as the steps
_FIND = (
    "Open {page}, and there the folder of the newest {version}: {version}, a dot and the highest number. The page "
    "sorts by letters, so {version}.10 comes before {version}.2, and it is newer than {version}.9."
)
_FILES = "a list of files."
_DOWNLOAD = (
    "Download the file that begins with python-{version}. and ends with -{build}.zip, with only a number between them. "
    "Do not use one with embed or test in its name, or with a t after the number."
)
_MAKE_FOLDER = "Make a folder for Python {version}."
_DRAG = "Open the zip file in Downloads, and drag everything in it into that folder."
# shown when there is no file for this computer
_ZIP_FILE = "The zip file"
_ODD_PROCESSOR = "pyready knows of none for its processor"
# shown where routes are compared
_ABOUT = "No installer: unpack the file and use it. Nobody updates it for you."

_PAGE = "https://www.python.org/ftp/python/"
_BUILDS = {"x86_64": "amd64", "arm64": "arm64", "x86": "win32"}


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Fetch it, unpack it with Explorer, then the common endings."""
    if (version := version_to_install(facts)) is None:
        return ()
    build = _BUILDS.get(processor(facts))
    if build is None:
        return not_for_this(_ZIP_FILE, _PAGE, _ODD_PROCESSOR)
    folder = f"{programs(facts)}\\python-{version}"
    python, starts = f'"{folder}\\python.exe"', start("python-zip-python")
    before = (
        Step(
            _FIND.format(page=this_page(facts), version=version),
            _PAGE,
            "browser",
            _FILES,
            (fetch("python-org", "system"),),
        ),
        Step(
            _DOWNLOAD.format(version=version, build=build),
            expect=DOWNLOADED_TO,
            does=(use("downloads"), write("downloads", "python-org")),
        ),
        step(_MAKE_FOLDER.format(version=version), make_folder(folder), NO_ERROR, (write("tools"),)),
        step(OPEN_FOLDER, open_folder(folder), EMPTY_FOLDER),
        Step(
            _DRAG,
            expect=UNPACKED_PYTHON,
            does=(write("tools", "python"),),
        ),
        step(
            CHECK.format(version=version),
            typed(f"{python} --version"),
            NUMBER.format(version=version) + IF_BLOCKED,
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
    about=_ABOUT,
    spoken="a zip file of Python",
)
