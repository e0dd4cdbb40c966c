"""The end that the local routes share: a virtual environment, a package, a first notebook."""

from typing import NamedTuple

from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Step
from pyready.probes.app_control import AppControl
from pyready.probes.storage import Folder, Storage

PROJECT = "first-python"
_EXPECT_LAB = "Your browser opens JupyterLab. Choose Python 3 under Notebook, type 1 + 1 and press Shift+Enter."


def is_windows(facts: Facts) -> bool:
    """For which shell to write."""
    return facts[Asked].platform == "windows"


class Tool(NamedTuple):
    """How one tool makes an environment and fills it, and what it says. `{venv}` and `{python}` are filled in."""

    make: str
    made: str
    install: str
    installed: str
    folder: str = ".venv"
    """What the environment's folder is called."""
    program: str = "Scripts\\python.exe"
    """Where its Python is on Windows."""
    libraries: tuple[str, ...] = ()
    """Folders of it that have to be on PATH on Windows: what an activation script would put there."""


def pip(python: str) -> Tool:
    """The standard library's venv, and pip. Braces in the interpreter's path must be doubled."""
    return Tool(
        f"{python} -m venv {{venv}}",
        "No message means that it worked.",
        "{python} -m pip install jupyterlab",
        "Near the end, a line that starts with: Successfully installed.",
    )


def uv(program: str, version: str) -> Tool:
    """uv does both."""
    return Tool(
        f"{program} venv --python {version} {{venv}}",
        "A line that starts with: Creating virtual environment.",
        f"{program} pip install --python {{python}} jupyterlab",
        "A list of packages, each with a plus sign in front.",
    )


def conda(program: str, version: str, channel: str = "-y --override-channels -c conda-forge ") -> Tool:
    """conda, or micromamba, which takes the same words. Libraries are found by PATH alone, so no script is needed."""
    return Tool(
        f"{program} create -p {{venv}} {channel}python={version}",
        "A list of packages, then no error.",
        f"{program} install -p {{venv}} {channel}jupyterlab",
        "A longer list of packages, then no error.",
        ".conda",
        "python.exe",
        ("", "\\Library\\bin", "\\Scripts"),
    )


def path_line(folder: str, parts: tuple[str, ...]) -> str:
    """The line for cmd.exe that puts folders in front of PATH, for one window."""
    return f'set "PATH={";".join(folder + part for part in parts)};%PATH%"'


def own_ending(facts: Facts, python: str) -> tuple[Step, ...]:
    """The ending with a Python that the Python Software Foundation signed, by its command; not for its format."""
    control = facts.get(AppControl)
    copy = control.answer("environment-python", "user-folder").outcome if control else ""
    return for_yourself(facts, python) if is_windows(facts) and copy == "blocked" else ending(facts, pip(python))


def ending(facts: Facts, tool: Tool) -> tuple[Step, ...]:
    """Steps from an empty folder to a notebook."""
    return _windows(facts, tool) if is_windows(facts) else _posix(tool)


def _windows(facts: Facts, tool: Tool) -> tuple[Step, ...]:
    """Full paths and no activation script: a script policy cannot stand in the way."""
    folder = f"{_work_folder(facts)}\\{PROJECT}"
    environment = f"{folder}\\{tool.folder}"
    venv, python = f'"{environment}"', f'"{environment}\\{tool.program}"'
    find = path_line(environment, tool.libraries)
    libraries = (Step("Let this window find what is in it.", find, "cmd", "No message."),) if tool.libraries else ()
    return (
        Step("Make a folder for your first project.", f'mkdir "{folder}"', "cmd"),
        Step("Make a virtual environment in it.", tool.make.format(venv=venv), "cmd", tool.made),
        Step("Install JupyterLab into it.", tool.install.format(venv=venv, python=python), "cmd", tool.installed),
        *libraries,
        Step("Start your first notebook.", f'{python} -m jupyterlab --notebook-dir "{folder}"', "cmd", _EXPECT_LAB),
    )


def for_yourself(facts: Facts, python: str) -> tuple[Step, ...]:
    """The ending for Windows without an environment, where a policy stops the copy of Python that one starts with."""
    folder = f"{_work_folder(facts)}\\{PROJECT}"
    return (
        Step("Make a folder for your first project.", f'mkdir "{folder}"', "cmd"),
        Step(
            "Install JupyterLab for your account. This plan has no virtual environment: a policy blocks the "
            "python.exe that it would start.",
            f"{python} -m pip install --user jupyterlab",
            "cmd",
            "Near the end, a line that starts with: Successfully installed.",
        ),
        Step("Start your first notebook.", f'{python} -m jupyterlab --notebook-dir "{folder}"', "cmd", _EXPECT_LAB),
    )


def _work_folder(facts: Facts) -> str:
    """The home folder, unless it is on the network or synchronised and the one for programs is better off."""
    storage = facts.get(Storage)
    better = storage is not None and _remote(storage.tools) < _remote(storage.home)
    return "%LOCALAPPDATA%" if better else "%USERPROFILE%"


def _remote(folder: Folder) -> int:
    """How far a folder is from this computer's own disk: 2 synchronised, 1 on the network, 0 neither."""
    drive = folder.drive.value
    return 2 if folder.in_onedrive else int(folder.unc or (drive is not None and drive.kind == "network"))


def _posix(tool: Tool) -> tuple[Step, ...]:
    folder, venv = f"~/{PROJECT}", f"~/{PROJECT}/{tool.folder}"
    python = f"{venv}/bin/python"
    return (
        Step("Make a folder for your first project.", f"mkdir -p {folder}", "sh"),
        Step("Make a virtual environment in it.", tool.make.format(venv=venv), "sh", tool.made),
        Step("Install JupyterLab into it.", tool.install.format(venv=venv, python=python), "sh", tool.installed),
        Step("Start your first notebook.", f"{python} -m jupyterlab --notebook-dir {folder}", "sh", _EXPECT_LAB),
    )
