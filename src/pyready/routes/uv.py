"""uv: one program that fetches Python and packages."""

from pyready.knowledge import pythons
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Step
from pyready.model.probe import EVERYWHERE
from pyready.model.route import Route
from pyready.routes._ending import ending, is_windows
from pyready.routes._ending import uv as with_uv
from pyready.routes._machine import is_musl, not_for_this, processor
from pyready.routes._needs import OWN_AND_KEPT, TYPED

_LATEST = "https://github.com/astral-sh/uv/releases/latest"
_ARCHIVES = {"x86_64": "x86_64", "arm64": "aarch64"}


def steps(facts: Facts) -> tuple[Step, ...]:
    """Get uv as an archive (no script is run), then Python, then the common ending."""
    if processor(facts) not in _ARCHIVES:
        return not_for_this("uv", _LATEST, "not every processor has both an archive of uv and a Python for it")
    return _windows(facts) if is_windows(facts) else _posix(facts)


def _windows(facts: Facts) -> tuple[Step, ...]:
    archive = f"uv-{_ARCHIVES[processor(facts)]}-pc-windows-msvc.zip"
    folder = "%LOCALAPPDATA%\\Programs\\uv"
    uv = f'"{folder}\\uv.exe"'
    version = pythons.known().recommended
    return (
        Step(f"Open this page and download {archive}.", _LATEST, "browser", "It lands in your Downloads folder."),
        Step("Make a folder for it.", f'mkdir "{folder}"', "cmd"),
        Step("Open that folder.", f'start "" "{folder}"', "cmd", "A window opens that shows an empty folder."),
        Step(
            f"Open {archive} in Downloads and drag what is in it into that folder.",
            expect="uv.exe is one of the files.",
        ),
        Step(
            "Keep its Pythons on this computer, not in a profile that roams.",
            'set "UV_PYTHON_INSTALL_DIR=%LOCALAPPDATA%\\uv\\python"',
            "cmd",
        ),
        Step(f"Let it fetch Python {version}.", f"{uv} python install {version}", "cmd", f"Installed Python {version}"),
        *ending(facts, with_uv(uv, version)),
    )


def _posix(facts: Facts) -> tuple[Step, ...]:
    macos, musl = facts[Asked].platform == "macos", is_musl(facts)
    system = "apple-darwin" if macos else f"unknown-linux-{'musl' if musl else 'gnu'}"
    archive = f"uv-{_ARCHIVES[processor(facts)]}-{system}.tar.gz"
    other = "" if macos or musl else " On a Linux with musl (Alpine has it), write musl for gnu in both of these lines."
    version = pythons.known().recommended
    uv = "~/.local/bin/uv"
    unpack = f"mkdir -p ~/.local/bin && tar -xzf ~/{archive} --strip-components=1 -C ~/.local/bin"
    return (
        Step(f"Download uv.{other}", f"curl -fL -o ~/{archive} {_LATEST}/download/{archive}", "sh"),
        Step("Unpack it into your own folder for programs.", unpack, "sh"),
        Step(f"Let it fetch Python {version}.", f"{uv} python install {version}", "sh", f"Installed Python {version}"),
        *ending(facts, with_uv(uv, version)),
    )


ROUTE = Route(
    id="uv",
    title="uv",
    kind="local",
    platforms=EVERYWHERE,
    needs=(
        *OWN_AND_KEPT,
        "runs-user-programs",
        "starts-uv",
        "starts-uv-python",
        "loads-uv-library",
        "loads-user-modules",
        "folder-writable",
        "folder-space",
        *TYPED,
        "python-variables",
        "packages-by-uv",
        "clock",
    ),
    steps=steps,
    guide="uv",
    about="One program that fetches Python and packages; NHS England's own project template uses it.",
)
