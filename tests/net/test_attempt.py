"""Our own transport, layer by layer, against servers on loopback."""

import ssl
import time

import pytest
import trustme

from net import servers
from net.servers import BLOCK_PAGE, Tunnel, response, saying, serving
from pyready import __version__
from pyready.model.attempts import Tried, Wanted
from pyready.net.asking import Asking
from pyready.net.transport import Transport


def asked(port: int, path: str = "/simple/pip/", **more: object) -> Asking:
    return Asking("index", f"https://localhost:{port}{path}", **{"seconds": 5.0, **more})  # type: ignore[arg-type]


def told(tried: Tried) -> tuple[str, str, str]:
    return tried.outcome, tried.layer, tried.reason


REACHED = ("reached", "", "")


@pytest.mark.usefixtures("trusted")
def test_a_server_that_the_system_trusts_is_reached_and_its_issuer_named(net: Transport, index_port: int) -> None:
    tried = net.attempt(asked(index_port, expect="html", holds="pip-"))
    assert told(tried) == REACHED
    assert (tried.status, tried.issuers, tried.proxy) == (200, ("Example Trust",), "")
    assert tried.date


@pytest.mark.usefixtures("trusted")
def test_a_plain_wanted_takes_any_answer(net: Transport, index_port: int) -> None:
    tried = net.attempt(Wanted("index", f"https://localhost:{index_port}/missing"))
    assert told(tried) == REACHED
    assert tried.status == 404


@pytest.mark.unmeasured
@pytest.mark.usefixtures("trusted", "bundle")
@pytest.mark.parametrize(
    ("path", "expect", "reason", "status"),
    [
        ("/six.whl", "binary", "", 200),
        ("/versions.json", "json", "", 200),
        ("/moved", "html", "", 200),
        ("/moved-three-times", "html", "", 200),
        ("/moved-four-times", "html", "redirected-away", 302),
        ("/blocked.json", "json", "block-page", 200),
        ("/blocked.json", "binary", "block-page", 200),
        ("/blocked.json", "html", "block-page", 200),
        ("/forbidden", "html", "block-page", 403),
        ("/forbidden", "any", "block-page", 403),
        ("/missing", "json", "status", 404),
        ("/missing", "any", "", 404),
        ("/circle", "html", "redirected-away", 302),
        ("/away", "html", "redirected-away", 302),
    ],
)
def test_http_answers_are_told_apart(
    net: Transport, index_port: int, path: str, expect: str, reason: str, status: int
) -> None:
    wanted = asked(index_port, path, expect=expect, holds="pip-" if expect == "html" else "")
    for tried in (net.attempt(wanted), net.attempt_with_requests(wanted)):
        assert told(tried) == (("stopped", "http", reason) if reason else REACHED)
        assert tried.status == status


@pytest.mark.usefixtures("trusted")
def test_a_redirect_is_followed_to_listed_hosts_only_and_reported(
    net: Transport, index_port: int, server_context: ssl.SSLContext
) -> None:
    moved = response("302 Found", b"", f"Location: https://127.0.0.1:{index_port}/simple/pip/")
    with serving(saying(moved), server_context) as port:
        tried = net.attempt(asked(port))
        assert told(tried) == ("stopped", "http", "redirected-away")
        assert tried.detail == "sent on to 127.0.0.1"
        tried = net.attempt(asked(port, redirects=(f"127.0.0.1:{index_port}",), holds="pip-"))
        assert (tried.outcome, tried.status, tried.detail) == ("reached", 200, "redirected to 127.0.0.1")


def test_names_and_ports_that_lead_nowhere(net: Transport, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(net.attempt(Wanted("x", "https://nowhere.invalid/"))) == ("stopped", "name", "no-such-name")
    assert told(net.attempt(Wanted("x", "https://localhost:1/"))) == ("stopped", "tcp", "refused")
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("0.0.0.0", 443))])
    assert told(net.attempt(Wanted("x", "https://blocked.example/"))) == ("stopped", "name", "sinkhole")


def test_a_resolver_that_hangs_is_left_behind(net: Transport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: time.sleep(3))
    began = time.monotonic()
    tried = net.attempt(Wanted("x", "https://slow.example/", seconds=0.3))
    assert told(tried) == ("no-answer", "name", "name-timed-out")
    assert time.monotonic() - began < 2


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (lambda sock: None, ("stopped", "http", "reset")),
        (saying(b"SSH-2.0-hello\r\n\r\n"), ("stopped", "http", "nonsense")),
        (servers.endless_headers, ("stopped", "http", "nonsense")),
        (servers.silent, ("no-answer", "http", "timed-out")),
        (servers.trickling(b""), ("no-answer", "http", "timed-out")),
        (servers.trickling(b"HTTP/1.1 200 OK\r\nX-Slow: "), ("no-answer", "http", "timed-out")),
        (servers.trickling(b"HTTP/1.1 200 OK\r\n\r\n"), ("no-answer", "http", "timed-out")),
    ],
    ids=["closes", "nonsense", "endless headers", "silent", "trickle", "trickled header", "trickled body"],
)
def test_servers_that_misbehave_cost_their_time_and_no_more(
    net: Transport, server_context: ssl.SSLContext, script: servers.Script, expected: tuple[str, str, str]
) -> None:
    with serving(script, server_context) as port:
        began = time.monotonic()
        tried = net.attempt(asked(port, seconds=0.6))
        assert told(tried) == expected
        assert time.monotonic() - began < 3


def test_tls_that_never_comes(net: Transport) -> None:
    with serving(servers.silent) as port:
        assert told(net.attempt(asked(port, seconds=0.5))) == ("no-answer", "tls", "timed-out")
    with serving(lambda sock: None) as port:
        assert told(net.attempt(asked(port)))[:2] == ("stopped", "tls")
    with serving(lambda sock: sock.sendall(b"SSH-2.0-this is no TLS\r\n")) as port:
        assert told(net.attempt(asked(port))) == ("stopped", "tls", "handshake")


def certificate(authority: trustme.CA, *names: str, **more: object) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **more).configure_cert(context)  # type: ignore[arg-type]
    return context


@pytest.mark.usefixtures("trusted")
def test_certificates_that_are_refused_say_why(net: Transport, authority: trustme.CA) -> None:
    import datetime as dt

    past, future = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2090, 1, 1, tzinfo=dt.UTC)
    cases = {
        "wrong-name": certificate(authority, "other.example"),
        "expired": certificate(authority, "localhost", not_after=past, not_before=past - dt.timedelta(days=9)),
        "not-yet-valid": certificate(
            authority, "localhost", not_before=future, not_after=future + dt.timedelta(days=9)
        ),
        "unknown-root": certificate(trustme.CA(organization_name="Somebody else"), "localhost"),
    }
    for reason, context in cases.items():
        with serving(saying(response("200 OK")), context) as port:
            assert told(net.attempt(asked(port))) == ("stopped", "tls", reason)


def test_mozilla_does_not_know_the_authority_and_none_reads_who_it_is(net: Transport, index_port: int) -> None:
    for roots in ("system", "mozilla"):
        assert told(net.attempt(asked(index_port, roots=roots))) == ("stopped", "tls", "unknown-root")
    tried = net.attempt(asked(index_port, roots="none"))
    assert told(tried) == REACHED
    assert (tried.issuers, tried.status) == (("Example Trust",), None)


def test_the_unverified_handshake_sends_no_request(net: Transport, server_context: ssl.SSLContext) -> None:
    received = []
    with serving(lambda sock: received.append(sock.recv(100)), server_context) as port:
        assert told(net.attempt(asked(port, roots="none"))) == REACHED
        time.sleep(0.1)
    assert received in ([], [b""])


PROXY_CASES = [
    (response("403 Forbidden", BLOCK_PAGE), ("stopped", "proxy", "proxy-blocked"), 403),
    (response("302 Found", b"", "Location: http://block.example/"), ("stopped", "proxy", "proxy-blocked"), 302),
    (response("503 Service Unavailable"), ("stopped", "proxy", "proxy-cannot-reach"), 503),
    (b"SSH-2.0-hello\r\n\r\n", ("stopped", "proxy", "proxy-nonsense"), None),
    (b"", ("stopped", "proxy", "proxy-nonsense"), None),
]


@pytest.mark.parametrize(("answer", "expected", "status"), PROXY_CASES)
def test_proxies_that_refuse(net: Transport, answer: bytes, expected: tuple[str, str, str], status: int | None) -> None:
    with serving(saying(answer)) as port:
        tried = net.attempt(Wanted("index", "https://index.example/", f"http://127.0.0.1:{port}", seconds=5))
    assert told(tried) == expected
    assert (tried.status, tried.proxy) == (status, f"127.0.0.1:{port}")


def test_a_proxy_that_wants_a_sign_in_is_offered_none(net: Transport) -> None:
    headers = ("Proxy-Authenticate: Negotiate", 'Proxy-Authenticate: NTLM, Basic realm="Staff, please"')
    heads = []

    def script(sock: object) -> None:
        heads.append(servers.read_head(sock))  # type: ignore[arg-type]
        sock.sendall(response("407 Proxy Authentication Required", b"", *headers))  # type: ignore[attr-defined]

    with serving(script) as port:
        tried = net.attempt(Wanted("index", "https://index.example/", f"http://me:pa55word@127.0.0.1:{port}"))
    assert told(tried) == ("stopped", "proxy", "sign-in")
    assert (tried.sign_in, tried.status) == (("negotiate", "ntlm", "basic"), 407)
    assert len(heads) == 1
    assert b"Authorization" not in heads[0]
    assert b"CONNECT index.example:443 HTTP/1.1" in heads[0]
    assert f"User-Agent: pyready/{__version__} (+".encode() in heads[0]
    assert "pa55word" not in repr(tried)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (servers.silent, ("no-answer", "proxy", "proxy-timed-out")),
        (servers.trickling(b"HTTP/1.1 200 OK\r\nX-Slow: "), ("no-answer", "proxy", "proxy-timed-out")),
        (servers.endless_headers, ("stopped", "proxy", "proxy-nonsense")),
    ],
    ids=["silent", "trickle", "endless headers"],
)
def test_proxies_that_misbehave(net: Transport, script: servers.Script, expected: tuple[str, str, str]) -> None:
    with serving(script) as port:
        tried = net.attempt(Wanted("index", "https://index.example/", f"127.0.0.1:{port}", seconds=0.5))
    assert told(tried) == expected


@pytest.mark.parametrize(
    ("proxy", "expected"),
    [
        ("127.0.0.1:1", ("stopped", "proxy", "proxy-refused")),
        ("http://proxy.invalid:8080", ("stopped", "proxy", "proxy-name")),
        ("http//me:pa55word@proxy:8080", ("stopped", "proxy", "proxy-malformed")),
        ("not an address", ("stopped", "proxy", "proxy-malformed")),
        ("socks5://127.0.0.1:1080", ("not-tried", "proxy", "proxy-unsupported")),
    ],
)
def test_proxies_that_cannot_be_spoken_to(net: Transport, proxy: str, expected: tuple[str, str, str]) -> None:
    tried = net.attempt(Wanted("index", "https://index.example/", proxy, seconds=8))
    assert told(tried) == expected
    assert "pa55word" not in repr(tried)


@pytest.mark.usefixtures("trusted")
def test_through_an_open_proxy_the_name_is_left_to_the_proxy(net: Transport, index_port: int) -> None:
    tunnel = Tunnel(index_port)
    with serving(tunnel) as port:
        wanted = Asking("index", "https://index.example/simple/pip/", f"http://127.0.0.1:{port}", holds="pip-")
        tried = net.attempt(wanted)
    assert told(tried) == REACHED
    assert tried.proxy == f"127.0.0.1:{port}"
    assert tunnel.heads[0].startswith(b"CONNECT index.example:443 ")


def test_control_characters_of_a_server_are_made_visible(net: Transport) -> None:
    ca = trustme.CA(organization_name="Evil\x1b[2J" + "x" * 300)
    with serving(saying(response("200 OK")), certificate(ca, "localhost")) as port:
        (issuer,) = net.attempt(asked(port, roots="none")).issuers
    assert issuer.startswith("Evil\\u001b[2Jxxx")
    assert len(issuer) <= 200
