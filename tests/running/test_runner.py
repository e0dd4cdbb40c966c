"""Programs are started with a limit of time, and nothing that they started is left, whatever way they end."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from pyready.model.running import Run, ToRun
from pyready.running.readers import Reader

if sys.platform == "win32":
    from pyready.windows.runner import WindowsRunner as TheRunner
else:
    from pyready.posix.runner import PosixRunner as TheRunner

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="sessions and signals of POSIX")


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """The same processes and the same threads afterwards."""
    before, threads = set(psutil.Process().children(recursive=True)), set(threading.enumerate())
    yield
    assert set(psutil.Process().children(recursive=True)) - before == set()
    assert set(threading.enumerate()) - threads == set()  # one of an earlier test may end meanwhile


def python(code: str, folder: Path, seconds: float = 20.0, **variables: str) -> Run:
    return TheRunner().run(ToRun(sys.executable, ("-c", code), str(folder), seconds, variables))


def test_a_program_that_works(tmp_path: Path) -> None:
    run = python("import os; print(os.environ['ONE'], os.getcwd()); raise SystemExit(3)", tmp_path, ONE="two")

    assert (run.how, run.code, run.output.split(None, 1)) == ("ended", 3, ["two", f"{tmp_path}{os.linesep}"])
    assert not run.worked


def test_both_streams_are_kept_apart(tmp_path: Path) -> None:
    run = python("import sys; print('one'); print('two', file=sys.stderr)", tmp_path)

    assert (run.output.strip(), run.messages.strip(), run.worked) == ("one", "two", True)


def test_it_has_no_console_to_read_from(tmp_path: Path) -> None:
    assert python("import sys; print(repr(sys.stdin.read()))", tmp_path).output.strip() == "''"


def test_one_that_hangs_is_ended(tmp_path: Path) -> None:
    run = python("import time; print('begun', flush=True); time.sleep(600)", tmp_path, 1.0)

    assert (run.how, run.code, run.output.strip()) == ("no-end", None, "begun")
    assert run.seconds < 5


def test_what_it_leaves_running_is_ended(tmp_path: Path) -> None:
    child = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"
    run = python(child, tmp_path)

    assert (run.worked, run.left) == (True, 0)
    assert run.seconds < 10


def test_output_that_something_else_holds_open_holds_up_nothing() -> None:
    """Such as a grandchild that got out of the job."""
    read, write = os.pipe()
    os.write(write, b"begun")
    reader = Reader(os.fdopen(read, "rb"))

    began = time.monotonic()
    assert reader.text(0.2) == "begun"
    assert time.monotonic() - began < 5
    os.close(write)
    assert reader.text(5) == "begun"


@POSIX
def test_a_grandchild_in_a_session_of_its_own_is_ended(tmp_path: Path) -> None:
    code = """
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
os.wait()
"""
    run = python(code, tmp_path)

    assert (run.worked, run.ended, run.left) == (True, 1, 0)


@POSIX
def test_one_that_will_not_end_politely_is_ended(tmp_path: Path) -> None:
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    assert python(code, tmp_path, 0.8).how == "no-end"


@POSIX
def test_the_signal_that_ended_it_is_told(tmp_path: Path) -> None:
    run = python("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", tmp_path)
    assert (run.how, run.code) == ("ended", -signal.SIGSEGV)


def test_a_flood_of_output_is_cut_and_not_waited_for(tmp_path: Path) -> None:
    run = python("import sys\nfor _ in range(200): sys.stdout.write('x' * 50_000)\nprint('the end')", tmp_path)

    assert (run.how, run.code) == ("ended", 0)
    assert len(run.output) <= 200_000
    assert run.output.strip().endswith("the end")


def test_bytes_that_are_no_text_are_made_safe(tmp_path: Path) -> None:
    run = python(r"import sys; sys.stdout.buffer.write(b'a\x00\x1b[31m\xff')", tmp_path)
    assert run.output == "a\\u0000\\u001b[31m\\xff"


@pytest.mark.parametrize(("made", "how"), [("nothing", "gone"), ("folder", "refused"), ("text", "refused")])
@POSIX
def test_what_is_no_program_is_told(made: str, how: str, tmp_path: Path) -> None:
    place = tmp_path / "python3"
    if made == "folder":
        place.mkdir()
    elif made == "text":
        place.write_text("hello", "utf-8")
    run = TheRunner().run(ToRun(str(place), (), str(tmp_path), 5.0))

    assert run.how == how
    assert run.error


@POSIX
def test_a_program_for_another_processor_is_none(tmp_path: Path) -> None:
    place = tmp_path / "python3"
    place.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(60))
    place.chmod(0o755)

    assert TheRunner().run(ToRun(str(place), (), str(tmp_path), 5.0)).how in {"not-a-program", "refused"}


@POSIX
def test_after_ctrl_c_nothing_is_left(tmp_path: Path) -> None:
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            python(
                "import subprocess, sys; subprocess.call([sys.executable, '-c', 'import time; time.sleep(600)'])",
                tmp_path,
            )
    finally:
        signal.signal(signal.SIGINT, before)
        timer.join()


def test_a_child_that_is_killed_from_outside_ends_it(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def kill() -> None:
        until = time.monotonic() + 15
        while not (begun.exists() and begun.read_text("utf-8")) and time.monotonic() < until:
            time.sleep(0.05)
        psutil.Process(int(begun.read_text("utf-8"))).kill()

    killer = threading.Thread(target=kill)
    killer.start()
    code = "import os, pathlib, time; pathlib.Path('begun').write_text(str(os.getpid()), 'utf-8'); time.sleep(600)"
    run = python(code, tmp_path)
    killer.join()

    assert run.how == "ended"
    assert run.code
