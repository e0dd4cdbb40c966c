"""Where it runs from, what it is handed, and who is at the screen."""

import shutil
import socket
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from exe.running import RECOGNISED, TOP, Exe, windows_path

pytestmark = pytest.mark.exe

BOLD = b"\x1b[1m"
# Wine passes the key on only while a program reads from the console, so the event itself is sent.
INTERRUPTER = r"""
#include <windows.h>
int wmain(int argc, wchar_t **argv) {
    STARTUPINFOW startup = {sizeof startup};
    PROCESS_INFORMATION child;
    DWORD code = 99, tries;
    for (tries = 0; !CreateProcessW(NULL, argv[1], NULL, NULL, TRUE, 0, NULL, NULL, &startup, &child); tries++)
        if (tries == 2 || GetLastError() != ERROR_INTERNAL_ERROR) return 98; /* tests/wine.py says why */
    SetConsoleCtrlHandler(NULL, TRUE);
    Sleep(3000);
    GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0);
    WaitForSingleObject(child.hProcess, 20000);
    GetExitCodeProcess(child.hProcess, &code);
    return (int)code;
}
"""


def test_from_a_read_only_folder_with_no_place_for_temporary_files(exe: Exe, copy: Path) -> None:
    before = sorted(copy.parent.rglob("*"))
    for path in (*before, copy.parent):
        path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        result = exe("check", "--offline", "--format", "json", path=copy, TEMP="Z:\\nowhere", TMP="Z:\\nowhere")
    finally:
        for path in (copy.parent, *before):
            path.chmod(0o700)

    assert result.returncode in {0, 1}, result.stderr
    assert result.stdout.startswith(b"{")
    assert sorted(copy.parent.rglob("*")) == before


def test_it_writes_nothing_beside_itself_nor_into_temp(exe: Exe, tmp_path: Path) -> None:
    before = sorted(exe.path.parent.rglob("*"))
    temporary = "Z:" + str(tmp_path).replace("/", "\\")

    exe("check", "--offline", TEMP=temporary, TMP=temporary)

    assert sorted(exe.path.parent.rglob("*")) == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("page", "encoding"), [(437, "cp437"), (850, "cp850"), (1252, "cp1252"), (65001, "utf-8")])
def test_redirected_text_is_in_the_console_s_code_page(exe: Exe, tmp_path: Path, page: int, encoding: str) -> None:
    script, out = tmp_path / "run.cmd", tmp_path / "out.txt"
    link = tmp_path / "program"
    link.symlink_to(exe.path.parent)
    wide = [str(each).replace("/", "\\") for each in (link / "pyready.exe", out)]
    commands = [
        f"chcp {page} >nul",
        f"Z:{wide[0]} guide nöwhere–ж >Z:{wide[1]} 2>&1",
        f"Z:{wide[0]} guide >>Z:{wide[1]}",
    ]
    script.write_text("@echo off\r\nchcp 65001 >nul\r\n" + "\r\n".join(commands) + "\r\n", "utf-8")

    code, seen = exe.on_terminal("cmd", "/c", "Z:" + str(script).replace("/", "\\"))

    assert code == 0, seen
    text = out.read_bytes().decode(encoding)
    assert "There is no guide" in text
    assert "pyready.exe guide --search WORDS" in text
    assert "Traceback" not in text


def test_json_is_utf_8_whatever_the_code_page(exe: Exe) -> None:
    assert exe("check", "--offline", "--format", "json").stdout.decode("utf-8").startswith("{")


def test_colour_is_for_a_console_that_obeys_and_never_for_a_pipe(exe: Exe) -> None:
    """Wine's console takes the mode and shows the codes; one that obeys is in tests/windows/test_console.py."""
    key = (RECOGNISED.encode(), b"x")
    ended, plain = exe.on_terminal(str(exe.path), "guide", "uv", answer=key, NO_COLOR="1")
    ended_too, coloured = exe.on_terminal(str(exe.path), "guide", "uv", answer=key)

    assert (ended, ended_too) == (0, 0)
    assert BOLD not in plain
    assert BOLD not in coloured
    assert b"How do I get Python with uv?" in coloured
    assert b"\x1b" not in exe("guide", "uv").stdout


def test_alone_without_its_folder_it_says_to_extract_first(exe: Exe, tmp_path: Path) -> None:
    alone = Path(shutil.copy(exe.path, tmp_path))

    result = exe(path=alone)

    assert result.returncode == 3
    assert b"Extract All" in result.stderr


def test_alone_in_its_own_window_it_waits(exe: Exe, tmp_path: Path) -> None:
    alone = Path(shutil.copy(exe.path, tmp_path))

    code, seen = exe.on_terminal(str(alone), answer=(b"Press Enter to close this window.", b"\r"))

    assert code == 3
    assert b"Extract All" in seen


def test_a_command_in_its_own_window_waits_for_a_key(exe: Exe) -> None:
    code, seen = exe.on_terminal(str(exe.path), "guide", "proxy", answer=(RECOGNISED.encode(), b"x"))

    assert code == 0
    assert b"pyready.exe guide" in seen
    assert b"pyready.exe guide" not in seen.partition(RECOGNISED.encode())[2]
    assert RECOGNISED.encode() in seen


def test_a_command_that_writes_a_file_in_its_own_window_does_not_wait(exe: Exe, tmp_path: Path) -> None:
    report = tmp_path / "report.json"

    code, seen = exe.on_terminal(
        str(exe.path), "check", "--offline", "--format", "json", "-o", windows_path(report), seconds=60
    )

    assert code in {0, 1}
    assert report.read_bytes().startswith(b"{")
    assert RECOGNISED.encode() not in seen


def test_a_report_dropped_on_it_is_judged_in_its_window(exe: Exe) -> None:
    example = windows_path(TOP / "examples" / "stock-applocker.json")

    code, seen = exe.on_terminal(str(exe.path), example, answer=(RECOGNISED.encode(), b"x"))

    assert code == 1
    assert b"This is a saved report." in seen
    assert b"In short:" in seen


def test_from_a_terminal_it_never_waits(exe: Exe, sealed: None, tmp_path: Path) -> None:
    link = tmp_path / "program"
    link.symlink_to(exe.path.parent)
    program = "Z:" + str(link / "pyready.exe").replace("/", "\\")

    code, seen = exe.on_terminal("cmd", "/c", program)

    assert code == 1
    assert b"In short:" in seen
    assert RECOGNISED.encode() not in seen


def test_from_a_script_it_never_waits(exe: Exe, sealed: None) -> None:
    result = exe()

    assert result.returncode == 1
    assert RECOGNISED.encode() not in result.stdout


def test_ctrl_c_in_the_middle_is_a_clean_end(exe: Exe, tmp_path: Path, compiled: Callable[..., Path]) -> None:
    interrupter = compiled("interrupter.exe", INTERRUPTER, "-municode")
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections and never answers
        site = tmp_path / "site.toml"
        address = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        site.write_text(f'only_these_endpoints = true\n[[endpoint]]\nid = "index"\nurl = "{address}"\n', "utf-8")
        link = tmp_path / "program"
        link.symlink_to(exe.path.parent)
        program, profile = ("Z:" + str(each).replace("/", "\\") for each in (link / "pyready.exe", site))
        began = time.monotonic()

        code, seen = exe.on_terminal(str(interrupter), f"{program} check --site {profile} --deadline 60", seconds=30)

    assert code == 130, seen
    assert b"pyready: Stopped" in b" ".join(seen.split())  # Wine's terminal may break the line there
    assert b"Traceback" not in seen
    assert time.monotonic() - began < 25
