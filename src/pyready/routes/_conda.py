"""What the installers of conda share: Just Me, into the person's own folder, and no activation script after it."""

from typing import NamedTuple

from pyready.diagnosis.processor import is_musl, processor, runs_intel
from pyready.knowledge.switches import switches
from pyready.model.actions import fetch, start, use, write
from pyready.model.conda import Installation
from pyready.model.facts import Asked, Facts
from pyready.model.lines import on_windows as step
from pyready.model.lines import put_on_path, typed, wait_for
from pyready.model.outcome import Step
from pyready.model.route import Plan
from pyready.probes.conda import CondaFacts
from pyready.routes._ending import UNPACKED, Tool, conda, endings_of_conda, in_sh, is_windows, path_folders, this_page
from pyready.routes._ending import plans as with_endings
from pyready.routes._folders import own
from pyready.routes._machine import FOR_WINDOWS_11, not_for_this, version_to_install
from pyready.tools.conda import FORGE, Conda, Micromamba


class Installer(NamedTuple):
    """One of them. `stem` begins the file's name; `files` is where it can be fetched by that name."""

    product: str
    stem: str
    page: str
    files: str
    folder: str
    channel: str
    starts: str
    """Its programs are this word with `-installer` and `-python` after it."""
    room: tuple[str, str, str]
    """What is saved, by ids of `knowledge/sizes.toml`: the installer, conda itself, an environment."""
    fetches: tuple[str, str]
    """The actions of fetching the installer, and of fetching packages."""


def plans(facts: Facts, installer: Installer, first: tuple[Step, ...] = ()) -> tuple[Plan, ...]:
    """Fetch, install for oneself, then the common ending; `first` is what comes before all that."""
    why = _unfit(facts)
    if why:
        return not_for_this(installer.product, installer.page, why)
    if (version := version_to_install(facts)) is None:
        return ()
    program = f"~/{installer.folder}/bin/conda"
    if is_windows(facts):
        program = f'"{own(facts)}\\{installer.folder}\\python.exe" -m conda'
    before = (_windows if is_windows(facts) else _posix)(facts, installer)
    return with_endings((*first, *before), endings_of_conda(facts, _tool(facts, installer, program, version)))


def _unfit(facts: Facts) -> str:
    if processor(facts) not in {"x86_64", "arm64"}:
        return "it is made for 64-bit processors of the usual kinds"
    if is_windows(facts) and not runs_intel(facts):
        return FOR_WINDOWS_11
    return "its packages need another C library than this Linux has" if is_musl(facts) else ""


def _tool(facts: Facts, installer: Installer, program: str, version: str) -> Tool:
    python, (words, fetches) = start(f"{installer.starts}-python"), (installer.channel, installer.fetches[1])
    if words == FORGE:
        words, fetches = from_channels(facts, "conda")
    return conda(program, version, (python, python), fetches, words, installer.room[2])


def from_channels(facts: Facts, tool: str, here: Installation | None = None) -> tuple[str, str]:
    """The words that name a channel, and the action of fetching from it, as the settings of conda let it."""
    settings = Micromamba(facts.get(CondaFacts)) if tool == "micromamba" else Conda(facts.get(CondaFacts), here)
    return settings.words, fetch(settings.fetches, tool)


def _windows(facts: Facts, installer: Installer) -> tuple[Step, ...]:
    name = f"{installer.stem}-Windows-x86_64.exe"
    folder = f"{own(facts)}\\{installer.folder}"
    says = f"Open {this_page(facts)} and download {name}."
    if processor(facts) == "arm64":
        says += " It is for Intel processors: Windows 11 runs it here all the same, slower."
    # the installer takes all that follows /D= as the folder: it stands last and without quotes
    options = f"{switches('conda-for-you')} /D={folder}"
    return (
        Step(
            says,
            installer.page,
            "browser",
            "It lands in your Downloads folder.",
            (installer.fetches[0], use("downloads"), write("downloads", installer.room[0])),
        ),
        step(
            "Install it for yourself only. This takes some minutes.",
            wait_for(f"{{USERPROFILE}}\\Downloads\\{name}", options),
            "No message. If Windows or your organisation refuses to start it, nothing has changed: ask IT.",
            (start(f"{installer.starts}-installer"), use("batch-files"), UNPACKED, write("tools", installer.room[1])),
        ),
        step(
            "Let this window find what it brought, and stay in that window to the end.",
            put_on_path(path_folders(folder, ("", "\\Library\\bin", "\\Scripts"))),
        ),
        step(
            "See that it starts.",
            typed(f'"{folder}\\python.exe" -m conda --version'),
            "conda and a version number.",
            (start(f"{installer.starts}-python"),),
        ),
    )


def _posix(facts: Facts, installer: Installer) -> tuple[Step, ...]:
    arm, macos = processor(facts) == "arm64", facts[Asked].platform == "macos"
    machine = ("arm64" if macos else "aarch64") if arm else "x86_64"
    name = f"{installer.stem}-{'MacOSX' if macos else 'Linux'}-{machine}.sh"
    program, python = f"~/{installer.folder}/bin/conda", (start(f"{installer.starts}-python"),)
    download = f"curl -fL -o ~/{name} {installer.files}/{name}"
    return (
        in_sh("Download the installer.", download, does=(installer.fetches[0], write("home", installer.room[0]))),
        in_sh(
            "Install it into a folder of your own; no start-up file is changed.",
            f"bash ~/{name} -b -p ~/{installer.folder}",
            "The last lines say that the installation is finished.",
            (start(f"{installer.starts}-installer"), UNPACKED, write("home", installer.room[1])),
        ),
        in_sh("See that it starts.", f"{program} --version", "conda and a version number.", python),
    )
