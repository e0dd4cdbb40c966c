"""micromamba: one small program that downloads Python and packages from conda-forge.

Its makers offer the program itself beside its archives, and their own installer takes that (`install.sh` and
`install.ps1` of github.com/mamba-org/micromamba-releases, looked at on 2026-11-29). An archive would need a tar that
reads bzip2, which not every Windows has (github.com/mamba-org/mamba issue 2940).
"""

from pyready.diagnosis.processor import is_musl, processor, runs_intel
from pyready.model.actions import fetch, start, use, write
from pyready.model.facts import Asked, Facts
from pyready.model.lines import make_folder, open_folder, set_variable, typed
from pyready.model.lines import on_windows as step
from pyready.model.outcome import Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Plan, Route
from pyready.routes import _conda
from pyready.routes._ending import Tool, conda, endings_of_conda, in_sh, is_windows, this_page
from pyready.routes._ending import plans as with_endings
from pyready.routes._folders import programs
from pyready.routes._machine import FOR_WINDOWS_11, not_for_this, version_to_install
from pyready.routes._needs import OWN_AND_KEPT
from pyready.routes._words import DOWNLOADED_BY_CURL, EMPTY_FOLDER, IF_BLOCKED, KEEP_OPEN, NO_ERROR, OPEN_FOLDER, WORKED

# shown as the steps on Windows; the second sentence of the first, on an ARM processor
_DOWNLOAD_FILE = "Open {page}: the browser downloads {name}."
_FEW_FOR_ARM = (
    " It is for Intel processors, and Windows 11 runs it on this computer. Do not use the file for ARM: conda-forge "
    "has too few packages for it."
)
_IN_DOWNLOADS = "{name} in your Downloads folder."
_MAKE_FOLDER = "Make a folder for micromamba."
_DRAG = "Drag {name} from Downloads into that folder. Keep its name."
_ONLY_FILE = "{name} as the only file in that folder."
_KEEP_LOCAL = "Keep the packages of micromamba on this computer."
# shown as the steps on Linux and macOS
_OWN_PROGRAMS = "Make a folder for your own programs."
_DOWNLOAD = "Download micromamba into it, and mark it as a program."
# shown as the last step before an environment
_CHECK = "Check that micromamba starts."
_NUMBER = "a version number."
# shown where routes are compared
_ABOUT = "One small program without an installer. On Windows it trusts the certificates that Windows trusts."

_PAGE = "https://github.com/mamba-org/micromamba-releases/releases"
_LATEST = f"{_PAGE}/latest/download/micromamba-{{}}"
_FETCHES = fetch("micromamba", "system")


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Get the one program, as its makers' own installer does, then the common ending.

    That conda-forge has few packages for ARM on Windows: github.com/jupyterlab/jupyterlab-desktop issue 1074 and
    conda-forge.org/blog/2026/02/09/win-arm64, 2026-11-29.
    """
    if processor(facts) not in {"x86_64", "arm64"}:
        return not_for_this("micromamba", _PAGE, _conda.ODD_PROCESSOR)
    if is_windows(facts) and not runs_intel(facts):
        return not_for_this("micromamba", _PAGE, FOR_WINDOWS_11)
    if is_musl(facts):
        return not_for_this("micromamba", _PAGE, _conda.OTHER_LIBRARY)
    if (version := version_to_install(facts)) is None:
        return ()
    return (_windows if is_windows(facts) else _posix)(facts, version)


def _tool(facts: Facts, program: str, version: str) -> Tool:
    starts = (start("micromamba"), start("conda-environment-python"))
    words, fetches = _conda.from_channels(facts, "micromamba")
    return conda(program, version, starts, fetches, words)


def _windows(facts: Facts, version: str) -> tuple[Plan, ...]:
    folder, name = f"{programs(facts)}\\micromamba", "micromamba-win-64.exe"
    program = f'"{folder}\\{name}"'
    arm = _FEW_FOR_ARM if processor(facts) == "arm64" else ""
    before = (
        Step(
            _DOWNLOAD_FILE.format(page=this_page(facts), name=name) + arm,
            _LATEST.format("win-64.exe"),
            "browser",
            _IN_DOWNLOADS.format(name=name),
            (_FETCHES, use("downloads"), write("downloads", "micromamba-download")),
        ),
        step(_MAKE_FOLDER, make_folder(folder), NO_ERROR, (write("tools"),)),
        step(OPEN_FOLDER, open_folder(folder), EMPTY_FOLDER),
        Step(
            _DRAG.format(name=name),
            expect=_ONLY_FILE.format(name=name),
            does=(write("tools", "micromamba"),),
        ),
        step(_KEEP_LOCAL + KEEP_OPEN, set_variable("MAMBA_ROOT_PREFIX", "{LOCALAPPDATA}\\micromamba"), WORKED),
        step(
            _CHECK,
            typed(f"{program} --version"),
            _NUMBER + IF_BLOCKED,
            (start("micromamba"),),
        ),
    )
    return with_endings(before, endings_of_conda(facts, _tool(facts, program, version)))


def _posix(facts: Facts, version: str) -> tuple[Plan, ...]:
    arm = processor(facts) == "arm64"
    build = (
        f"osx-{'arm64' if arm else '64'}" if facts[Asked].platform == "macos" else f"linux-{'aarch64' if arm else '64'}"
    )
    program, does = "~/.local/bin/micromamba", (_FETCHES, write("home", "micromamba"))
    download = f"curl -fL -o {program} {_LATEST.format(build)} && chmod u+x {program}"
    before = (
        in_sh(_OWN_PROGRAMS, "mkdir -p ~/.local/bin", WORKED, (write("home"),)),
        in_sh(_DOWNLOAD, download, DOWNLOADED_BY_CURL, does),
        in_sh(_CHECK, f"{program} --version", _NUMBER, (start("micromamba"),)),
    )
    return with_endings(before, endings_of_conda(facts, _tool(facts, program, version)))


ROUTE = Route(
    id="micromamba",
    title="micromamba",
    kind="local",
    platforms=EVERYWHERE,
    needs=(
        *OWN_AND_KEPT,
        "runs-user-programs",
        "folder-suits-conda",
        "project-folder",
        "python-variables",
        "clock",
    ),
    plans=plans,
    guide="micromamba",
    about=_ABOUT,
)
