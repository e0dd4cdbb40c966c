"""How often anybody is asked: each way once, nobody more than twice, and without the proxy only one to begin with."""

import errno
import socket
import threading
from collections import Counter
from typing import Any

import pytest

from for_each import for_each
from laptops.networks import CLOSED, DIRECT, INSPECTED, NO_NAME, NOT_TRUSTED, OFF_THE_MAP, SWALLOWED, UNTRUSTED, Answer
from laptops.recorded_network import PROXY, RecordedNet, always, behind_proxy
from net.servers import Tunnel, response, saying, serving
from net.test_lenses import SYSTEM
from net.test_probe import host
from pyready.diagnosis.connection_words import evidence
from pyready.engine.seam import watched
from pyready.knowledge.endpoints import endpoints
from pyready.knowledge.site_file import parse
from pyready.model.activity import Journal
from pyready.model.attempts import Tried, Wanted
from pyready.model.facts import Facts
from pyready.model.host import Reading
from pyready.net.asking import Asking
from pyready.net.deadline import after
from pyready.net.dial import dial
from pyready.net.stop import Stop
from pyready.probes import network
from pyready.probes.network import EndpointFacts
from pyready.probes.proxies import InternetOptions, Proxies
from pyready.probes.site import Site
from pyready.report.activity_groups import grouped

NOT_SET: Any = Reading("not-set")
Asked = Counter[tuple[str, str, str]]


class Counting:
    """A recorded network that counts each try by server, proxy and roots. requests has Mozilla's."""

    def __init__(self, net: RecordedNet) -> None:
        self.net, self.asked, self._lock = net, Asked(), threading.Lock()

    def attempt(self, wanted: Wanted) -> Tried:
        return self._counted(wanted, wanted.roots, self.net.attempt(wanted))

    def attempt_with_requests(self, wanted: Wanted) -> Tried:
        return self._counted(wanted, "mozilla", self.net.attempt_with_requests(wanted))

    def environment_proxy(self, url: str) -> str:
        return self.net.environment_proxy(url)

    def _counted(self, wanted: Wanted, roots: str, tried: Tried) -> Tried:
        with self._lock:
            self.asked[wanted.endpoint, tried.proxy, roots] += 1
        return tried


def looked(net: RecordedNet, *, user: str = "", machine: str = "") -> tuple[Asked, tuple[EndpointFacts, ...]]:
    """All servers of the knowledge, seen by a Windows with a fixed proxy for the person or for the computer."""
    counting = Counting(net)
    mine, of_all = (
        InternetOptions(Reading("set", bool(each)), Reading("set", each), NOT_SET, NOT_SET, NOT_SET)
        for each in (user, machine)
    )
    per_user = Reading("set", 0) if machine else NOT_SET
    facts = Facts({Proxies: Proxies((), NOT_SET, mine, of_all, per_user), Site: Site()}, {})
    seen = watched(host(counting, "windows"), network.PROBE, Journal(), after(5).ends)
    return counting.asked, network.collect(seen, facts).endpoints


def direct(asked: Asked) -> set[str]:
    return {name for name, proxy, _ in asked if not proxy}


NETS: list[tuple[str, RecordedNet, dict[str, str]]] = [
    ("open", RecordedNet(always(DIRECT)), {}),
    ("inspected", RecordedNet(always(INSPECTED)), {}),
    ("not trusted", RecordedNet(always(NOT_TRUSTED)), {}),
    ("swallowed", RecordedNet(always(SWALLOWED)), {}),
    ("off the map", RecordedNet(always(OFF_THE_MAP)), {}),
    ("a proxy that requests finds", behind_proxy(INSPECTED, PROXY), {"user": PROXY}),
    ("a proxy that requests does not find", behind_proxy(DIRECT), {"machine": PROXY}),
    ("a proxy that a variable names", behind_proxy(INSPECTED, PROXY, PROXY), {"machine": PROXY}),
    ("a variable names another one", behind_proxy(CLOSED, "p.example:80", "p.example:80"), {"machine": PROXY}),
    ("a proxy, and the direct way is open", RecordedNet(always(DIRECT)), {"machine": PROXY}),
]


@for_each(("net", "settings"), [each[1:] for each in NETS], ids=[each[0] for each in NETS])
def test_nobody_is_asked_more_than_twice_by_one_proxy_and_one_list_of_authorities(
    net: RecordedNet, settings: dict[str, str]
) -> None:
    asked, found = looked(net, **settings)
    own_stack = Counter({way: count for way, count in asked.items() if way[2] != "mozilla"})

    assert {each.id for each in found} == {name for name, _, _ in asked}
    assert max(asked.values()) <= 2
    assert max(own_stack.values()) == 1  # twice is only what requests does with its own stack, besides the handshake


def test_where_a_proxy_is_known_one_server_alone_is_tried_without_it() -> None:
    asked, found = looked(behind_proxy(DIRECT), machine=PROXY)
    first, *others = [each for each in found if each.group != "conda-forge"]

    assert direct(asked) == {first.id} == {"index"}
    assert first.requests.reason == NO_NAME.reason
    assert {(each.requests.outcome, each.requests.reason) for each in others} == {("not-tried", "no-direct-way")}
    assert evidence("x", "requests", others[0].requests).value == (
        "not tried: pyready could not reach another server without the proxy either"
    )
    assert all(each.system.outcome == "reached" for each in found)


def test_a_direct_way_that_swallows_everything_is_tried_against_one_server_alone() -> None:
    silent = RecordedNet(always(SWALLOWED), always(DIRECT))

    assert direct(looked(silent, machine=PROXY)[0]) == {"index"}


@pytest.mark.parametrize("answer", [DIRECT, Answer(UNTRUSTED, UNTRUSTED, UNTRUSTED, None)], ids=["open", "untrusted"])
def test_where_the_one_gets_through_without_the_proxy_the_others_follow(answer: Answer) -> None:
    asked, found = looked(RecordedNet(always(answer), always(DIRECT)), machine=PROXY)

    assert direct(asked) == {each.id for each in endpoints()}
    assert {each.requests.outcome for each in found} == {answer.requests.outcome}


def test_where_requests_finds_the_proxy_no_server_of_its_own_waits() -> None:
    asked, found = looked(behind_proxy(DIRECT, SYSTEM), user=SYSTEM)

    assert direct(asked) == {"conda-forge"}  # as micromamba goes, which knows variables alone
    assert {each.requests.outcome for each in found} == {"reached"}


@pytest.mark.usefixtures("trusted", "bundle")
def test_a_real_proxy_counts_four_tunnels_to_a_server(index_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tunnel, heads = Tunnel(index_port), Counter[str]()

    def counted(sock: socket.socket) -> None:
        heads[sock.recv(200, socket.MSG_PEEK).split()[1].decode()] += 1
        tunnel(sock)

    with serving(counted) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        profile = f'only_these_endpoints = true\n[[endpoint]]\nid = "own"\nurl = "https://localhost:{index_port}/"\n'
        facts = Facts({Site: Site(parse(profile.encode()))}, {})
        seen = watched(host(), network.PROBE, Journal(), after(10).ends)
        (found,) = network.collect(seen, facts).endpoints

    assert found.system.outcome == found.requests.outcome == "reached"
    assert heads == {f"localhost:{index_port}": 4}  # the system's, Mozilla's, Python's own, and that of requests


@pytest.mark.usefixtures("trusted", "bundle")
@pytest.mark.parametrize("how", ["attempt", "attempt_with_requests"])
def test_a_host_that_was_asked_after_a_redirect_is_listed(server_context: Any, index_port: int, how: str) -> None:
    away = response("302 Found", b"", f"Location: https://127.0.0.1:{index_port}/simple/pip/")
    with serving(saying(away), server_context) as port:
        journal, url = Journal(), f"https://localhost:{port}/"
        seen = watched(host(), network.PROBE, journal, after(10).ends)
        listed = (f"127.0.0.1:{index_port}",)
        tried = getattr(seen.net, how)(Asking("index", url, seconds=5.0, holds="pip-", redirects=listed))

    assert (tried.outcome, tried.sent_on) == ("reached", ("127.0.0.1",))
    assert [each.sent_on for each in journal.finished().contacted] == [("127.0.0.1",)]
    assert evidence("index", "system", tried).value == "reached (sent on to 127.0.0.1)"
    contacted = next(group for group in grouped(journal.finished(), (network.PROBE,)) if group.verb == "contacted")
    assert contacted.topics[0].reasons[0].entries[0].how.endswith(", sent on to 127.0.0.1")


# --- addresses of both kinds -----------------------------------------------------------------------------------------


def both_kinds(monkeypatch: pytest.MonkeyPatch, answers: dict[str, OSError | None]) -> None:
    """A name with these addresses, of which each gives an error or a connection."""
    listed = [(0, 0, 0, "", (address, 443)) for address in answers]

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        assert timeout > 0
        error = answers[address[0]]
        if error:
            raise error
        return socket.socket()

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: listed)
    monkeypatch.setattr(socket, "create_connection", connect)


NO_WAY, REFUSED = OSError(errno.ENETUNREACH, "no way"), ConnectionRefusedError(errno.ECONNREFUSED, "refused")


def test_a_network_that_knows_ipv6_alone_is_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    both_kinds(monkeypatch, {"192.0.2.1": NO_WAY, "2001:db8::1": None})

    dial("index.example", 443, after(5)).close()


@pytest.mark.parametrize(
    ("by_four", "by_six", "outcome", "reason"),
    [
        (TimeoutError(), NO_WAY, "no-answer", "timed-out"),
        (REFUSED, NO_WAY, "stopped", "refused"),
        (NO_WAY, REFUSED, "stopped", "refused"),
        (NO_WAY, NO_WAY, "stopped", "unreachable"),
    ],
)
def test_the_kind_of_address_that_has_no_way_here_hides_not_what_the_other_met(
    monkeypatch: pytest.MonkeyPatch, by_four: OSError, by_six: OSError, outcome: str, reason: str
) -> None:
    both_kinds(monkeypatch, {"2001:db8::1": by_six, "192.0.2.1": by_four})

    with pytest.raises(Stop) as stopped:
        dial("index.example", 443, after(5))
    assert (stopped.value.outcome, stopped.value.reason) == (outcome, reason)
