"""The lens of requests: its own rules, and its errors brought back to a layer and a reason."""

import socket
import ssl
import sys
import time
from pathlib import Path

import pytest
import requests
import trustme

from net import servers
from net.servers import Tunnel, response, saying, serving
from net.test_attempt import PROXY_CASES, REACHED, asked, certificate, told
from pyready.net.asking import Asking
from pyready.net.transport import Transport


def at(url: str, proxy: str = "") -> Asking:
    return Asking("index", url, proxy, seconds=5.0)


@pytest.mark.usefixtures("trusted")
def test_requests_goes_by_certifi_and_not_by_the_system(net: Transport, index_port: int) -> None:
    assert told(net.attempt(asked(index_port))) == REACHED
    assert told(net.attempt_with_requests(asked(index_port))) == ("stopped", "tls", "unknown-root")


def test_requests_obeys_its_bundle_variable(
    net: Transport, index_port: int, bundle: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tried = net.attempt_with_requests(asked(index_port, expect="html", holds="pip-"))
    assert told(tried) == REACHED
    assert (tried.status, tried.issuers) == (200, ("Example Trust",))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "gone.pem"))
    assert told(net.attempt_with_requests(asked(index_port))) == ("stopped", "tls", "bundle-missing")


def test_requests_sees_names_and_ports_that_lead_nowhere(net: Transport) -> None:
    tried = net.attempt_with_requests(asked(1))
    assert told(tried) == ("stopped", "tcp", "refused")
    wanted = at("https://nowhere.invalid/")
    assert told(net.attempt_with_requests(wanted)) == ("stopped", "name", "no-such-name")


def test_requests_sees_certificates_that_are_refused(net: Transport, authority: trustme.CA, bundle: None) -> None:
    for reason, context in {
        "wrong-name": certificate(authority, "other.example"),
        "unknown-root": certificate(trustme.CA(), "localhost"),
    }.items():
        with serving(saying(response("200 OK")), context) as port:
            assert told(net.attempt_with_requests(asked(port))) == ("stopped", "tls", reason)


@pytest.mark.parametrize(("answer", "expected", "status"), PROXY_CASES)
def test_requests_sees_proxies_that_refuse(
    net: Transport,
    monkeypatch: pytest.MonkeyPatch,
    answer: bytes,
    expected: tuple[str, str, str],
    status: int | None,
) -> None:
    with serving(saying(answer)) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        tried = net.attempt_with_requests(at("https://index.example/"))
    assert told(tried) == expected
    assert (tried.status, tried.proxy) == (status, f"127.0.0.1:{port}")


def test_requests_meets_a_sign_in_and_the_password_is_not_kept(net: Transport, monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = response("407 Proxy Authentication Required", b"", "Proxy-Authenticate: Negotiate")
    with serving(saying(refusal)) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:pa55word@127.0.0.1:{port}")
        tried = net.attempt_with_requests(at("https://index.example/"))
    assert told(tried) == ("stopped", "proxy", "sign-in")
    assert (tried.proxy, tried.status) == (f"127.0.0.1:{port}", 407)
    assert "pa55word" not in repr(tried)


@pytest.mark.parametrize(
    ("proxy", "reason"),
    [
        ("http://127.0.0.1:1", "proxy-refused"),
        ("http://proxy.invalid:8080", "proxy-name"),
        ("http//me:pa55word@proxy:8080", "proxy-malformed"),
        ("http://me:pa55word@", "proxy-malformed"),
        ("http://[broken", "proxy-malformed"),
        ("proxy:pa55word", "proxy-malformed"),
        ("%%%", "proxy-malformed"),
        ("socks5://127.0.0.1:1080", "proxy-unsupported"),
    ],
)
def test_a_proxy_variable_that_cannot_be_used_has_a_clear_reason_in_both_lenses(
    net: Transport, monkeypatch: pytest.MonkeyPatch, proxy: str, reason: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with_requests = net.attempt_with_requests(at("https://index.example/"))
    chosen = net.environment_proxy("https://index.example/")
    own = net.attempt(at("https://index.example/", chosen))
    for tried in (with_requests, own):
        assert (tried.layer, tried.reason) == ("proxy", reason)
        assert "pa55word" not in repr((tried, chosen))


def test_requests_leaves_out_the_proxy_where_no_proxy_says_so(
    net: Transport, index_port: int, bundle: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "localhost")
    tried = net.attempt_with_requests(asked(index_port))
    assert (told(tried), tried.proxy) == (REACHED, "")
    assert net.environment_proxy(f"https://localhost:{index_port}/") == ""
    assert net.environment_proxy("https://index.example/") == "127.0.0.1:1"


def test_requests_goes_through_its_proxy(
    net: Transport, index_port: int, bundle: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tunnel = Tunnel(index_port)
    with serving(tunnel) as port:
        monkeypatch.setenv("ALL_PROXY", f"127.0.0.1:{port}")
        tried = net.attempt_with_requests(at("https://index.example/simple/pip/"))
    assert (told(tried), tried.proxy) == (REACHED, f"127.0.0.1:{port}")
    assert tunnel.heads[0].startswith(b"CONNECT index.example:443 ")


@pytest.mark.parametrize(
    "script",
    [servers.silent, servers.trickling(b""), servers.trickling(b"HTTP/1.1 200 OK\r\nX-Slow: ")],
    ids=["silent", "trickle", "trickled header"],
)
def test_requests_ends_in_time_although_its_own_time_limit_is_per_read(
    net: Transport, server_context: ssl.SSLContext, bundle: None, script: servers.Script
) -> None:
    with serving(script, server_context) as port:
        began = time.monotonic()
        tried = net.attempt_with_requests(asked(port, seconds=0.6))
        assert (tried.outcome, tried.reason) == ("no-answer", "timed-out")
        assert time.monotonic() - began < 3


def test_requests_meets_nonsense(net: Transport, server_context: ssl.SSLContext, bundle: None) -> None:
    for script in (saying(b"SSH-2.0-hello\r\n\r\n"), servers.endless_headers):
        with serving(script, server_context) as port:
            assert told(net.attempt_with_requests(asked(port))) == ("stopped", "http", "nonsense")
    with serving(lambda sock: None, server_context) as port:
        assert told(net.attempt_with_requests(asked(port))) == ("stopped", "http", "reset")


NETRC = "machine index.example login me password netrc-secret\ndefault login me password netrc-secret\n"


def heads_of(net: Transport, monkeypatch: pytest.MonkeyPatch, url: str, proxy: str) -> tuple[list[bytes], str]:
    """What a server or a proxy on loopback is sent, and what was told of it."""
    heads: list[bytes] = []

    def answer(sock: socket.socket) -> None:
        heads.append(servers.read_head(sock))
        sock.sendall(response("401 Unauthorized", b"", 'WWW-Authenticate: Basic realm="x"'))

    with serving(answer) as port:
        if proxy:
            monkeypatch.setenv(proxy, f"http://me:proxy-secret@127.0.0.1:{port}")
        tried = net.attempt_with_requests(at(url.format(port=port)))
    return heads, repr(tried)


@pytest.mark.parametrize(
    ("url", "proxy"),
    [
        ("http://localhost:{port}/", ""),
        ("http://index.example/", "HTTP_PROXY"),
        ("https://index.example/", "HTTPS_PROXY"),
        ("https://index.example/", "ALL_PROXY"),
    ],
)
def test_nobody_is_signed_in_to_and_no_netrc_is_opened(
    net: Transport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, proxy: str
) -> None:
    (tmp_path / "netrc").write_text(NETRC, "utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    opened: list[str] = []
    running = [True]
    sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" and running[0] else None)
    heads, tried = heads_of(net, monkeypatch, url, proxy)
    running[0] = False

    assert heads
    assert not any(b"uthorization" in head for head in heads)
    assert "secret" not in tried
    assert not any("netrc" in path for path in opened)


@pytest.mark.parametrize("prepares", [False, True])
def test_where_an_answer_leads_elsewhere_no_netrc_is_opened_and_its_body_is_not_read(
    net: Transport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, prepares: bool
) -> None:
    """The second time requests is let do what it does by itself: then both happen."""
    (tmp_path / "netrc").write_text(NETRC, "utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    if prepares:
        monkeypatch.delattr("pyready.net.with_requests._Session.get_redirect_target")
    running, opened, sent = [True], list[str](), list[bool]()
    sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" and running[0] else None)

    def leads_on(sock: socket.socket) -> None:
        servers.read_head(sock)
        sock.sendall(response("302 Found", b"x" * 30_000_000, "Location: https://localhost:1/"))
        sent.append(True)

    with serving(leads_on) as port:
        wanted = Asking("index", f"http://localhost:{port}/", seconds=5.0, redirects=("localhost:1",))
        net.attempt_with_requests(wanted)
    running[0] = False

    assert any("netrc" in path for path in opened) is prepares
    assert sent == [True] * prepares


def test_plain_requests_would_have_sent_both(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the test before shows is due to what we tell it."""
    (tmp_path / "netrc").write_text(NETRC, "utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    heads: list[bytes] = []

    def answer(sock: socket.socket) -> None:
        heads.append(servers.read_head(sock))
        sock.sendall(response("401 Unauthorized"))

    with serving(answer) as port:
        monkeypatch.setenv("HTTP_PROXY", f"http://me:proxy-secret@127.0.0.1:{port}")
        requests.get("http://index.example/", timeout=5)

    assert b"\r\nAuthorization: Basic" in heads[0]
    assert b"\r\nProxy-Authorization: Basic" in heads[0]
