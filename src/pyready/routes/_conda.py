"""What the installers of conda share: Just Me, into the person's own folder, and no activation script after it."""

from typing import NamedTuple

from pyready.diagnosis.processor import is_musl, processor, runs_intel
from pyready.knowledge.switches import switches
from pyready.model.actions import fetch, start, use, write
from pyready.model.conda import CondaFacts, Installation
from pyready.model.facts import Asked, Facts
from pyready.model.lines import on_windows as step
from pyready.model.lines import put_on_path, typed, wait_for
from pyready.model.outcome import Step
from pyready.model.route import Plan
from pyready.routes._ending import UNPACKED, Tool, conda, endings_of_conda, in_sh, is_windows, path_folders, this_page
from pyready.routes._ending import plans as with_endings
from pyready.routes._folders import own
from pyready.routes._machine import FOR_WINDOWS_11, not_for_this, version_to_install
from pyready.routes._words import DOWNLOADED_BY_CURL, DOWNLOADED_TO, IF_BLOCKED, KEEP_OPEN, WORKED
from pyready.tools.conda import FORGE, Conda, Micromamba

# shown when there is no file for this computer
ODD_PROCESSOR = "it is made for 64-bit processors of the usual kinds"
OTHER_LIBRARY = "its packages need another C library than this Linux has"
# shown as the steps on Windows; the second sentence of the first, on an ARM processor
_DOWNLOAD_FILE = "Open {page} and download {name}."
_FOR_INTEL = " It is for Intel processors. Windows 11 runs it on this computer too, but slower."
_INSTALL = "Install {product}. This takes some minutes."
_NO_MESSAGE = "no message, only a new line for the next command."
_ON_PATH = "Add {product} to this window's PATH."
# shown as the steps on Linux and macOS
_DOWNLOAD = "Download the installer."
_INSTALL_AT_HOME = "Install {product} in your home folder. This changes no start-up file."
_FINISHED = "a line near the end that says that the installation is finished."
# shown as the last step before an environment
_CHECK = "Check that conda starts."
_NUMBER = "conda and a version number."


class Installer(NamedTuple):
    """One of them. `stem` begins the file's name; `files` is where it can be downloaded by that name."""

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
        return ODD_PROCESSOR
    if is_windows(facts) and not runs_intel(facts):
        return FOR_WINDOWS_11
    return OTHER_LIBRARY if is_musl(facts) else ""


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
    says = _DOWNLOAD_FILE.format(page=this_page(facts), name=name)
    if processor(facts) == "arm64":
        says += _FOR_INTEL
    # the installer takes all that follows /D= as the folder: it stands last and without quotes
    options = f"{switches('conda-for-you')} /D={folder}"
    return (
        Step(
            says,
            installer.page,
            "browser",
            DOWNLOADED_TO,
            (installer.fetches[0], use("downloads"), write("downloads", installer.room[0])),
        ),
        step(
            _INSTALL.format(product=installer.product),
            wait_for(f"{{USERPROFILE}}\\Downloads\\{name}", options),
            _NO_MESSAGE + IF_BLOCKED,
            (start(f"{installer.starts}-installer"), use("batch-files"), UNPACKED, write("tools", installer.room[1])),
        ),
        step(
            _ON_PATH.format(product=installer.product) + KEEP_OPEN,
            put_on_path(path_folders(folder, ("", "\\Library\\bin", "\\Scripts"))),
            WORKED,
        ),
        step(
            _CHECK,
            typed(f'"{folder}\\python.exe" -m conda --version'),
            _NUMBER,
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
        in_sh(_DOWNLOAD, download, DOWNLOADED_BY_CURL, (installer.fetches[0], write("home", installer.room[0]))),
        in_sh(
            _INSTALL_AT_HOME.format(product=installer.product),
            f"bash ~/{name} -b -p ~/{installer.folder}",
            _FINISHED,
            (start(f"{installer.starts}-installer"), UNPACKED, write("home", installer.room[1])),
        ),
        in_sh(_CHECK, f"{program} --version", _NUMBER, python),
    )
