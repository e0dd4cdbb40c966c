"""The lens of Python's own list: real handshakes on loopback."""

import hashlib
import ssl
from pathlib import Path
from typing import cast

import pytest
import trustme

from net.servers import index
from net.test_attempt import REACHED, asked, told
from net.test_probe import looked, own_profile
from net.test_tls_reasons import old_fashioned
from pyready.model.activity import Journal
from pyready.model.attempts import Tried, Vouched
from pyready.net.transport import Transport


@pytest.mark.usefixtures("trusted")
def test_a_sound_authority_passes_and_its_certificate_is_told_by_its_sha1(
    net: Transport, index_port: int, authority_file: Path
) -> None:
    tried = net.attempt(asked(index_port, roots="python", only_handshake=True))

    assert told(tried) == REACHED
    assert isinstance(tried, Vouched)
    whole = ssl.PEM_cert_to_DER_cert(authority_file.read_text("ascii"))
    assert tried.anchor == hashlib.sha1(whole, usedforsecurity=False).hexdigest().upper()


def test_an_authority_that_the_list_does_not_hold_is_refused(net: Transport, index_port: int) -> None:
    tried = net.attempt(asked(index_port, roots="python", only_handshake=True))

    assert told(tried) == ("stopped", "tls", "unknown-root")
    assert cast(Vouched, tried).anchor == ""


def test_an_old_authority_is_trusted_by_the_system_and_refused_by_the_strict_rules(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority, pem = old_fashioned()
    (tmp_path / "ca.pem").write_bytes(pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(server)
    with index(server) as port:
        (each,) = looked(10, own_profile(port)).endpoints

    assert told(each.system) == REACHED
    assert told(each.python) == ("stopped", "tls", "strict-x509")
    assert "key" in each.python.detail.casefold() or "basic" in each.python.detail.casefold()


@pytest.mark.usefixtures("trusted")
def test_the_probe_keeps_no_sha1_and_lists_the_handshake(index_port: int) -> None:
    journal = Journal()
    (each,) = looked(10, own_profile(index_port), journal).endpoints

    assert type(each.python) is Tried
    assert told(each.python) == REACHED
    assert each.held_by == ""
    hows = [entry.how for entry in journal.finished().contacted]
    assert sorted(hows) == ["handshake", "handshake", "request", "request"]


def test_where_the_system_stops_at_the_certificates_the_own_list_is_not_tried(index_port: int) -> None:
    (each,) = looked(10, own_profile(index_port)).endpoints

    assert told(each.system) == ("stopped", "tls", "unknown-root")
    assert each.python == Tried("not-tried")


def test_a_new_list_counts_at_once(
    net: Transport, index_port: int, authority_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The list is loaded once and kept: not longer than it holds."""
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    wanted = asked(index_port, roots="python", only_handshake=True)
    seen = []
    for path in (other, authority_file, other):
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        seen.append(net.attempt(wanted).outcome)

    assert seen == ["stopped", "reached", "stopped"]
