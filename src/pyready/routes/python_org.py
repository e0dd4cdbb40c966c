"""The installer from python.org, for one user. Its makers have replaced it: after one more version there is none."""

from typing import NamedTuple

from pyready.diagnosis.processor import processor
from pyready.knowledge.placeholders import fact
from pyready.knowledge.pythons import has_installer
from pyready.knowledge.switches import switches
from pyready.model.actions import fetch, start, use, write
from pyready.model.facts import Facts
from pyready.model.lines import on_windows as step
from pyready.model.lines import typed, wait_for
from pyready.model.outcome import Step
from pyready.model.route import Plan, Route
from pyready.routes._ending import UNPACKED, own_endings, this_page
from pyready.routes._ending import plans as with_endings
from pyready.routes._machine import not_for_this, version_to_install
from pyready.routes._needs import OWN_AND_KEPT, WITH_PIP
from pyready.routes._words import CHECK, DOWNLOADED_TO, IF_BLOCKED, NUMBER

# shown as the steps
_DOWNLOAD = "Open {page} and download the Windows installer ({build}) of the newest Python {version}."
_RENAME = "Rename the downloaded file to {name}, so that the next line finds it."
_RENAMED = "{name} in your Downloads folder."
_INSTALL = "Install Python {version} for yourself only."
_PROGRESS = "a window that shows the progress and closes by itself." + IF_BLOCKED
# shown when there is no file for this computer
_INSTALLER = "The installer"
_ODD_PROCESSOR = "pyready knows of none for its processor"
# shown where routes are compared
_ABOUT = (
    "The older installer, for your account only, without administrator rights. There will be none for Python "
    f"{fact('python', 'no-installer')}."
)

_PAGE = "https://www.python.org/downloads/windows/"


class _Build(NamedTuple):
    called: str
    suffix: str


_BUILDS = {"x86_64": _Build("64-bit", ""), "arm64": _Build("ARM64", "-arm64"), "x86": _Build("32-bit", "-32")}


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Fetch it, install it for oneself without the launcher for everybody, then the common endings."""
    if (version := version_to_install(facts)) is None:
        return ()
    if not has_installer(version):
        return (Plan("notebooks", ()),)
    build = _BUILDS.get(processor(facts))
    if build is None:
        return not_for_this(_INSTALLER, _PAGE, _ODD_PROCESSOR)
    name = f"python-{version}.exe"
    folder = f"{{LOCALAPPDATA}}\\Programs\\Python\\Python{version.replace('.', '')}{build.suffix}"
    python, starts = f'"{folder}\\python.exe"', start("python-org-python")
    before = (
        Step(
            _DOWNLOAD.format(page=this_page(facts), build=build.called, version=version),
            _PAGE,
            "browser",
            DOWNLOADED_TO,
            (fetch("python-org", "system"), use("downloads"), write("downloads", "python-org")),
        ),
        Step(_RENAME.format(name=name), expect=_RENAMED.format(name=name)),
        step(
            _INSTALL.format(version=version),
            wait_for(f"{{USERPROFILE}}\\Downloads\\{name}", switches("python-for-you")),
            _PROGRESS,
            (start("python-org-installer"), use("windows-installer"), UNPACKED, write("tools", "python")),
        ),
        step(CHECK.format(version=version), typed(f"{python} --version"), NUMBER.format(version=version), (starts,)),
    )
    return with_endings(before, own_endings(facts, python, starts, fetch("packages", "new-pip")))


ROUTE = Route(
    id="python-org",
    title="Installer from python.org",
    kind="local",
    platforms=("windows",),
    needs=(*OWN_AND_KEPT, *WITH_PIP),
    plans=plans,
    guide="python-org",
    about=_ABOUT,
    spoken="the installer from python.org",
)
