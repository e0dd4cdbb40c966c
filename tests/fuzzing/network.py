"""What the network hands over: servers and proxies that misbehave, and certificates.

The servers are real ones on loopback, and what asks them is the code that asks real servers.
"""

import os
import socket
import ssl
import struct
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

import msgspec
import trustme

from fuzzing.kind import Kind, Parts
from fuzzing.mangle import endless, mangled
from net.servers import Script, read_head, response, serving
from pyready.model.attempts import Tried, Wanted
from pyready.net.asking import Asking
from pyready.net.stop import LONGEST
from pyready.net.transport import Transport

SECONDS = 0.5
"""What each try is given."""
LATE_S = 1.0
"""How much later its end may be: this computer has other things to do."""
_OUTCOMES = {"reached", "stopped", "no-answer", "not-tried"}
_VARIABLES = (
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    "ssl_cert_file",
    "ssl_cert_dir",
    "requests_ca_bundle",
)
_VARIABLES += ("curl_ca_bundle", "request_method")


def _on_loopback_only(look_up: Callable[..., Any]) -> Callable[..., Any]:
    def looked_up(host: Any, *more: Any, **named: Any) -> Any:
        if host not in {"localhost", "127.0.0.1", "::1", None}:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return look_up(host, *more, **named)

    return looked_up


@contextmanager
def alone(**variables: str) -> Iterator[None]:
    """Nothing of this machine's settings has a say, and no other machine is reached."""
    kept = {name: value for name, value in os.environ.items() if name.casefold() not in _VARIABLES}
    local = _on_loopback_only(socket.getaddrinfo)
    with mock.patch.dict(os.environ, kept | variables, clear=True), mock.patch("socket.getaddrinfo", local):
        yield


def tried(wanted: Wanted, lens: str) -> Tried:
    """One try by the program's own transport: plain, short and in time, whatever the other side does."""
    net, began = Transport(), time.monotonic()
    found = net.attempt_with_requests(wanted) if lens == "requests" else net.attempt(wanted)
    assert time.monotonic() - began < SECONDS + LATE_S, "it came too late"
    assert found.outcome in _OUTCOMES, found
    texts = (found.detail, found.date, found.reason, *found.issuers, *found.sent_on, *found.sign_in)
    assert all(len(each) <= LONGEST for each in texts), "longer than anything is kept"
    assert not any(character < " " for each in texts for character in each), "a control character was kept"
    msgspec.json.encode(found)
    return found


# --- servers and proxies -----------------------------------------------------------------------------------------------


def _packed(body: bytes) -> bytes:
    """As gzip has it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(body) + packer.flush()


@cache
def _answers() -> Mapping[str, bytes]:
    bomb = _packed(bytes(30_000_000))
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return {
        "page": response(
            "200 OK", b"<html><body>pip</body></html>", "Content-Type: text/html", "Date: Sun, 22 Nov 2026 14:00:00 GMT"
        ),
        "redirect": response("302 Found", b"", "Location: /again"),
        "away": response("301 Moved", b"", "Location: https://elsewhere.example/"),
        "sign-in": response("407 No", b"", "Proxy-Authenticate: Negotiate", 'Proxy-Authenticate: Basic realm="x, y"'),
        "blocked": response("403 Forbidden", b"<!DOCTYPE html><html>no</html>"),
        "portal": response("511 Sign in", b""),
        "bomb": response("200 OK", bomb, "Content-Encoding: gzip"),
        "chunked": chunked + b"5\r\nhello\r\n0\r\n\r\n",
        "bad chunk": chunked + b"ffffffffffffffffffff\r\nx",
        "minus chunk": chunked + b"-5\r\nhello\r\n0\r\n\r\n",
        "endless chunk size": chunked + b"0" * 300_000,
        "great header": response("200 OK", b"x", "X-A: " + "a" * 200_000),
        "many headers": response("200 OK", b"x", *(f"X-{each}: {each}" for each in range(3000))),
        "folded": b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\tc\r\nContent-Length: 1\r\n\r\nx",
        "early": b"HTTP/1.1 100 Continue\r\n\r\n" * 500 + response("200 OK", b"x"),
        "lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "no head": b"<html>hello</html>",
        "tunnel": b"HTTP/1.1 200 Connection established\r\n\r\n",
        "other": b"SSH-2.0-OpenSSH_9.9\r\n",
        "old": b"HTTP/0.9 200\r\n\r\n",
    }


_OF_ANSWERS = (
    b"HTTP/1.1 ", b"200", b"999", b"-1", b"302 Found\r\nLocation: ", b"http://127.0.0.1/", b"//[::1", b"Content-Length: ", b"-5", b"1e9",
    b"Transfer-Encoding: chunked\r\n", b"\r\n\r\n", b"\r\n", b"\n", b"\0", b"Proxy-Authenticate: ", b"Date: ", b"=?utf-8?q?x?=", b"\xff",
    b"Content-Encoding: br\r\n", b"Set-Cookie: a=b\r\n", b"Location: /\r\n", b": ", b"Content-Type: text/html; charset=utf-7\r\n",
)  # fmt: skip
_WAYS = ("say", "say", "say", "half", "slow", "reset", "silent", "again", "endless head", "endless body", "early")


def _server(random: Random) -> Parts:
    name = random.choice(list(_answers()))
    answer = _answers()[name]
    if random.random() < 0.6:
        answer = mangled(random, answer, _OF_ANSWERS)
    elif random.random() < 0.1:
        answer = endless(random)
    way = random.choice(_WAYS)
    lens = random.choice(("system", "python", "mozilla", "none", "requests", "requests", "system"))
    door = random.choice(("http", "http", "http", "https", "https", "proxy", "proxy to https", "garbage"))
    return {"answer": answer, "how": f"{door.replace(' ', '-')} {lens} {way.replace(' ', '-')}".encode()}


def _script(answer: bytes, way: str) -> Script:
    """What the server does with one connection."""

    def run(sock: socket.socket) -> None:
        if way != "early":
            read_head(sock)
        if way == "silent":
            sock.recv(1)
        elif way == "reset":
            sock.sendall(answer[: len(answer) // 2])
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif way == "slow":
            _slowly(sock, answer)
        elif way in {"endless-head", "endless-body"}:
            sock.sendall(b"HTTP/1.1 200 OK\r\n" + (b"" if way == "endless-head" else b"\r\n"))
            _without_end(sock, b"X-More: " + b"y" * 1000 + b"\r\n")
        else:
            sock.sendall(answer[: len(answer) // 2] if way == "half" else answer)
            if way == "again":  # a tunnel, say, in which something else is said than TLS
                sock.recv(4096)
                sock.sendall(answer)

    return run


def _slowly(sock: socket.socket, answer: bytes) -> None:
    for each in answer[:200]:
        sock.sendall(bytes([each]))
        time.sleep(0.01)


def _without_end(sock: socket.socket, line: bytes) -> None:
    ends = time.monotonic() + 2 * SECONDS
    while time.monotonic() < ends:
        sock.sendall(line)


@cache
def _authority() -> trustme.CA:
    return trustme.CA(organization_name="Example Trust", key_type=trustme.KeyType.ECDSA)


@cache
def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _authority().issue_cert("localhost", "127.0.0.1", key_type=trustme.KeyType.ECDSA).configure_cert(context)
    return context


def _ask_server(parts: Parts) -> bool:
    door, lens, way = parts["how"].decode().split()
    script = _script(parts["answer"], way)
    with tempfile.TemporaryDirectory() as folder, serving(script, _context() if door == "https" else None) as port:
        bundle = str(Path(folder) / "ca.pem")
        _authority().cert_pem.write_to_path(bundle)
        here = f"localhost:{port}"
        proxy = f"http://{here}" if door.startswith("proxy") else ""
        scheme = "https" if door in {"https", "garbage", "proxy-to-https"} else "http"
        url = f"{scheme}://{'index.example' if proxy else here}/simple/pip/"
        by_variable = {f"{scheme}_proxy": proxy} if proxy and lens == "requests" else {}
        with alone(SSL_CERT_FILE=bundle, REQUESTS_CA_BUNDLE=bundle, **by_variable):
            found = tried(_wish(url, proxy, lens), lens)
    return found.layer in {"", "http", "tls"} or found.status is not None


def _wish(url: str, proxy: str, lens: str) -> Wanted:
    roots: Any = lens if lens != "requests" else "system"
    expect = ("any", "html", "json", "binary")[len(url) % 4]
    return Asking("x", url, proxy, roots, lens == "mozilla", SECONDS, expect=expect, holds="pip")


KINDS = (Kind("servers", 5, _server, _ask_server),)
