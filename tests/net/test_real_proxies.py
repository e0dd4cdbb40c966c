"""A real squid and a real mitmproxy on loopback, seen through all three lenses."""

import ssl
from pathlib import Path

import msgspec
import pytest

from net.parts import squid
from net.test_attempt import REACHED, told
from net.test_probe import looked
from pyready.knowledge.endpoints import endpoints
from pyready.model.attempts import Tried
from pyready.net.asking import Asking
from pyready.net.transport import Transport

pytestmark = [pytest.mark.unmeasured, pytest.mark.network]
UNKNOWN = ("stopped", "tls", "unknown-root")


def lenses(net: Transport, wanted: Asking, monkeypatch: pytest.MonkeyPatch) -> tuple[Tried, Tried, Tried]:
    """The system's, Mozilla's and requests', all through the proxy that the wish names."""
    monkeypatch.setenv("HTTPS_PROXY", f"http://{wanted.proxy}")
    mozilla = msgspec.structs.replace(wanted, roots="mozilla", only_handshake=True)
    return net.attempt(wanted), net.attempt(mozilla), net.attempt_with_requests(wanted)


@pytest.mark.usefixtures("trusted")
def test_squid_lets_through_and_the_certificates_stay_the_servers_own(
    net: Transport, squid_port: int, index_port: int, authority_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Asking("index", f"https://127.0.0.1:{index_port}/simple/pip/", f"127.0.0.1:{squid_port}", holds="pip-")
    system, mozilla, requests = lenses(net, wanted, monkeypatch)
    assert (told(system), told(mozilla), told(requests)) == (REACHED, UNKNOWN, UNKNOWN)
    assert system.issuers == ("Example Trust",)
    assert {each.proxy for each in (system, mozilla, requests)} == {f"127.0.0.1:{squid_port}"}
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority_file))
    requests = net.attempt_with_requests(wanted)
    assert (told(requests), requests.issuers) == (REACHED, ("Example Trust",))


def test_squid_that_cannot_reach_the_server(net: Transport, squid_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    system, mozilla, requests = lenses(
        net, Asking("index", "https://127.0.0.1:1/", f"127.0.0.1:{squid_port}"), monkeypatch
    )
    for tried in (system, mozilla, requests):
        assert told(tried) == ("stopped", "proxy", "proxy-cannot-reach")
        assert tried.status == 503


@pytest.mark.parametrize(
    ("rules", "reason", "schemes"),
    [
        (("http_access deny all",), "proxy-blocked", ()),
        (
            (
                "auth_param basic program /bin/cat",
                "auth_param basic realm Staff",
                "acl staff proxy_auth REQUIRED",
                "http_access allow staff",
                "http_access deny all",
            ),
            "sign-in",
            ("basic",),
        ),
    ],
    ids=["forbids", "wants a sign-in"],
)
def test_squid_that_refuses(
    net: Transport,
    monkeypatch: pytest.MonkeyPatch,
    rules: tuple[str, ...],
    reason: str,
    schemes: tuple[str, ...],
) -> None:
    with squid(*rules) as port:
        wanted = Asking("index", "https://index.example/simple/pip/", f"127.0.0.1:{port}")
        system, mozilla, requests = lenses(net, wanted, monkeypatch)
    for tried in (system, mozilla, requests):
        assert told(tried) == ("stopped", "proxy", reason)
    assert system.sign_in == mozilla.sign_in == schemes
    assert requests.sign_in == ()  # requests loses the headers of a 407: the reason for a transport of our own


def test_inspection_that_nobody_here_trusts_is_named(
    net: Transport, inspector: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Asking("index", "https://index.example/simple/pip/", f"127.0.0.1:{inspector[0]}")
    assert [told(each) for each in lenses(net, wanted, monkeypatch)] == [UNKNOWN, UNKNOWN, UNKNOWN]
    seen = net.attempt(msgspec.structs.replace(wanted, roots="none", only_handshake=True))
    assert (told(seen), seen.issuers) == (REACHED, ("mitmproxy",))


def test_inspection_that_the_system_trusts(
    net: Transport, inspector: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, authority = inspector
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    wanted = Asking("index", "https://index.example/simple/pip/", f"127.0.0.1:{port}", expect="html", holds="pip-")
    system, mozilla, requests = lenses(net, wanted, monkeypatch)
    assert (told(system), told(mozilla), told(requests)) == (REACHED, UNKNOWN, UNKNOWN)
    assert system.issuers == ("mitmproxy",)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority))
    requests = net.attempt_with_requests(wanted)
    assert (told(requests), requests.issuers) == (REACHED, ("mitmproxy",))


def test_the_true_names_through_an_inspecting_proxy(
    inspector: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The built-in endpoints, their names taken at run time; the proxy leads every one of them to loopback."""
    port, authority = inspector
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
    found = looked(seconds=25)
    assert [each.id for each in found.endpoints] == [each.id for each in endpoints(platform="linux")]
    for each in found.endpoints:
        assert (each.own, each.inspected) == (False, True), each
        assert each.system.issuers == ("mitmproxy",)
        assert told(each.mozilla) == told(each.requests) == UNKNOWN
        assert each.mozilla.issuers == ("mitmproxy",)
    index = found.endpoints[0]
    assert (index.id, told(index.system)) == ("index", REACHED)


def test_true_names_whose_inspection_nobody_trusts(
    inspector: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{inspector[0]}")
    for each in looked(seconds=25).endpoints:
        assert told(each.system) == UNKNOWN
        assert (each.system.issuers, each.inspected) == (("mitmproxy",), None)


def test_no_real_trust_is_changed_by_these_tests() -> None:
    assert "mitmproxy" not in repr(ssl.create_default_context().get_ca_certs())
