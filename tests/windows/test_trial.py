"""The test program of --try-run, really written, started and removed by Windows or by Wine."""

import ctypes
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pyready.model.launcher import EXIT_CODE
from pyready.windows import trial
from pyready.windows.native import Refused
from pyready.windows.trial import NAME, WindowsLauncher, tried

pytestmark = pytest.mark.windows


@pytest.fixture(scope="session")
def program() -> bytes:
    """The real program, which `build/windows.py test` builds; a real Windows need not have it."""
    named = os.environ.get("PYREADY_TRIAL", "")
    if not named:
        assert not hasattr(ctypes.WinDLL("ntdll.dll", winmode=0x800), "wine_get_version")
        pytest.skip("PYREADY_TRIAL does not name the program")
    return Path(named).read_bytes()


def test_the_real_program_is_written_started_and_removed(program: bytes, tmp_path: Path) -> None:
    done = tried(program, str(tmp_path / NAME), 10.0)

    assert (done.outcome, done.exit_code, done.error, done.removed) == ("started", EXIT_CODE, None, True)
    assert done.path == str(tmp_path / NAME)
    assert done.sha256 == hashlib.sha256(program).hexdigest()
    assert list(tmp_path.iterdir()) == []


def test_a_path_with_spaces_and_letters_beyond_ascii_starts_that_program_and_no_other(
    program: bytes, tmp_path: Path
) -> None:
    folder = tmp_path / "Zoë O'Neil's Ж"
    folder.mkdir()
    (tmp_path / "Zoë.exe").write_bytes(b"what a path without quotes could mean")

    assert tried(program, str(folder / NAME), 10.0).outcome == "started"


def test_a_damaged_program_is_refused_with_the_number_of_windows(program: bytes, tmp_path: Path) -> None:
    done = tried(b"XX" + program[2:], str(tmp_path / NAME), 10.0)

    assert (done.outcome, done.error, done.exit_code, done.removed) == ("refused", 193, None, True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_its_name_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / NAME
    own.write_bytes(b"mine")

    assert tried(b"MZ", str(own), 10.0).outcome == "in-the-way"
    assert own.read_bytes() == b"mine"


def test_a_folder_that_denies_writing(tmp_path: Path, descriptor_of: Callable[[str], bytes]) -> None:
    folder = tmp_path / "denied"
    folder.mkdir()
    secure = ctypes.WinDLL("advapi32.dll", use_last_error=True, winmode=0x800).SetFileSecurityW
    secure.argtypes = (ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_void_p)
    # Everybody may read and search it, nobody may add to it.
    assert secure(str(folder), 4, descriptor_of("D:(D;;0x116;;;WD)(A;;0x1200a9;;;WD)")), ctypes.get_last_error()
    try:
        done = tried(b"MZ", str(folder / NAME), 10.0)
    finally:
        secure(str(folder), 4, descriptor_of("D:(A;;GA;;;WD)"))

    assert (done.outcome, done.error, done.path) == ("not-written", 5, "")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = tried(b"MZ", str(tmp_path / "nowhere" / NAME), 10.0)

    assert (done.outcome, done.error) == ("not-written", 3)


def test_a_program_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: bytes) -> None:
    ended = []
    real = trial.function

    def function(library: str, name: str, *types: Any) -> Callable[..., Any]:
        if name == "WaitForSingleObject":
            return lambda process, _: (real(library, name, *types)(process, 5000), 258)[1]
        if name == "TerminateProcess":
            return lambda process, code: ended.append((bool(process), code))
        return real(library, name, *types)

    monkeypatch.setattr(trial, "function", function)
    done = tried(program, str(tmp_path / NAME), 0.1)

    assert (done.outcome, done.exit_code, done.removed) == ("no-end", None, True)
    assert ended == [(True, 1)]


@pytest.mark.parametrize("number", [5, 225, 577, 786, 1260, 4551, 4580])
def test_every_number_of_windows_is_kept_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(_: str) -> int:
        raise Refused(number)

    monkeypatch.setattr(trial, "_started", refuse)
    done = tried(b"MZ", str(tmp_path / NAME), 10.0)

    assert (done.outcome, done.error, done.removed) == ("refused", number, True)


def test_a_program_that_vanished_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = trial._written

    def written(program: bytes, path: str) -> None:
        real(program, path)
        Path(path).unlink()

    monkeypatch.setattr(trial, "_written", written)

    assert tried(b"MZ", str(tmp_path / NAME), 10.0).outcome == "gone"


def test_what_cannot_be_removed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: bytes) -> None:
    def fail(_: str) -> None:
        raise PermissionError

    monkeypatch.setattr(trial.os, "remove", fail)
    monkeypatch.setattr(trial, "_PAUSE_S", 0.0)

    assert tried(program, str(tmp_path / NAME), 10.0).removed is False


def test_an_installation_with_pip_has_no_program(tmp_path: Path) -> None:
    assert WindowsLauncher().try_in(str(tmp_path), 10.0).outcome == "no-program"
    assert list(tmp_path.iterdir()) == []
