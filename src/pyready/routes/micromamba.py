"""micromamba: one small program that fetches Python and packages from conda-forge.

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

_PAGE = "https://github.com/mamba-org/micromamba-releases/releases"
_LATEST = f"{_PAGE}/latest/download/micromamba-{{}}"
_FETCHES = fetch("micromamba", "system")
_FEW_FOR_ARM = (
    " It is for Intel processors, and Windows 11 runs it here. Do not take the file for ARM: conda-forge has too few "
    "packages for it."
)
"""github.com/jupyterlab/jupyterlab-desktop issue 1074 and conda-forge.org/blog/2026/02/09/win-arm64, 2026-11-29."""


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Get the one program, as its makers' own installer does, then the common ending."""
    if processor(facts) not in {"x86_64", "arm64"}:
        return not_for_this("micromamba", _PAGE, "it is made for 64-bit processors of the usual kinds")
    if is_windows(facts) and not runs_intel(facts):
        return not_for_this("micromamba", _PAGE, FOR_WINDOWS_11)
    if is_musl(facts):
        return not_for_this("micromamba", _PAGE, "its packages need another C library than this Linux has")
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
            f"Open {this_page(facts)}: the browser downloads {name}.{arm}",
            _LATEST.format("win-64.exe"),
            "browser",
            f"{name} is in your Downloads folder.",
            (_FETCHES, use("downloads"), write("downloads", "micromamba-download")),
        ),
        step("Make a folder for it.", make_folder(folder), does=(write("tools"),)),
        step("Open that folder.", open_folder(folder), "A window opens that shows an empty folder."),
        Step(
            f"Drag {name} from Downloads into that folder. Keep its name.",
            expect="It is the only file there.",
            does=(write("tools", "micromamba"),),
        ),
        step("Keep its packages on this computer.", set_variable("MAMBA_ROOT_PREFIX", "{LOCALAPPDATA}\\micromamba")),
        step(
            "See that it starts.",
            typed(f"{program} --version"),
            "A version number. If Windows refuses to start it, nothing has changed: ask IT.",
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
        in_sh("Make a folder for your own programs.", "mkdir -p ~/.local/bin", does=(write("home"),)),
        in_sh("Download micromamba into it, and mark it as a program.", download, does=does),
        in_sh("See that it starts.", f"{program} --version", "A version number.", (start("micromamba"),)),
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
    about="One small program without an installer; on Windows it trusts what Windows trusts.",
)
