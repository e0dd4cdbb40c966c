"""The tables of `conda_rules.py`, held to a real Miniforge, its conda and a real micromamba.

A job of the workflow fetches both files and names them. They are installed into a temporary folder of this test.
"""

import json
import os
from pathlib import Path

import pytest
import trustme

from native.commands import Commands
from native.conda_rules import CHANNELS, FOLDERS, MICROMAMBA, MINIFORGE, REMOVALS, Ran, installing, named, ran
from native.test_trust import authority, port, trusted
from probes.test_conda import ODD, conda_stops, told
from pyready.knowledge import tools

pytestmark = pytest.mark.native
__all__ = ["authority", "port"]


def given(variable: str) -> Path:
    found = named(os.environ, variable)
    if found is None:
        pytest.skip(f"{variable} names no file: a job of the workflow fetches it")
    return found


class Miniforge:
    """One that was installed as the steps do it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.own = folder, folder / ".condarc"

    def conda(self, *arguments: str, rc: Path | None = None) -> Ran:
        """Its conda, with one file of settings beside its own."""
        path = f"{self.folder};{self.folder}\\Library\\bin;{self.folder}\\Scripts;{os.environ['PATH']}"
        more = {"CONDARC": str(rc)} if rc else {}
        return ran([str(self.folder / "python.exe"), "-m", "conda", *arguments], os.environ | {"PATH": path} | more)


@pytest.fixture(scope="module")
def miniforge(tmp_path_factory: pytest.TempPathFactory) -> Miniforge:
    made = Miniforge(tmp_path_factory.mktemp("forge") / "plain")
    done = ran(installing(given(MINIFORGE), made.folder), os.environ)
    assert (made.folder / "python.exe").is_file(), done
    return made


def test_it_brings_the_conda_that_the_table_says(miniforge: Miniforge) -> None:
    assert tools.shipped("miniforge", "conda") in miniforge.conda("--version").text


@pytest.mark.parametrize(("name", "taken"), [each for each in FOLDERS.items() if each[0] != "plain"])
def test_the_installer_takes_no_folder_that_pyready_says_it_refuses(name: str, taken: bool, tmp_path: Path) -> None:
    folder = tmp_path / name
    done = ran(installing(given(MINIFORGE), folder), os.environ)

    assert (folder / "python.exe").is_file() == taken, done


@pytest.mark.parametrize(("own", "person", "count"), CHANNELS.values(), ids=CHANNELS)
def test_the_channels_that_count(own: str, person: str, count: set[str], miniforge: Miniforge, tmp_path: Path) -> None:
    miniforge.own.write_text(own, "utf-8")
    rc = tmp_path / ".condarc"
    rc.write_text(person, "utf-8")
    done = miniforge.conda("config", "--show", "channels", "--json", rc=rc)

    assert set(json.loads(done.text[: done.text.rindex("}") + 1])["channels"]) == count, done


@pytest.mark.parametrize(("text", "item", "works"), REMOVALS.values(), ids=REMOVALS)
def test_what_takes_a_channel_out(text: str, item: str, works: bool, miniforge: Miniforge, tmp_path: Path) -> None:
    rc = tmp_path / ".condarc"
    rc.write_text(text, "utf-8")
    done = miniforge.conda("config", "--file", str(rc), "--remove", "channels", item)

    assert (done.code == 0) == works, done
    assert (item in rc.read_text("utf-8")) == (not works and item in text)
    assert works or "CondaKeyError" in done.text


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_the_files_at_which_conda_stops(text: str, miniforge: Miniforge, tmp_path: Path) -> None:
    rc = tmp_path / ".condarc"
    rc.write_text(text, "utf-8")
    stops = miniforge.conda("config", "--show", "offline", rc=rc).code != 0

    assert stops == conda_stops(text)
    assert stops or told(text).condarcs[0].fault != "stops"


def test_where_the_switch_is_off_no_command_may_leave_the_channels_out(miniforge: Miniforge, tmp_path: Path) -> None:
    rc = tmp_path / ".condarc"
    rc.write_text("override_channels_enabled: false\n", "utf-8")
    words = ("create", "-p", str(tmp_path / "e"), "-y", "--dry-run", "--offline", "--override-channels", "-c", "x")

    assert "Overriding channels has been disabled" in miniforge.conda(*words, "python", rc=rc).text


def test_micromamba_starts_under_the_name_of_its_download() -> None:
    program = given(MICROMAMBA)
    done = ran([str(program), "--version"], os.environ)

    assert program.name == "micromamba-win-64.exe"
    assert (done.code, done.text.split()[0].count(".")) == (0, 2)


def test_micromamba_stops_where_no_list_says_whether_a_certificate_was_withdrawn(
    commands: Commands, authority: trustme.CA, port: int, tmp_path: Path
) -> None:
    program = given(MICROMAMBA)
    words = ("search", "--override-channels", "-c", f"https://localhost:{port}/channel", "python")
    environment = os.environ | {"MAMBA_ROOT_PREFIX": str(tmp_path / "mamba")}
    with trusted(commands, authority, tmp_path):
        done = ran([str(program), *words], environment)

    assert done.code != 0
    assert any(word in done.text for word in ("REVOCATION", "0x80092012", "0x80092013")), done.text
