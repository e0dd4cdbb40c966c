"""The program itself on bad input: it ends in time with a plain answer, and stays small."""

import datetime as dt
import gzip
import json
import os
import socket
import ssl
import subprocess
import sys
import time
import warnings
from pathlib import Path
from typing import Any, NamedTuple

import pytest

if sys.platform == "win32":
    pytest.skip("the memory that a program took is asked of POSIX", allow_module_level=True)

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from children import ran
from net import servers
from net.servers import read_head, response, saying, serving

pytestmark = [pytest.mark.network, pytest.mark.slow]
SOURCE = str(Path(__file__).parents[2] / "src")
DEADLINE_S = 5
AMPLE_S = 15
"""Where nothing is to wait for."""
LATE_S = 6
"""Wide: it tells a hang from the starting of a program on a busy machine."""
MOST_MB = 120
SERVERS = 12
LARGE = 50_000_000

# Between this process, whose own memory a child is charged with until it becomes another program, and the one measured.
MEASURED = "import os, sys; child = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:]); _, status, used = os.wait4(child, 0); print('KIB', used.ru_maxrss, file=sys.stderr); sys.exit(os.waitstatus_to_exitcode(status))"  # fmt: skip


class Ended(NamedTuple):
    """How a run of pyready went."""

    code: int
    out: str
    said: str
    megabytes: float


def run(home: Path, *words: str, seconds: float = AMPLE_S, **variables: str) -> Ended:
    """Run pyready; it has to end in time, without a traceback, and stay small."""
    words += ("--deadline", str(seconds)) if "--site" in words else ()
    names = ("PATH", "SSL_CERT_FILE")
    environment = {name: os.environ[name] for name in names if name in os.environ} | {"HOME": str(home)}
    began = time.monotonic()
    done = ran(
        [sys.executable, "-c", MEASURED, sys.executable, "-m", "pyready", *words], 60, stdin=subprocess.DEVNULL,
        env=environment | {"PYTHONPATH": SOURCE} | variables,
    )  # fmt: skip
    took = time.monotonic() - began
    said, _, kib = done.stderr.decode().rpartition("KIB ")
    print(f"{said}\n{int(kib) * 1024 / 1e6:.0f} MB, {took:.1f} s")  # noqa: T201 - shown when a test fails
    assert "Traceback" not in done.stdout.decode() + said
    assert took < seconds + LATE_S
    assert int(kib) * 1024 / 1e6 < MOST_MB
    return Ended(done.returncode, done.stdout.decode(), said, int(kib) * 1024 / 1e6)


def check(home: Path, url: str, *more: str, seconds: float = AMPLE_S, **variables: str) -> dict[str, Any]:
    """The record of a check of twelve servers, which are one."""
    site = home / "site.toml"
    each = "".join(f'[[endpoint]]\nid = "s{number}"\nurl = "{url}"\n' for number in range(SERVERS))
    site.write_text(f"only_these_endpoints = true\n{each}", "utf-8")
    words = ("check", "--site", str(site), "--format", "json", "--exit-zero", *more)
    ended = run(home, *words, seconds=seconds, **variables)
    assert ended.code == 0
    return json.loads(ended.out)  # type: ignore[no-any-return]


def met(record: dict[str, Any], lens: str) -> set[tuple[str, str, str]]:
    """How the servers were met, by one lens."""
    tries = [each[lens] for each in record["facts"]["network"]["value"]["endpoints"]]
    assert len(tries) == SERVERS
    return {(each["outcome"], each["layer"], each["reason"]) for each in tries}


def goes_on_and_on(sock: socket.socket) -> None:
    """A promise of an answer, again and again."""
    read_head(sock)
    while True:
        sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def one_long_line(sock: socket.socket) -> None:
    read_head(sock)
    sock.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        sock.sendall(b"y" * 65536)


CIRCLE = response("302 Found", b"", "Location: https://index.example/")
NONSENSE, LATE = ("stopped", "proxy", "proxy-nonsense"), ("no-answer", "proxy", "proxy-timed-out")
PROXIES = {
    "speaks nonsense": (saying(b"\x00\xff\x1b[2J" * 2000 + b"\r\n\r\n"), NONSENSE),
    "closes at once": (lambda sock: None, NONSENSE),
    "trickles a byte a second": (servers.trickling(b"HTTP/1.1 200 OK\r\nX-Slow: ", every=1.0), LATE),
    "sends endless headers": (servers.endless_headers, NONSENSE),
    "sends one endless header": (one_long_line, NONSENSE),
    "sends endless promises": (goes_on_and_on, NONSENSE),
    "redirects in a circle": (saying(CIRCLE), ("stopped", "proxy", "proxy-blocked")),
}


@pytest.mark.parametrize(("script", "expected"), PROXIES.values(), ids=PROXIES)
def test_a_proxy_that_misbehaves(tmp_path: Path, script: servers.Script, expected: tuple[str, str, str]) -> None:
    with serving(script) as port:
        record = check(tmp_path, "https://index.example/", seconds=DEADLINE_S, HTTPS_PROXY=f"http://127.0.0.1:{port}")
    assert met(record, "system") == {expected}
    assert {outcome for outcome, _, _ in met(record, "requests")} <= {"stopped", "no-answer"}


@pytest.mark.usefixtures("trusted", "bundle")
def test_a_server_that_redirects_in_a_circle(tmp_path: Path, index_port: int, authority_file: Path) -> None:
    record = check(tmp_path, f"https://localhost:{index_port}/circle", REQUESTS_CA_BUNDLE=str(authority_file))
    assert met(record, "system") == met(record, "requests") == {("stopped", "http", "redirected-away")}


@pytest.mark.usefixtures("trusted", "bundle")
def test_a_small_answer_that_unpacks_to_a_large_one(
    tmp_path: Path, server_context: ssl.SSLContext, authority_file: Path
) -> None:
    packed = response("200 OK", gzip.compress(bytes(LARGE)), "Content-Encoding: gzip")
    with serving(saying(packed), server_context) as port:
        record = check(tmp_path, f"https://localhost:{port}/", REQUESTS_CA_BUNDLE=str(authority_file))
    assert {outcome for outcome, _, _ in met(record, "requests")} == {"reached"}


def part(kind: x509.ObjectIdentifier, text: str) -> x509.NameAttribute:
    with warnings.catch_warnings():  # of what no certificate should hold
        warnings.simplefilter("ignore")
        return x509.NameAttribute(kind, text, _validate=False)


ORGANISATION, COMMON = x509.NameOID.ORGANIZATION_NAME, x509.NameOID.COMMON_NAME
CERTIFICATES = {
    "no name": (x509.Name([]), "no name"),
    "empty names": (x509.Name([part(ORGANISATION, ""), part(COMMON, "")]), "no name"),
    "a huge name": (x509.Name([part(ORGANISATION, "x" * 30_000)]), "x" * 197 + "..."),
    "many names": (x509.Name([part(COMMON, f"name {number}") for number in range(2000)]), "name 0"),
    "control characters": (x509.Name([part(ORGANISATION, "\x1b[2J\r\n\u202eA\u2028B\x00C")]), "\\u001b[2J\\u000d\\u000a\\u202eA\\u2028B\\u0000C"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "shown"), CERTIFICATES.values(), ids=CERTIFICATES)
def test_certificates_with_odd_names(tmp_path: Path, name: x509.Name, shown: str) -> None:
    with serving(saying(response("200 OK")), signed_by(name, tmp_path)) as port:
        record = check(tmp_path, f"https://localhost:{port}/", "--private")
        text = run(tmp_path, "check", "--private", "--site", str(tmp_path / "site.toml"), "--details")
    assert met(record, "system") == met(record, "requests") == {("stopped", "tls", "unknown-root")}
    issuers = {tuple(each["system"]["issuers"]) for each in record["facts"]["network"]["value"]["endpoints"]}
    assert issuers == {(shown,)}
    assert not set(text.out) & set("\x00\x1b\r\u202e\u2028")


def signed_by(name: x509.Name, folder: Path) -> ssl.SSLContext:
    """A server whose certificate bears that name as its own and its signer's."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(5).not_valid_before(now - dt.timedelta(days=1))
    builder = builder.not_valid_after(now + dt.timedelta(days=9))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    made = builder.sign(key, hashes.SHA256())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    pem = made.public_bytes(Encoding.PEM) + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "server.pem").write_bytes(pem)
    context.load_cert_chain(folder / "server.pem")
    return context


FILES = {".config/pip/pip.conf": "; x\n", ".gitconfig": "# x\n", ".condarc": "# x\n", ".config/uv/uv.toml": "# x\n"}


def test_settings_files_of_50_mb_are_neither_read_whole_nor_changed(tmp_path: Path, squid_port: int) -> None:
    for name, line in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(line * (LARGE // len(line)), "ascii")
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in FILES}
    record = check(tmp_path, "https://index.example/", HTTPS_PROXY=f"http://127.0.0.1:{squid_port}")
    assert "malformed" in {each["found"] for each in record["did"]["read"] if each["by"] == "settings"}
    words = ("--site", str(tmp_path / "site.toml"), "--write", "--yes")
    ended = run(tmp_path, "config", "pip", "git", "conda", "uv", *words)
    assert ended.code == 1
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in FILES} == before


def test_a_profile_and_a_journal_of_50_mb_are_refused(tmp_path: Path) -> None:
    (tmp_path / "large.toml").write_bytes(b"# x\n" * (LARGE // 4))
    ended = run(tmp_path, "check", "--site", str(tmp_path / "large.toml"), "--offline")
    assert (ended.code, ended.out) == (2, "")
    assert "large" in ended.said
    journal = tmp_path / ".local" / "share" / "pyready" / "journal.json"
    journal.parent.mkdir(parents=True)
    journal.write_bytes(b" " * LARGE)
    ended = run(tmp_path, "config", "--undo")
    assert ended.code == 1
    assert "larger than 1 MB" in ended.said
