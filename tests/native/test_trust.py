"""Windows' own judgement of a certificate: refused under an unknown root, accepted once the computer trusts it."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme

from native.commands import Commands
from net import servers
from pyready.model.attempts import Tried, Wanted
from pyready.net.transport import Transport

pytestmark = pytest.mark.native


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA(organization_name="Example Trust", organization_unit_name="pyready native tests")


@pytest.fixture
def port(authority: trustme.CA) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with servers.serving(servers.saying(servers.response("200 OK", b"hello")), context) as port:
        yield port


def tried(port: int, host: str = "localhost") -> Tried:
    return Transport().attempt(Wanted("x", f"https://{host}:{port}/", roots="system", seconds=30.0))


@contextmanager
def trusted(commands: Commands, authority: trustme.CA, folder: Path) -> Iterator[None]:
    """In the computer's store: adding to the person's own opens a question on the screen, which nobody here answers."""
    file = folder / "authority.cer"
    file.write_bytes(ssl.PEM_cert_to_DER_cert(authority.cert_pem.bytes().decode("ascii")))
    import hashlib

    thumbprint = hashlib.sha1(file.read_bytes(), usedforsecurity=False).hexdigest()
    commands.system("certutil.exe", "-f", "-addstore", "Root", str(file))
    try:
        yield
    finally:
        commands.system("certutil.exe", "-delstore", "Root", thumbprint)


def test_an_unknown_root_is_refused(port: int) -> None:
    found = tried(port)

    assert (found.outcome, found.layer, found.reason) == ("stopped", "tls", "unknown-root")


def test_a_root_that_the_computer_trusts_is_accepted_and_no_longer_once_it_is_gone(
    commands: Commands, authority: trustme.CA, port: int, tmp_path: Path
) -> None:
    with trusted(commands, authority, tmp_path):
        assert tried(port).outcome == "reached"
        wrong = tried(port, "127.0.0.1")
        assert (wrong.outcome, wrong.reason) == ("stopped", "wrong-name")
    assert tried(port).reason == "unknown-root"
