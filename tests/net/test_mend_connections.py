"""How often one server is called: at most twice for each distinct pair of proxy and list of authorities."""

import re
import socket
import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from net.servers import Script, Tunnel, response, saying, serving
from net.test_attempt import REACHED, told
from net.test_probe import looked

pytestmark = [pytest.mark.unmeasured, pytest.mark.network]
SERVERS = 12


def counted(script: Script, calls: list[int], number: int, context: ssl.SSLContext) -> Script:
    """The script behind TLS, each connection noted, also one that ends in the handshake."""

    def noting(sock: socket.socket) -> None:
        calls.append(number)
        with context.wrap_socket(sock, server_side=True) as secured:
            script(secured)

    return noting


@contextmanager
def twelve(context: ssl.SSLContext) -> Iterator[tuple[list[int], list[int]]]:
    """Ports of servers, and the numbers of those that were called, once for each connection."""
    calls: list[int] = []
    script = saying(response("200 OK"))
    with ExitStack() as stack:
        ports = [stack.enter_context(serving(counted(script, calls, n, context))) for n in range(SERVERS)]
        yield ports, calls


def profile(urls: list[str], more: str = "") -> bytes:
    """For a tool that goes by the variables, so that every lens is needed."""
    lines = [f'[[endpoint]]\nid = "own-{n}"\nfor = ["micromamba"]\nurl = "{url}"' for n, url in enumerate(urls)]
    return "\n".join(["only_these_endpoints = true", more, *lines]).encode()


@pytest.mark.usefixtures("trusted", "bundle")
def test_without_a_proxy(server_context: ssl.SSLContext) -> None:
    """Two lists: the system's and the tools' own."""
    with twelve(server_context) as (ports, calls):
        found = looked(20, profile([f"https://localhost:{port}/" for port in ports]))
    assert (
        {told(each.requests) for each in found.endpoints}
        == {told(each.system) for each in found.endpoints}
        == {REACHED}
    )
    assert set(calls) == set(range(SERVERS))
    assert max(Counter(calls).values()) <= 2 * 2


def test_without_a_proxy_and_with_certificates_that_nobody_trusts(server_context: ssl.SSLContext) -> None:
    """Three: the one that reads who signed trusts everybody."""
    with twelve(server_context) as (ports, calls):
        found = looked(20, profile([f"https://localhost:{port}/" for port in ports]))
    assert {each.system.issuers for each in found.endpoints} == {("Example Trust",)}
    assert set(calls) == set(range(SERVERS))
    assert max(Counter(calls).values()) <= 3 * 2


@pytest.mark.usefixtures("trusted", "bundle")
@pytest.mark.parametrize("named_by", ["the profile", "the variables"])
def test_through_a_proxy(index_port: int, monkeypatch: pytest.MonkeyPatch, named_by: str) -> None:
    """Two lists; where the profile alone names the proxy, tools that go by the variables do not come to it."""
    tunnel = Tunnel(index_port)
    urls = [f"https://index.example:{1000 + number}/versions.json" for number in range(SERVERS)]
    with serving(tunnel) as port:
        if named_by == "the variables":
            monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        found = looked(20, profile(urls, f'[network]\nproxy = "http://127.0.0.1:{port}"'))
    assert {told(each.system) for each in found.endpoints} == {REACHED}
    asked = Counter(re.findall(rb"^CONNECT (\S+)", head)[0] for head in tunnel.heads)
    assert len(asked) == SERVERS
    assert max(asked.values()) <= 2 * 2
