"""What an environment has for starting it: its activation file, and pip as a program. The steps do without both."""

from pyready.model.actions import check_of, use
from pyready.model.running import Run
from pyready.verify.bench import Bench, Came, how_it_ended
from pyready.verify.environment import NAME
from pyready.verify.proof import WITH_PACKAGES, Proof

_SECONDS = 30.0
_PREFIX = "import sys; print(sys.prefix)"
# shown when it can be activated, and has no program pip
_WITHOUT_PIP = "An environment of uv has no pip of its own, and needs none."
# shown when one does not; the steps of pyready use neither
_NOT_ACTIVATED = "The environment cannot be activated: {why}. The steps of pyready work without it."
_NO_PIP = "The program pip of the environment does not start: {why}. Use python -m pip instead."


def start_files(bench: Bench) -> Came:
    """Activate the environment in a shell, then start its pip."""
    activated = _activated(bench)
    if not activated.worked or NAME not in activated.output:
        return Came("fails", _NOT_ACTIVATED.format(why=how_it_ended(activated)), activated)
    if bench.uv:
        return Came("works", _WITHOUT_PIP, activated)
    program = ("Scripts", "pip.exe") if bench.is_windows else ("bin", "pip")
    pip = bench.run(bench.join(NAME, *program), "--version", "--disable-pip-version-check", seconds=_SECONDS)
    if not pip.worked:
        return Came("fails", _NO_PIP.format(why=how_it_ended(pip)), pip, guide="app-control")
    return Came("works", "", pip)


def _activated(bench: Bench) -> Run:
    """As a person does it, in the shell that every system has. Relative paths: the person's own can hold any mark."""
    if bench.is_windows:
        shell = f"{bench.host.variables.get('SystemRoot').value}\\System32\\cmd.exe"
        line = ("/d", "/c", f"{NAME}\\Scripts\\activate.bat", "&&", "python", "-c", _PREFIX)
        return bench.run(shell, *line, seconds=_SECONDS)
    return bench.run("/bin/sh", "-c", f". {NAME}/bin/activate && python -c '{_PREFIX}'", seconds=_SECONDS)


PROOFS = (
    Proof(
        "start-files-run", "The environment can be activated", start_files, "powershell", 2 * _SECONDS,
        aims=WITH_PACKAGES, needed=(), after=("pip-answers",),
        gates=(check_of(use("cmd")), check_of(use("batch-files"))), checks=("environment-activation",),
        runs="starts the Command Prompt or a shell, which activates that environment, and the program pip in it",
    ),
)  # fmt: skip
