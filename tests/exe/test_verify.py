"""`pyready.exe verify` with the Python of the test bed: what the program starts works as it does without the program."""

import json

import pytest

from exe.running import Exe, windows_path

pytestmark = pytest.mark.exe


def test_the_python_of_the_test_bed_works_and_nothing_is_left(exe: Exe) -> None:
    python = windows_path(exe.bed.python / "python.exe")
    result = exe("verify", python, "--offline", "--for", "scripts", "--format", "json")
    record = json.loads(result.stdout)

    assert result.returncode == 0, result.stderr.decode()
    assert {each["id"]: each["result"] for each in record["proofs"]} == {
        "python-starts": "works", "version-fits": "works", "modules-load": "works",
    }  # fmt: skip
    assert [each["program"] for each in record["did"]["ran"]] == [python]
    assert [each["removed"] for each in record["did"]["wrote"]] == [True, True]


def test_what_is_no_python_is_not_started(exe: Exe) -> None:
    result = exe("verify", windows_path(exe.path), "--offline")

    assert (result.returncode, result.stdout) == (2, b"")
    assert b"does not begin with python or pypy" in result.stderr
