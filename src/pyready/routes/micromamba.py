"""micromamba: one small program that fetches Python and packages from conda-forge."""

from pyready.diagnosis.processor import is_musl, processor
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
from pyready.routes._machine import not_for_this, version_to_install
from pyready.routes._needs import OWN_AND_KEPT

_LATEST = "https://micro.mamba.pm/api/micromamba/{}/latest"
_PAGE = "https://github.com/mamba-org/micromamba-releases/releases"
_FETCHES = fetch("micromamba", "system")


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Get the one program out of its archive, then the common ending."""
    if processor(facts) not in {"x86_64", "arm64"}:
        return not_for_this("micromamba", _PAGE, "it is made for 64-bit processors of the usual kinds")
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
    folder = f"{programs(facts)}\\micromamba"
    archive, program = f"{folder}\\micromamba.tar.bz2", f'"{folder}\\Library\\bin\\micromamba.exe"'
    arm = " It is made for Intel processors: Windows runs it by emulation here." if processor(facts) == "arm64" else ""
    before = (
        Step(
            f"Open {this_page(facts)}: the browser downloads micromamba.{arm}",
            _LATEST.format("win-64"),
            "browser",
            "A file that ends in .tar.bz2 lands in your Downloads folder.",
            (_FETCHES, use("downloads"), write("downloads", "micromamba-download")),
        ),
        step("Make a folder for it.", make_folder(folder), does=(write("tools"),)),
        step("Open that folder.", open_folder(folder), "A window opens that shows an empty folder."),
        Step("Drag the downloaded file into it and rename it to micromamba.tar.bz2.", does=(write("tools"),)),
        step(
            "Unpack it.",
            typed(f'"{{SystemRoot}}\\System32\\tar.exe" -xf "{archive}" -C "{folder}"'),
            "No message.",
            (start("tar"), write("tools", "micromamba")),
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
    program, archive = "~/.local/bin/micromamba", "~/micromamba.tar.bz2"
    download, saved = f"curl -fL -o {archive} {_LATEST.format(build)}", write("home", "micromamba-download")
    before = (
        in_sh("Download micromamba.", download, does=(_FETCHES, saved)),
        in_sh(
            "Unpack the one program in it into your own folder for programs.",
            f"mkdir -p ~/.local && tar -xjf {archive} -C ~/.local bin/micromamba",
            does=(write("home", "micromamba"),),
        ),
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
