"""What every step works with: the Python, the folders, the facts, and the one way to start something."""

import json
from collections.abc import Mapping

import msgspec

from pyready.model.activity import Ran
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.model.judged import Judged
from pyready.model.paths import for_platform
from pyready.model.pythons import Found
from pyready.model.route import Aim
from pyready.model.running import Run, ToRun
from pyready.model.verification import ProofResult, Proven

BY = "verify"
MARK = "pyready-verify "
"""How the line begins in which a Python answers: whatever else it prints is no answer."""
_LAST_LINES = 6
_LONGEST_LINE = 300


class Came(msgspec.Struct, frozen=True):
    """What came of one step."""

    result: ProofResult
    says: str
    run: Run | None = None
    """What was started last: its last lines are shown where it did not work."""
    checks: tuple[str, ...] = ()
    """The checks that can say more, where this is known better than the step itself knows."""
    guide: str = ""
    offline: bool = False
    """It was left out because nothing is to be downloaded."""


class Bench(msgspec.Struct):
    """The state of one run. The folders are there before the first step and gone after the last."""

    host: Host
    facts: Facts
    judged: Mapping[str, Judged]
    aim: Aim
    offline: bool
    """No step uses the package index."""
    asked_offline: bool
    """Because the person said so; else a policy does."""
    python: str
    found: Found | None = None
    """What the look found out about it, where it was examined."""
    uv: str = ""
    """The program that makes environments in place of venv and pip; empty where these do."""
    number: int | None = None
    """Its place in `Pythons.found`."""
    folder: str = ""
    """Where environments are made; empty where it could not be made."""
    no_folder: str = ""
    """Why it could not be made."""
    temp: str = ""
    """Where everything that is started keeps its temporary files."""
    proven: Proven = Proven("")
    environment: str = ""
    """The Python of the environment that was made."""
    notebooks: str = ""
    """The Python that has JupyterLab."""
    worked: set[str] = msgspec.field(default_factory=set)
    """The steps that worked."""
    offline_left_out: set[str] = msgspec.field(default_factory=set)
    """The steps that were left out because nothing is to be downloaded."""
    ran: list[Ran] = msgspec.field(default_factory=list)
    left: int = 0
    """Processes that could not be ended."""

    @property
    def is_windows(self) -> bool:
        """For which system it is."""
        return self.host.platform == "windows"

    def join(self, *parts: str) -> str:
        """A path below the folder of environments."""
        return str(for_platform(self.host.platform).join(self.folder, *parts))

    def run(self, program: str, *arguments: str, seconds: float, **variables: str) -> Run:
        """Start a program in the folder of environments, and write down that it was started."""
        module = for_platform(self.host.platform)
        start = self.folder or self.temp or str(module.dirname(program))
        run = self.host.runner.run(ToRun(program, arguments, start, seconds, {**self._variables, **variables}))
        if run.how in {"ended", "no-end"}:
            self.ran.append(Ran(program, BY))
        self.left += run.left
        return run

    @property
    def _variables(self) -> dict[str, str]:
        """Besides what the person's own window has: nothing is kept outside the folders."""
        common = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8:backslashreplace"}
        if not self.temp:
            return common
        join = for_platform(self.host.platform).join
        own = {
            "JUPYTER_CONFIG_DIR": "jupyter-config", "JUPYTER_DATA_DIR": "jupyter-data", "IPYTHONDIR": "ipython",
            "JUPYTER_RUNTIME_DIR": "jupyter-runtime", "JUPYTERLAB_SETTINGS_DIR": "jupyter-settings",
            "JUPYTERLAB_WORKSPACES_DIR": "jupyter-workspaces",
        }  # fmt: skip
        return {
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self.temp),
            **{name: str(join(self.temp, folder)) for name, folder in own.items()},
            **common,
        }

    def problem(self, *checks: str) -> str:
        """The first of these checks that says that it cannot work, and that the person cannot help; empty for none."""
        return next((each for each in checks if self._stops(each)), "")

    def _stops(self, check: str) -> bool:
        judged = self.judged.get(check)
        if judged is None or judged.check.outcome != "problem":
            return False
        return judged.check.fix is None or judged.check.fix.who != "you"


def answer(run: Run) -> dict[str, object] | None:
    """What a Python answered in its marked line; None where it gave none."""
    line = next((each for each in run.output.splitlines() if each.startswith(MARK)), "")
    try:
        found = json.loads(line.removeprefix(MARK)) if line else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def last_lines(run: Run | None) -> tuple[str, ...]:
    """The end of what it wrote: its messages, or where there are none its output. The marked line is ours."""
    text = (run.messages.strip() or run.output.strip()) if run else ""
    lines = [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith(MARK)]
    return tuple(line[:_LONGEST_LINE] for line in lines[-_LAST_LINES:])


# shown when something that was started did not work: how it ended
_ENDINGS = {
    "no-end": "it did not end in {seconds:.0f} seconds, so pyready ended it",
    "refused": "the system refused to start it (error {error})",
    "gone": "its file is missing",
    "not-a-program": "its file is no program for this computer",
}
_BY_SIGNAL, _BY_CODE = "signal {signal} ended it", "it ended with exit code {code}"
_NO_ANSWER = "it gave no answer that pyready understands"


def how_it_ended(run: Run) -> str:
    """Why it did not work, as the end of a sentence."""
    if run.how != "ended":
        return _ENDINGS[run.how].format(seconds=run.seconds, error=run.error)
    if run.code is not None and run.code < 0:
        return _BY_SIGNAL.format(signal=-run.code)
    return _BY_CODE.format(code=run.code) if run.code else _NO_ANSWER
