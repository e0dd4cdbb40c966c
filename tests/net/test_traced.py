"""What the kernel was asked is what the report says, both ways: the real program under strace (`deeds.py` says how)."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from ssl import SSLContext
from typing import Any

import pytest

from commands.furnished import furnish
from commands.program import SOURCE
from deeds import Known, Told, after_start, of_python, unseen, untold
from net import servers
from net.parts import free_port
from strace import Call, traced

pytestmark = [
    pytest.mark.slow,
    pytest.mark.network,
    pytest.mark.skipif(sys.platform != "linux", reason="strace is for Linux"),
]
ASKED = """
import grp, os, pwd, socket
os.access("/asked", 0)
pwd.getpwuid(os.geteuid()), [grp.getgrgid(each) for each in {os.getegid(), *os.getgroups()}]
os.access("/asked", 0)
socket.getaddrinfo("localhost", 1, type=socket.SOCK_STREAM)
import urllib3.util.connection
"""
SITE = """only_these_endpoints = true
[[endpoint]]
id = "index"
url = "https://127.0.0.1:{index}/simple/pip/"
[[endpoint]]
id = "index-files"
url = "https://{name}:{index}/six.whl"
[[endpoint]]
id = "own-moved"
url = "https://127.0.0.1:{moved}/"
redirects = ["{name}:{index}"]
[[endpoint]]
id = "own-closed"
url = "https://127.0.0.1:{closed}/"
"""
PLANTED = """
import os, socket, subprocess, sys, time
from pathlib import Path
import msgspec
from pyready.engine.collect import Limits, collect
from pyready.model.facts import Facts
from pyready.model.host import Reading
from pyready.model.probe import Probe, file
from pyready.net.transport import Transport
from pyready.posix.host import posix_host
from pyready.probes.machine import MachineFacts

def beside_the_host(host, facts):
    host.files.text("/etc/hostname")
    Path("/etc/fstab").read_bytes()
    os.listdir("/var")
    os.stat("/srv")
    Path("written").write_text("x", "utf-8")
    subprocess.run(["/bin/true"], check=True)
    socket.create_connection(("127.0.0.1", int(sys.argv[1]))).close()
    return MachineFacts(Reading("missing"))

probe = Probe("machine", MachineFacts, beside_the_host, "about", reads=(file("/etc/hostname", "why"),))
look = collect(posix_host(Transport()), (probe,), Facts({}, {}), Limits(time.monotonic()))
assert isinstance(look.facts.entry(MachineFacts), MachineFacts), look.facts.entry(MachineFacts)
sys.stdout.buffer.write(msgspec.json.encode(look.journal.finished()))
"""
"""A probe that goes to the computer beside its host."""

GIVEN_UP = """
import datetime as dt, sys, time
import msgspec
from pyready.engine.collect import Limits, collect
from pyready.model.facts import Asked, Facts
from pyready.net.transport import Transport
from pyready.posix.host import posix_host
from pyready.probes import PROBES, TYPES

given = Facts({Asked: Asked("linux", offline=True)}, TYPES)
look = collect(posix_host(Transport()), PROBES, given, Limits(time.monotonic(), local_s=float(sys.argv[1])))
did = look.journal.finished()
assert look.hung
time.sleep(0.5)
sys.stdout.buffer.write(msgspec.json.encode(did))
"""
"""A look that ends too early, and what its probes would still do."""


def run(folder: Path, *words: object, **more: str) -> tuple[list[Call], bytes]:
    """Run Python with these words. Its environment is given whole: what a person's desktop sets is no part of it."""
    (folder / "tmp").mkdir(exist_ok=True)
    plain = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TMPDIR": str(folder / "tmp"), "HOME": str(folder)}
    given = plain | {"PYTHONPATH": SOURCE, "PYTHONDONTWRITEBYTECODE": "1"} | more
    return traced([sys.executable, "-P", *words], folder, given)


def check(folder: Path, *words: str, **more: str) -> tuple[list[Call], dict[str, Any]]:
    """Run `pyready check`: its calls, and what its report says that it did."""
    given = ("-m", "pyready", "check", "--private", "--format", "json", "--exit-zero", *words)
    calls, out = run(folder, *given, **more)
    report = (folder / "report.json").read_bytes() if "-o" in words else out
    return after_start(calls), json.loads(report)["did"]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """What the C library does here when it is asked for the account, and for a name of this computer."""
    calls, _ = run(tmp_path_factory.mktemp("asked"), "-c", ASKED)
    begin, end = (at for at, call in enumerate(calls) if call.place == "/asked")
    accounts, online = (
        {call[:2] for call in part if not of_python(call)} for part in (calls[begin + 1 : end], calls[end + 1 :])
    )
    return Known(frozenset(accounts), frozenset(online), interpreter=os.path.realpath(sys.executable))


def agree(folder: Path, calls: list[Call], did: dict[str, Any], known: Known) -> None:
    """The report is whole, and says nothing that was not done."""
    told = Told(did, calls, known, folder)
    assert list(dict.fromkeys(untold(calls, told))) == []
    assert unseen(calls, told) == []


def test_offline(tmp_path: Path, known: Known) -> None:
    calls, did = check(tmp_path, "--offline", **furnish(tmp_path / "home"))

    agree(tmp_path, calls, did, known)
    assert {call.kind for call in calls} - {"look", "link", "open", "list"} <= {"connect"}
    assert {call.place for call in calls if call.kind == "connect"} <= {place for _, place in known.accounts}
    looked = {call.kind for call in calls if call.place == str(tmp_path / "home" / ".netrc")}
    assert looked == {"look", "link"}
    assert len(did["read"]) > 150


def test_what_is_written_and_started(tmp_path: Path, known: Known) -> None:
    calls, did = check(tmp_path, "--offline", "--try-run", "--route", "uv", "-o", "report.json")

    agree(tmp_path, calls, did, known)
    assert [each["path"] for each in did["wrote"]] == [str(tmp_path / "pyready-trial"), "report.json"]
    beside = {call.place for call in calls if call.kind == "change" and call.place.startswith(f"{tmp_path}/.pyready-")}
    assert len(beside) == 1
    assert [call.place for call in calls if call.kind == "start"] == [str(tmp_path / "pyready-trial")]


@pytest.fixture(params=["direct", "squid"])
def proxy(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "squid")


@pytest.fixture
def network(
    tmp_path: Path, server_context: SSLContext, index_port: int, squid_port: int, authority_file: Path, *, proxy: bool
) -> Iterator[tuple[dict[str, str], dict[str, list[str]]]]:
    """Variables that name the servers' authority, and where each server is; a profile names the servers."""
    name = "index.example" if proxy else "localhost"  # what squid knows, and what this computer knows
    sent_on = servers.response("302 Found", b"", f"Location: https://{name}:{index_port}/simple/pip/")
    with servers.serving(servers.saying(sent_on), server_context) as moved:
        ports = {"index": index_port, "moved": moved, "closed": free_port()}
        (tmp_path / "site.toml").write_text(SITE.format(name=name, **ports), "utf-8")
        at = {each: [f"127.0.0.1:{port}", f"::1:{port}"] for each, port in (*ports.items(), ("proxy", squid_port))}
        places = {"index": at["index"], "index-files": at["index"], name: at["index"], "own-moved": at["moved"]}
        places |= {"own-closed": at["closed"], f"localhost:{squid_port}": at["proxy"]}
        variables = {each: str(authority_file) for each in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")}
        yield variables | ({"HTTPS_PROXY": f"http://localhost:{squid_port}"} if proxy else {}), places


def test_online(
    tmp_path: Path, known: Known, network: tuple[dict[str, str], dict[str, list[str]]], *, proxy: bool
) -> None:
    variables, places = network
    variables = furnish(tmp_path / "home") | variables | {"XDG_CURRENT_DESKTOP": "KDE"}
    calls, did = check(tmp_path, "--site", "site.toml", **variables)

    agree(tmp_path, calls, did, known.with_servers(places))
    assert {each["endpoint"] for each in did["contacted"]} == {"index", "index-files", "own-moved", "own-closed"}
    assert {each["outcome"] for each in did["contacted"]} == {"reached", "stopped"}
    assert any(each["proxy"] for each in did["contacted"]) is proxy
    assert any(each["sent_on"] for each in did["contacted"])
    assert "open" not in {call.kind for call in calls if call.place == str(tmp_path / "home" / ".netrc")}


@pytest.mark.parametrize("seconds", ["0.01", "0.05"])
def test_probes_that_were_given_up(tmp_path: Path, known: Known, seconds: str) -> None:
    calls, out = run(tmp_path, "-c", GIVEN_UP, seconds, **furnish(tmp_path / "home"))
    calls, did = after_start(calls), json.loads(out)

    assert list(dict.fromkeys(untold(calls, Told(did, calls, known, tmp_path)))) == []


@pytest.fixture
def planted(tmp_path: Path, index_port: int) -> tuple[list[Call], dict[str, Any]]:
    calls, out = run(tmp_path, "-c", PLANTED, index_port)
    return after_start(calls), json.loads(out)


def test_what_is_done_beside_the_host_is_found(
    tmp_path: Path, known: Known, index_port: int, planted: tuple[list[Call], dict[str, Any]]
) -> None:
    calls, did = planted

    assert [each["where"] for each in did["read"]] == ["/etc/hostname"]
    assert {call[:2] for call in untold(calls, Told(did, calls, known, tmp_path))} == {
        ("open", "/etc/fstab"),
        ("list", "/var"),
        ("look", "/srv"),
        ("change", str(tmp_path / "written")),
        ("fork", ""),
        ("start", "/bin/true"),
        ("connect", f"127.0.0.1:{index_port}"),
    }


def test_what_is_only_claimed_is_found(
    tmp_path: Path, known: Known, planted: tuple[list[Call], dict[str, Any]]
) -> None:
    calls, did = planted
    (right,) = did["read"]
    wrong = [
        {"what": what, "where": where, "found": found, "by": "machine"}
        for what, where, found in (
            ("file", "/etc/hostname", "not-set"),
            ("file", "/etc/group", "set"),
            ("file", "/sys/class/net/{interface}/type", "set"),
            ("folder", "/etc", "set"),
            ("registry", "HKLM\\SOFTWARE", "set"),
            ("system", "who", "set"),
            ("system", "code integrity", "set"),
            ("system", "space of /etc", "set"),
        )
    ]
    claimed = {
        "read": [right, *wrong],
        "contacted": [{"endpoint": "elsewhere", "proxy": "", "sent_on": []}],
        "ran": [{"program": "/bin/false"}],
        "wrote": [{"path": "other"}],
    }
    told = Told(claimed, calls, known.with_servers({"elsewhere": ["127.0.0.1:1"]}), tmp_path)

    assert unseen(calls, told) == [
        *(f"{each['what']} {each['where']}: {each['found']}" for each in wrong),
        "contacted elsewhere",
        "ran /bin/false",
        f"wrote {tmp_path / 'other'}",
    ]
