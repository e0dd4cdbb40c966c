"""Servers on loopback that fail as proxies, filters and package indexes do."""

import hashlib
import http.server
import socket
import ssl
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any

PATHS = ("401", "403", "404", "429", "500", "503", "511")


def wheel(name: str = "tiny", version: str = "1.0", requires_python: str = ">=3", requires: str = "") -> bytes:
    """A package without code."""
    meta = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nRequires-Python: {requires_python}\n"
    meta += f"Requires-Dist: {requires}\n" if requires else ""
    files = {
        "METADATA": meta,
        "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as opened:
        for each, text in files.items():
            opened.writestr(f"{name}-{version}.dist-info/{each}", text)
        opened.writestr(f"{name}-{version}.dist-info/RECORD", "")
    return whole.getvalue()


FILES = {
    "tiny-1.0-py3-none-any.whl": wheel(),
    "newer-1.0-py3-none-any.whl": wheel("newer", requires_python=">=99"),
    "needy-1.0-py3-none-any.whl": wheel("needy", requires="tiny==2.0"),
    "broken-1.0-py3-none-any.whl": b"<html>This page is blocked.</html>",
    "windows-1.0-cp39-cp39-win32.whl": wheel("windows"),
}


class Index(http.server.BaseHTTPRequestHandler):
    """`/simple/NAME/` lists the files of a name, `/403/` and its like answer with that number, CONNECT is refused."""

    protocol_version = "HTTP/1.1"
    refusal = 407

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        kind, _, rest = self.path.lstrip("/").partition("/")
        if kind in PATHS:
            self._answer(int(kind), b"No.")
        elif kind == "simple":
            self._answer(200, self._listed(rest.strip("/")).encode(), "text/html")
        elif kind == "files" and rest in FILES:
            self._answer(200, FILES[rest])
        elif kind == "short":
            self._answer(200, FILES["tiny-1.0-py3-none-any.whl"][:100], claim=5000)
        else:
            self._answer(404, b"")

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_CONNECT(self) -> None:
        self._answer(self.refusal, b"No.")

    def _listed(self, name: str) -> str:
        mine = [each for each in FILES if each.startswith(f"{name}-")]
        links = [f'<a href="/files/{each}">{each}</a>' for each in mine]
        if name == "cut":
            links = ['<a href="/short/cut-1.0-py3-none-any.whl">cut-1.0-py3-none-any.whl</a>']
        if name == "refused":
            links = ['<a href="/403/refused-1.0-py3-none-any.whl">refused-1.0-py3-none-any.whl</a>']
        return f"<!DOCTYPE html><html><body>{''.join(links)}</body></html>"

    def _answer(self, status: int, body: bytes, kind: str = "application/octet-stream", claim: int = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(claim or len(body)))
        if status == 407:
            self.send_header("Proxy-Authenticate", "Negotiate")
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="mirror"')
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.close_connection = True


@contextmanager
def index(context: ssl.SSLContext | None = None, refusal: int = 407) -> Iterator[int]:
    """An index, which also refuses to be a proxy; gives the port."""
    handler = type("Refusing", (Index,), {"refusal": refusal})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@contextmanager
def silent(seconds: float = 4.0) -> Iterator[int]:
    """Takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept: list[socket.socket] = []
        stopped = threading.Event()

        def take() -> None:
            server.settimeout(0.05)
            end = time.monotonic() + 60
            while not stopped.is_set() and time.monotonic() < end:
                with suppress(OSError):
                    kept.append(server.accept()[0])

        thread = threading.Thread(target=take)
        thread.start()
        yield server.getsockname()[1]
        stopped.set()
        thread.join()
        for each in kept:
            each.close()


@contextmanager
def closing() -> Iterator[int]:
    """Takes connections and closes them."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stopped = threading.Event()

        def take() -> None:
            server.settimeout(0.05)
            while not stopped.is_set():
                with suppress(OSError):
                    taken = server.accept()[0]
                    taken.settimeout(1)
                    with suppress(OSError):
                        taken.recv(100)
                    taken.close()

        thread = threading.Thread(target=take)
        thread.start()
        yield server.getsockname()[1]
        stopped.set()
        thread.join()


def hash_of(name: str) -> str:
    return hashlib.sha256(FILES[name]).hexdigest()


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_bytes(FILES[name])
