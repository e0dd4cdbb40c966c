"""Servers on loopback: a package index behind TLS, and small ones that behave as badly as the real world does."""

import http.server
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

Script = Callable[[socket.socket], None]
INDEX_PAGE = (
    b'<!DOCTYPE html><html><body><a href="pip-26.3-py3-none-any.whl">pip-26.3-py3-none-any.whl</a></body></html>'
)
BLOCK_PAGE = b"<!DOCTYPE html><html><body><h1>Access denied</h1>/simple/pip/ is in the category Software.</body></html>"
WHEEL = b"PK\x03\x04" + bytes(20000)


def read_head(sock: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        part = sock.recv(4096)
        if not part:
            break
        data += part
    return data


@contextmanager
def serving(script: Script, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """Run the script for each connection, in a thread of its own; gives the port."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    stopping = threading.Event()
    threads: list[threading.Thread] = []

    def one(conn: socket.socket) -> None:
        with suppress(OSError), conn:
            conn.settimeout(20)
            if context is None:
                script(conn)
            else:
                with context.wrap_socket(conn, server_side=True) as secured:
                    script(secured)

    def accept() -> None:
        while not stopping.is_set():
            with suppress(TimeoutError):
                threads.append(threading.Thread(target=one, args=(listener.accept()[0],), daemon=True))
                threads[-1].start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        stopping.set()
        accepting.join()
        listener.close()
        for thread in threads:
            thread.join(0.2)


def saying(answer: bytes, *, hold: float = 0.0) -> Script:
    """Read a request's head, answer with these bytes."""

    def script(sock: socket.socket) -> None:
        read_head(sock)
        sock.sendall(answer)
        time.sleep(hold)

    return script


def response(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode() + body


def trickling(start: bytes, every: float = 0.05) -> Script:
    """Never stops talking, and never comes to the point: each byte would satisfy a time-out per read."""

    def script(sock: socket.socket) -> None:
        read_head(sock)
        sock.sendall(start)
        while True:
            sock.sendall(b"x")
            time.sleep(every)

    return script


def endless_headers(sock: socket.socket) -> None:
    read_head(sock)
    sock.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        sock.sendall(b"X-More: " + b"y" * 1000 + b"\r\n")


def silent(sock: socket.socket) -> None:
    """Take what comes and never answer, until the other side goes."""
    while sock.recv(4096):
        pass


@dataclass
class Tunnel:
    """A proxy that lets everything through to one port of this machine, and remembers what it was asked."""

    target: int
    heads: list[bytes] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)

    def __call__(self, sock: socket.socket) -> None:
        self.heads.append(read_head(sock))
        with socket.create_connection(("127.0.0.1", self.target)) as there:
            sock.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            while True:
                for each in select.select([sock, there], [], [], 20)[0]:
                    data = each.recv(65536)
                    if not data:
                        return
                    if each is sock:
                        self.sent.append(data)
                    (there if each is sock else sock).sendall(data)


class _Quiet(http.server.ThreadingHTTPServer):
    daemon_threads = True
    context: ssl.SSLContext

    def finish_request(self, request: Any, client_address: Any) -> None:
        with suppress(OSError), self.context.wrap_socket(request, server_side=True) as secured:
            self.RequestHandlerClass(secured, client_address, self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


_REAL = {  # what the built-in endpoints ask for, by the end of its path
    ".whl": ("application/octet-stream", WHEEL),
    "/index-windows.json": ("application/json", b'{"versions": []}'),
    "/pyodide-lock.json": ("application/json", b'{"packages": {}}'),
    "/SHA256SUMS": ("text/plain", b"0" * 64 + b"  cpython.tar.gz"),
    "/releases/latest": ("text/html", b"<html><link href=https://github.githubassets.com/a.css></html>"),
    "/repodata.json.zst": ("application/octet-stream", b"\x28\xb5\x2f\xfd"),
    "/try-jupyter/lab/": ("text/html", b"<html><script id=jupyter-config-data></script></html>"),
}


def _as_the_real_servers(path: str) -> tuple[int, str, bytes]:
    found = next((page for end, page in _REAL.items() if path.endswith(end)), None)
    return (200, *found) if found else (404, "text/plain", b"no")


class _Index(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        pages = {
            "/simple/pip/": (200, "text/html", INDEX_PAGE),
            "/six.whl": (200, "application/octet-stream", WHEEL),
            "/versions.json": (200, "application/json", b'{"versions": []}'),
            "/blocked.json": (200, "text/html", BLOCK_PAGE),
            "/forbidden": (403, "text/html", BLOCK_PAGE),
            "/missing": (404, "text/plain", b"no"),
            "/moved": (302, "/simple/pip/", b""),
            "/moved-twice": (302, "/moved", b""),
            "/moved-three-times": (302, "/moved-twice", b""),
            "/moved-four-times": (302, "/moved-three-times", b""),
            "/circle": (302, "/circle", b""),
            "/away": (302, "https://blocked.example/why", b""),
        }
        status, kind, body = pages.get(self.path) or _as_the_real_servers(self.path)
        self.send_response(status)
        self.send_header("Location" if status == 302 else "Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def index(context: ssl.SSLContext) -> Iterator[int]:
    """A package index and file host: a real `http.server` behind TLS."""
    server = _Quiet(("127.0.0.1", 0), _Index)
    server.context = context
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
