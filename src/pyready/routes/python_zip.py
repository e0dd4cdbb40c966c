"""Python as a zip file: the same files that the Python install manager fetches, unpacked by hand."""

from pyready.knowledge import pythons
from pyready.knowledge.sizes import size_of
from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.route import Route
from pyready.routes._ending import own_ending
from pyready.routes._machine import not_for_this, processor
from pyready.routes._needs import COPIED, OWN_AND_KEPT, TYPED_WITH_NEW_PIP

_PAGE = "https://www.python.org/ftp/python/"
_BUILDS = {"x86_64": "amd64", "arm64": "arm64", "x86": "win32"}


def steps(facts: Facts) -> tuple[Step, ...]:
    """Fetch it, unpack it with Explorer, then the common ending."""
    build, version = _BUILDS.get(processor(facts)), pythons.known().recommended
    if build is None:
        return not_for_this("The zip file", _PAGE, "there is none for its processor that pyready knows of")
    folder = f"%LOCALAPPDATA%\\Programs\\python-{version}"
    python = f'"{folder}\\python.exe"'
    return (
        Step(
            f"Open this page and in it the folder of the newest {version}: its name is {version}, a dot and a number.",
            _PAGE,
            "browser",
            "A list of files.",
        ),
        Step(
            f"Download the file that begins with python-{version}. and ends in -{build}.zip. "
            "Nothing but a number stands in between. One with embed in its name has no pip; one with test, or with a t "
            "after the number, is for other ends.",
            expect="It lands in your Downloads folder.",
        ),
        Step("Make a folder for it.", f'mkdir "{folder}"', "cmd"),
        Step("Open that folder.", f'start "" "{folder}"', "cmd", "A window opens that shows an empty folder."),
        Step(
            "Open the zip file in Downloads and drag what is in it into that folder.",
            expect="python.exe is one of the files.",
        ),
        Step(
            "See that it starts.",
            f"{python} --version",
            "cmd",
            f"Python {version} and a third number. If Windows refuses to start it, nothing has changed: ask IT.",
        ),
        *own_ending(facts, python),
    )


ROUTE = Route(
    id="python-zip",
    title=size_of("python-zip").title,
    kind="local",
    platforms=("windows",),
    needs=(
        *OWN_AND_KEPT,
        "starts-python-zip-python",
        "loads-python-zip-library",
        *COPIED,
        "python-org-by-system",
        "folder-writable",
        "space-for-python-zip",
        *TYPED_WITH_NEW_PIP,
    ),
    steps=steps,
    guide="python-zip",
    about="No installer at all: unpack and use. Nobody renews it for you.",
    spoken="a zip file of Python",
)
