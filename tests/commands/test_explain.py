"""`pyready explain` as a person runs it: from arguments, a file, standard input, and pasted."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands.program import clean, environment, pyready
from for_each import for_each
from needs import once

EXAMPLES = Path(__file__).parents[2] / "examples"
FACTS = ("--facts", str(EXAMPLES / "open-laptop.json"))
TLS = "certificate verify failed: unable to get local issuer certificate (_ssl.c:1000)"


def given(text: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run it with a text in its pipe."""
    command = [sys.executable, "-m", "pyready", "explain", *words]
    return subprocess.run(
        command, input=text, capture_output=True, env=environment("/nonexistent"), timeout=60, check=False
    )


@pytest.mark.starts_measured
def test_a_message_in_the_arguments() -> None:
    result = pyready("explain", *TLS.split())
    said = result.stdout.decode().replace("\r\n", "\n")

    clean(result)
    assert result.returncode == 0
    assert said.startswith("What this message means\n")
    assert 'Recognised in line 1: "unable to get local issuer certificate"' in said
    assert "Do not switch off certificate checks" in said
    assert len(said.strip().splitlines()) <= 22


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_message_in_a_file_of_any_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "said.txt"
    path.write_bytes(f"Fehler für Jörg: {TLS}".encode(encoding))
    assert pyready("explain", str(path), *FACTS).returncode == 0


@pytest.mark.starts_measured
@pytest.mark.parametrize("words", [(), ("-",)])
def test_a_message_on_standard_input(words: tuple[str, ...]) -> None:
    result = given(TLS.encode(), *words, *FACTS)
    clean(result)
    assert result.returncode == 0


@pytest.mark.starts_measured
def test_as_json() -> None:
    whole = json.loads(pyready("explain", *FACTS, "--format", "json", "error 1260", "at 10").stdout)

    assert (whole["format"], whole["known"]) == ("pyready-explain/1", True)
    (message,) = whole["explanation"]["messages"]
    assert (message["id"], message["role"], message["who"]) == ("windows-policy", "root", "it")


@pytest.mark.starts_measured
def test_the_facts_of_another_computer_give_the_next_step() -> None:
    facts = ("--facts", str(EXAMPLES / "app-control-enforced.json"))
    said = pyready("explain", *facts, "[WinError 4551]").stdout.decode().replace("\r\n", "\n")

    assert "On the computer of the report\n  App Control for Business probably blocks compiled packages" in said
    assert "IT can fix this: Deliver Python together with its packages." in said


@pytest.mark.starts_measured
def test_what_is_not_known_is_said_and_how_to_ask() -> None:
    result = given(b"one\nFrobnicationError: the widget is upside down\ntwo\n", *FACTS)
    said = " ".join(result.stdout.decode().split())

    clean(result)
    assert result.returncode == 1
    assert said.startswith("pyready does not know this message")
    assert "probably in line 2: FrobnicationError: the widget is upside down" in said


def test_names_and_secrets_of_the_text_are_not_repeated() -> None:
    text = rb"""FrobnicationError: C:\Users\zz.topp\x of https://zzuser:zzpass@zzhost/ for zz.topp@zztrust.example, 943 476 5919"""
    result = given(text, *FACTS)
    said = result.stdout + result.stderr

    assert result.returncode == 1
    assert b"zz" not in said
    assert b"5919" not in said
    assert b"might hold a password" in said


@pytest.mark.starts_measured
@pytest.mark.parametrize("text", [b"", b" \r\n\n \n"])
def test_nothing_to_explain_is_wrong_usage(text: bytes) -> None:
    result = given(text, "-")
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"There is no text to explain." in result.stderr


@pytest.mark.starts_measured
def test_a_program_is_no_text() -> None:
    result = given(Path(sys.executable).read_bytes()[:2_000_000])
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"This is not text." in result.stderr


@pytest.mark.starts_measured
def test_a_folder_is_no_file(tmp_path: Path) -> None:
    result = pyready("explain", str(tmp_path))
    assert result.returncode == 2
    assert b"is not a file" in result.stderr


@pytest.mark.starts_measured
def test_a_report_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    result = pyready("explain", "--facts", str(tmp_path / "none.json"), "WinError 5")
    assert result.returncode == 2
    assert b"none.json does not exist" in result.stderr


@pytest.mark.slow
@once
@for_each("middle", [b"x" * 10_000_000, b"some words\n" * 900_000, b"\xff\xfe\n" * 10, b"error 5 " * 1_200_000])
def test_a_long_text_is_read_at_both_ends_and_that_is_said(middle: bytes) -> None:
    result = given(b"words\n" + middle + b"\nNo space left on device\n", *FACTS)
    clean(result)
    assert result.returncode == 0
    assert (b"The text is long" in result.stdout) is (len(middle) > 1_000_000)
    assert b"The disk, or your share of it, is full." in result.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of other systems")
class TestPasted:
    """At a terminal, a person pastes; the empty line ends it, but not one inside what was pasted."""

    def start(self, heeds: None) -> tuple[subprocess.Popen[bytes], int]:
        import pty

        above, below = pty.openpty()
        command = [sys.executable, "-m", "pyready", "explain", *FACTS]
        child = subprocess.Popen(
            command, stdin=below, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment("/nonexistent")
        )
        os.close(below)
        assert child.stderr is not None
        assert child.stderr.readline() == b"Paste the message. Then press Enter on an empty line.\n"
        return child, above

    @pytest.mark.starts_measured
    def test_an_empty_line_ends_it(self, heeds_ctrl_c: None) -> None:
        child, above = self.start(heeds_ctrl_c)
        os.write(above, b"Something failed\n\nNo space left on device\n")
        time.sleep(0.5)
        os.write(above, b"\n")
        said, _ = child.communicate(timeout=30)
        os.close(above)
        assert child.returncode == 0
        assert b"The disk, or your share of it, is full." in said

    @pytest.mark.starts_measured
    def test_ctrl_c_stops_it(self, heeds_ctrl_c: None) -> None:
        child, above = self.start(heeds_ctrl_c)
        child.send_signal(signal.SIGINT)
        said, errors = child.communicate(timeout=30)
        os.close(above)
        assert (child.returncode, said) == (130, b"")
        assert b"Stopped." in errors
        assert b"Traceback" not in errors
