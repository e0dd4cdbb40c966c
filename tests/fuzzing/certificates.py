"""Certificates: lists of authorities in PEM, DER and PKCS#7 that settings name, and chains as servers show them.

The names in them are odd, or their bytes are. A server shows them in a real handshake, or in the first words of one
that was written by hand, where they may be anything at all.
"""

import os
import socket
import ssl
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import trustme

from fuzzing.kind import Kind, Parts
from fuzzing.mangle import mangled
from fuzzing.network import SECONDS, alone, tried
from net.servers import Script, response, saying, serving
from pyready.model.attempts import Wanted
from pyready.net import tls

_NAMES = (
    "Example Trust", "", "a" * 64, "\x1b[31mred", "\u202eabc", "user:pa55@host", "\U0001f600" * 16, "<b>x</b>", "O=b", "\n", "a\0b",
)  # fmt: skip
_WORDS = (
    b"-----BEGIN CERTIFICATE-----\n", b"-----END CERTIFICATE-----\n", b"-----BEGIN PKCS7-----\n", b"-----END PKCS7-----\n",
    b"-----BEGIN TRUSTED CERTIFICATE-----\n", b"-----BEGIN X509 CRL-----\n", b"=", b"MIIB", b"\r\n", b"AAAA", b"-----",
    b"\x30\x82\x01\x00", b"\x30\x80", b"\x30\x84\xff\xff\xff\xff", b"\x06\x03\x55\x1d\x1e", b"\x17\x0d99", b"\x0c\xff", b"\x1e\x02\xd8\0",
)  # fmt: skip
_VARIABLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_DIR")
ECDSA = trustme.KeyType.ECDSA


class Shown(NamedTuple):
    """What a server shows, its key, and whose authority it is, all in PEM."""

    chain: bytes
    key: bytes
    authority: bytes


@cache
def shown() -> list[Shown]:
    """One of each authority whose name a certificate can bear. They are made anew in each process."""
    return [made for name in _NAMES if (made := _of(name))]


def _of(name: str) -> Shown | None:
    try:
        authority = trustme.CA(organization_name=name, organization_unit_name=name, key_type=ECDSA)
        own = authority.issue_cert("localhost", "127.0.0.1", key_type=ECDSA)
    except ValueError:
        return None
    chain = b"".join(each.bytes() for each in own.cert_chain_pems)
    return Shown(chain, own.private_key_pem.bytes(), authority.cert_pem.bytes())


def _der(pem: bytes) -> bytes:
    return ssl.PEM_cert_to_DER_cert(pem.decode("ascii"))


def _pkcs7(der: bytes) -> bytes:
    """A PKCS#7 with this certificate in it, of which a list of authorities may be made by mistake."""
    inner = _long(0xA0, der) + b"\x31\x00"
    body = b"\x02\x01\x01\x31\x00\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01" + inner
    return _long(0x30, b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02" + _long(0xA0, _long(0x30, body)))


def _long(tag: int, body: bytes) -> bytes:
    return bytes((tag, 0x82)) + len(body).to_bytes(2, "big") + body


def _certificate(random: Random) -> Parts:
    one, other = random.choice(shown()), random.choice(shown())
    forms = (one.authority, one.authority + other.authority * 3, _der(one.authority), _pkcs7(_der(one.authority)))
    list_of_authorities = random.choice(forms)
    whole = random.random()
    return {
        "chain": one.chain,
        "key": one.key,
        "der": mangled(random, _der(random.choice((one.chain, other.authority))), _WORDS),
        "list": mangled(random, list_of_authorities, _WORDS) if whole < 0.6 else one.authority,
        "how": f"{random.choice(('system', 'python', 'none', 'requests'))} {random.choice(('tls', 'tls', 'by-hand'))}".encode(),
        "variable": random.choice(_VARIABLES).encode(),
    }


def _context(parts: Parts, folder: Path) -> ssl.SSLContext:
    (folder / "server.pem").write_bytes(parts["key"] + parts["chain"])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


def _message(kind: int, body: bytes) -> bytes:
    """A message of a handshake in a record of its own (RFC 5246, 6.2.1 and 7.4)."""
    message = bytes((kind,)) + len(body).to_bytes(3, "big") + body
    return b"".join(
        b"\x16\x03\x03" + len(part).to_bytes(2, "big") + part
        for part in (message[at : at + 16_000] for at in range(0, len(message), 16_000))
    )


def _by_hand(der: bytes) -> Script:
    """The first words of a server that speaks TLS 1.2 and shows these bytes for a certificate."""
    hello = b"\x03\x03" + bytes(32) + b"\0" + b"\xc0\x2b" + b"\0" + b"\0\5\xff\1\0\1\0"
    one = len(der).to_bytes(3, "big") + der

    def run(sock: socket.socket) -> None:
        sock.recv(4096)
        sock.sendall(_message(2, hello) + _message(11, len(one).to_bytes(3, "big") + one) + _message(14, b""))
        sock.recv(4096)

    return run


def _ask(parts: Parts) -> bool:
    lens, way = parts["how"].decode().split()
    cached: Callable[[], None] = tls._python.cache_clear  # each input has a list of its own, and all would be kept
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "list.pem"
        place.write_bytes(parts["list"])
        variable = parts["variable"].decode()
        named = {variable: folder if variable == "SSL_CERT_DIR" else str(place)}
        script = _by_hand(parts["der"][:60_000]) if way == "by-hand" else saying(response("200 OK", b"pip"))
        context = None if way == "by-hand" else _context(parts, Path(folder))
        with serving(script, context) as port, alone(**named):
            os.environ.setdefault("SSL_CERT_FILE", str(place))
            cached()
            roots = "system" if lens == "requests" else lens
            found = tried(Wanted("x", f"https://localhost:{port}/", "", roots, seconds=SECONDS), lens)  # type: ignore[arg-type]
            cached()
    return found.outcome == "reached" or found.layer == "tls"


KINDS = (Kind("certificates", 5, _certificate, _ask),)
