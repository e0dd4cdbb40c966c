"""The network probe as a whole: every endpoint at once, inside its time, whatever the network does."""

import socket
import threading
import time
from typing import Any, cast

import pytest

from net.parts import free_port
from net.servers import Tunnel, serving
from net.test_attempt import REACHED, told
from pyready.engine.seam import watched
from pyready.knowledge.endpoints import endpoints
from pyready.knowledge.site_file import parse
from pyready.model.activity import Journal
from pyready.model.attempts import Tried, Wanted
from pyready.model.facts import Asked, Facts, NotCollected
from pyready.model.host import Host, Platform, Reading
from pyready.model.tool_settings import Setting, Settings
from pyready.net.transport import Transport
from pyready.probes import network
from pyready.probes._chosen import chosen_proxy
from pyready.probes.network import NetworkFacts
from pyready.probes.proxies import InternetOptions, Proxies
from pyready.probes.site import Site

NOTHING: Any = Reading("not-set")


def host(net: Any = None, platform: Platform = "linux") -> Host:
    nothing = cast(Any, None)
    return Host(platform, nothing, nothing, nothing, nothing, net or Transport(), nothing)


def looked(seconds: float, site: bytes = b"", journal: Journal | None = None, net: Any = None) -> NetworkFacts:
    facts = Facts({Asked: Asked("linux"), Site: Site(parse(site))}, {})
    seen = watched(host(net), network.PROBE, journal or Journal(), time.monotonic() + seconds)
    return network.collect(seen, facts)


def own_profile(*ports: int, first_path: str = "/simple/pip/") -> bytes:
    lines = ["only_these_endpoints = true"]
    for number, port in enumerate(ports):
        lines += ["[[endpoint]]", f'id = "own-{number}"', f'url = "https://localhost:{port}{first_path}"']
    return "\n".join(lines).encode()


def test_offline_looks_at_nothing() -> None:
    facts = Facts({Asked: Asked("linux", offline=True)}, {})
    with pytest.raises(NotCollected) as stopped:
        network.collect(host(), facts)
    assert (stopped.value.kind, stopped.value.reason) == ("offline", "you chose --offline")


@pytest.mark.usefixtures("trusted", "bundle")
def test_an_own_endpoint_is_never_called_inspected(index_port: int) -> None:
    journal = Journal()
    (each,) = looked(10, own_profile(index_port), journal).endpoints
    assert (each.own, each.inspected, each.group, each.id) == (True, None, "site", "own-0")
    assert (told(each.system), told(each.requests)) == (REACHED, REACHED)
    assert told(each.mozilla) == ("stopped", "tls", "unknown-root")
    assert each.system.issuers == each.mozilla.issuers == ("Example Trust",)
    noted = {(entry.how, entry.stack) for entry in journal.finished().contacted}
    assert noted == {("request", "pyready"), ("handshake", "pyready"), ("request", "requests")}


def test_distrusted_certificates_are_named_by_an_unverified_handshake_that_is_listed(index_port: int) -> None:
    journal = Journal()
    (each,) = looked(10, own_profile(index_port), journal).endpoints
    assert told(each.system) == ("stopped", "tls", "unknown-root")
    assert each.system.issuers == ("Example Trust",)
    assert "unverified-handshake" in {entry.how for entry in journal.finished().contacted}


def test_what_stops_before_tls_is_not_tried_with_other_roots() -> None:
    (each,) = looked(10, own_profile(1)).endpoints
    assert told(each.system) == told(each.requests) == ("stopped", "tcp", "refused")
    assert each.mozilla == Tried("not-tried")


def test_public_names_through_an_open_proxy_of_the_profile_stay_what_they_are(index_port: int) -> None:
    tunnel = Tunnel(index_port)
    with serving(tunnel) as port:
        profile = f'[network]\nproxy = "http://127.0.0.1:{port}"\nno_proxy = ["*.python.org", "jupyter.org"]\n'
        facts = Facts({Site: Site(parse(profile.encode()))}, {})
        assert chosen_proxy(host(), facts, "https://index.example/") == f"127.0.0.1:{port}"
        assert chosen_proxy(host(), facts, "https://www.python.org/") == ""


def options(server: str, bypass: str = "", *, enabled: bool = True) -> InternetOptions:
    return InternetOptions(Reading("set", enabled), Reading("set", server), Reading("set", bypass), NOTHING, NOTHING)


def test_windows_goes_by_the_options_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://environment.example:1")
    windows, url = host(platform="windows"), "https://index.example/"
    user, machine = options("user.example:8080", "<local>"), options("machine.example:8080")

    def chosen(per_user: Any) -> str:
        facts = Facts({Proxies: Proxies((), NOTHING, user, machine, per_user)}, {})
        return chosen_proxy(windows, facts, url)

    assert chosen(NOTHING) == "user.example:8080"
    assert chosen(Reading("set", 0)) == "machine.example:8080"
    user = options("user.example:8080", enabled=False)
    assert chosen(NOTHING) == ""
    assert chosen_proxy(windows, Facts({}, {}), url) == "environment.example:1"


def swallowing() -> socket.socket:
    """A listener whose queue is full: what connects to it next is never answered, as by a firewall that drops."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    return listener


def test_a_network_that_swallows_everything_costs_the_deadline_and_no_more() -> None:
    with swallowing() as listener:
        port = listener.getsockname()[1]
        fillers = [socket.socket() for _ in range(4)]
        for each in fillers:
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", port))
        time.sleep(0.05)
        began = time.monotonic()
        found = looked(2, own_profile(*[port] * 12))
        took = time.monotonic() - began
        for each in fillers:
            each.close()
    assert took < 4
    assert len(found.endpoints) == 12
    for seen in found.endpoints:
        assert seen.system.outcome == seen.requests.outcome == "no-answer"
        assert seen.system.layer in {"tcp", ""}  # empty when this machine was too busy to say so in time
        assert seen.mozilla.outcome in {"not-tried", "no-answer"}


def test_a_proxy_that_swallows_everything_costs_the_deadline_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(sock: socket.socket) -> None:
        sock.recv(4096)
        time.sleep(3)

    with serving(silent) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        began = time.monotonic()
        found = looked(2)
        took = time.monotonic() - began
    assert took < 4
    assert len(found.endpoints) == len(endpoints(platform="linux"))
    for seen in found.endpoints:
        assert seen.system.layer in {"proxy", ""}
        assert seen.system.outcome == "no-answer"
        assert seen.requests.outcome == "no-answer"


class Stuck:
    """A network whose calls hang in the system, beyond any time limit of ours."""

    def __init__(self) -> None:
        self.release = threading.Event()

    def attempt(self, wanted: Wanted) -> Tried:
        self.release.wait(20)
        return Tried("reached")

    attempt_with_requests = attempt

    def environment_proxy(self, url: str) -> str:
        return ""


def test_calls_that_hang_in_the_system_are_left_behind() -> None:
    net = Stuck()
    began = time.monotonic()
    found = looked(0.8, net=net)
    net.release.set()
    assert time.monotonic() - began < 3
    for seen in found.endpoints:
        assert seen.system == seen.mozilla == seen.requests == Tried("no-answer", reason="timed-out")
        assert seen.inspected is None


def test_no_time_left_asks_nobody_for_long() -> None:
    began = time.monotonic()
    looked(0.0, own_profile(1))
    assert time.monotonic() - began < 2


def test_every_string_in_the_facts_has_a_privacy_class() -> None:
    import msgspec

    def strings(schema: Any) -> list[Any]:
        if isinstance(schema, dict):
            here = [schema] if schema.get("type") == "string" else []
            return here + [found for part in schema.values() for found in strings(part)]
        return [found for part in schema for found in strings(part)] if isinstance(schema, list) else []

    for fact in (NetworkFacts, Site):
        for found in strings(msgspec.json.schema(fact)):
            assert {"x-privacy", "enum", "format"} & set(found), found  # a date is no free text


def test_the_probe_reads_proxy_variables_and_lists_of_authorities_and_runs_and_writes_nothing() -> None:
    probe = network.PROBE
    assert [(each.what, each.where) for each in probe.reads if each.what != "registry"] == [("variable", "*_proxy")]
    lists = [each.where for each in probe.reads if each.what == "registry"]
    assert len(lists) == 6
    assert all(where.casefold().endswith("root\\certificates") for where in lists)
    assert not [where for where in lists if "\\MY\\" in where.upper()]
    assert (probe.runs, probe.writes, probe.network) == ((), (), True)


def by_tools(index_port: int, proxy: str) -> tuple[Tried, Tried]:
    """How pip and uv reach the index by a proxy of their own settings."""
    text = f'only_these_endpoints = true\n[[endpoint]]\nid = "index"\nurl = "https://index.example:{index_port}/simple/pip/"\n'
    found = (
        Setting("pip", "proxy", "/etc/pip.conf", proxy=proxy),
        Setting("uv", "https-proxy", "uv.toml", proxy=proxy),
    )
    facts = Facts({Asked: Asked("linux"), Site: Site(parse(text.encode())), Settings: Settings((), found)}, {})
    (each,) = network.collect(watched(host(), network.PROBE, Journal(), time.monotonic() + 15), facts).endpoints
    assert told(each.system)[:2] == ("stopped", "name")
    return each.by_pip, each.by_uv


@pytest.mark.usefixtures("trusted", "bundle")
def test_a_tools_own_proxy_is_tried_for_that_tool_alone(index_port: int, squid_port: int) -> None:
    for each in by_tools(index_port, f"127.0.0.1:{squid_port}"):
        assert (told(each), each.proxy) == (REACHED, f"127.0.0.1:{squid_port}")


@pytest.mark.usefixtures("trusted", "bundle")
def test_a_tools_own_proxy_that_is_dead_is_no_way(index_port: int) -> None:
    for each in by_tools(index_port, f"127.0.0.1:{free_port()}"):
        assert told(each) == ("stopped", "proxy", "proxy-refused")
