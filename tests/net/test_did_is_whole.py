"""The report lists every server that was asked, and every name: Python's audit hook says what the program did."""

import sys
from pathlib import Path

import pytest

from audited import LOOKS, audited, places, read
from commands.furnished import furnish
from commands.program import environment
from commands.test_did_is_whole import ANSWERS, opened
from net.parts import free_port
from net.servers import Tunnel, serving

pytestmark = [
    pytest.mark.network,
    pytest.mark.skipif(sys.platform == "win32", reason="tests/windows/test_did_is_whole.py is the one there"),
]
SITE = """only_these_endpoints = true
[[endpoint]]
id = "index"
url = "https://localhost:{index}/simple/pip/"
[[endpoint]]
id = "own-closed"
url = "https://127.0.0.1:{closed}/"
"""


@pytest.mark.parametrize("behind_a_proxy", [False, True])
def test_every_connection_and_name_is_in_the_report_and_the_other_way_round(
    tmp_path: Path, index_port: int, authority_file: Path, *, behind_a_proxy: bool
) -> None:
    site, closed = tmp_path / "site.toml", free_port()
    site.write_text(SITE.format(index=index_port, closed=closed), "utf-8")
    variables = furnish(tmp_path) | {"SSL_CERT_FILE": str(authority_file), "REQUESTS_CA_BUNDLE": str(authority_file)}
    with serving(Tunnel(index_port)) as proxy:
        if behind_a_proxy:
            variables["HTTPS_PROXY"] = f"http://127.0.0.1:{proxy}"
        events, did = audited(tmp_path, environment(tmp_path) | variables, "--site", str(site))
    contacted = {(each["endpoint"], each["proxy"]) for each in did["contacted"]}
    ports = {"index": index_port, "own-closed": closed}
    connected = {place.rpartition(":") for place in places(events, "socket.connect")}

    assert {each for each, _ in contacted} == {"index", "own-closed"}
    assert {int(port) for *_, port in connected} == {
        int(by.rpartition(":")[2]) if by else ports[to] for to, by in contacted
    }
    assert {host for host, *_ in connected} <= {"127.0.0.1", "::1"}
    assert places(events, "socket.getaddrinfo") == ({"127.0.0.1"} if behind_a_proxy else {"127.0.0.1", "localhost"})
    assert opened(events, did) - read(did, "file") - ANSWERS == set()
    # urllib3 asks with `bind` whether there is IPv6.
    assert {event for event, _ in events} - LOOKS <= {
        *("socket.connect", "socket.getaddrinfo", "socket.gethostname", "socket.__new__", "socket.bind"),
    }
    assert places(events, "socket.bind") <= {"::1:0"}
