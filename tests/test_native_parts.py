"""The parts of the native tests that need no Windows: where they may run, what they start, what they compare.

The tests themselves have not been seen running; docs/testing.md keeps the list.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import look
from native.applocker import SERVICE, AppLocker
from native.commands import LONGEST_S, Commands, Failed, artifacts, until
from native.compare import answer, disagreement, facts, trial_disagreement
from native.conda_rules import CHANNELS, FOLDERS, MINIFORGE, PAID, REMOVALS, installing, named, ran
from native.installed import Installed
from native.logon import NotStarted, run_as
from native.person import Person, Start, password
from native.policy_xml import EMPTY, stock
from native.where import is_elevated, why_not
from policy.applocker.tables import read
from pyready.checks import CHECKS
from pyready.engine.judge_checks import judge_checks
from pyready.formats.condarc import read as read_condarc
from pyready.knowledge import tools
from pyready.model.conda import CondaFacts, Condarc, Installation
from pyready.policy.applocker.rule_text import collections
from pyready.tools.conda import Conda

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there the native tests themselves run")
TESTS = Path(__file__).parent
HOSTED = {"GITHUB_ACTIONS": "true", "RUNNER_ENVIRONMENT": "github-hosted"}
PLACES = {"SYSTEMROOT": "/w", "PROGRAMFILES": "/p", "PROGRAMDATA": "/d", "PSModulePath": "seven"}


def test_a_computer_is_changed_on_a_hosted_runner_by_an_elevated_administrator_alone() -> None:
    assert why_not(HOSTED, elevated=True) == ""
    assert "elevated administrator" in why_not(HOSTED, elevated=False)
    for missing in ({}, {"GITHUB_ACTIONS": "true"}, HOSTED | {"RUNNER_ENVIRONMENT": "self-hosted"}):
        assert "only on a hosted runner" in why_not(missing, elevated=True)
    assert is_elevated() is False


def test_the_native_tests_are_left_out_and_collecting_them_does_not_fail() -> None:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/native"]
    done = subprocess.run(command, cwd=TESTS.parent, capture_output=True, encoding="utf-8", timeout=120, check=False)

    assert done.returncode == 5, done.stdout + done.stderr  # nothing to run, and no error
    assert "error" not in done.stdout.casefold()


def test_every_native_test_has_the_mark() -> None:
    files = sorted((TESTS / "native").glob("test_*.py"))

    assert len(files) >= 5
    assert [file.name for file in files if "pytestmark = pytest.mark.native" not in file.read_text("utf-8")] == []


class Ran:
    """Stands for starting programs; `answers` by the name of the program."""

    def __init__(self, **answers: Any) -> None:
        self.answers, self.calls = answers, list[tuple[list[str], dict[str, str]]]()

    def __call__(self, command: list[str], env: dict[str, str], **_: Any) -> subprocess.CompletedProcess[str]:
        self.calls.append((command, env))
        code, said = self.answers.get(Path(command[0]).stem, (0, ""))
        return subprocess.CompletedProcess(command, code, said, "")

    @property
    def lines(self) -> list[str]:
        return [" ".join(command) for command, _ in self.calls]


def test_programs_are_started_by_full_path_and_no_secret_stands_on_a_command_line() -> None:
    ran = Ran()
    Commands(PLACES, ran).powershell("x", SECRET="s3cret")
    command, environment = ran.calls[0]

    assert command[0] == "/w/System32/WindowsPowerShell/v1.0/powershell.exe"
    assert "s3cret" not in " ".join(command)
    assert environment["SECRET"] == "s3cret"
    assert "PSModulePath" not in environment


def test_a_program_that_fails_says_what_it_said_unless_it_may() -> None:
    commands = Commands(PLACES, Ran(sc=(5, "Access is denied.")))

    with pytest.raises(Failed, match="Access is denied"):
        commands.system("sc.exe", "start", "x")
    assert commands.system("sc.exe", "start", "x", may_fail=True) == "Access is denied."


def test_a_look_up_that_finds_nothing_does_not_fail_a_script() -> None:
    ran = Ran()
    Commands(PLACES, ran).powershell("Get-LocalUser -Name x -ErrorAction SilentlyContinue")

    assert ran.calls[0][0][-1].startswith("$ErrorActionPreference = 'Stop'; ")
    assert ran.calls[0][0][-1].endswith("; exit 0")


def test_a_program_that_does_not_end_is_a_failure_unless_it_may_be_one() -> None:
    def never(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        raise subprocess.TimeoutExpired(command, LONGEST_S)

    commands = Commands(PLACES, never)

    assert commands.system("gpupdate.exe", may_fail=True) == ""
    with pytest.raises(Failed, match=r"gpupdate\.exe: no end after 120 s"):
        commands.system("gpupdate.exe")


def test_waiting_has_an_end() -> None:
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    assert until(lambda: now[0] >= 6, 10, 2, lambda: now[0], sleep)
    assert now[0] == 6
    assert not until(lambda: False, 10, 2, lambda: now[0], sleep)
    assert now[0] == 16


@pytest.mark.parametrize(
    ("mode", "read_as"), [("Enabled", "enforced"), ("AuditOnly", "audit"), ("NotConfigured", "enforced")]
)
def test_the_policy_that_is_set_is_that_of_the_tables(mode: Any, read_as: str) -> None:
    made, known = (
        collections(stock(mode, ("exe", "script", "msi", "dll", "appx"))),
        read("microsoft-default-rules").policy,
    )

    assert {name: held.mode for name, held in made.items()} == dict.fromkeys(known.collections, read_as)
    assert {name: held.rules for name, held in made.items()} == {n: held.rules for n, held in known.collections.items()}
    assert {name for name, held in collections(stock(mode)).items() if held.rules} == {"exe", "appx"}


def test_the_policy_is_put_back_before_the_service_is_stopped(tmp_path: Path) -> None:
    ran = Ran(powershell=(0, "<AppLockerPolicy Version='1'>old</AppLockerPolicy>\n"))
    policy = AppLocker(Commands(PLACES, ran), tmp_path, running=lambda: False)
    policy.save()
    policy.apply("enforced", stock("Enabled"))
    policy.restore()

    assert (tmp_path / "applocker-restored.xml").read_text(
        "utf-8"
    ) == "<AppLockerPolicy Version='1'>old</AppLockerPolicy>"
    assert ran.lines[-1] == f"/w/System32/sc.exe stop {SERVICE}"
    last = max(n for n, (_, environment) in enumerate(ran.calls) if "PYREADY_POLICY" in environment)
    assert ran.calls[last][1]["PYREADY_POLICY"].endswith("applocker-restored.xml")
    assert any("reg.exe export" in line and "srpv2-enforced.reg" in line for line in ran.lines)
    assert not any("config" in line for line in ran.lines)  # the start type is left alone


def test_a_service_that_ran_before_is_left_running_and_an_empty_policy_is_put_back(tmp_path: Path) -> None:
    ran = Ran(wevtutil=(0, "<Event a><Event b>"))
    policy = AppLocker(Commands(PLACES, ran), tmp_path, running=lambda: True)
    policy.save()
    policy.restore()

    assert (tmp_path / "applocker-restored.xml").read_text("utf-8") == EMPTY
    assert not any(" stop " in line for line in ran.lines)
    assert policy.start()
    assert policy.events(8003) == 2


def test_the_service_is_stopped_also_when_the_policy_cannot_be_put_back(tmp_path: Path) -> None:
    ran = Ran(powershell=(0, ""))
    policy = AppLocker(Commands(PLACES, ran), tmp_path, running=lambda: False)
    policy.save()
    ran.answers["powershell"] = (1, "no")

    with pytest.raises(Failed):
        policy.restore()
    assert ran.lines[-1].endswith(f"sc.exe stop {SERVICE}")


def test_the_account_is_in_no_group_but_users_and_gone_at_the_end(tmp_path: Path) -> None:
    ran = Ran()
    commands = Commands(PLACES | {"PROGRAMDATA": str(tmp_path)}, ran)
    someone = Person(commands, Installed(commands))
    someone.create()
    assert someone.told.is_dir()
    ((command, environment),) = [call for call in ran.calls if "New-LocalUser" in call[0][-1]]
    assert "Add-LocalGroupMember -SID S-1-5-32-545" in command[-1]
    assert environment["PYREADY_SECRET"] not in " ".join(command)

    someone.remove()
    assert "Remove-LocalUser" in ran.lines[-1]
    assert "Win32_UserProfile" in ran.lines[-1]
    assert not someone.told.exists()


def test_nobody_is_signed_in_where_there_is_no_windows(tmp_path: Path) -> None:
    with pytest.raises(NotStarted):
        run_as("somebody", "x", ["program"], tmp_path, 1.0)


def test_a_password_has_every_kind_of_letter_and_is_never_the_same() -> None:
    made = {password() for _ in range(50)}

    assert len(made) == 50
    for each in made:
        assert len(each) == 24
        assert any(c.islower() for c in each)
        assert any(c.isupper() for c in each)
        assert any(c.isdigit() for c in each)
        assert set(each) & set("-_.+")


def test_what_the_user_runs_writes_down_what_the_system_answered(tmp_path: Path) -> None:
    program, out = tmp_path / "program", tmp_path / "out.json"
    program.write_text("#!/bin/sh\nexit 42\n", "utf-8")
    program.chmod(0o755)
    script = [sys.executable, "-I", str(TESTS / "native" / "as_user.py"), str(program), str(out)]
    subprocess.run(script, check=True, timeout=60, env={"LOCALAPPDATA": str(tmp_path / "own")})
    said = json.loads(out.read_text("utf-8"))
    assert said["program-files"] == {"error": 0, "code": 42}
    assert set(said) == {"user-folder", "program-files"}

    program.chmod(0o644)
    subprocess.run(script, check=True, timeout=60, env={"LOCALAPPDATA": str(tmp_path / "own")})
    assert json.loads(out.read_text("utf-8"))["program-files"] == {"error": 13, "code": None}


RAN, REFUSED, OTHER = Start(0, 42), Start(1260, None), Start(5, None)


@for_each(
    ("outcome", "did", "fine"),
    [
        ("blocked", REFUSED, True), ("blocked", RAN, False), ("blocked", OTHER, False),
        ("allowed", RAN, True), ("allowed", REFUSED, False), ("allowed", Start(0, 1), False),
        ("audited", RAN, True), ("audited", REFUSED, False),
        ("not-known", RAN, True), ("not-known", REFUSED, True), ("something-else", RAN, False),
    ],
)  # fmt: skip
def test_an_answer_that_claims_is_held_to_what_windows_did(outcome: str, did: Start, fine: bool) -> None:
    said = {"outcome": outcome, "by": "applocker", "why": []}

    assert (disagreement(said, did) == "") == fine


@for_each(
    ("outcome", "error", "did", "fine"),
    [
        ("started", None, RAN, True), ("started", None, REFUSED, False),
        ("refused", 1260, REFUSED, True), ("refused", 1260, RAN, False), ("refused", 5, REFUSED, False),
        ("not-tried", None, RAN, True), ("no-program", None, RAN, False),
    ],
)  # fmt: skip
def test_a_trial_is_held_to_what_windows_did(outcome: str, error: Any, did: Start, fine: bool) -> None:
    assert (trial_disagreement({"outcome": outcome, "error": error}, did) == "") == fine


def test_the_answers_are_found_in_a_report_as_pyready_writes_it() -> None:
    report = json.loads((TESTS.parent / "examples" / "stock-applocker.json").read_text("utf-8"))

    assert answer(report, "user-folder")["outcome"] == "blocked"
    assert answer(report, "program-files")["outcome"] == "allowed"
    assert facts(report, "rights")["token"]["value"]["administrator"] is False
    assert facts(report, "app-control")["service"]["value"]["state"] == "running"


def test_what_is_kept_goes_where_the_workflow_looks(tmp_path: Path) -> None:
    assert artifacts({"PYREADY_NATIVE_ARTIFACTS": str(tmp_path / "kept")}) == tmp_path / "kept"
    assert (tmp_path / "kept").is_dir()
    assert artifacts({}).is_dir()


def test_the_files_of_the_job_for_conda_are_named_by_variables(tmp_path: Path) -> None:
    file = tmp_path / "miniforge.exe"
    assert named({MINIFORGE: str(file)}, MINIFORGE) is None
    file.write_bytes(b"MZ")
    assert named({MINIFORGE: str(file)}, MINIFORGE) == file
    assert named({MINIFORGE: ""}, MINIFORGE) is named({}, MINIFORGE) is None


def test_an_installer_is_told_what_the_steps_tell_it() -> None:
    line = installing(Path("m.exe"), Path("a b"))

    assert line == '"m.exe" /InstallationType=JustMe /AddToPath=0 /RegisterPython=0 /S /D=a b'


def test_what_a_program_said_and_how_it_ended_are_kept() -> None:
    code = "import os, sys; print('out'); print(os.environ['SAID'], file=sys.stderr); sys.exit(3)"
    done = ran([sys.executable, "-c", code], os.environ | {"SAID": "err"}, 60)

    assert (done.code, done.text.split()) == (3, ["out", "err"])


def condarc(text: str, scope: str) -> Condarc | None:
    path = "C:\\Users\\jane.smith\\.condarc"
    return read_condarc(bare.windows(files={path: text}), path, scope)


@for_each(("own", "person", "count"), CHANNELS.values(), ids=CHANNELS)
def test_pyready_counts_the_channels_of_the_table(own: str, person: str, count: set[str]) -> None:
    files = [each for each in (condarc(own, "installation"), condarc(person, "user")) if each]
    here = Installation("C:\\m", "miniforge", tools.shipped("miniforge", "conda"), tuple(files[:1]))
    conda = Conda(CondaFacts(condarcs=tuple(files[1:])), here)

    assert {each.written for each in conda.channels} == count
    assert conda.implies_defaults is False


@for_each(("text", "item", "works"), REMOVALS.values(), ids=REMOVALS)
def test_pyready_names_an_entry_as_conda_takes_it_out(text: str, item: str, works: bool) -> None:
    file = condarc(text, "user")

    assert file
    assert (item in {each.written for each in file.channels}) == works


@for_each(("name", "taken"), FOLDERS.items())
def test_pyready_refuses_the_folders_of_the_table(name: str, taken: bool) -> None:
    local = f"C:\\Users\\{name}\\AppData\\Local"
    home = {
        "USERPROFILE": f"C:\\Users\\{name}",
        "LOCALAPPDATA": local,
        "APPDATA": f"C:\\Users\\{name}\\AppData\\Roaming",
    }
    seen = look(bare.windows(home))
    judged = judge_checks(seen.facts, [each for each in CHECKS if each.id == "folder-suits-miniforge"])

    assert (judged["folder-suits-miniforge"].check.outcome == "passed") == taken


def test_the_job_fetches_the_miniforge_of_the_table_and_holds_each_file_to_a_hash() -> None:
    text = (TESTS.parent / ".github" / "workflows" / "tests.yml").read_text("utf-8")
    newest = next(each.version for each in tools.known().ships if each.tool == "miniforge")

    assert f"/miniforge/releases/download/{newest}/Miniforge3-{newest}-Windows-x86_64.exe" in text
    assert len(re.findall(r"^ +[0-9a-f]{64}  [a-z0-9.-]+\.exe$", text, re.MULTILINE)) == 2
    assert PAID not in text  # nothing of Anaconda's own is fetched
