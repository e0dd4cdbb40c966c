"""The steps for Linux, carried out as they are printed, on loopback, to a notebook that answers.

Of `existing-python` every step is run. Of `uv` two are not, because they fetch from outside: the download of its
archive, in whose place one is made of uv's own wheel, and `uv python install`, in whose place stands the Python that is
here. The version that the steps name is that Python's, so that they are those of a machine where it is recommended.
The browser is a script that writes down what it is asked to open, and the packages come from an index on loopback; both
are named by variables, as a person or an organisation would.
"""

import io
import json
import os
import re
import shlex
import signal
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import psutil
import pytest

from net.parts import needed
from pyready.knowledge import pythons
from routes.packages import fetched, index, python_here
from routes.person import Person, printed

pytestmark = [
    pytest.mark.network,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the steps of Linux"),
]

FRONT_END = Path(__file__).with_name("front_end.py")
CELLS = ("1 + 1", "import sys; sys.prefix", "import os; os.getpid()")
LAST_STEP = "JupyterLab in your browser. Choose Python 3 under Notebook, type 1 + 1 and press Shift+Enter."


@pytest.fixture
def home() -> Iterator[Path]:
    """A home folder that does not outlive the test: an environment with JupyterLab takes 300 MB."""
    with tempfile.TemporaryDirectory(prefix="home-") as name:
        settings = Path(name) / ".jupyter"
        settings.mkdir()
        if os.geteuid() == 0:  # CI is root, and JupyterLab does not start for root unless told to
            (settings / "jupyter_server_config.json").write_text(
                json.dumps({"ServerApp": {"allow_root": True}}), "utf-8"
            )
        yield Path(name)


@pytest.fixture(scope="module")
def python() -> Path:
    """The Python that pyready finds here."""
    with tempfile.TemporaryDirectory() as name:
        return python_here(Path(name))


@pytest.fixture(scope="module")
def wheels(python: Path) -> Path:
    folder = fetched(python)
    there = "yes" if (folder / "complete").exists() else ""
    needed(f"JupyterLab for {python}", there, "run python tests/routes/packages.py")
    return folder


@pytest.fixture
def person(home: Path, wheels: Path, python: Path) -> Iterator[Person]:
    with index(wheels) as address:
        yield Person(home, address, python.parent)


def is_version(seen: str) -> bool:
    return bool(re.fullmatch(r"Python 3\.\d+\.\d+\S*\n", seen))


SEEN: dict[str, Callable[[str], bool]] = {
    "Nothing appears: it worked.": lambda seen: seen == "",
    "Successfully installed, in a line near the end.": lambda seen: any(
        line.startswith("Successfully installed") for line in seen.splitlines()[-5:]
    ),
    "a line that starts with: Creating virtual environment": lambda seen: any(
        line.startswith("Creating virtual environment") for line in seen.splitlines()
    ),
    "a list of packages, each with a plus sign in front.": lambda seen: " + jupyterlab==" in seen,
}
"""What a step says one should see, and whether that is what was seen."""


def follow(person: Person, steps: list[dict[str, str]]) -> None:
    """Type each command, and see what one is told to expect."""
    for step in steps:
        seen, expected = person.types(step["command"]), step.get("expect", "")
        as_told = is_version(seen) and expected in seen if expected.startswith("Python 3.") else SEEN[expected](seen)
        assert as_told, f"{step}\n{seen[-3000:]}"


def assert_ends_in_a_notebook(person: Person, step: dict[str, str]) -> None:
    """The last step: the browser is asked to open JupyterLab, a kernel answers, all ends when its program is told to."""
    environment = person.home / "first-python" / ".venv"
    assert step["expect"] == LAST_STEP
    with person.starts(step["command"]) as process:
        page = person.page(process)
        answers = person.types(shlex.join([f"{environment}/bin/python", str(FRONT_END), page, *CELLS]), 120)
        notebook, result, prefix, kernel = answers.splitlines()
        children = psutil.Process(process.pid).children(recursive=True)

        assert result == "2"
        assert prefix == repr(str(environment))
        assert (person.home / "first-python" / notebook).is_file()
        assert int(kernel) in {child.pid for child in children}

        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert psutil.wait_procs(children, 10)[1] == []


def test_the_steps_for_a_python_that_is_here_end_in_a_notebook_that_answers(person: Person) -> None:
    *before, start = printed("existing-python", person.home)

    assert len(before) == 4
    follow(person, before)
    assert_ends_in_a_notebook(person, start)


@pytest.fixture
def version(python: Path, person: Person, monkeypatch: pytest.MonkeyPatch) -> str:
    """The Python that is here is the one to recommend."""
    found = person.types(f"{shlex.quote(str(python))} --version").split()[1].rpartition(".")[0]
    known = msgspec.structs.replace(pythons.known(), recommended=found)
    monkeypatch.setattr(pythons, "known", lambda: known)
    return found


def downloaded(home: Path, command: str, wheels: Path) -> None:
    """Put the archive where the step would have put it: the programs of the wheel in a folder of the archive's name."""
    *_, option, place, address = shlex.split(command)
    name = address.rpartition("/")[2]
    assert (option, place) == ("-o", f"~/{name}")
    (wheel,) = wheels.glob("uv-*.whl")
    with zipfile.ZipFile(wheel) as source, tarfile.open(home / name, "w:gz") as archive:
        for each in source.namelist():
            if "/scripts/" in each:
                entry = tarfile.TarInfo(f"{name.removesuffix('.tar.gz')}/{Path(each).name}")
                entry.size, entry.mode = source.getinfo(each).file_size, 0o755
                archive.addfile(entry, io.BytesIO(source.read(each)))


def test_the_steps_of_uv_end_in_a_notebook_that_answers(person: Person, version: str, wheels: Path) -> None:
    download, unpack, install, *before, start = printed("uv", person.home)

    assert download["command"].startswith("curl ")
    assert install["command"] == f"~/.local/bin/uv python install {version}"
    assert len(before) == 3
    downloaded(person.home, download["command"], wheels)
    follow(person, [unpack, *before])
    assert_ends_in_a_notebook(person, start)
    assert not (person.home / ".local" / "share" / "uv" / "python").exists()  # nothing was fetched in its place
