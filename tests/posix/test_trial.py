"""The test program of --try-run on the system it runs on: a real file, really started."""

import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from needs import needs_modes
from pyready.model.launcher import EXIT_CODE
from pyready.posix import trial
from pyready.posix.trial import NAME, SCRIPT, PosixLauncher

TRY = PosixLauncher().try_in


def test_it_is_written_started_and_removed(tmp_path: Path) -> None:
    done = TRY(str(tmp_path), 5.0)

    assert (done.outcome, done.exit_code, done.removed) == ("started", EXIT_CODE, True)
    assert done.path == str(tmp_path / NAME)
    assert done.sha256 == hashlib.sha256(SCRIPT).hexdigest()
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_its_name_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / NAME
    own.write_text("mine", "utf-8")

    assert TRY(str(tmp_path), 5.0).outcome == "in-the-way"
    assert own.read_text("utf-8") == "mine"


def test_a_link_of_its_name_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to(tmp_path / "elsewhere")

    assert TRY(str(tmp_path), 5.0).outcome == "in-the-way"
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    needs_modes(folder)
    done = TRY(str(folder), 5.0)

    assert (done.outcome, done.error, done.path) == ("not-written", errno.EACCES, "")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert TRY(str(tmp_path / "nowhere"), 5.0).error == errno.ENOENT


@pytest.mark.parametrize(
    ("script", "outcome", "error", "code"),
    [
        (b"#!/bin/sh\nexit 3\n", "ended-otherwise", None, 3),
        (b"#!/bin/sh\nkill -9 $$\n", "ended-otherwise", None, -9),
        (b"#!/bin/sh\nsleep 60\n", "no-end", None, None),
        (b"\x00\x01 no program", "refused", errno.ENOEXEC, None),
        (b"#!/nowhere/interpreter\n", "gone", errno.ENOENT, None),
    ],
)
def test_other_ends_are_told_apart_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: bytes, outcome: str, error: int | None, code: int | None
) -> None:
    monkeypatch.setattr(trial, "SCRIPT", script)
    done = TRY(str(tmp_path), 0.3)

    assert (done.outcome, done.error, done.exit_code, done.removed) == (outcome, error, code, True)
    assert list(tmp_path.iterdir()) == []


def test_a_full_drive_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def write(self, _: bytes) -> None:
            raise OSError(errno.ENOSPC, "full")

    class Opened:
        def __init__(self, descriptor: int, _: str) -> None:
            os.close(descriptor)

        def __enter__(self) -> Full:
            return Full()

        def __exit__(self, *_: object) -> None:
            """The file is closed already."""

    monkeypatch.setattr(os, "fdopen", Opened)
    done = TRY(str(tmp_path), 5.0)

    assert (done.outcome, done.error, done.removed) == ("not-written", errno.ENOSPC, True)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_removed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", fail)
    done = TRY(str(tmp_path), 5.0)

    assert (done.outcome, done.removed) == ("started", False)
