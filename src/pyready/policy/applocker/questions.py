"""The questions that routes ask, each with the files that stand for its answer.

A question is about a kind of place. It is judged for the files that the routes would put there, and has an answer only
where all of them get the same one.
"""

import msgspec
from msgspec.structs import replace

from pyready.knowledge import pythons
from pyready.knowledge.programs import Program, programs, signers
from pyready.policy.applocker.paths import is_short
from pyready.policy.applocker.rules import Name
from pyready.policy.applocker.subject import File

PYTHON_PUBLISHER = signers()["psf"]
"""As signed since 2022 (python.org's releases, read 2026-11-22); earlier ones name another town."""
PYTHON_PRODUCT = "PYTHON"
"""PC/python_ver_rc.h in github.com/python/cpython, read 2026-11-22."""


class Places(msgspec.Struct, frozen=True):
    """The person's folders with links resolved; None where the final place is not known."""

    home: str | None = None
    local: str | None = None
    program_files: str | None = None
    temp: str | None = None
    windows: str | None = None
    roaming: str | None = None
    named: str | None = None
    """The folder that IT names for programs, where it names one."""
    work: str | None = None
    """Where the steps put projects, where that is not the home folder."""

    @property
    def _programs(self) -> str | None:
        return self.named or (self.local and f"{self.local.rstrip(chr(92))}\\Programs")

    def fill(self, pattern: str) -> str | None:
        """A path from its pattern."""
        top, _, rest = pattern.partition("\\")
        folder = {
            "{home}": self.home,
            "{local}": self.local,
            "{programs}": self.program_files,
            "{temp}": self.temp,
            "{windows}": self.windows,
            "{roaming}": self.roaming,
            "{tools}": self._programs,
            "{data}": self.named or self.local,
            "{work}": self.work or self.home,
        }[top]
        return None if folder is None or is_short(folder) else f"{folder.rstrip(chr(92))}\\{rest}"


class Question(msgspec.Struct, frozen=True):
    """May a program of this kind start from a place of this kind?

    `program` names one of `knowledge/programs.toml` or a kind of its own; `kind` is what else may stop it goes by.
    """

    program: str
    place: str
    collection: Name
    files: tuple[str, ...]
    kind: str = ""
    signed: tuple[str, ...] = ()
    """Publishers: whichever of them signed it, the answer must be the same."""
    product: str | None = None
    binary: str | None = None

    @property
    def sort(self) -> str:
        """The kind of program: `signed-python`, `unsigned-program`, `installer`, `module` and so on."""
        return self.kind or self.program

    def subjects(self, places: Places) -> tuple[File, ...]:
        """The files to judge."""
        signer = self.signed[0] if self.signed else ""
        return tuple(File(places.fill(each), signer, self.product, self.binary) for each in self.files)


_NONE = File(None)


class OneFile(Question, frozen=True):
    """A question about one file: one that is here, or one for which `files` hold the pattern of its path."""

    file: File = _NONE

    def subjects(self, places: Places) -> tuple[File, ...]:
        """That file, wherever it would be."""
        return tuple(replace(self.file, path=places.fill(each)) for each in self.files) or (self.file,)


_VENV = "{work}\\first-python\\.venv"
_COMPILED = "numpy\\_core\\_multiarray_umath.cp{tag}-win_amd64.pyd"
_USER_SITE = "{{roaming}}\\Python\\Python{tag}\\site-packages\\"
_STORE_SITE = (
    "{{local}}\\Packages\\PythonSoftwareFoundation.Python.{minor}_qbz5n2kfra8p0\\LocalCache\\local-packages\\"
    "Python{tag}\\site-packages\\"
)


def user_site(minor: str, *, store: bool = False) -> Question:
    """A compiled package that pip installs for the account with Python `minor`: two numbers with a point between.

    docs.python.org/3/library/site.html (`USER_SITE` on Windows). A Python of the Store has its own, in the folder that
    PC/python_uwp.cpp of github.com/python/cpython sets. Read 2026-11-29.
    """
    pattern = (_STORE_SITE if store else _USER_SITE) + _COMPILED
    filled = pattern.format(tag=minor.replace(".", ""), minor=minor)
    return Question("user-site-module", "user-folder", "dll", (filled,), "module")


def moves(question: Question) -> bool:
    """Whether what it is about stands where IT, or the state of the home folder, can have it put."""
    return any(pattern.startswith(("{tools}", "{data}", "{work}")) for pattern in question.files)


def of_kinds(python: str) -> tuple[Question, ...]:
    """The questions about kinds of programs, where `python` is the version that the steps install."""
    module = f"{_VENV}\\Lib\\site-packages\\{_COMPILED.format(tag=python.replace('.', ''))}"
    return (Question("module", "user-folder", "dll", (module,)), user_site(python), *_OF_EVERY_VERSION)


_OF_EVERY_VERSION: tuple[Question, ...] = (
    Question(
        "batch-file",
        "user-folder",
        "script",
        ("{data}\\miniforge3\\condabin\\conda.bat", f"{_VENV}\\Scripts\\activate.bat"),
    ),
    Question("powershell-script", "user-folder", "script", (f"{_VENV}\\Scripts\\Activate.ps1",)),
    # PowerShell looks whether a script that it writes there would be refused, and limits itself if so.
    Question("powershell-script", "temp-folder", "script", ("{temp}\\pyready-policy-test.ps1",)),
    Question(
        "packaged-app",
        "windows-apps",
        "appx",
        ("{programs}\\WindowsApps\\PythonSoftwareFoundation\\python.exe",),
        signed=(PYTHON_PUBLISHER,),
    ),
)
"""Kinds of programs that no route names one by one, and that are alike for every Python."""
QUESTIONS = of_kinds(pythons.known().recommended)
"""The same with the compiled packages of the Python that the table recommends."""

_KINDS = {"msi": "msi-file", "appx": "packaged-app"}


def _kind(program: Program) -> str:
    """What may stop it beside rules: whether it has a signature, and whether it is of Windows."""
    if program.kind in _KINDS:
        return _KINDS[program.kind]
    if program.kind == "dll":
        return "library"
    if program.place == "windows":
        return "of-windows"
    if "none" not in program.signed:
        return "signed-python"
    return "installer" if program.place == "downloads" else "unsigned-program"


def _asked(program: Program) -> Question:
    names = tuple(signers()[each] for each in program.signed)
    return Question(
        program.id, program.place, program.kind, program.files, _kind(program), names, program.product, program.name
    )


def of_programs(python: str) -> tuple[Question, ...]:
    """One for each program of the routes, where `python` is the version that the steps install."""
    return tuple(map(_asked, programs(python)))


PROGRAMS = of_programs(pythons.known().recommended)
"""One for each program of the routes, with the Python that the table recommends."""
