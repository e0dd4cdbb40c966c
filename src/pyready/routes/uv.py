"""uv: one program that downloads Python and packages."""

from pyready.diagnosis.processor import is_musl, processor
from pyready.model.actions import fetch, start, use, write
from pyready.model.facts import Asked, Facts
from pyready.model.lines import make_folder, open_folder, set_variable, typed
from pyready.model.lines import on_windows as step
from pyready.model.outcome import Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Plan, Route
from pyready.routes._ending import endings_of_uv, in_sh, is_windows, this_page
from pyready.routes._ending import plans as with_endings
from pyready.routes._ending import uv as with_uv
from pyready.routes._folders import own, programs
from pyready.routes._machine import not_for_this, version_to_install
from pyready.routes._needs import OWN_AND_KEPT
from pyready.routes._words import (
    DOWNLOADED_BY_CURL,
    DOWNLOADED_TO,
    EMPTY_FOLDER,
    KEEP_OPEN,
    NO_ERROR,
    OPEN_FOLDER,
    WORKED,
)

# shown as the steps on Windows
_DOWNLOAD_FILE = "Open {page} and download {archive}."
_MAKE_FOLDER = "Make a folder for uv."
_DRAG = "Open {archive} in Downloads, and drag everything in it into that folder."
_UNPACKED = "uv.exe among the files."
_KEEP_LOCAL = "Keep Python on this computer, not in a roaming profile."
# shown as the steps on Linux and macOS
_DOWNLOAD = "Download uv."
_UNPACK = "Unpack uv in your folder for programs."
# shown as the last step before an environment
_INSTALL = "Install Python {version} with uv."
_INSTALLED = "Installed Python {version}"
# shown after it on a Linux whose C library is not known: the file for another one does not start
_MUSL = (
    '. If you see "not found" or "No such file", write musl for gnu in the two lines before, and copy all three again.'
)
# shown when there is no file for this computer
_ODD_PROCESSOR = "uv and its Pythons are not made for every processor"
# shown where routes are compared
_ABOUT = "One program that downloads Python and packages. NHS England's own project template uses it."

_LATEST = "https://github.com/astral-sh/uv/releases/latest"
_ARCHIVES = {"x86_64": "x86_64", "arm64": "aarch64"}
_ITSELF = fetch("uv", "system")
_FETCHES = fetch("packages", "uv")


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Get uv as an archive (no script is run), then Python, then the common ending."""
    if processor(facts) not in _ARCHIVES:
        return not_for_this("uv", _LATEST, _ODD_PROCESSOR)
    if (version := version_to_install(facts)) is None:
        return ()
    return (_windows if is_windows(facts) else _posix)(facts, version)


def program(facts: Facts) -> str:
    """Where the steps put the program uv, with `{NAME}` for an environment variable (`model.anchors.fill`)."""
    return f"{programs(facts)}\\uv\\uv.exe" if is_windows(facts) else "{HOME}/.local/bin/uv"


def _windows(facts: Facts, version: str) -> tuple[Plan, ...]:
    archive = f"uv-{_ARCHIVES[processor(facts)]}-pc-windows-msvc.zip"
    uv = f'"{program(facts)}"'
    folder = program(facts).removesuffix("\\uv.exe")
    before = (
        Step(
            _DOWNLOAD_FILE.format(page=this_page(facts), archive=archive),
            _LATEST,
            "browser",
            DOWNLOADED_TO,
            (_ITSELF, use("downloads"), write("downloads", "uv-download")),
        ),
        step(_MAKE_FOLDER, make_folder(folder), NO_ERROR, (write("tools"),)),
        step(OPEN_FOLDER, open_folder(folder), EMPTY_FOLDER),
        Step(
            _DRAG.format(archive=archive),
            expect=_UNPACKED,
            does=(write("tools", "uv"),),
        ),
        step(
            _KEEP_LOCAL + KEEP_OPEN,
            set_variable("UV_PYTHON_INSTALL_DIR", f"{own(facts)}\\uv\\python"),
            WORKED,
        ),
        step(
            _INSTALL.format(version=version),
            typed(f"{uv} python install {version}"),
            _INSTALLED.format(version=version),
            (start("uv"), _FETCHES, write("tools", "python")),
        ),
    )
    return with_endings(before, endings_of_uv(facts, with_uv(uv, version)))


def _posix(facts: Facts, version: str) -> tuple[Plan, ...]:
    macos, musl = facts[Asked].platform == "macos", is_musl(facts)
    system = "apple-darwin" if macos else f"unknown-linux-{'musl' if musl else 'gnu'}"
    archive = f"uv-{_ARCHIVES[processor(facts)]}-{system}.tar.gz"
    uv = program(facts).replace("{HOME}", "~")
    unpack = f"mkdir -p ~/.local/bin && tar -xzf ~/{archive} --strip-components=1 -C ~/.local/bin"
    install, expect = (
        f"{uv} python install {version}",
        _INSTALLED.format(version=version) + ("" if macos or musl else _MUSL),
    )
    before = (
        in_sh(
            _DOWNLOAD,
            f"curl -fL -o ~/{archive} {_LATEST}/download/{archive}",
            DOWNLOADED_BY_CURL,
            (_ITSELF, write("home", "uv-download")),
        ),
        in_sh(_UNPACK, unpack, WORKED, (write("home", "uv"),)),
        in_sh(_INSTALL.format(version=version), install, expect, (start("uv"), _FETCHES, write("home", "python"))),
    )
    return with_endings(before, endings_of_uv(facts, with_uv(uv, version)))


ROUTE = Route(
    id="uv",
    title="uv",
    kind="local",
    platforms=EVERYWHERE,
    needs=(*OWN_AND_KEPT, "runs-user-programs", "project-folder", "python-variables", "clock"),
    plans=plans,
    guide="uv",
    about=_ABOUT,
)
