"""How the program ends: at once, with everything written, and with what waits for the end."""

import subprocess
import sys

import pytest

ENDING = """
import atexit, sys, threading, time
from pyready.__main__ import leave
atexit.register(print, "what waited")
threading.Thread(target=time.sleep, args=(60,)).start()
sys.stdout.write("written, ")
sys.stderr.write("said")
leave({code})
"""


@pytest.mark.starts_measured
@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs the usual way")
@pytest.mark.parametrize("code", [0, 1, 3])
def test_all_is_written_and_what_waits_is_done_and_no_thread_holds_it(code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDING.format(code=code)], capture_output=True, timeout=30, check=False
    )

    assert (done.returncode, done.stdout.split(), done.stderr) == (code, [b"written,", b"what", b"waited"], b"said")
