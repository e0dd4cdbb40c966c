"""micromamba: one small program that fetches Python and packages from conda-forge."""

from pyready.knowledge import pythons
from pyready.knowledge.sizes import size_of
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Route
from pyready.routes._ending import conda, ending, is_windows
from pyready.routes._machine import is_musl, not_for_this, processor
from pyready.routes._needs import OWN_AND_KEPT, TYPED

_LATEST = "https://micro.mamba.pm/api/micromamba/{}/latest"
_PAGE = "https://github.com/mamba-org/micromamba-releases/releases"


def steps(facts: Facts) -> tuple[Step, ...]:
    """Get the one program out of its archive, then the common ending."""
    if processor(facts) not in {"x86_64", "arm64"}:
        return not_for_this("micromamba", _PAGE, "it is made for 64-bit processors of the usual kinds")
    if is_musl(facts):
        return not_for_this("micromamba", _PAGE, "its packages need another C library than this Linux has")
    return _windows(facts) if is_windows(facts) else _posix(facts)


def _windows(facts: Facts) -> tuple[Step, ...]:
    folder = "%LOCALAPPDATA%\\Programs\\micromamba"
    archive, program = f"{folder}\\micromamba.tar.bz2", f'"{folder}\\Library\\bin\\micromamba.exe"'
    arm = " It is made for Intel processors: Windows runs it by emulation here." if processor(facts) == "arm64" else ""
    return (
        Step(
            f"Open this address: your browser downloads micromamba.{arm}",
            _LATEST.format("win-64"),
            "browser",
            "A file that ends in .tar.bz2 lands in your Downloads folder.",
        ),
        Step("Make a folder for it.", f'mkdir "{folder}"', "cmd"),
        Step("Open that folder.", f'start "" "{folder}"', "cmd", "A window opens that shows an empty folder."),
        Step("Drag the downloaded file into it and rename it to micromamba.tar.bz2."),
        Step("Unpack it.", f'"%SystemRoot%\\System32\\tar.exe" -xf "{archive}" -C "{folder}"', "cmd", "No message."),
        Step("Keep its packages on this computer.", 'set "MAMBA_ROOT_PREFIX=%LOCALAPPDATA%\\micromamba"', "cmd"),
        Step(
            "See that it starts.",
            f"{program} --version",
            "cmd",
            "A version number. If Windows refuses to start it, nothing has changed: ask IT.",
        ),
        *ending(facts, conda(program, pythons.known().recommended)),
    )


def _posix(facts: Facts) -> tuple[Step, ...]:
    arm = processor(facts) == "arm64"
    build = (
        f"osx-{'arm64' if arm else '64'}" if facts[Asked].platform == "macos" else f"linux-{'aarch64' if arm else '64'}"
    )
    program, archive = "~/.local/bin/micromamba", "~/micromamba.tar.bz2"
    return (
        Step("Download micromamba.", f"curl -fL -o {archive} {_LATEST.format(build)}", "sh"),
        Step(
            "Unpack the one program in it into your own folder for programs.",
            f"mkdir -p ~/.local && tar -xjf {archive} -C ~/.local bin/micromamba",
            "sh",
        ),
        Step("See that it starts.", f"{program} --version", "sh", "A version number."),
        *ending(facts, conda(program, pythons.known().recommended)),
    )


ROUTE = Route(
    id="micromamba",
    title=size_of("micromamba").title,
    kind="local",
    platforms=EVERYWHERE,
    needs=(
        *OWN_AND_KEPT,
        "runs-user-programs",
        "starts-micromamba",
        "starts-micromamba-python",
        "loads-micromamba-library",
        "loads-user-modules",
        "folder-suits-conda",
        "micromamba-by-system",
        "folder-writable",
        "space-for-micromamba",
        *TYPED,
        "python-variables",
        "conda-forge-by-micromamba",
        "clock",
    ),
    steps=steps,
    guide="micromamba",
    about="One small program without an installer; on Windows it trusts what Windows trusts.",
)
