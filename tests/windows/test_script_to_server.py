"""From the registry to the server: a script on loopback names a proxy on loopback, and the way out goes through it."""

import socket
import threading
import time
import winreg
from typing import Any

import pytest

from laptops.looking import given
from pyready.engine.seam import watched
from pyready.knowledge.site_file import parse
from pyready.model.activity import Journal
from pyready.model.facts import Facts
from pyready.net.transport import Transport
from pyready.probes import network, proxies, proxy_script
from pyready.probes.network import NetworkFacts
from pyready.probes.proxies import INTERNET, USER_CONNECTIONS
from pyready.probes.proxy_script import ProxyScript
from pyready.probes.site import Site
from pyready.windows.host import windows_host
from windows.test_proxy_script import served

pytestmark = pytest.mark.windows

PROFILE = b"""only_these_endpoints = true
[[endpoint]]
id = "mirror"
url = "https://mirror.example/"
for = ["pip"]
"""


def looked() -> tuple[ProxyScript, NetworkFacts, Journal]:
    host, journal = windows_host(Transport()), Journal()
    facts: Facts = given("windows", offline=False).with_entry(Site, Site(parse(PROFILE)))
    for probe in (proxies.PROBE, proxy_script.PROBE, network.PROBE):
        found: Any = probe.collect(watched(host, probe, journal, time.monotonic() + 10), facts)
        facts = facts.with_entry(probe.fact, found)
    return facts[ProxyScript], facts[NetworkFacts], journal


def refusing(listener: socket.socket, calls: list[bytes]) -> None:
    while True:
        try:
            sock, _ = listener.accept()
        except OSError:
            return
        with sock:
            calls.append(sock.recv(4096).partition(b"\r\n")[0])
            sock.sendall(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


@pytest.mark.parametrize("place", ["plain value", "value of the connection"])
def test_the_way_out_goes_through_the_proxy_that_the_script_names(place: str, scratch: Any) -> None:
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=refusing, args=(listener, calls), daemon=True).start()
        port = listener.getsockname()[1]
        pac = f'function FindProxyForURL(url, host) {{ return "PROXY 127.0.0.1:{port}"; }}'.encode()
        with served(pac) as (script, server):
            if place == "plain value":
                scratch.set(f"HKCU\\{INTERNET}", "AutoConfigURL", winreg.REG_SZ, script)
            else:
                scratch.set(USER_CONNECTIONS, "DefaultConnectionSettings", winreg.REG_BINARY, connection(script))
            answers, reached, journal = looked()
            assert server.asked

    (tried,) = (each.system for each in reached.endpoints)
    assert answers.answer("mirror").choices[0].address == f"127.0.0.1:{port}"
    assert (tried.proxy, tried.layer, tried.reason) == (f"127.0.0.1:{port}", "proxy", "proxy-blocked")
    assert b"CONNECT mirror.example:443 HTTP/1.1" in calls
    assert any("(PAC)" in line for line in journal.finished().by_windows)


def connection(script: str) -> bytes:
    """As Windows writes it: version, counter, flags (direct and script), then the texts with their lengths."""
    head = b"".join(number.to_bytes(4, "little") for number in (0x46, 3, 5, 0, 0, len(script)))
    return head + script.encode("ascii") + bytes(32)
