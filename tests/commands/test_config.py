"""`pyready config` on the command line: exit codes, what a pipe shows, and who is refused."""

import contextlib
import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from diagnosis.test_python_here import PATH, on_share
from homes import live_in
from laptops import bare, recorded
from laptops.looking import look
from laptops.networks import DIRECT, HIDDEN_PROXY, Answer, network
from needs import needs_modes
from pyready.commands import config as config_command
from pyready.commands.cli import run
from pyready.engine.app import Look, report
from pyready.model.host import Host, Who
from pyready.probes.site import from_bytes
from pyready.report import RENDERERS, Options
from pyready.settings.journal import default_folder

DONE, TO_DO, USAGE = 0, 1, 2
PROXY = "proxy.trust.example:8080"
if sys.platform == "win32":
    PIP, PIP_SHOWN, GIT_SHOWN = "AppData/Roaming/pip/pip.ini", "%APPDATA%\\pip\\pip.ini", "%HOME%\\.gitconfig"
    JOURNAL = "AppData/Local/pyready/journal.json"
else:
    PIP, PIP_SHOWN, GIT_SHOWN = ".config/pip/pip.conf", "~/.config/pip/pip.conf", "~/.gitconfig"
    JOURNAL = ".local/share/pyready/journal.json"


def config(*words: str) -> tuple[int, str, str]:
    """Exit code, output and messages; nobody is at a terminal."""
    output, messages = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(messages):
        code = run(["config", *words], time.monotonic())
    output.seek(0)
    return code, output.read(), messages.getvalue()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("PIP_CONFIG_FILE", "PIP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    live_in(tmp_path, monkeypatch)
    return tmp_path


@pytest.fixture
def behind_proxy(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This computer, on a network whose proxy no tool knows."""
    del home
    seen = look(bare.linux({"HOME": "/home/jsmith"}), network=network(HIDDEN_PROXY))
    monkeypatch.setattr(config_command, "look_now", lambda options, started, host: seen)
    return Path(default_folder())


def saved(seen: Look, path: Path, *, private: bool = False) -> str:
    text = RENDERERS["json"](report(seen, private=private), Options(width=80))
    path.write_text(text, "utf-8")
    return str(path)


def names(home: Path) -> list[str]:
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())


def test_lines_are_shown_with_their_place_reason_and_reach(behind_proxy: Path, home: Path) -> None:
    code, said, _ = config("pip", "--private")
    assert code == TO_DO
    for words in (
        PIP_SHOWN,
        "[global]",
        f"proxy = http://{PROXY}",
        "on this network only",
        "pyready config pip --write",
        "wrote no files",
    ):
        assert words in said, words
    assert names(home) == []


def test_a_pipe_shows_no_address(behind_proxy: Path) -> None:
    code, said, _ = config()
    assert code == TO_DO
    assert "proxy.trust.example" not in said
    assert "proxy = http://<proxy-1>" in said


def test_nobody_to_ask_nothing_written(behind_proxy: Path, home: Path) -> None:
    code, _, messages = config("pip", "--write")
    assert (code, names(home)) == (TO_DO, [])
    assert "it asks first. Run this in a terminal, or add --yes." in messages


def test_written_and_undone(behind_proxy: Path, home: Path) -> None:
    code, said, _ = config("pip", "git", "--write", "--yes", "--private")
    assert code == DONE
    assert f"Written: {PIP_SHOWN}" in said
    assert "wrote 3 files" in said
    assert names(home) == sorted([PIP, ".gitconfig", JOURNAL])
    assert config("pip", "git", "--write", "--yes")[0] == DONE
    assert config("--undo") == (
        DONE,
        f"{GIT_SHOWN} is deleted, because it was not there before.\n{PIP_SHOWN} is deleted, because it was not there before.\n",
        "",
    )
    assert config("--undo")[1] == "There is nothing to undo.\n"


def test_a_file_that_cannot_be_changed_is_told_and_the_others_are_written(behind_proxy: Path, home: Path) -> None:
    (home / ".gitconfig").write_text("no section\n", "utf-8")
    code, said, _ = config("pip", "git", "--write", "--yes")
    assert code == TO_DO
    assert "pyready does not change your own settings file of git, because git cannot read it." in " ".join(
        said.split()
    )
    assert (home / ".gitconfig").read_text("utf-8") == "no section\n"
    assert (home / PIP).exists()


def test_a_journal_that_cannot_be_read_is_told(behind_proxy: Path, home: Path) -> None:
    behind_proxy.mkdir(parents=True)
    (behind_proxy / "journal.json").write_text("nonsense", "utf-8")
    for words in (("pip", "--write", "--yes"), ("--undo",)):
        code, _, messages = config(*words)
        assert code == TO_DO
        assert "journal" in messages
    assert not (home / PIP).parent.exists()


def pipe(file: Path) -> None:
    os.mkfifo(file)


def link(file: Path) -> None:
    (file.parent / "elsewhere").write_text("[global]\n", "utf-8")
    file.symlink_to("elsewhere")


def locked(file: Path) -> None:
    file.write_text("[global]\n", "utf-8")
    file.chmod(0o000)
    needs_modes(file)


@pytest.mark.unmeasured
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files, or links need a right there")
@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param(pipe, "it is not a file", id="FIFO"),
        pytest.param(link, "it is a link to another place", id="link"),
        pytest.param(Path.mkdir, "it is a folder", id="folder"),
        pytest.param(locked, "it is read-only", id="locked"),
    ],
)
def test_what_cannot_be_written_is_told_with_exit_2_and_stays(
    behind_proxy: Path, home: Path, spoil: Callable[[Path], object], says: str
) -> None:
    file = home / PIP
    file.parent.mkdir(parents=True)
    spoil(file)
    before = (file.lstat(), names(home))
    assert config("pip")[0] == TO_DO
    code, said, _ = config("pip", "--write", "--yes")
    assert f"pyready does not change your own settings file of pip, because {says}." in " ".join(said.split())
    after = (file.lstat(), names(home))
    assert (code, after[0].st_mode, after[0].st_mtime_ns, after[1]) == (
        USAGE,
        before[0].st_mode,
        before[0].st_mtime_ns,
        before[1],
    )


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_data_folder_that_cannot_be_written_is_told_with_exit_2(behind_proxy: Path, home: Path) -> None:
    behind_proxy.mkdir(parents=True)
    behind_proxy.chmod(0o500)
    needs_modes(behind_proxy)
    try:
        code, _, messages = config("pip", "--write", "--yes")
    finally:
        behind_proxy.chmod(0o700)
    assert (code, names(home)) == (USAGE, [])
    assert "pyready cannot note it in ~/.local/share/pyready (permission denied)." in messages
    assert str(home) not in messages
    assert not (home / PIP).parent.exists()


MINE = "[global]\n" + "# mine\n" * 150
"""A file that needs more room than the journal."""


@pytest.mark.unmeasured
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("room", [0, 600, 1050, len(MINE)])
def test_on_a_full_disk_nothing_is_written_and_nothing_left(behind_proxy: Path, home: Path, room: int) -> None:
    (home / PIP).parent.mkdir(parents=True)
    (home / PIP).write_text(MINE, "utf-8")
    with files_end_at(room):
        code, _, messages = config("pip", "--write", "--yes")
    assert (code, (home / PIP).read_text("utf-8")) == (USAGE, MINE)
    assert "(file too large)." in messages
    assert set(names(home)) <= {PIP, JOURNAL}
    assert config("--undo")[0] == DONE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("room", [0, len(MINE) - 1, len(MINE)])
def test_an_undo_on_a_full_disk_keeps_all_that_a_later_one_needs(behind_proxy: Path, home: Path, room: int) -> None:
    (home / PIP).parent.mkdir(parents=True)
    (home / PIP).write_text(MINE, "utf-8")
    assert config("pip", "--write", "--yes")[0] == DONE
    written = (names(home), (home / PIP).read_bytes())
    with files_end_at(room):
        code, said, _ = config("--undo")
    if room < len(MINE):
        assert (code, names(home), (home / PIP).read_bytes()) == (USAGE, *written)
        assert f"{PIP_SHOWN} is left as it is: it cannot be written (file too large)." in said
        assert config("--undo")[0] == DONE
    assert (names(home), (home / PIP).read_text("utf-8")) == (sorted([PIP, JOURNAL]), MINE)


@contextlib.contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """No file grows beyond that many bytes meanwhile, as on a disk that is full."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_lines_for_a_window_alone(behind_proxy: Path) -> None:
    code, said, _ = config("env", "--private")
    assert code == TO_DO
    assert f"export HTTPS_PROXY=http://{PROXY}" in said


@pytest.mark.parametrize("words", [("nonsense",), ("--write", "--undo"), ("--deadline", "0")])
def test_wrong_usage(words: tuple[str, ...], home: Path) -> None:
    del home
    code, _, messages = config(*words)
    assert code == USAGE
    assert messages.count("\n") == 1


@pytest.mark.parametrize("words", ["--write", "--undo"])
def test_facts_of_another_computer_are_never_written(tmp_path: Path, home: Path, words: str) -> None:
    path = saved(recorded.seen("static-proxy"), tmp_path / "report.json")
    before = names(home)
    code, said, messages = config("--facts", path, words)
    assert (code, said, names(home)) == (USAGE, "", before)
    assert "--write and --undo change this computer" in messages


@pytest.mark.unmeasured
@pytest.mark.parametrize("private", [True, False])
def test_facts_of_another_computer_are_headed_so(tmp_path: Path, private: bool) -> None:
    path = saved(recorded.seen("static-proxy"), tmp_path / "report.json", private=private)
    code, said, _ = config("--facts", path, "pip", "--private")
    assert code == TO_DO
    assert said.startswith("For another computer")
    assert (f"proxy = http://{PROXY}" in said) is private
    assert "--write" not in said


def test_a_report_taken_offline_gives_no_advice(tmp_path: Path) -> None:
    path = saved(recorded.seen("offline"), tmp_path / "report.json")
    code, said, _ = config("--facts", path)
    assert code == TO_DO
    assert "on this computer: you chose --offline" in said


@pytest.mark.unmeasured
def test_what_needs_nothing_exits_with_nothing_to_do(tmp_path: Path) -> None:
    path = saved(recorded.seen("open-laptop"), tmp_path / "report.json")
    assert config("--facts", path)[0] == DONE


def test_a_file_that_is_no_report_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"format": "other"}), "utf-8")
    assert config("--facts", str(tmp_path / "x.json"))[0] == USAGE


def test_the_system_itself_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system: Host = bare.windows(system=bare.windows_system(who=Who("SYSTEM", "TRUST-L0042", is_system=True)))
    seen = look(system, network=network(HIDDEN_PROXY))
    monkeypatch.setattr(config_command, "look_now", lambda options, started, host: seen)
    code, said, messages = config("pip", "--write", "--yes")
    assert (code, said, names(home)) == (USAGE, "", [])
    assert "as the person" in messages


def test_yes_does_not_answer_for_an_index_of_a_profile_that_was_named(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = 'url = "https://elsewhere.example/simple/"'
    profile = f'[index]\n{index}\n[[endpoint]]\nid = "index"\n{index[:-1]}pip/"\n'.encode()
    site = from_bytes(profile, "site.toml", named=True)
    seen = look(bare.linux({"HOME": "/home/jsmith"}), network=network(DIRECT, index=Answer(own=True)), site=site)
    monkeypatch.setattr(config_command, "look_now", lambda options, started, host: seen)

    code, said, messages = config("pip", "--write", "--yes", "--private")

    assert "index-url = https://elsewhere.example/simple/" in said
    assert "needs your answer. Run this in a terminal." in messages
    assert (code, names(home)) == (TO_DO, [])


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("env", "--private"), f'    set "PYTHON_HERE={PATH}"'),
        (("env", "--private"), f"    $env:PYTHON_HERE = '{PATH}'"),
        (("env",), "    (a line with an address is left out; your own terminal shows it, and so does --private)"),
    ],
)
def test_the_lines_for_a_window_name_a_python_that_reports_leave_out(
    words: tuple[str, ...], line: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del home
    monkeypatch.setattr(config_command, "look_now", lambda *_: on_share("pac-and-inspection"))
    code, out, _ = config(*words)
    assert code == TO_DO
    assert line in out.splitlines()
    assert words == ("env", "--private") or "fs01" not in out
