"""`pyready verify` as a person types it, on recorded laptops and on this computer."""

import contextlib
import io
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from laptops.bare import windows_system
from laptops.recorded import SHARED, SHELL, laptop, managed
from needs import needs_modes
from pyready.commands import verify as command
from pyready.commands.cli import parser
from pyready.model.host import Host, Reading, Who
from pyready.model.running import Run, ToRun
from verify.broken import BASE
from verify.trying import Desk


class Never:
    """A runner that must not be asked."""

    def run(self, wanted: ToRun) -> Run:
        raise AssertionError(wanted)


def on(given: Host, monkeypatch: pytest.MonkeyPatch, *words: str, **more: Any) -> tuple[int, str, str]:
    host = replace(given, runner=Never(), **more)
    monkeypatch.setattr(command, "this_machine", lambda: host)
    output, messages = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(messages):
        code = command.run_verify(parser().parse_args(["verify", "--offline", *words]), time.monotonic(), [False])
    output.seek(0)
    return code, output.read(), messages.getvalue()


def test_where_no_python_is_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    code, output, messages = on(laptop("open-laptop").host, monkeypatch)

    assert (code, output) == (1, "")
    assert messages == "pyready: pyready found no Python on this computer that you can use. Run: pyready check\n"


def test_on_a_shared_computer_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {f"{SHARED}\\NodeValues": {"01": 1}, SHELL: {"Shell": "C:\\Ward\\launcher.exe"}}
    code, output, messages = on(managed(keys, with_python=True), monkeypatch)

    assert (code, output) == (1, "")
    assert messages.startswith("pyready: pyready starts nothing on this computer. ")


def test_a_python_that_rules_block_is_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    code, output, _ = on(laptop("filtered-administrator").host, monkeypatch, "C:\\Program Files\\Python313\\python.exe")

    assert code == 1
    assert "1. Python starts: does not work" in output
    assert "IT's rules block this Python, so pyready did not start it." in output


@pytest.mark.parametrize(
    "who", [Reading("set", Who("SYSTEM", "PC", is_system=True)), Reading("denied")], ids=["SYSTEM", "not known"]
)
def test_the_system_itself_is_refused(who: Reading[Who], monkeypatch: pytest.MonkeyPatch) -> None:
    system = replace(windows_system(), account=who)
    code, output, messages = on(laptop("vpn-laptop-at-home").host, monkeypatch, system=system)

    assert (code, output) == (2, "")
    assert "Run it as the person who will use Python" in messages


def test_a_name_that_is_no_python_is_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    code, _, messages = on(laptop("vpn-laptop-at-home").host, monkeypatch, "C:\\nowhere\\python.exe")

    assert code == 2
    assert "There is no file or folder C:\\nowhere\\python.exe" in messages


@pytest.mark.slow
def test_the_python_of_the_tests_is_whole(desk: Desk) -> None:
    tried = desk.verify(str(BASE), "--offline", "--for", "vscode")

    assert {each for name, each in tried.results.items() if name != "editor-uses-python"} == {
        "works",
        "not-tested",
    }
    assert {each["by"] for each in tried.record["did"]["wrote"]} == {"verify"}
    assert all(each["removed"] for each in tried.record["did"]["wrote"])
    assert str(desk.home) not in tried.output


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX; tests/windows has its environments")
def test_an_environment_is_named_by_its_folder(desk: Desk, tmp_path: Path) -> None:
    bin_folder = tmp_path / "my project" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "python").symlink_to(BASE)
    (tmp_path / "my project" / "pyvenv.cfg").write_text(f"home = {BASE.parent}\n", "utf-8")
    tried = desk.verify(str(tmp_path / "my project"), "--offline", "--for", "scripts")

    assert (tried.code, tried.record["python"]["kind"]) == (0, "virtual-environment")


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX; tests/windows has its environments")
def test_the_first_project_of_the_steps_comes_first(desk: Desk) -> None:
    bin_folder = desk.home / "first-python" / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "python").symlink_to(BASE)
    (bin_folder.parent / "pyvenv.cfg").write_text(f"home = {BASE.parent}\n", "utf-8")
    tried = desk.verify("--offline", "--for", "scripts")

    shutil.rmtree(desk.home / "first-python")

    assert tried.code == 0
    assert tried.record["python"]["path"].endswith("/first-python/.venv/bin/python")


def test_a_home_that_is_read_only_is_told_by_the_step_that_needs_it(desk: Desk) -> None:
    desk.home.chmod(0o555)
    try:
        needs_modes(desk.home)
        tried = desk.verify(str(BASE), "--offline", "--for", "vscode")
    finally:
        desk.home.chmod(0o755)

    assert (tried.code, tried.failed["id"]) == (1, "environment-made")
    assert "pyready cannot make a folder in" in tried.failed["says"]
    assert tried.failed["check"] == "home-writable"
    assert tried.results["modules-load"] == "works"
