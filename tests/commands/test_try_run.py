"""--try-run as a person types it."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from commands.program import clean, pyready
from laptops.bare import windows_system
from laptops.recorded import laptop
from pyready.commands import check as check_command
from pyready.commands.check import Refused, with_try_run
from pyready.model.host import Reading, Who
from pyready.model.launcher import EXIT_CODE, Launched

EXAMPLE = Path(__file__).parents[2] / "examples" / "open-laptop.json"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="tests/exe has it with the real exe")


def run(home: Path, *arguments: str) -> tuple[dict[str, Any], str]:
    """The record, and what was said beside it."""
    (home / "tmp").mkdir(exist_ok=True)
    given = ("check", "--offline", "--format", "json", "--private", "--exit-zero", "--route", "uv", *arguments)
    result = pyready(*given, home=home, variables={"TMPDIR": str(home / "tmp")})
    clean(result)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout), result.stderr.decode()


@pytest.mark.starts_measured
@POSIX
def test_it_is_started_once_recorded_and_gone(tmp_path: Path) -> None:
    record, said = run(tmp_path, "--try-run")
    path = str(tmp_path / "pyready-trial")

    assert record["facts"]["trial"]["value"]["exit_code"] == EXIT_CODE
    assert record["did"]["ran"] == [{"program": path, "by": "trial"}]
    assert record["did"]["wrote"] == [{"path": path, "by": "trial", "removed": True}]
    assert "started and ended as it should" in said
    assert [each.name for each in tmp_path.iterdir()] == ["tmp"]


@POSIX
def test_the_file_of_the_report_does_not_push_the_trial_out_of_the_list(tmp_path: Path) -> None:
    out = tmp_path / "tmp" / "report.json"
    out.parent.mkdir()
    variables = {"TMPDIR": str(tmp_path / "tmp")}
    pyready("check", "--offline", "--try-run", "--route", "uv", "--format", "json", "-o", str(out),
            home=tmp_path, variables=variables)  # fmt: skip

    assert [each["by"] for each in json.loads(out.read_text("utf-8"))["did"]["wrote"]] == ["trial", "check"]


@POSIX
def test_without_the_flag_nothing_is_started_or_written(tmp_path: Path) -> None:
    record, said = run(tmp_path)

    assert (record["did"]["ran"], record["did"]["wrote"]) == ([], [])
    assert "trial" not in record["facts"]
    assert "--try-run" not in said
    assert [each.name for each in tmp_path.iterdir()] == ["tmp"]


@pytest.mark.starts_measured
def test_with_a_saved_report_it_is_refused_in_one_sentence(tmp_path: Path) -> None:
    result = pyready("check", "--try-run", "--facts", str(EXAMPLE), home=tmp_path)

    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().strip().splitlines() == [
        "pyready: --try-run starts a program on this computer, so it cannot be used with --facts. Leave one of them out."
    ]


def test_config_knows_no_such_option(tmp_path: Path) -> None:
    assert pyready("config", "--try-run", home=tmp_path).returncode == 2


class Never:
    """A launcher that must not be asked."""

    def try_in(self, folder: str, seconds: float) -> Launched:
        raise AssertionError(folder, seconds)


@pytest.mark.parametrize(
    "who", [Reading("set", Who("SYSTEM", "PC", is_system=True)), Reading("denied")], ids=["SYSTEM", "not known"]
)
def test_the_system_itself_is_refused_before_anything_is_looked_at(
    who: Reading[Who], monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*_: Any) -> None:
        raise AssertionError("it looked")

    monkeypatch.setattr(check_command, "look_now", look)
    system = replace(windows_system(), account=who)
    host = replace(laptop("open-laptop").host, system=system, launcher=Never())

    with pytest.raises(Refused, match="Run pyready as the person"):
        with_try_run(host, Namespace(), 0.0)
