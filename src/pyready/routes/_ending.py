"""The end that the local routes share: a virtual environment, a package, a first notebook."""

from pyready.facts import Asked, Facts
from pyready.outcome import Step
from pyready.probes.storage import Storage

PROJECT = "first-python"
_EXPECT_LAB = "Your browser opens JupyterLab. Choose Python 3 under Notebook, type 1 + 1 and press Shift+Enter."


def is_windows(facts: Facts) -> bool:
    """For which shell to write."""
    return facts[Asked].platform == "windows"


def ending(facts: Facts, make_environment: str, install: str) -> tuple[Step, ...]:
    """Steps from an empty folder to a notebook. `{venv}` in the two commands is the environment's folder."""
    return _windows(facts, make_environment, install) if is_windows(facts) else _posix(make_environment, install)


def _windows(facts: Facts, make_environment: str, install: str) -> tuple[Step, ...]:
    """Full paths and no activation script: a script policy cannot stand in the way."""
    folder = f"{_work_folder(facts)}\\{PROJECT}"
    venv = f'"{folder}\\.venv"'
    python = f'"{folder}\\.venv\\Scripts\\python.exe"'
    return (
        Step("Make a folder for your first project.", f'mkdir "{folder}"', "cmd"),
        Step("Make a virtual environment in it.", make_environment.format(venv=venv), "cmd", _EXPECT_VENV),
        Step("Install JupyterLab into it.", install.format(venv=venv, python=python), "cmd", _EXPECT_INSTALL),
        Step("Start your first notebook.", f'{python} -m jupyterlab --notebook-dir "{folder}"', "cmd", _EXPECT_LAB),
    )


def _work_folder(facts: Facts) -> str:
    """The home folder, or a folder on this computer where the home is on the network or synchronised."""
    storage = facts.get(Storage)
    home = storage.home if storage else None
    elsewhere = home and (home.unc or home.in_onedrive or (home.drive.value and home.drive.value.kind == "network"))
    return "%LOCALAPPDATA%" if elsewhere else "%USERPROFILE%"


def _posix(make_environment: str, install: str) -> tuple[Step, ...]:
    folder, venv = f"~/{PROJECT}", f"~/{PROJECT}/.venv"
    python = f"{venv}/bin/python"
    return (
        Step("Make a folder for your first project.", f"mkdir -p {folder}", "sh"),
        Step("Make a virtual environment in it.", make_environment.format(venv=venv), "sh", _EXPECT_VENV),
        Step("Install JupyterLab into it.", install.format(venv=venv, python=python), "sh", _EXPECT_INSTALL),
        Step("Start your first notebook.", f"{python} -m jupyterlab --notebook-dir {folder}", "sh", _EXPECT_LAB),
    )


_EXPECT_VENV = "No message means that it worked."
_EXPECT_INSTALL = "The last line starts with: Successfully installed."
