"""The end that the local routes share: a virtual environment, a package, a first notebook."""

from typing import NamedTuple

from pyready.facts import Asked, Facts
from pyready.outcome import Step
from pyready.probes.storage import Storage

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


def pip(python: str) -> Tool:
    """The standard library's venv, and pip. Braces in the interpreter's path must be doubled."""
    return Tool(
        f"{python} -m venv {{venv}}",
        "No message means that it worked.",
        "{python} -m pip install jupyterlab",
        "The last line starts with: Successfully installed.",
    )


def uv(program: str, version: str) -> Tool:
    """uv does both."""
    return Tool(
        f"{program} venv --python {version} {{venv}}",
        "A line that starts with: Creating virtual environment.",
        f"{program} pip install --python {{python}} jupyterlab",
        "A list of packages, each with a plus sign in front.",
    )


def ending(facts: Facts, tool: Tool) -> tuple[Step, ...]:
    """Steps from an empty folder to a notebook."""
    return _windows(facts, tool) if is_windows(facts) else _posix(tool)


def _windows(facts: Facts, tool: Tool) -> tuple[Step, ...]:
    """Full paths and no activation script: a script policy cannot stand in the way."""
    folder = f"{_work_folder(facts)}\\{PROJECT}"
    venv = f'"{folder}\\.venv"'
    python = f'"{folder}\\.venv\\Scripts\\python.exe"'
    return (
        Step("Make a folder for your first project.", f'mkdir "{folder}"', "cmd"),
        Step("Make a virtual environment in it.", tool.make.format(venv=venv), "cmd", tool.made),
        Step("Install JupyterLab into it.", tool.install.format(venv=venv, python=python), "cmd", tool.installed),
        Step("Start your first notebook.", f'{python} -m jupyterlab --notebook-dir "{folder}"', "cmd", _EXPECT_LAB),
    )


def _work_folder(facts: Facts) -> str:
    """The home folder, or a folder on this computer where the home is on the network or synchronised."""
    storage = facts.get(Storage)
    home = storage.home if storage else None
    elsewhere = home and (home.unc or home.in_onedrive or (home.drive.value and home.drive.value.kind == "network"))
    return "%LOCALAPPDATA%" if elsewhere else "%USERPROFILE%"


def _posix(tool: Tool) -> tuple[Step, ...]:
    folder, venv = f"~/{PROJECT}", f"~/{PROJECT}/.venv"
    python = f"{venv}/bin/python"
    return (
        Step("Make a folder for your first project.", f"mkdir -p {folder}", "sh"),
        Step("Make a virtual environment in it.", tool.make.format(venv=venv), "sh", tool.made),
        Step("Install JupyterLab into it.", tool.install.format(venv=venv, python=python), "sh", tool.installed),
        Step("Start your first notebook.", f"{python} -m jupyterlab --notebook-dir {folder}", "sh", _EXPECT_LAB),
    )
