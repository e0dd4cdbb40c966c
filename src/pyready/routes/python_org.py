"""The installer from python.org, for one user. Its makers have replaced it: after one more version there is none."""

from typing import NamedTuple

from pyready.knowledge import pythons
from pyready.knowledge.placeholders import fact
from pyready.knowledge.sizes import size_of
from pyready.knowledge.switches import switches
from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.route import Route
from pyready.routes._ending import own_ending
from pyready.routes._machine import not_for_this, processor
from pyready.routes._needs import COPIED, OWN_AND_KEPT, TYPED_WITH_NEW_PIP

_PAGE = "https://www.python.org/downloads/windows/"


class _Build(NamedTuple):
    called: str
    suffix: str


_BUILDS = {"x86_64": _Build("64-bit", ""), "arm64": _Build("ARM64", "-arm64"), "x86": _Build("32-bit", "-32")}


def steps(facts: Facts) -> tuple[Step, ...]:
    """Fetch it, install it for oneself without the launcher for everybody, then the common ending."""
    build, version = _BUILDS.get(processor(facts)), pythons.known().recommended
    if build is None:
        return not_for_this("The installer", _PAGE, "there is none for its processor that pyready knows of")
    name = f"python-{version}.exe"
    folder = f"%LOCALAPPDATA%\\Programs\\Python\\Python{pythons.tag()}{build.suffix}"
    python = f'"{folder}\\python.exe"'
    return (
        Step(
            f"Open this page and download the Windows installer ({build.called}) of the newest Python {version}.",
            _PAGE,
            "browser",
            "It lands in your Downloads folder.",
        ),
        Step(f"Rename the downloaded file to {name}, so that the next line finds it."),
        Step(
            "Install it for yourself only.",
            f'start /wait "" "%USERPROFILE%\\Downloads\\{name}" {switches("python-for-you")}',
            "cmd",
            "A window shows how far it is and closes by itself. If it is refused, nothing has changed: ask IT.",
        ),
        Step("See that it starts.", f"{python} --version", "cmd", f"Python {version} and a third number."),
        *own_ending(facts, python),
    )


ROUTE = Route(
    id="python-org",
    title="Installer from python.org",
    kind="local",
    platforms=("windows",),
    needs=(
        *OWN_AND_KEPT,
        "starts-python-org-installer",
        "starts-python-org-setup",
        "starts-python-org-package",
        "installs-msi-for-you",
        "starts-python-org-python",
        "loads-python-org-library",
        *COPIED,
        "python-org-by-system",
        "folder-writable",
        "space-for-python-org",
        *TYPED_WITH_NEW_PIP,
    ),
    steps=steps,
    guide="python-org",
    about="The older installer, per user and without rights; it will not be made for Python "
    f"{fact('python', 'no-installer')}.",
    spoken=size_of("python-org").title,
)
