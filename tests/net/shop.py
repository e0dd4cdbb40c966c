"""A server of packages and of a repository, and what a home folder holds before and after."""

import hashlib
import http.server
import os
import ssl
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any


class _Files(http.server.SimpleHTTPRequestHandler):
    """Files, and folders by their index.html: an index of packages, and a repository as git reads it over http."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        pass


def tiny_wheel(folder: Path) -> str:
    name = "tiny-1.0-py3-none-any.whl"
    meta = {"METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n", "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n", "RECORD": ""}  # fmt: skip
    with zipfile.ZipFile(folder / name, "w") as wheel:
        for each, text in meta.items():
            wheel.writestr(f"tiny-1.0.dist-info/{each}", text)
    return name


def shop(top: Path) -> None:
    """Everything that the server hands out."""
    (top / "files").mkdir()
    wheel = tiny_wheel(top / "files")
    for project, link in (("tiny", wheel), ("pip", "pip-99.0-py3-none-any.whl")):
        (top / "simple" / project).mkdir(parents=True)
        page = f'<!DOCTYPE html><html><body><a href="/files/{link}">{link}</a></body></html>'
        (top / "simple" / project / "index.html").write_text(page, "utf-8")
    work = top / "work"
    who = ["-c", "user.name=A", "-c", "user.email=a@trust.example"]
    for words in (["init", "-q", str(work)], ["-C", str(work), *who, "commit", "-q", "--allow-empty", "-m", "one"], ["clone", "-q", "--bare", str(work), str(top / "repo.git")], ["-C", str(top / "repo.git"), "update-server-info"]):  # fmt: skip
        subprocess.run(["git", *words], check=True, env={"PATH": os.environ["PATH"], "HOME": str(top)})


@contextmanager
def handing_out(top: Path, context: ssl.SSLContext) -> Iterator[int]:
    """A server of a folder's files; gives the port."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(top))) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def state(home: Path) -> dict[str, str]:
    """Every file below a home folder, but for what the tools fetched, with its sum and its permissions."""
    files = [path for path in home.rglob("*") if path.is_file() and "got" not in path.parts]
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest() + oct(path.stat().st_mode)
        for path in files
    }
