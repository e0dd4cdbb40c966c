"""A person at a terminal on Linux: what pyready prints for them, typed as it stands into a shell of theirs."""

import contextlib
import io
import json
import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from unittest import mock

from pyready.commands.cli import run

PLAIN = {"LANG": "C.UTF-8", "PIP_CONFIG_FILE": os.devnull, "UV_NO_CONFIG": "1", "UV_PYTHON_DOWNLOADS": "never"}
"""No setting of the machine's owner has a say, and uv never goes out to fetch a Python."""

BROWSER = '#!/bin/sh\nprintf %s "$1" >"$HOME/asked.part" && mv "$HOME/asked.part" "$HOME/asked"\n'
"""Instead of a browser: writes down what it was asked to open."""


def printed(route: str, home: Path) -> list[dict[str, str]]:
    """The steps with a command that pyready prints for a route, found by real probes; each stands so in the text."""
    text, record = (_check(home, "--format", form, "--route", route) for form in ("text", "json"))
    (found,) = [each for each in json.loads(record)["routes"] if each["id"] == route]
    steps = [step for step in found["steps"] if step.get("shell") == "sh"]
    lines = [line.strip() for line in text.splitlines()]
    assert steps
    assert all(step["command"] in lines for step in steps)
    return steps


def _check(home: Path, *options: str) -> str:
    output = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with mock.patch.dict(os.environ, {"HOME": str(home)}), contextlib.redirect_stdout(output):
        assert run(["check", "--offline", "--private", "--exit-zero", *options], time.monotonic()) == 0
    output.seek(0)
    return output.read()


class Person:
    """Somebody with a home folder, an index of packages and a browser. Every wait has an end."""

    def __init__(self, home: Path, index: str, first_on_path: Path | None = None) -> None:
        self.home = home
        path = os.environ["PATH"] if first_on_path is None else f"{first_on_path}:{os.environ['PATH']}"
        browser = home / "browser"
        browser.write_text(BROWSER, "utf-8")
        browser.chmod(0o755)
        self.environment = {**PLAIN, "HOME": str(home), "PATH": path, "BROWSER": str(browser)}
        self.environment |= {"PIP_INDEX_URL": index, "UV_DEFAULT_INDEX": index}

    def types(self, command: str, seconds: float = 180) -> str:
        """Run one printed command; what is seen of it. A failure shows what was seen."""
        asked = ["bash", "-c", command]
        with subprocess.Popen(asked, **self._where(), stdout=subprocess.PIPE) as process:
            try:
                output, _ = process.communicate(timeout=seconds)
            finally:
                _end(process)
        seen = output.decode()
        assert process.returncode == 0, f"{command}\n{seen[-3000:]}"
        return seen

    @contextmanager
    def starts(self, command: str) -> "Iterator[subprocess.Popen[bytes]]":
        """A command that goes on until it is stopped; whatever it left is ended."""
        with (self.home / "seen").open("wb") as seen:
            process = subprocess.Popen(["bash", "-c", command], **self._where(), stdout=seen)
        try:
            yield process
        finally:
            _end(process)

    def _where(self) -> Mapping[str, object]:
        return {
            "env": self.environment,
            "cwd": self.home,
            "stdin": subprocess.DEVNULL,
            "stderr": subprocess.STDOUT,
            "start_new_session": True,
        }

    def page(self, process: "subprocess.Popen[bytes]", seconds: float = 90) -> str:
        """The address that the browser was asked to open, out of the file that JupyterLab hands it."""
        until = time.monotonic() + seconds
        asked = self.home / "asked"
        while not asked.exists():
            assert process.poll() is None, (self.home / "seen").read_text("utf-8")
            assert time.monotonic() < until, (self.home / "seen").read_text("utf-8")
            time.sleep(0.1)
        file = asked.read_text("utf-8").removeprefix("file://")
        found = re.search(r'href="(http://[^"]+)"', Path(file).read_text("utf-8"))
        assert found
        return unescape(found[1])


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End what is left of a command's own session, and wait for it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def program(command: str, home: Path) -> Path:
    """The program that a printed command begins with."""
    word = shlex.split(command)[0]
    return home / word[2:] if word.startswith("~/") else Path(word)
