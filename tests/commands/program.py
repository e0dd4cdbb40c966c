"""The program as a person runs it: a real process, and the environment that it gets."""

import os
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

from children import ran, started

SOURCE = str(Path(__file__).parents[2] / "src")
TOOLS = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


def environment(home: Path | str, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in TOOLS}
    return kept | {"PYTHONPATH": SOURCE, "HOME": str(home), "PYTHONWARNDEFAULTENCODING": "1"} | more


def pyready(
    *arguments: str, home: Path | str = "/nonexistent", variables: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    given = environment(home, **(variables or {}))
    return ran([sys.executable, "-m", "pyready", *arguments], 60, env=given, **options)


def clean(result: subprocess.CompletedProcess[bytes]) -> None:
    assert b"Traceback" not in (result.stdout or b"") + (result.stderr or b"")


def on_a_terminal(*arguments: str, home: Path, python: str | Path = sys.executable, columns: int = 80) -> str:
    """Run it with a terminal of POSIX for output, as a person does."""
    import pty  # not on Windows

    master, slave = pty.openpty()
    command = [str(python), "-m", "pyready", *arguments]
    variables = environment(home, TERM="xterm", COLUMNS=str(columns), LINES="24")
    with started(command, stdout=slave, stderr=slave, stdin=slave, env=variables) as process:
        os.close(slave)
        chunks = []
        while select.select([master], [], [], 60)[0]:
            try:
                chunks.append(os.read(master, 65536))
            except OSError:
                break
        os.close(master)
        assert process.wait(10) == 1
    return b"".join(chunks).decode("utf-8", "replace")
