"""The steps in Visual Studio Code: its menus in words, for every system and whichever shell its terminal has.

code.visualstudio.com/docs/python/python-tutorial, docs/python/environments, docs/python/run and
docs/editing/workspaces/workspace-trust, looked at on 2026-11-29. Its Run button starts the chosen Python by its whole
path, so it does not matter whether the terminal can run an activation script.
"""

from pyready.model.actions import fetch, use, write
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Step
from pyready.probes.editors import PYTHON_EXTENSION, Editors

PACKAGE = "openpyxl"
"""Reads and writes Excel files. Its wheel (3.1.5) and that of et-xmlfile, all that it needs, hold Python code alone:
both are tagged py3-none-any, looked at on 2026-11-29."""
# shown where openpyxl goes into an environment
INSTALL = "Install openpyxl (for Excel files) {where}."
# shown as the first step in Visual Studio Code
_OPEN = "Open Visual Studio Code. Choose File, then Open Folder, and choose {folder}."
_BY_WINDOW = "the folder whose window you opened: that window shows its address"
_IN_HOME = "first-python in your home folder"
_TRUST = "the folder's name on the left. If a question about trust appears, choose Yes: you made this folder."
# shown when the Python extension was not found
_EXTENSION = f"Install the Python extension: press {{key}}+Shift+X, search for {PYTHON_EXTENSION} and choose Install."
_INSTALLED = "Uninstall instead of Install beside the extension Python, from Microsoft."
# shown as the steps that make a file, choose its Python and run it
_FILE = "Point at the folder's name, choose New File and call it first.py. Type print(1 + 1) in it and press {key}+S."
_SAVED = "first.py in the list on the left."
_CHOOSE = "Press {key}+Shift+P, type Python: Select Interpreter and press Enter. {which}"
_BY_NAME = "Choose the one with {name} in its name."
_BY_PATH = "Choose Enter interpreter path, paste the path that you copied and press Enter."
_CHOSEN = "a version number of Python in the bar at the bottom."
_RUN = "Run the file: choose the triangle at the top right (Run Python File)."
_RESULT = "2 in a terminal at the bottom."
# shown after that result on Windows
_NO_HARM = (
    " A message about Activate.ps1 does no harm. If no terminal opens, press Ctrl+Shift+P and choose Terminal: Select "
    "Default Profile. Choose another one and run the file again."
)


def with_environment(facts: Facts, name: str, python: tuple[str, ...]) -> tuple[Step, ...]:
    """From the project's folder to a file that runs in its environment. `python`: what starting its Python does."""
    return _steps(facts, _BY_NAME.format(name=name), python)


def with_path(facts: Facts, python: tuple[str, ...]) -> tuple[Step, ...]:
    """The same with a Python whose path was copied."""
    return _steps(facts, _BY_PATH, python)


def _steps(facts: Facts, which: str, python: tuple[str, ...]) -> tuple[Step, ...]:
    platform = facts[Asked].platform
    key = "Cmd" if platform == "macos" else "Ctrl"
    windows = platform == "windows"
    folder = _BY_WINDOW if windows else _IN_HOME
    extension = use("vscode-python")
    return (
        Step(_OPEN.format(folder=folder), expect=_TRUST, does=(use("vscode"),)),
        *_missing_extension(facts, key, extension),
        Step(_FILE.format(key=key), expect=_SAVED),
        Step(_CHOOSE.format(key=key, which=which), expect=_CHOSEN, does=(extension, *python)),
        Step(_RUN, expect=_RESULT + (_NO_HARM if windows else ""), does=(extension, *python)),
    )


def _missing_extension(facts: Facts, key: str, extension: str) -> tuple[Step, ...]:
    editors = facts.get(Editors)
    if editors and PYTHON_EXTENSION in editors.extensions:
        return ()
    does = (extension, fetch("vscode-extensions", "system"), write("home"))
    return (Step(_EXTENSION.format(key=key), expect=_INSTALLED, does=does),)
