"""Real packages on loopback: JupyterLab with all it needs, as wheels behind a simple index (PEP 503), and uv.

`python tests/routes/packages.py` fetches them, with the network, once, for the Python that pyready would recommend on
this machine, into `build/.cache/wheels`: about 65 MB.
"""

import hashlib
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(TOP / "src"), str(TOP / "tests")]

from routes.person import printed, program  # noqa: E402 - found by the line above when this is run by itself

CACHE = TOP / "build" / ".cache" / "wheels"
WANTED = ("jupyterlab", "uv")


def python_here(home: Path) -> Path:
    """The Python that pyready builds on here."""
    return program(printed("existing-python", home)[0]["command"], home)


def fetched(python: Path) -> Path:
    """Where the wheels for a Python are; `complete` in it is written last."""
    asked = subprocess.run([python, "-VV"], capture_output=True, encoding="utf-8", check=True).stdout
    return CACHE / hashlib.sha256(f"{python} {asked} {WANTED}".encode()).hexdigest()[:12]


def fetch() -> Path:
    """Let a new environment of that Python, as the steps make one, download what it would install."""
    with tempfile.TemporaryDirectory() as name:
        python = python_here(Path(name))
        folder = fetched(python)
        if (folder / "complete").exists():
            return folder
        shutil.rmtree(CACHE, ignore_errors=True)  # those of another Python
        subprocess.run([python, "-m", "venv", Path(name) / "venv"], check=True)
        own = Path(name) / "venv" / "bin" / "python"
        options = ["--quiet", "--disable-pip-version-check", "--only-binary=:all:", "--dest", folder]
        subprocess.run([own, "-m", "pip", "download", *options, *WANTED], check=True)
        (folder / "complete").touch()
    return folder


def normalised(name: str) -> str:
    """A project's name as indexes spell it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


class _Simple(http.server.SimpleHTTPRequestHandler):
    """Pages of links below /simple/, the wheels below /files/."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        place = self.path.strip("/").split("/")
        if place[0] == "files":
            super().do_GET()
        elif len(place) == 2 and (names := self._of(place[1])):
            self._page(f'<a href="/files/{escape(name)}">{escape(name)}</a><br>' for name in names)
        else:
            self.send_error(404)

    def _of(self, project: str) -> list[str]:
        names = [path.name for path in Path(self.directory).glob("*.whl")]
        return [NEW_PIP] if project == "pip" else [name for name in names if normalised(name.split("-")[0]) == project]

    def _page(self, links: Iterator[str]) -> None:
        body = ("<!DOCTYPE html><html><body>" + "".join(links) + "</body></html>").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/files"))

    def log_message(self, *args: Any) -> None:
        pass


NEW_PIP = "pip-99.0-py3-none-any.whl"
"""Only its name is there: each pip looks for a newer one and says so, as it does on the real index."""


@contextmanager
def index(folder: Path) -> Iterator[str]:
    """The index's address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Simple, directory=os.fspath(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/simple/"
        finally:
            server.shutdown()
            thread.join()


if __name__ == "__main__":
    sys.stdout.write(f"{fetch()}\n")
