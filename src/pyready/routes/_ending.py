"""The ends that the local routes share: a virtual environment, a package, a first notebook; and the smaller ones."""

from typing import NamedTuple

from pyready.checks.browsers import download_browser
from pyready.model.actions import fetch, load, start, use, write
from pyready.model.facts import Asked, Facts
from pyready.model.lines import Line, make_folder, put_on_path, typed
from pyready.model.lines import on_windows as step
from pyready.model.outcome import Step
from pyready.model.route import Aim, Plan
from pyready.probes.storage import Folder, Storage

PROJECT = "first-python"
_EXPECT_LAB = "Your browser opens JupyterLab. Choose Python 3 under Notebook, type 1 + 1 and press Shift+Enter."
_FOLDER = "Make a folder for your first project."
_FIRST_LINE = "Run your first line of Python. You can use everything that comes with Python itself."
COMPILED = load("compiled-packages")
UNPACKED = write("temp")
"""Installers unpack there."""
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
    return f"this page in {browser}" if browser else "this page"


class Ending(NamedTuple):
    """The last steps of a plan."""

    aim: Aim
    steps: tuple[Step, ...]


def plans(before: tuple[Step, ...], endings: tuple[Ending, ...]) -> tuple[Plan, ...]:
    """One plan for each ending."""
    return tuple(Plan(each.aim, (*before, *each.steps)) for each in endings)


class Tool(NamedTuple):
    """How one tool makes an environment and fills it, and what it says.

    In its lines `@tool` stands for the tool as it is typed, `@venv` for the environment, `@python` for its Python.
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
    return Tool(
        python,
        "@tool -m venv @venv",
        "No message means that it worked.",
        "@python -m pip install jupyterlab",
        "Near the end, a line that starts with: Successfully installed.",
        (starts, start("environment-python")),
        (start("environment-python"),),
        fetches,
    )


def uv(program: str, version: str) -> Tool:
    """uv does both."""
    return Tool(
        program,
        f"@tool venv --python {version} @venv",
        "A line that starts with: Creating virtual environment.",
        "@tool pip install --python @python jupyterlab",
        "A list of packages, each with a plus sign in front.",
        (start("uv"), start("uv-python")),
        (start("uv-python"),),
        fetch("packages", "uv"),
    )


def conda(
    program: str, version: str, starts: tuple[str, str], fetches: str,
    channel: str = "-y --override-channels -c conda-forge ", brings: str = "conda-notebooks",
) -> Tool:  # fmt: skip
    """conda, or micromamba, which takes the same words. Libraries are found by PATH alone, so no script is needed.

    `starts` is what the tool itself is, and the Python that it puts into an environment.
    """
    return Tool(
        program,
        f"@tool create -p @venv {channel}python={version}",
        "A list of packages, then no error.",
        f"@tool install -p @venv {channel}jupyterlab",
        "A longer list of packages, then no error.",
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
        return (_posix(tool), _script_in_sh(tool))
    return (_windows(facts, tool), _for_yourself(facts, tool), _script(facts, tool))


def ending(facts: Facts, tool: Tool) -> tuple[Ending, ...]:
    """From an empty folder to a notebook, with a tool that makes environments of its own kind."""
    return (_windows(facts, tool) if is_windows(facts) else _posix(tool),)


def _windows(facts: Facts, tool: Tool) -> Ending:
    """Full paths and no activation script: a script policy cannot stand in the way."""
    folder, place = f"{work_folder(facts)}\\{PROJECT}", _work_place(facts)
    environment = f"{folder}\\{tool.folder}"
    python = f'"{environment}\\{tool.program}"'
    find = put_on_path(path_folders(environment, tool.libraries))
    libraries = (step("Let this window find what is in it.", find, "No message."),) if tool.libraries else ()

    def line(text: str) -> Line:
        filled = text.replace("@venv", f'"{environment}"').replace("@python", python)
        return typed(filled.replace("@tool", tool.typed))

    return Ending(
        "notebooks",
        (
            step(_FOLDER, make_folder(folder), does=(write(place),)),
            step("Make a virtual environment in it.", line(tool.make), tool.made, (*tool.making, write(place))),
            step("Install JupyterLab into it.", line(tool.install), tool.installed, _installing(tool, place)),
            *libraries,
            step("Start your first notebook.", _notebook(python, folder), _EXPECT_LAB, (*tool.python, COMPILED)),
        ),
    )


def _installing(tool: Tool, place: str) -> tuple[str, ...]:
    return (*tool.python, tool.fetches, *tool.keeps, write(place, tool.brings))


def _notebook(python: str, folder: str) -> Line:
    return typed(f'{python} -m jupyterlab --notebook-dir "{folder}"')


def _for_yourself(facts: Facts, tool: Tool) -> Ending:
    """Without an environment, where a policy stops the copy of Python that making one starts.

    docs.python.org, "Installing Python Modules", and pip's `install --user`: into the user site below %APPDATA%.
    """
    folder = f"{work_folder(facts)}\\{PROJECT}"
    python = tool.making[0]
    return Ending(
        "notebooks",
        (
            step(_FOLDER, make_folder(folder), does=(write(_work_place(facts)),)),
            step(
                "Install JupyterLab for your account. These steps make no virtual environment: making one starts a "
                "copy of python.exe, which can be blocked.",
                typed(f"{tool.typed} -m pip install --user jupyterlab"),
                "Near the end, a line that starts with: Successfully installed.",
                (python, tool.fetches, *tool.keeps, write("user-site", tool.brings), use("roaming-folder")),
            ),
            step("Start your first notebook.", _notebook(tool.typed, folder), _EXPECT_LAB, (python, COMPILED)),
        ),
    )


def _script(facts: Facts, tool: Tool) -> Ending:
    """Python and its standard library: nothing is fetched, no compiled package is loaded."""
    folder = f"{work_folder(facts)}\\{PROJECT}"
    line = typed(f'{tool.typed} -c "print(1 + 1)"')
    return Ending(
        "scripts",
        (
            step(_FOLDER, make_folder(folder), does=(write(_work_place(facts), "script"),)),
            step(_FIRST_LINE, line, "2", (tool.making[0],)),
        ),
    )


def work_folder(facts: Facts) -> str:
    """The home folder, unless it is on the network or synchronised and the one for programs is better off."""
    return "{LOCALAPPDATA}" if _work_place(facts) == "tools" else "{USERPROFILE}"


def _work_place(facts: Facts) -> str:
    """Where it is, by the name of the place."""
    storage = facts.get(Storage)
    return "tools" if storage is not None and _remote(storage.tools) < _remote(storage.home) else "home"


def _remote(folder: Folder) -> int:
    """How far a folder is from this computer's own disk: 2 synchronised, 1 on the network, 0 neither."""
    drive = folder.drive.value
    return 2 if folder.in_onedrive else int(folder.unc or (drive is not None and drive.kind == "network"))


def _posix(tool: Tool) -> Ending:
    folder, venv = f"~/{PROJECT}", f"~/{PROJECT}/{tool.folder}"
    python = f"{venv}/bin/python"

    def line(text: str) -> str:
        return text.replace("@venv", venv).replace("@python", python).replace("@tool", tool.typed)

    start_lab = f"{python} -m jupyterlab --notebook-dir {folder}"
    return Ending(
        "notebooks",
        (
            in_sh(_FOLDER, f"mkdir -p {folder}", does=(write("home"),)),
            in_sh("Make a virtual environment in it.", line(tool.make), tool.made, (*tool.making, write("home"))),
            in_sh("Install JupyterLab into it.", line(tool.install), tool.installed, _installing(tool, "home")),
            in_sh("Start your first notebook.", start_lab, _EXPECT_LAB, (*tool.python, COMPILED)),
        ),
    )


def _script_in_sh(tool: Tool) -> Ending:
    folder = f"~/{PROJECT}"
    return Ending(
        "scripts",
        (
            in_sh(_FOLDER, f"mkdir -p {folder}", does=(write("home", "script"),)),
            in_sh(_FIRST_LINE, f'{tool.typed} -c "print(1 + 1)"', "2", (tool.making[0],)),
        ),
    )
