"""TLS: whose roots decide, what a refusal means, and who signed."""

import hashlib
import re
import socket
import ssl
import threading
from contextlib import suppress
from functools import cache
from typing import Literal

import certifi

from pyready.net.deadline import Deadline
from pyready.net.stop import Stop, detail_of, words
from pyready.net.system_trust import truststore

_BY_CODE = {
    # OpenSSL, x509_vfy.h
    2: "unknown-root", 18: "unknown-root", 19: "unknown-root", 20: "unknown-root", 21: "unknown-root",
    9: "not-yet-valid", 10: "expired", 23: "revoked", 62: "wrong-name", 64: "wrong-name",
    # Windows, winerror.h: CERT_E_EXPIRED, _UNTRUSTEDROOT, _CHAINING, _REVOKED, _CN_NO_MATCH, CRYPT_E_REVOKED
    0x800B0101: "expired", 0x800B0109: "unknown-root", 0x800B010A: "unknown-root", 0x800B010C: "revoked",
    0x800B010F: "wrong-name", 0x80092010: "revoked",
    # macOS, SecBase.h: errSecNotTrusted, errSecCreateChainFailed, ...Expired, ...NotValidYet, HostNameMismatch, Revoked
    -67843: "unknown-root", -25318: "unknown-root", -67818: "expired", -67819: "not-yet-valid", -67602: "wrong-name",
    -67820: "revoked",
}  # fmt: skip
_STRICT_CODES = range(79, 95)
"""OpenSSL's complaints about what RFC 5280 asks of a certificate: those that VERIFY_X509_STRICT adds among them."""

_BY_WORDS = (
    (r"not yet valid", "not-yet-valid"),
    (r"expired|validity period", "expired"),
    (r"hostname|host name|ip address mismatch|doesn't match|cn name", "wrong-name"),
    (r"revoked", "revoked"),
    (r"not marked critical|missing .*key identifier|key usage|basic constraints", "strict-x509"),
    (r"self.signed|issuer|not trusted|unknown authority|chain", "unknown-root"),
)

DOUBTED = ("unknown-root", "strict-x509", "expired", "not-yet-valid", "wrong-name", "revoked")
"""Reasons that are about the certificates: naming who signed helps."""


Verifying = Literal["system", "mozilla", "python"]
"""Whose roots: the system's own engine, Mozilla's list, or what Python's `ssl` reads of the system's list."""


def handshake(sock: socket.socket, host: str, roots: Verifying, deadline: Deadline) -> ssl.SSLSocket:
    """A verified TLS connection, or Stop with layer `tls`."""
    return _shake(_context(roots), sock, host, deadline)


def read_chain(sock: socket.socket, host: str, deadline: Deadline) -> tuple[str, ...]:
    """Who signed what is served here: the one handshake that verifies nothing. Not a byte of HTTP is sent on it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with _shake(context, sock, host, deadline) as secured:
        return issuers(secured)


_ONE_AT_A_TIME = threading.Lock()
"""A list of authorities takes about 30 ms to load: it is loaded once, and the other threads wait for it."""


def _context(roots: Verifying) -> ssl.SSLContext:
    # not create_default_context: it would write keys to a file if SSLKEYLOGFILE says so, and is strict by version
    if roots == "system":
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with _ONE_AT_A_TIME:
        return _mozilla(certifi.where()) if roots == "mozilla" else _python(ssl.get_default_verify_paths())


@cache
def _mozilla(bundle: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(bundle)
    return context


@cache
def _python(paths: ssl.DefaultVerifyPaths) -> ssl.SSLContext:
    """As `ssl.create_default_context` of Python 3.13 and newer, which added these two flags (its What's New)."""
    del paths  # what a variable may change between two calls
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs(ssl.Purpose.SERVER_AUTH)
    context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def _shake(context: ssl.SSLContext, sock: socket.socket, host: str, deadline: Deadline) -> ssl.SSLSocket:
    try:
        sock.settimeout(deadline.left())
        secured = context.wrap_socket(sock, server_hostname=host)
    except TimeoutError as error:
        raise Stop("tls", "timed-out") from error
    except ssl.SSLError as error:
        raise Stop("tls", tls_reason(error), tls_detail(error)) from error
    except ConnectionError as error:
        raise Stop("tls", "reset", detail_of(error)) from error
    except (OSError, ValueError) as error:  # ValueError: a host that cannot stand in a handshake
        raise Stop("tls", "handshake", detail_of(error)) from error
    if secured.version() is None:  # with a socket whose other end is gone already `ssl` begins no handshake
        secured.close()
        raise Stop("tls", "reset")
    return secured


def tls_reason(error: ssl.SSLError) -> str:
    """Why the handshake failed, as an id."""
    if not isinstance(error, ssl.SSLCertVerificationError):
        return "reset" if isinstance(error, ssl.SSLEOFError) else "handshake"
    code = int(getattr(error, "verify_code", 0) or 0)
    if code in _STRICT_CODES:
        return "strict-x509"
    found = _BY_CODE.get(code) or _BY_CODE.get(code & 0xFFFFFFFF)  # Windows' codes may come signed
    if found:
        return found
    said = tls_detail(error).casefold()
    return next((reason for pattern, reason in _BY_WORDS if re.search(pattern, said)), "handshake")


def tls_detail(error: ssl.SSLError) -> str:
    """OpenSSL's or the system's own words."""
    return words(getattr(error, "verify_message", "") or error.reason or error.strerror or "")


def issuers(sock: ssl.SSLSocket) -> tuple[str, ...]:
    """Organisation, or else common name, of whoever signed each certificate as served, the server's own first."""
    names: dict[str, None] = {}
    with suppress(AttributeError, ssl.SSLError, ValueError):  # not in every Python: then nobody is named
        for certificate in sock._sslobj.get_unverified_chain() or ():  # type: ignore[attr-defined]  # noqa: SLF001
            pairs = [pair for part in certificate.get_info().get("issuer", ()) for pair in part]
            issuer = dict(reversed(pairs))
            names[words(issuer.get("organizationName") or issuer.get("commonName") or "no name")] = None
    return tuple(names)


def anchor(sock: ssl.SSLSocket) -> str:
    """The SHA-1 of the certificate that ended a verified chain, as Windows names it in its store; empty if not told."""
    with suppress(AttributeError, ssl.SSLError, ValueError):  # not in every Python
        import _ssl

        chain = sock._sslobj.get_verified_chain() or ()  # type: ignore[attr-defined]  # noqa: SLF001
        for certificate in chain[-1:]:
            whole = certificate.public_bytes(_ssl.ENCODING_DER)
            return hashlib.sha1(whole, usedforsecurity=False).hexdigest().upper()
    return ""
