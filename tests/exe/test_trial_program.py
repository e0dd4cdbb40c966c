"""pyready-trial.exe: how it is made, what is in it, and what the built pyready.exe does with it."""

import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from exe.desk import LOCAL, Desk
from exe.machine import Prefix
from exe.running import TOP, Exe, missing, windows_path, wine_program
from pyready.model.launcher import EXIT_CODE

import authenticode  # isort: skip
import product  # isort: skip
import trial_program  # isort: skip
from testbed import OBJDUMP  # isort: skip

INSIDE = f"_internal/pyready/windows/{trial_program.NAME}"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, built now."""
    try:
        return trial_program.build(tmp_path_factory.mktemp("trial") / trial_program.NAME)
    except trial_program.NoTrial as why:
        missing(str(why))


@pytest.mark.slow
def test_two_builds_in_two_folders_are_the_same_bytes(program: Path, tmp_path: Path) -> None:
    again = trial_program.build(tmp_path / "another folder" / "other.exe")

    assert again.read_bytes() == program.read_bytes()


def test_its_authenticode_hash_is_the_one_that_rules_are_made_for(program: Path) -> None:
    if (found := authenticode.sha256(program)) != trial_program.AUTHENTICODE:
        missing(f"this MinGW is not Debian 12's: the Authenticode hash is {found}")


def test_one_that_was_built_elsewhere_is_taken_and_other_bytes_are_refused(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial_program, "CROSS", "no-such-")
    monkeypatch.setattr(trial_program, "AUTHENTICODE", authenticode.sha256(program))
    monkeypatch.setenv(trial_program.BUILT, str(program))
    assert trial_program.promised(tmp_path / "new" / "x.exe").read_bytes() == program.read_bytes()

    other = tmp_path / "other.exe"
    other.write_bytes(program.read_bytes().replace(b"\0t\0r\0i\0a\0l", b"\0T\0r\0i\0a\0l"))
    monkeypatch.setenv(trial_program.BUILT, str(other))
    with pytest.raises(trial_program.NoTrial, match="was another compiler used"):
        trial_program.promised(tmp_path / "y.exe")
    assert not (tmp_path / "y.exe").exists()


def test_a_compiler_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial_program, "CROSS", "no-such-")

    with pytest.raises(trial_program.NoTrial, match="no-such-windres"):
        trial_program.build(tmp_path / "x.exe")


def test_it_is_small_and_imports_one_function(program: Path) -> None:
    told = subprocess.run([OBJDUMP, "-p", str(program)], capture_output=True, encoding="utf-8", check=True).stdout
    imports = re.findall(r"^\s+[0-9a-f]+\s+\d+\s+(\w+)$", told, re.MULTILINE)

    assert program.stat().st_size <= 4096
    assert re.findall(r"DLL Name: (\S+)", told) == ["KERNEL32.dll"]
    assert imports == ["ExitProcess"]
    assert "Thu Jan  1 00:00:00 1970" in told
    assert all(flag in told for flag in ("HIGH_ENTROPY_VA", "DYNAMIC_BASE", "NX_COMPAT", "Windows GUI"))


def test_its_code_is_ten_lines_and_its_version_does_not_follow_that_of_pyready() -> None:
    lines = (TOP / "build" / "trial.c").read_text("utf-8").splitlines()

    assert len(lines) <= 12
    assert trial_program.strings()["ProductVersion"] == "1.0.0.0"
    assert product.version() not in trial_program.strings().values()


def test_its_version_resource_says_who_made_it_and_what_it_does(program: Path) -> None:
    data = program.read_bytes()
    texts = trial_program.strings()

    assert {texts["CompanyName"], texts["ProductName"]} == {product.COMPANY, product.PRODUCT}
    assert "tarts and ends at once" in texts["FileDescription"]
    assert [name for name, text in texts.items() if f"{name}\0".encode("utf-16-le") not in data
            or f"{text}\0".encode("utf-16-le") not in data] == []  # fmt: skip


@pytest.mark.exe
def test_the_exe_brings_these_very_bytes_and_both_hashes_are_published(exe: Exe, program: Path) -> None:
    top = exe.path.parent
    inside = top / INSIDE
    record = json.loads((top / "sbom.cdx.json").read_text("utf-8"))
    sums = {each["name"]: each["hashes"][0]["content"] for each in record["components"] if each["type"] == "file"}

    assert inside.read_bytes() == program.read_bytes()
    assert sums[INSIDE] == hashlib.sha256(program.read_bytes()).hexdigest()
    assert f"{authenticode.sha256(program)}  {top.name}/{INSIDE}\n" in authenticode.listed(top)
    assert [path.name for path in top.rglob("*.exe")].count(trial_program.NAME) == 1


@pytest.mark.exe
def test_started_by_itself_it_ends_at_once_and_says_nothing(exe: Exe, program: Path) -> None:
    done = subprocess.run([wine_program(), str(program)], env=exe.environment(), capture_output=True, timeout=60,
                          stdin=subprocess.DEVNULL, check=False)  # fmt: skip

    assert (done.returncode, done.stdout) == (EXIT_CODE, b"")


def record(exe: Exe, *arguments: str, **more: str) -> dict[str, Any]:
    done = exe("check", "--offline", "--format", "json", "--exit-zero", "--private", *arguments, **more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.fixture
def own(prefix: Prefix) -> Path:
    """The folder for programs of one's own; Wine itself says where it is, whatever the variable held."""
    prefix.reset()
    folder = prefix.on_c(LOCAL)
    assert not (folder / trial_program.NAME).exists()
    return folder


@pytest.fixture
def where(prefix: Prefix) -> dict[str, str]:
    """The variables that lead there."""
    return {"WINEPREFIX": str(prefix.prefix)}


@pytest.mark.exe
def test_try_run_starts_it_once_in_ones_own_folder_and_takes_it_away(
    exe: Exe, own: Path, where: dict[str, str]
) -> None:
    found = record(exe, "--try-run", "--route", "uv", **where)
    path = f"{LOCAL}\\{trial_program.NAME}"
    trial = found["facts"]["trial"]["value"]

    assert (trial["outcome"], trial["exit_code"], trial["removed"]) == ("started", EXIT_CODE, True), trial
    assert trial["sha256"] == hashlib.sha256((exe.path.parent / INSIDE).read_bytes()).hexdigest()
    assert found["did"]["ran"] == [{"program": path, "by": "trial"}]
    assert found["did"]["wrote"] == [{"path": path, "by": "trial", "removed": True}]
    assert not (own / trial_program.NAME).exists()


@pytest.mark.exe
def test_without_the_flag_nothing_is_started_or_written(exe: Exe, own: Path, where: dict[str, str]) -> None:
    found = record(exe, "--route", "uv", **where)

    assert "trial" not in found["facts"]
    assert (found["did"]["ran"], found["did"]["wrote"]) == ([], [])
    assert not (own / trial_program.NAME).exists()


@pytest.mark.exe
def test_where_writing_is_denied_nothing_is_left_and_the_number_is_told(
    exe: Exe, own: Path, where: dict[str, str]
) -> None:
    own.chmod(0o500)
    try:
        found = record(exe, "--try-run", "--route", "uv", **where)
    finally:
        own.chmod(0o755)

    trial = found["facts"]["trial"]["value"]
    # Wine lets a folder be opened for adding files that then lets none be added; Windows says so beforehand.
    assert (trial["outcome"], trial["error"], trial["removed"]) == ("not-written", 5, None)
    assert (found["did"]["ran"], found["did"]["wrote"]) == ([], [])
    assert not (own / trial_program.NAME).exists()


@pytest.mark.exe
def test_a_damaged_program_is_refused_and_the_number_is_told(
    exe: Exe, copy: Path, own: Path, where: dict[str, str]
) -> None:
    inside = copy.parent / INSIDE
    inside.write_bytes(b"XX" + inside.read_bytes()[2:])
    done = exe("check", "--offline", "--try-run", "--route", "uv", path=copy, **where)

    assert b"refused the test program of --try-run with error 193" in done.stderr
    assert not (own / trial_program.NAME).exists()


@pytest.mark.exe
def test_a_program_without_its_test_program_says_so(exe: Exe, copy: Path, own: Path, where: dict[str, str]) -> None:
    (copy.parent / INSIDE).unlink()
    done = exe("check", "--offline", "--try-run", "--route", "uv", path=copy, **where)

    assert b"has the test program of --try-run" in done.stderr


@pytest.mark.exe
def test_with_a_saved_report_it_is_refused(exe: Exe) -> None:
    done = exe("check", "--try-run", "--facts", windows_path(TOP / "examples" / "open-laptop.json"))

    assert done.returncode == 2
    assert b"cannot be used with --facts" in done.stderr


@pytest.mark.exe
def test_in_a_window_of_its_own_it_is_refused(exe: Exe, desk: Desk) -> None:
    code, seen = exe.on_terminal(
        str(desk.exe.path), "check", "--offline", "--try-run", answer=(b"Press any key", b"x"), seconds=60
    )

    assert code == 2
    assert b"so a person has to give it" in seen
