"""What the built program answers, and that it holds what the source holds."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from exe.running import Exe, windows_path
from pyready import __version__
from pyready.checks import CHECKS
from pyready.commands.cli import parser
from pyready.guides.library import guide_ids
from pyready.knowledge.index_hosts import index_hosts
from pyready.probes import PROBES, TYPES
from pyready.report import RENDERERS
from pyready.routes import ROUTES
from schemas import published

pytestmark = pytest.mark.exe

TOP = Path(__file__).parents[2]
TEXTS = {".toml", ".json", ".j2", ".css", ".txt"}
RUNS = {
    "check": (["--offline", "--exit-zero"], b"All evidence:"),
    "config": (["--undo"], b"nothing to undo"),
    "explain": (["error", "1618"], b"Another installation runs on this computer."),
    "verify": (["--help"], b"Prove that a Python works"),  # tests/exe/test_verify.py has a whole run
    "guide": (["proxy"], b"proxy"),
    "reads": ([], b"Runs and writes"),
    "completion": (["powershell"], b"Register-ArgumentCompleter -Native -CommandName pyready "),
    "help": (["check"], b"usage: pyready.exe check"),
}
"""One run of each command, and what its answer holds."""
AS_THE_PROGRAM = """
import sys, time
from pyready.commands import launched
from pyready.commands.cli import run
from pyready.model.own_lines import of_way
launched._here = lambda private: of_way("program", "windows")
sys.exit(run(sys.argv[1:], time.monotonic()))
"""
"""Runs the source as if it were the program in a folder of its own: its lines say pyready.exe."""


@pytest.fixture(scope="module")
def report(exe: Exe) -> dict[str, Any]:
    """One offline look, as JSON."""
    result = exe("check", "--offline", "--format", "json", "--exit-zero")
    assert result.returncode == 0, result.stderr
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_version(exe: Exe) -> None:
    result = exe("--version")

    assert (result.returncode, result.stdout.decode().split(), result.stderr) == (0, ["pyready", __version__], b"")


def test_help(exe: Exe) -> None:
    result = exe("--help")

    assert result.returncode == 0
    assert b"exit codes:" in result.stdout


def test_a_guide_has_its_hosts_filled_from_pip(exe: Exe) -> None:
    text = exe("guide", "uv").stdout.decode()

    assert index_hosts().files in text
    assert "{{" not in text


def test_the_report_fits_the_schema(report: dict[str, Any]) -> None:
    published("report").validate(report)


def test_no_probe_crashed(report: dict[str, Any]) -> None:
    crashed = {name: fact for name, fact in report["facts"].items() if fact.get("kind") == "crashed"}

    assert crashed == {}


def test_it_holds_every_probe_check_and_route_of_the_source(report: dict[str, Any]) -> None:
    assert {probe.id for probe in PROBES} <= set(report["facts"]) <= set(TYPES) | {"asked", "taken", "knowledge"}
    rooms = [f"room-for-{route.id}" for route in ROUTES if route.kind == "local"]
    assert sorted(check["id"] for check in report["checks"]) == sorted([*(check.id for check in CHECKS), *rooms])
    assert [route["id"] for route in report["routes"]] == [route.id for route in ROUTES]


def test_it_holds_every_guide_of_the_source(exe: Exe) -> None:
    listing = exe("guide").stdout.decode().split()

    assert [name for name in guide_ids() if name not in listing] == []


def test_it_holds_every_text_of_the_source_unchanged(exe: Exe) -> None:
    inside, source = exe.path.parent / "_internal" / "pyready", TOP / "src" / "pyready"
    texts = {path.relative_to(source): path for path in source.rglob("*") if path.suffix in TEXTS}
    for kind in ("guides", "tickets"):
        texts |= {Path(f"{kind}_text", path.name): path for path in (TOP / kind).glob("*.md")}

    assert len(texts) > len(guide_ids()) >= 7
    assert [str(name) for name, path in texts.items() if (inside / name).read_bytes() != path.read_bytes()] == []
    assert {path.suffix for path in source.rglob("*") if path.is_file()} <= {".py", ".pyc", ".typed"} | TEXTS


@pytest.mark.parametrize("name", RENDERERS)
def test_it_writes_every_format_as_the_source_does(name: str, exe: Exe, report: dict[str, Any], tmp_path: Path) -> None:
    saved = tmp_path / "report.json"
    saved.write_text(json.dumps(report), "utf-8")
    asked = ["--details", "--format", name, "--exit-zero"]
    command = [sys.executable, "-c", AS_THE_PROGRAM, "check", "--facts", str(saved), *asked]

    source = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    result = exe("check", "--facts", windows_path(saved), *asked)

    assert result.returncode == 0, result.stderr
    assert result.stdout.decode("utf-8").replace("\r\n", "\n") == source


def test_every_command_has_been_run(exe: Exe) -> None:
    commands = {name for each in parser()._actions if isinstance(each.choices, dict) for name in each.choices}

    assert set(RUNS) == commands
    for name, (arguments, says) in RUNS.items():
        assert exe(name, "--help").returncode == 0
        result = exe(name, *arguments)
        assert result.returncode == 0, result.stderr
        assert says in result.stdout


def test_every_module_of_the_source_is_inside(exe: Exe) -> None:
    record = TOP / "build" / ".cache" / "exe" / "work" / "pyinstaller" / "bundled.json"
    inside = {name for name, _ in json.loads(record.read_text("utf-8"))["modules"]}
    source = TOP / "src"
    modules = {
        ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        for path in source.rglob("*.py")
        if not {"posix", "__main__.py"} & set(path.parts)
    }

    assert modules - inside == set()


def test_of_pip_only_one_module_and_what_it_needs(exe: Exe) -> None:
    record = TOP / "build" / ".cache" / "exe" / "work" / "pyinstaller" / "bundled.json"
    inside = {name for name, _ in json.loads(record.read_text("utf-8"))["modules"]}

    assert len([name for name in inside if name.startswith("pip")]) <= 6
    assert not [name for name in inside if name.startswith(("setuptools", "psutil", "pygments.lexers.python"))]


def test_its_own_interpreter_is_no_python_of_the_machine(report: dict[str, Any], exe: Exe) -> None:
    pythons = json.dumps(report["facts"]["pythons"]).casefold()

    assert "_internal" not in pythons
    assert "pyready.exe" not in pythons


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nonsense"], 2),
        (["check", "--deadline", "never"], 2),
        (["check", "--route", "nowhere"], 2),
        (["check", "--facts", "Z:\\nowhere\\report.json"], 2),
        (["check", "--offline", "-o", "Z:\\nowhere\\report.json", "--format", "json"], 2),
        (["guide", "nowhere"], 2),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(exe: Exe, arguments: list[str], code: int) -> None:
    result = exe(*arguments)

    assert result.returncode == code
    assert b"Traceback" not in result.stderr
    assert result.stderr.startswith(b"pyready: ")


def test_a_saved_report_is_judged_again(exe: Exe, report: dict[str, Any], tmp_path: Path) -> None:
    saved = tmp_path / "Zoë's report.json"
    saved.write_text(json.dumps(report), "utf-8")

    result = exe("check", "--facts", "Z:" + str(saved).replace("/", "\\"), "--format", "json", "--exit-zero")

    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["verdict"] == report["verdict"]


def test_variables_for_python_have_no_say(exe: Exe, tmp_path: Path) -> None:
    (tmp_path / "argparse.py").write_text("raise SystemExit(77)\n", "utf-8")
    folder = "Z:" + str(tmp_path).replace("/", "\\")

    result = exe("guide", PYTHONPATH=folder, PYTHONHOME=folder, PYTHONSTARTUP=folder, PYTHONIOENCODING="nonsense")

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    "name", ["stock-applocker", "pac-and-inspection", "old-anaconda", "ward-cart", "everything-denied"]
)
def test_a_recorded_laptop_is_judged_as_its_example_says(exe: Exe, name: str) -> None:
    path = TOP / "examples" / f"{name}.json"
    example = json.loads(path.read_text("utf-8"))

    result = exe("check", "--facts", "Z:" + str(path).replace("/", "\\"), "--format", "json", "--exit-zero")
    record = json.loads(result.stdout)

    assert (result.returncode, result.stderr) == (0, b"")
    for part in ("verdict", "routes", "checks", "requests"):
        assert record[part] == example[part], part
