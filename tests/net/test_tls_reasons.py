"""What a refusal of a certificate means, on each system."""

import datetime as dt
import socket
import ssl
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from for_each import for_each
from pyready.net.deadline import after
from pyready.net.stop import Stop
from pyready.net.tls import Verifying, handshake, read_chain, tls_reason


@for_each(
    ("code", "message", "reason"),
    [
        (20, "unable to get local issuer certificate", "unknown-root"),
        (19, "self-signed certificate in certificate chain", "unknown-root"),
        (10, "certificate has expired", "expired"),
        (9, "certificate is not yet valid", "not-yet-valid"),
        (62, "Hostname mismatch", "wrong-name"),
        (23, "certificate revoked", "revoked"),
        (89, "Basic Constraints of CA cert not marked critical", "strict-x509"),
        (85, "Missing Authority Key Identifier", "strict-x509"),
        (0x800B0109, "A certificate chain processed, but terminated in a root certificate", "unknown-root"),
        (0x800B0109 - (1 << 32), "the same, as a signed number", "unknown-root"),
        (0x800B0101, "", "expired"),
        (0x800B010F, "", "wrong-name"),
        (-67843, "“index” certificate is not trusted", "unknown-root"),
        (-67602, "", "wrong-name"),
        (0, "certificate is not trusted", "unknown-root"),
        (0, "certificate's validity period", "expired"),
        (0, "something new", "handshake"),
    ],
)
def test_codes_and_words_of_each_system(code: int, message: str, reason: str) -> None:
    error = ssl.SSLCertVerificationError(1, message)
    error.verify_code, error.verify_message = code, message
    assert tls_reason(error) == reason


def old_fashioned() -> tuple[trustme.CA, bytes]:
    """An authority as old inspection boxes make them: its basic constraints are not critical, key usage is missing."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Old Box")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = (
        builder.serial_number(5)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=9))
    )
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=False)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    pem = builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    return trustme.CA.from_pem(pem, private), pem


def test_an_old_inspection_authority_passes_python_3_12_and_fails_3_13(tmp_path: Path) -> None:
    authority, pem = old_fashioned()
    (tmp_path / "ca.pem").write_bytes(pem)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(server)

    def shake(flags: ssl.VerifyFlags) -> None:
        client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        client.verify_flags |= flags
        client.load_verify_locations(tmp_path / "ca.pem")
        there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
        ours = client.wrap_bio(back, there, server_hostname="localhost")
        theirs = server.wrap_bio(there, back, server_side=True)
        with pytest.raises(ssl.SSLWantReadError):
            ours.do_handshake()
        with pytest.raises(ssl.SSLWantReadError):
            theirs.do_handshake()
        ours.do_handshake()

    shake(ssl.VerifyFlags(0))
    with pytest.raises(ssl.SSLCertVerificationError) as refused:
        shake(ssl.VerifyFlags.VERIFY_X509_STRICT)
    assert tls_reason(refused.value) == "strict-x509"


@pytest.mark.parametrize("roots", ["system", "mozilla", "python"])
def test_a_socket_whose_other_end_is_gone_is_no_finished_handshake(roots: Verifying) -> None:
    """`ssl` wraps one without a word, and without a handshake."""
    for shake in (
        lambda sock: handshake(sock, "localhost", roots, after(2)),
        lambda sock: read_chain(sock, "localhost", after(2)),
    ):
        with socket.socket() as sock, pytest.raises(Stop) as stopped:
            shake(sock)
        assert (stopped.value.layer, stopped.value.reason) == ("tls", "reset")
