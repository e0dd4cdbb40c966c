"""What the installers of conda share: Just Me, into the person's own folder, and no activation script after it."""

from typing import NamedTuple

from pyready.knowledge.switches import switches
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Step
from pyready.routes._ending import Tool, conda, ending, is_windows, path_line
from pyready.routes._machine import is_musl, not_for_this, processor


class Installer(NamedTuple):
    """One of them. `stem` begins the file's name; `files` is where it can be fetched by that name."""

    product: str
    stem: str
    page: str
    files: str
    folder: str
    version: str
    channel: str


def steps(facts: Facts, installer: Installer) -> tuple[Step, ...]:
    """Fetch, install for oneself, then the common ending."""
    why = _unfit(facts)
    if why:
        return not_for_this(installer.product, installer.page, why)
    return _windows(facts, installer) if is_windows(facts) else _posix(facts, installer)


def _unfit(facts: Facts) -> str:
    if processor(facts) not in {"x86_64", "arm64"}:
        return "it is made for 64-bit processors of the usual kinds"
    return "its packages need another C library than this Linux has" if is_musl(facts) else ""


def _tool(installer: Installer, program: str) -> Tool:
    return conda(program, installer.version, installer.channel)


def _windows(facts: Facts, installer: Installer) -> tuple[Step, ...]:
    name = f"{installer.stem}-Windows-x86_64.exe"
    folder = f"%LOCALAPPDATA%\\{installer.folder}"
    says = f"Open this page and download {name}."
    if processor(facts) == "arm64":
        says += " There is none for ARM processors: Windows runs this one by emulation, slower."
    # the installer takes all that follows /D= as the folder: it stands last and without quotes
    options = f"{switches('conda-for-you')} /D={folder}"
    return (
        Step(says, installer.page, "browser", "It lands in your Downloads folder."),
        Step(
            "Install it for yourself only. This takes some minutes.",
            f'start /wait "" "%USERPROFILE%\\Downloads\\{name}" {options}',
            "cmd",
            "No message. If Windows or your organisation refuses to start it, nothing has changed: ask IT.",
        ),
        Step(
            "Let this window find what it brought, and stay in that window to the end.",
            path_line(folder, ("", "\\Library\\bin", "\\Scripts")),
            "cmd",
        ),
        Step("See that it starts.", f'"{folder}\\python.exe" -m conda --version', "cmd", "conda and a version number."),
        *ending(facts, _tool(installer, f'"{folder}\\python.exe" -m conda')),
    )


def _posix(facts: Facts, installer: Installer) -> tuple[Step, ...]:
    arm, macos = processor(facts) == "arm64", facts[Asked].platform == "macos"
    machine = ("arm64" if macos else "aarch64") if arm else "x86_64"
    name = f"{installer.stem}-{'MacOSX' if macos else 'Linux'}-{machine}.sh"
    program = f"~/{installer.folder}/bin/conda"
    return (
        Step("Download the installer.", f"curl -fL -o ~/{name} {installer.files}/{name}", "sh"),
        Step(
            "Install it into a folder of your own; no start-up file is changed.",
            f"bash ~/{name} -b -p ~/{installer.folder}",
            "sh",
            "The last lines say that the installation is finished.",
        ),
        Step("See that it starts.", f"{program} --version", "sh", "conda and a version number."),
        *ending(facts, _tool(installer, program)),
    )
