"""uv: one program that fetches Python and packages."""

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

_LATEST = "https://github.com/astral-sh/uv/releases/latest"
_ARCHIVES = {"x86_64": "x86_64", "arm64": "aarch64"}
_ITSELF = fetch("uv", "system")
_FETCHES = fetch("packages", "uv")


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Get uv as an archive (no script is run), then Python, then the common ending."""
    if processor(facts) not in _ARCHIVES:
        return not_for_this("uv", _LATEST, "not every processor has both an archive of uv and a Python for it")
    if (version := version_to_install(facts)) is None:
        return ()
    return (_windows if is_windows(facts) else _posix)(facts, version)


def _windows(facts: Facts, version: str) -> tuple[Plan, ...]:
    archive = f"uv-{_ARCHIVES[processor(facts)]}-pc-windows-msvc.zip"
    folder = f"{programs(facts)}\\uv"
    uv = f'"{folder}\\uv.exe"'
    before = (
        Step(
            f"Open {this_page(facts)} and download {archive}.",
            _LATEST,
            "browser",
            "It lands in your Downloads folder.",
            (_ITSELF, use("downloads"), write("downloads", "uv-download")),
        ),
        step("Make a folder for it.", make_folder(folder), does=(write("tools"),)),
        step("Open that folder.", open_folder(folder), "A window opens that shows an empty folder."),
        Step(
            f"Open {archive} in Downloads and drag what is in it into that folder.",
            expect="uv.exe is one of the files.",
            does=(write("tools", "uv"),),
        ),
        step(
            "Keep its Pythons on this computer, not in a profile that roams.",
            set_variable("UV_PYTHON_INSTALL_DIR", f"{own(facts)}\\uv\\python"),
        ),
        step(
            f"Let it fetch Python {version}.",
            typed(f"{uv} python install {version}"),
            f"Installed Python {version}",
            (start("uv"), _FETCHES, write("tools", "python")),
        ),
    )
    return with_endings(before, endings_of_uv(facts, with_uv(uv, version)))


def _posix(facts: Facts, version: str) -> tuple[Plan, ...]:
    macos, musl = facts[Asked].platform == "macos", is_musl(facts)
    system = "apple-darwin" if macos else f"unknown-linux-{'musl' if musl else 'gnu'}"
    archive = f"uv-{_ARCHIVES[processor(facts)]}-{system}.tar.gz"
    other = "" if macos or musl else " On a Linux with musl (Alpine has it), write musl for gnu in both of these lines."
    uv = "~/.local/bin/uv"
    unpack = f"mkdir -p ~/.local/bin && tar -xzf ~/{archive} --strip-components=1 -C ~/.local/bin"
    install, expect = f"{uv} python install {version}", f"Installed Python {version}"
    before = (
        in_sh(
            f"Download uv.{other}",
            f"curl -fL -o ~/{archive} {_LATEST}/download/{archive}",
            does=(_ITSELF, write("home", "uv-download")),
        ),
        in_sh("Unpack it into your own folder for programs.", unpack, does=(write("home", "uv"),)),
        in_sh(f"Let it fetch Python {version}.", install, expect, (start("uv"), _FETCHES, write("home", "python"))),
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
    about="One program that fetches Python and packages; NHS England's own project template uses it.",
)
