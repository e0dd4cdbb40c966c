"""The ends that the local routes share: a virtual environment, a package, a first notebook; and the smaller ones."""

from typing import NamedTuple

from pyready.checks.browsers import download_browser
from pyready.model.actions import fetch, load, start, use, write
from pyready.model.facts import Asked, Facts
from pyready.model.lines import Line, make_folder, open_folder, put_on_path, set_variable, typed
from pyready.model.lines import on_windows as step
from pyready.model.outcome import Step
from pyready.model.route import Aim, Plan
from pyready.probes.storage import Storage, remote, work_place
from pyready.routes import _code as _code_steps
from pyready.routes._folders import work
from pyready.routes._words import BY_CONDA, BY_PIP, BY_UV, MADE_BY_CONDA, MADE_BY_UV, NO_ERROR, TWO, WORKED

PROJECT = "first-python"
# shown as the page of a step that downloads; the second, when a policy leaves only one browser
_THIS_PAGE, _THIS_PAGE_IN = "this page", "this page in {browser}"
# shown as the steps from a folder to an environment
_FOLDER = "Make a folder for your first project."
_ENVIRONMENT, _IN_IT = "Make a virtual environment in it.", "in it"
# shown as the last steps to a notebook
_LAB = "Install JupyterLab in it."
_ENVIRONMENT_ON_PATH = "Add the virtual environment to this window's PATH."
_RUNTIME = "Keep the working files of Jupyter on this computer: your AppData folder is on the network."
_NOTEBOOK = "Start your first notebook."
_NOTEBOOK_READY = "Start your first notebook. JupyterLab is already installed in this Python."
_EXPECT_LAB = "JupyterLab in your browser. Choose Python 3 under Notebook, type 1 + 1 and press Shift+Enter."
# shown when no environment is made
_FOR_ACCOUNT = (
    "Install {name} for your account, without a virtual environment: making one starts a copy of python.exe, which "
    "can be blocked."
)
_JUPYTERLAB, _OPENPYXL = "JupyterLab", "openpyxl (for Excel files)"
# shown as the steps to Visual Studio Code
_SHOW_FOLDER = "Open the folder of your project."
_SHOWS = "a window that shows {folder}."
_SHOWS_IT = "a window that shows that folder."
_WHICH_PYTHON = "Find where this Python is."
_ITS_PATH = "a path that ends in python.exe. Copy it."
# shown as the last step of Python alone
_FIRST_LINE = "Run your first line of Python. It comes with its own library."

COMPILED = load("compiled-packages")
_FOUND = start("found-python")
_ENVIRONMENTS = {
    _FOUND: start("environment-python"),
    start("winpython-python"): start("winpython-environment"),
}
"""Which program an environment starts that is made with this one; `new-environment` for all others."""
UNPACKED = write("temp")
"""Installers unpack there."""
_SMALL = "small-environment"
DOWNLOADED = (write("tools", "packages"), write("temp", "packages"))
"""pip and uv keep what they download, and unpack it in the folder for temporary files."""


def is_windows(facts: Facts) -> bool:
    """For which shell to write."""
    return facts[Asked].platform == "windows"


def in_sh(says: str, command: str, expect: str = "", does: tuple[str, ...] = ()) -> Step:
    """A step that is typed on Linux and macOS."""
    return Step(says, command, "sh", expect, does)


def this_page(facts: Facts) -> str:
    """The page of a step that downloads; with the browser's name where a policy leaves only one."""
    browser = download_browser(facts)
    return _THIS_PAGE_IN.format(browser=browser) if browser else _THIS_PAGE


class Ending(NamedTuple):
    """The last steps of a plan."""

    aim: Aim
    steps: tuple[Step, ...]


def plans(before: tuple[Step, ...], endings: tuple[Ending, ...]) -> tuple[Plan, ...]:
    """One plan for each ending."""
    return tuple(Plan(each.aim, (*before, *each.steps)) for each in endings)


class Tool(NamedTuple):
    """How one tool makes an environment and fills it, and what it says.

    In its lines `@tool` stands for the tool as it is typed, `@venv` for the environment, `@python` for its Python,
    `@package` for what is installed.
    """

    typed: str
    make: str
    made: str
    install: str
    installed: str
    making: tuple[str, ...]
    """What making the environment starts and fetches."""
    python: tuple[str, ...]
    """What the environment's Python starts."""
    fetches: str
    folder: str = ".venv"
    """What the environment's folder is called."""
    program: str = "Scripts\\python.exe"
    """Where its Python is on Windows."""
    brings: str = "notebooks"
    """What it installs, by its id in `knowledge/sizes.toml`."""
    keeps: tuple[str, ...] = DOWNLOADED
    """What it saves beside that."""
    libraries: tuple[str, ...] = ()
    """Folders of it that have to be on PATH on Windows: what an activation script would put there."""


def pip(python: str, starts: str, fetches: str) -> Tool:
    """The standard library's venv, and pip. Making an environment starts its Python, which puts pip into it."""
    environment = _ENVIRONMENTS.get(starts, start("new-environment"))
    return Tool(
        python,
        "@tool -m venv @venv",
        WORKED,
        "@python -m pip install @package",
        BY_PIP,
        (starts, environment),
        (environment,),
        fetches,
    )


def uv(program: str, version: str) -> Tool:
    """uv does both."""
    return Tool(
        program,
        f"@tool venv --python {version} @venv",
        MADE_BY_UV,
        "@tool pip install --python @python @package",
        BY_UV,
        (start("uv"), start("uv-python")),
        (start("uv-python"),),
        fetch("packages", "uv"),
    )


def conda(
    program: str, version: str, starts: tuple[str, str], fetches: str, channel: str, brings: str = "conda-notebooks"
) -> Tool:  # fmt: skip
    """conda, or micromamba, which takes the same words. Libraries are found by PATH alone, so no script is needed.

    `starts` is what the tool itself is, and the Python that it puts into an environment.
    """
    return Tool(
        program,
        f"@tool create -p @venv {channel}python={version}",
        MADE_BY_CONDA,
        f"@tool install -p @venv {channel}@package",
        BY_CONDA,
        (*starts, fetches),
        (starts[1],),
        fetches,
        ".conda",
        "python.exe",
        brings,
        (UNPACKED,),
        ("", "\\Library\\bin", "\\Scripts"),
    )


def path_folders(folder: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """The folders of an installation that have to be on PATH."""
    return tuple(folder + part for part in parts)


def own_endings(facts: Facts, python: str, starts: str, fetches: str) -> tuple[Ending, ...]:
    """The endings with a Python that is typed by this path or command: with an environment, without one, and smaller.

    `starts` and `fetches` are the actions of that Python and of its pip.
    """
    tool = pip(python, starts, fetches)
    if not is_windows(facts):
        return (*endings_of_pip(facts, tool), _script_in_sh(tool))
    notebook, code = endings_of_pip(facts, tool)
    return (notebook, _for_yourself(facts, tool), code, _code_for_yourself(facts, tool), _script(facts, tool))


def ready_ending(facts: Facts, python: str, starts: str) -> Ending:
    """JupyterLab was installed with this Python: a folder, and it can be started."""
    says, does = _NOTEBOOK_READY, (starts, load("found-packages"))
    if is_windows(facts):
        lab = step(says, _notebook(python, _project(facts)), _EXPECT_LAB, does)
        folder = step(_FOLDER, make_folder(_project(facts)), NO_ERROR, (write(_work_place(facts)),))
        return Ending("notebooks", (folder, *_runtime(facts), lab))
    folder = in_sh(_FOLDER, f"mkdir -p ~/{PROJECT}", WORKED, (write("home"),))
    lab = in_sh(says, f"{python} -m jupyterlab --notebook-dir ~/{PROJECT}", _EXPECT_LAB, does)
    return Ending("notebooks", (folder, lab))


def endings_of_pip(facts: Facts, tool: Tool) -> tuple[Ending, Ending]:
    """A notebook, or Visual Studio Code, in an environment that holds packages of the Python package index."""
    return (_notebook_ending(facts, tool), (_code if is_windows(facts) else _code_in_sh)(facts, tool))


def endings_of_uv(facts: Facts, tool: Tool) -> tuple[Ending, ...]:
    """The same, and Python alone: by the Python of an environment, because uv's own has no short name."""
    line = ' -c "print(1 + 1)"'
    if is_windows(facts):
        folder, environment, _ = _filled(facts, tool, "", _code_steps.PACKAGE, _SMALL)
        python = f'"{_project(facts)}\\{tool.folder}\\{tool.program}"'
        first = step(_FIRST_LINE, typed(python + line), TWO, tool.python)
    else:
        folder, environment, _ = _filled_in_sh(tool, "", _code_steps.PACKAGE, _SMALL)
        first = in_sh(_FIRST_LINE, f"{_venv_in_sh(tool)}/bin/python{line}", TWO, tool.python)
    return (*endings_of_pip(facts, tool), Ending("scripts", (folder, environment, first)))


def endings_of_conda(facts: Facts, tool: Tool) -> tuple[Ending, ...]:
    """A notebook; how Visual Studio Code comes by an environment of conda is not known well enough."""
    return (_notebook_ending(facts, tool),)


def _notebook_ending(facts: Facts, tool: Tool) -> Ending:
    """From an empty folder to a notebook, with a tool that makes environments of its own kind."""
    return _windows(facts, tool) if is_windows(facts) else _posix(tool)


def _windows(facts: Facts, tool: Tool) -> Ending:
    """Full paths and no activation script: a script policy blocks nothing of it."""
    folder = _project(facts)
    environment = f"{folder}\\{tool.folder}"
    find = put_on_path(path_folders(environment, tool.libraries))
    libraries = (step(_ENVIRONMENT_ON_PATH, find, WORKED),) if tool.libraries else ()
    lab = _notebook(f'"{environment}\\{tool.program}"', folder)
    return Ending(
        "notebooks",
        (
            *_filled(facts, tool, _LAB, "jupyterlab", tool.brings),
            *libraries,
            *_runtime(facts),
            step(_NOTEBOOK, lab, _EXPECT_LAB, (*tool.python, COMPILED)),
        ),
    )


def _filled(facts: Facts, tool: Tool, says: str, package: str, brings: str) -> tuple[Step, ...]:
    """A folder with an environment in it that holds a package; `brings` says how much room that takes."""
    folder, place = _project(facts), _work_place(facts)
    environment = f"{folder}\\{tool.folder}"
    python = f'"{environment}\\{tool.program}"'

    def line(text: str) -> Line:
        filled = text.replace("@venv", f'"{environment}"').replace("@python", python).replace("@package", package)
        return typed(filled.replace("@tool", tool.typed))

    return (
        step(_FOLDER, make_folder(folder), NO_ERROR, (write(place),)),
        step(_ENVIRONMENT, line(tool.make), tool.made, (*tool.making, write(place))),
        step(says, line(tool.install), tool.installed, _installing(tool, place, brings)),
    )


def _project(facts: Facts) -> str:
    return f"{work(facts)}\\{PROJECT}"


def _installing(tool: Tool, place: str, brings: str) -> tuple[str, ...]:
    return (*tool.python, tool.fetches, *tool.keeps, write(place, brings))


def _runtime(facts: Facts) -> tuple[Step, ...]:
    """Jupyter's files of a running notebook: below %APPDATA%, where a network share makes it slow or fail.

    jupyter_core's `jupyter_runtime_dir` (docs.jupyter.org, "Common directories and file locations") and
    github.com/jupyter/notebook issue 6057, looked at on 2026-11-29.
    """
    storage = facts.get(Storage)
    if storage is None or storage.roaming is None or not remote(storage.roaming):
        return ()
    return (step(_RUNTIME, set_variable("JUPYTER_RUNTIME_DIR", "{LOCALAPPDATA}\\jupyter\\runtime"), WORKED),)


def _notebook(python: str, folder: str) -> Line:
    return typed(f'{python} -m jupyterlab --notebook-dir "{folder}"')


def _for_yourself(facts: Facts, tool: Tool) -> Ending:
    """Without an environment, where a policy stops the copy of Python that making one starts."""
    start_lab = _notebook(tool.typed, _project(facts))
    packages = load("user-site-packages" if tool.making[0] == _FOUND else "new-user-site-packages")
    return Ending(
        "notebooks",
        (
            *_for_account(facts, tool, _JUPYTERLAB, "jupyterlab", tool.brings),
            *_runtime(facts),
            step(_NOTEBOOK, start_lab, _EXPECT_LAB, (tool.making[0], packages)),
        ),
    )


def _for_account(facts: Facts, tool: Tool, name: str, package: str, brings: str) -> tuple[Step, ...]:
    """A folder, and a package for the account.

    docs.python.org, "Installing Python Modules", and pip's `install --user`: into the user site below %APPDATA%.
    """
    return (
        step(_FOLDER, make_folder(_project(facts)), NO_ERROR, (write(_work_place(facts)),)),
        step(
            _FOR_ACCOUNT.format(name=name),
            typed(f"{tool.typed} -m pip install --user {package}"),
            BY_PIP,
            (tool.making[0], tool.fetches, *tool.keeps, write("user-site", brings), use("roaming-folder")),
        ),
    )


def _code(facts: Facts, tool: Tool) -> Ending:
    folder = _project(facts)
    show = step(_SHOW_FOLDER, open_folder(folder), _SHOWS.format(folder=tool.folder))
    says = _code_steps.INSTALL.format(where=_IN_IT)
    filled = _filled(facts, tool, says, _code_steps.PACKAGE, _SMALL)
    return Ending("vscode", (*filled, show, *_code_steps.with_environment(facts, tool.folder, tool.python)))


def _code_for_yourself(facts: Facts, tool: Tool) -> Ending:
    """The Python itself says where it is: what starts it need not be its path (`py -V:`)."""
    folder, python = _project(facts), (tool.making[0],)
    which = typed(f'{tool.typed} -c "import sys; print(sys.executable)"')
    return Ending(
        "vscode",
        (
            *_for_account(facts, tool, _OPENPYXL, _code_steps.PACKAGE, _SMALL),
            step(_WHICH_PYTHON, which, _ITS_PATH, python),
            step(_SHOW_FOLDER, open_folder(folder), _SHOWS_IT),
            *_code_steps.with_path(facts, python),
        ),
    )


def _script(facts: Facts, tool: Tool) -> Ending:
    """Python and its standard library: nothing is fetched, no compiled package is loaded."""
    line = typed(f'{tool.typed} -c "print(1 + 1)"')
    return Ending(
        "scripts",
        (
            step(_FOLDER, make_folder(_project(facts)), NO_ERROR, (write(_work_place(facts), "script"),)),
            step(_FIRST_LINE, line, TWO, (tool.making[0],)),
        ),
    )


def _work_place(facts: Facts) -> str:
    """Where projects are, by the place that is written to."""
    return "home" if work_place(facts.get(Storage)) == "home" else "tools"


def _posix(tool: Tool) -> Ending:
    start_lab = f"{_venv_in_sh(tool)}/bin/python -m jupyterlab --notebook-dir ~/{PROJECT}"
    return Ending(
        "notebooks",
        (
            *_filled_in_sh(tool, _LAB, "jupyterlab", tool.brings),
            in_sh(_NOTEBOOK, start_lab, _EXPECT_LAB, (*tool.python, COMPILED)),
        ),
    )


def _code_in_sh(facts: Facts, tool: Tool) -> Ending:
    says = _code_steps.INSTALL.format(where=_IN_IT)
    filled = _filled_in_sh(tool, says, _code_steps.PACKAGE, _SMALL)
    return Ending("vscode", (*filled, *_code_steps.with_environment(facts, tool.folder, tool.python)))


def _venv_in_sh(tool: Tool) -> str:
    return f"~/{PROJECT}/{tool.folder}"


def _filled_in_sh(tool: Tool, says: str, package: str, brings: str) -> tuple[Step, ...]:
    venv = _venv_in_sh(tool)

    def line(text: str) -> str:
        filled = text.replace("@venv", venv).replace("@python", f"{venv}/bin/python").replace("@package", package)
        return filled.replace("@tool", tool.typed)

    return (
        in_sh(_FOLDER, f"mkdir -p ~/{PROJECT}", WORKED, (write("home"),)),
        in_sh(_ENVIRONMENT, line(tool.make), tool.made, (*tool.making, write("home"))),
        in_sh(says, line(tool.install), tool.installed, _installing(tool, "home", brings)),
    )


def _script_in_sh(tool: Tool) -> Ending:
    folder = f"~/{PROJECT}"
    return Ending(
        "scripts",
        (
            in_sh(_FOLDER, f"mkdir -p {folder}", WORKED, (write("home", "script"),)),
            in_sh(_FIRST_LINE, f'{tool.typed} -c "print(1 + 1)"', TWO, (tool.making[0],)),
        ),
    )
