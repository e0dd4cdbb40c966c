"""uv: one program that fetches Python and packages."""

from pyready.facts import Asked, Facts
from pyready.knowledge import pythons
from pyready.outcome import Step
from pyready.probe import EVERYWHERE
from pyready.probes.machine import MachineFacts
from pyready.route import Route
from pyready.routes._ending import ending, is_windows
from pyready.routes._ending import uv as with_uv

_LATEST = "https://github.com/astral-sh/uv/releases/latest"
_ARM = {"arm64", "aarch64"}


def steps(facts: Facts) -> tuple[Step, ...]:
    """Get uv as an archive (no script is run), then Python, then the common ending."""
    return _windows(facts) if is_windows(facts) else _posix(facts)


def _is_arm(facts: Facts) -> bool:
    machine = facts.get(MachineFacts)
    value = machine.machine.value if machine else None
    return bool(value and value.architecture.casefold() in _ARM)


def _windows(facts: Facts) -> tuple[Step, ...]:
    archive = f"uv-{'aarch64' if _is_arm(facts) else 'x86_64'}-pc-windows-msvc.zip"
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
    machine = "aarch64" if _is_arm(facts) else "x86_64"
    archive = f"uv-{machine}-{'apple-darwin' if facts[Asked].platform == 'macos' else 'unknown-linux-gnu'}.tar.gz"
    version = pythons.known().recommended
    uv = "~/.local/bin/uv"
    unpack = f"mkdir -p ~/.local/bin && tar -xzf ~/{archive} --strip-components=1 -C ~/.local/bin"
    return (
        Step("Download uv.", f"curl -fL -o ~/{archive} {_LATEST}/download/{archive}", "sh"),
        Step("Unpack it into your own folder for programs.", unpack, "sh"),
        Step(f"Let it fetch Python {version}.", f"{uv} python install {version}", "sh", f"Installed Python {version}"),
        *ending(facts, with_uv(uv, version)),
    )


ROUTE = Route(
    id="uv",
    title="uv",
    kind="local",
    platforms=EVERYWHERE,
    needs=("run-as-person", "runs-user-programs", "folder-writable", "folder-space", "packages-by-uv"),
    steps=steps,
    guide="uv",
    about="One program that fetches Python and packages; NHS England's own project template uses it.",
)
