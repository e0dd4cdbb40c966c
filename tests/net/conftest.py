import socket
import ssl
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from net import servers
from net.parts import find_mitmproxy, mitmproxy, needed, squid
from pyready.net.transport import Transport

_SETTINGS = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file", "ssl_cert_dir")
_SETTINGS += ("requests_ca_bundle", "curl_ca_bundle", "request_method")


@pytest.fixture(autouse=True)
def clean_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No proxy, no bundle and no netrc of this machine has a say."""
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))


@pytest.fixture(autouse=True)
def no_name_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are looked up on this machine only; any other does not exist. Not a packet leaves, in a cage or not."""
    real = socket.getaddrinfo

    def look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in {"localhost", "127.0.0.1", "::1", None}:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    if sys.platform == "win32":
        pytest.skip("Windows trusts by its own list, which is not one test's to change: tests/windows, tests/native")
    return trustme.CA(organization_name="Example Trust", organization_unit_name="Network")


@pytest.fixture(scope="session")
def authority_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture(scope="session")
def server_context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    names = [f"{name}.{domain}" for name in ("index", "files") for domain in ("example", "localhost")]
    authority.issue_cert("localhost", "127.0.0.1", *names).configure_cert(context)
    return context


@pytest.fixture(scope="session")
def index_port(server_context: ssl.SSLContext) -> Iterator[int]:
    with servers.index(server_context) as port:
        yield port


@pytest.fixture
def trusted(authority_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority is in the system's store, as IT would put it there; not in certifi's list."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority_file))


@pytest.fixture
def bundle(authority_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """requests is told of the authority too."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority_file))


@pytest.fixture
def net() -> Transport:
    return Transport()


@pytest.fixture(scope="module")
def squid_port() -> Iterator[int]:
    with squid() as port:
        yield port


@pytest.fixture(scope="module")
def inspector(tmp_path_factory: pytest.TempPathFactory, index_port: int) -> Iterator[tuple[int, Path]]:
    """A mitmproxy in front of the loopback index: its port and its authority's file."""
    needed("mitmproxy", find_mitmproxy(), "run python tests/net/parts.py, or set PYREADY_MITMDUMP")
    with mitmproxy(tmp_path_factory.mktemp("mitm") / "run", index_port) as started:
        yield started
