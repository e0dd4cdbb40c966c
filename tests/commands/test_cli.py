"""The program as a person runs it: a real process, its exit code, what it prints and what it leaves behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from for_each import for_each

if sys.platform == "win32":
    pytest.skip("terminals, modes and signals of POSIX; tests/exe has the program of Windows", allow_module_level=True)


from children import started
from commands.program import SOURCE, clean, environment, on_a_terminal, pyready
from needs import needs_modes
from pyready.model.route import AIMS


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved") / "report.json"
    result = pyready("check", "--offline", "--format", "json", "-o", str(path), home=path.parent)
    assert result.returncode == 1, result.stderr
    return path


@pytest.mark.starts_measured
def test_version_is_one_line() -> None:
    result = pyready("--version")

    assert result.returncode == 0
    assert result.stdout.split()[0] == b"pyready"


def test_help_has_examples_and_exit_codes() -> None:
    text = pyready("--help").stdout.decode()

    assert "examples:" in text
    assert "exit codes:" in text


def test_check_help_names_every_option() -> None:
    text = pyready("check", "--help").stdout.decode()

    options = (
        "--format",
        "--output",
        "--details",
        "--route",
        "--facts",
        "--site",
        "--offline",
        "--deadline",
        "--private",
        "--for",
    )
    assert [option for option in (*options, "--exit-zero") if option not in text] == []


@for_each(
    ("arguments", "word"),
    [
        (("check", "--format", "xml"), "xml"),
        (("check", "--for", "games"), "'games' is not one of notebooks, vscode, scripts"),
        (("check", "--for"), "--for"),
        (("check", "--deadline", "0"), "1 to 120"),
        (("check", "--deadline", "nan"), "1 to 120"),
        (("check", "--deadline", "soon"), "1 to 120"),
        (("check", "--route", "uvv"), "Did you mean uv?"),
        (("chekc",), "chekc"),
        (("check", "--facts", "/nonexistent.json"), "does not exist"),
        (("check", "--facts", "/"), "folder"),
        (("check", "--facts", "/dev/zero"), "device"),
        (("check", "--site", "/nonexistent.toml"), "does not exist"),
        (("guide", "prxoy"), "proxy"),
        (
            ("check", "--offline", "-o", "/nonexistent/report.json"),
            "could not write the report to /nonexistent/report.json",
        ),
        (("check", "--offline", "-o", "/"), "folder"),
    ],
)
def test_wrong_usage_is_one_clear_sentence_and_code_2(arguments: tuple[str, ...], word: str) -> None:
    result = pyready(*arguments)

    assert result.returncode == 2
    assert word in result.stderr.decode()
    clean(result)


@pytest.mark.starts_measured
@pytest.mark.parametrize("options", [(), ("--details",), ("--route", "uv"), ("--format", "json")])
def test_a_check_prints_its_report_and_exits_1_while_nothing_is_known_to_be_open(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    result = pyready("check", "--offline", *options, home=tmp_path)

    assert result.returncode == 1
    assert result.stderr == b""
    assert len(result.stdout) > 500


def test_options_alone_mean_check(tmp_path: Path) -> None:
    assert pyready("--offline", home=tmp_path).returncode == 1


def test_exit_zero_is_for_schedulers(tmp_path: Path) -> None:
    assert pyready("check", "--offline", "--exit-zero", home=tmp_path).returncode == 0


def test_nothing_is_left_in_the_home_folder(tmp_path: Path) -> None:
    pyready("check", "--offline", home=tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.starts_measured
def test_a_report_in_a_file_is_whole_and_nothing_else_is_left(saved: Path) -> None:
    record = json.loads(saved.read_text("utf-8"))

    assert record["format"] == "pyready-report/1"
    assert [path.name for path in saved.parent.iterdir()] == ["report.json"]


@pytest.mark.starts_measured
def test_a_saved_report_is_judged_to_the_same_verdict(saved: Path) -> None:
    again = pyready("check", "--facts", str(saved), "--format", "json")
    before, after = json.loads(saved.read_text("utf-8")), json.loads(again.stdout)

    assert again.returncode == 1
    for part in ("verdict", "routes", "checks", "requests", "facts", "did", "taken"):
        assert before[part] == after[part], part


def aims_of(report: bytes) -> tuple[str, str]:
    record = json.loads(report)
    return record["aim"], record["facts"]["asked"]["value"]["aim"]


def test_what_it_is_for_is_kept_in_the_report_and_outranked_by_the_option(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "code.json"
    first = pyready("check", "--facts", str(saved), "--for", "vscode", "--format", "json", "-o", str(path))
    again = pyready("check", "--facts", str(path), "--format", "json")
    other = pyready("check", "--facts", str(path), "--format", "json", "--for", "notebooks")

    assert aims_of(saved.read_bytes()) == ("notebooks", "notebooks")
    assert aims_of(path.read_bytes()) == aims_of(again.stdout) == ("vscode", "vscode")
    assert aims_of(other.stdout) == ("notebooks", "notebooks")
    assert [each.returncode for each in (first, again, other)] == [1, 1, 1]


def test_a_report_from_before_there_were_aims_is_for_notebooks(saved: Path, tmp_path: Path) -> None:
    record = json.loads(saved.read_text("utf-8"))
    del record["aim"], record["facts"]["asked"]["value"]["aim"]
    path = tmp_path / "older.json"
    path.write_text(json.dumps(record), "utf-8")
    result = pyready("check", "--facts", str(path), "--format", "json")

    assert aims_of(result.stdout) == ("notebooks", "notebooks")


def test_the_exit_code_is_that_of_the_aim() -> None:
    example = Path(SOURCE).parent / "examples" / "app-control-enforced.json"
    codes = {aim: pyready("check", "--facts", str(example), "--for", aim).returncode for aim in AIMS}

    assert codes == {"scripts": 0, "vscode": 1, "notebooks": 1}


def test_a_look_is_for_what_was_asked(tmp_path: Path) -> None:
    result = pyready("check", "--offline", "--for", "scripts", "--format", "json", home=tmp_path)

    assert aims_of(result.stdout) == ("scripts", "scripts")


def test_a_saved_report_as_text_is_headed_for_another_computer(saved: Path) -> None:
    said = b" ".join(pyready("check", "--facts", str(saved)).stdout.split())

    assert b"This is a saved report. Follow the steps on the computer that it was made on." in said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_powershell_writes_is_read(saved: Path, tmp_path: Path, encoding: str) -> None:
    copy = tmp_path / "copy.json"
    copy.write_text(saved.read_text("utf-8"), encoding)

    assert pyready("check", "--facts", str(copy)).returncode == 1


def test_a_truncated_report_is_refused(saved: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_bytes(saved.read_bytes()[:3000])
    result = pyready("check", "--facts", str(copy))

    assert (result.returncode, result.stdout) == (2, b"")
    clean(result)


def test_unknown_parts_are_ignored_with_one_line(saved: Path, tmp_path: Path) -> None:
    record = json.loads(saved.read_text("utf-8"))
    record["facts"]["of-tomorrow"] = {"state": "collected", "value": {}}
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps(record), "utf-8")
    result = pyready("check", "--facts", str(copy))

    assert result.returncode == 1
    assert b"of-tomorrow" in result.stderr


@pytest.mark.starts_measured
def test_output_closed_early_is_said_and_no_traceback(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    result = pyready("check", "--offline", home=tmp_path, stdout=write, stderr=subprocess.PIPE)
    os.close(write)

    assert result.returncode == 2
    assert b"closed before the report was complete" in result.stderr
    clean(result)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [("check", "--offline"), ("guide", "start-here"), ("reads",), ("--version",)])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_said(tmp_path: Path, arguments: tuple[str, ...], unbuffered: str) -> None:
    variables = {"PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("wb") as full:
        result = pyready(*arguments, home=tmp_path, variables=variables, stdout=full, stderr=subprocess.PIPE)

    assert result.returncode == 2
    what = b"version" if arguments == ("--version",) else b"report"
    assert b"could not write the " + what + b" to standard output" in result.stderr
    clean(result)


@pytest.mark.starts_measured
def test_no_standard_output_at_all(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pyready", "check", "--offline"]
    result = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *command],
        env=environment(tmp_path), timeout=60, check=False, capture_output=True,
    )  # fmt: skip

    assert result.returncode == 2
    assert b"standard output is closed" in result.stderr


@pytest.mark.parametrize(
    "variables",
    [
        {"HTTPS_PROXY": "not a url at all"},
        {"HTTPS_PROXY": "http://[::1"},
        {"HTTPS_PROXY": "http://proxy.example:99999"},
        {"PATH": ":".join(f"/gone/{number}" for number in range(2000))},
        {"PATH": ""},
        {"LANG": "C", "PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"},
        {"COLUMNS": "3"},
        {"NO_PROXY": "*" * 10_000},
    ],
)
def test_odd_environments_give_a_report(variables: dict[str, str], tmp_path: Path) -> None:
    result = pyready("check", "--offline", home=tmp_path, variables=variables)

    assert result.returncode == 1
    assert len(result.stdout) > 500
    clean(result)


def test_variables_with_invalid_bytes_give_a_report(tmp_path: Path) -> None:
    variables = {name.encode(): value.encode() for name, value in environment(tmp_path).items()}
    variables |= {b"HTTPS_PROXY": b"http://\xff\xfe", b"PATH": b"/usr/bin:/bad\xff", b"HOME": bytes(tmp_path)}
    result = subprocess.run(
        [sys.executable, "-m", "pyready", "check", "--offline", "--format", "json"],
        env=variables, timeout=60, check=False, capture_output=True,
    )  # fmt: skip
    record = json.loads(result.stdout)

    assert result.returncode == 1
    found = {each["name"]: each["state"] for each in record["facts"]["proxies"]["value"]["variables"]}
    assert found == {"HTTPS_PROXY": "malformed"}
    assert record["facts"]["pythons"]["value"]["path"]["state"] == "malformed"


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    home = tmp_path / "home"
    home.mkdir()
    (home / ".pyenv").mkdir()
    home.chmod(0)
    try:
        needs_modes(home, os.R_OK)
        yield home
    finally:
        home.chmod(0o700)


def test_permissions_hold_here(locked: Path) -> None:
    """As root with all its capabilities this suite would prove nothing about being denied."""
    with pytest.raises(PermissionError):
        list(locked.iterdir())


def test_an_unreadable_home_gives_a_report_that_says_so(locked: Path) -> None:
    result = pyready("check", "--offline", "--format", "json", home=locked)
    record = json.loads(result.stdout)

    assert result.returncode == 1
    assert "denied" in {each["found"] for each in record["did"]["read"]}
    assert {each["id"]: each["outcome"] for each in record["checks"]}["folder-writable"] == "problem"


@pytest.mark.starts_measured
def test_real_names_appear_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    home = tmp_path / "zaphodbeeble"
    home.mkdir()

    assert "zaphodbeeble" in on_a_terminal("check", "--offline", "--details", home=home)
    piped = pyready("check", "--offline", "--details", home=home)
    assert b"zaphodbeeble" not in piped.stdout
    asked = pyready("check", "--offline", "--details", "--private", home=home)
    assert b"zaphodbeeble" in asked.stdout


@pytest.mark.starts_measured
def test_a_name_that_would_be_left_is_left_out_and_the_report_says_so(tmp_path: Path) -> None:
    """An endpoint's id is printed as it is; here it is also the name of the profile folder."""
    home, site = tmp_path / "zaphodbeeble", tmp_path / "site.toml"
    home.mkdir()
    site.write_text('[[endpoint]]\nid = "zaphodbeeble"\nurl = "https://index.example/"\n', "utf-8")
    target = tmp_path / "report.json"
    result = pyready("check", "--offline", "--site", str(site), "--format", "json", "-o", str(target), home=home)

    assert result.returncode == 1
    written = target.read_text("utf-8")
    assert json.loads(written)["left_out"] == ["facts.site.profile.endpoint[0].id"]
    assert "zaphodbeeble" not in written + (result.stdout + result.stderr).decode()


def test_a_terminal_shows_progress_and_colour_unless_told_not_to(tmp_path: Path) -> None:
    assert "\x1b[" in on_a_terminal("check", "--offline", home=tmp_path)


@pytest.mark.starts_measured
@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_stops_cleanly(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        site = tmp_path / "site.toml"
        site.write_text(
            f'only_these_endpoints = true\n[[endpoint]]\nid = "index"\nurl = "https://127.0.0.1:{port}/"\n', "utf-8"
        )
        command = [sys.executable, "-m", "pyready", "check", "--site", str(site), "--deadline", "60"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        silent.settimeout(30)
        with started(command, **pipes, env=environment(tmp_path)) as process:
            connection, _ = silent.accept()
            with connection:
                time.sleep(0.2)
                process.send_signal(signal.SIGINT)
                out, err = process.communicate(timeout=20)

    assert process.returncode == 130
    assert out == b""
    assert err == b"pyready: Stopped.\n"


@pytest.mark.parametrize("arguments", [("guide",), ("guide", "proxy"), ("guide", "start-here")])
def test_guides_read_well_in_a_pipe(arguments: tuple[str, ...]) -> None:
    result = pyready(*arguments)
    text = result.stdout.decode()

    assert result.returncode == 0
    assert "\x1b" not in text
    assert "{{" not in text
    assert max(len(line) for line in text.splitlines() if "http" not in line and not line.startswith("    ")) <= 80


def test_a_site_profile_is_named_in_the_first_lines(tmp_path: Path) -> None:
    site = tmp_path / "site.toml"
    site.write_text('[organisation]\nname = "Some Trust"\n', "utf-8")
    result = pyready("check", "--offline", "--site", str(site), home=tmp_path)

    assert "SHA-256" in " ".join(result.stdout.decode().splitlines()[:6])


@pytest.mark.starts_measured
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"= nonsense",
        b'[index]\nurl = "http://elsewhere.example/"\n',
        b"a" * 1000,
        b"[[knowledge.toolz]]\nid = 1\n",
        b"[[knowledge.python]]\nminor = '3.99'\nends = 2099-01-01\nchecked = 2999-01-01\n",
    ],
)
def test_a_bad_site_profile_is_refused(content: bytes, tmp_path: Path) -> None:
    site = tmp_path / "site.toml"
    site.write_bytes(content)
    result = pyready("check", "--offline", "--site", str(site), home=tmp_path)

    assert result.returncode in {1, 2}
    assert result.returncode == 2 or content == b""
    clean(result)
