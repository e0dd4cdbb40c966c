"""The lens of the variables: tried by itself only where it differs, and only for the tool that goes by it."""

import time
from typing import Any, cast

import msgspec

from for_each import for_each
from laptops.looking import given
from pyready.checks import CHECKS
from pyready.engine.judge_checks import judge_checks
from pyready.engine.seam import watched
from pyready.knowledge.site_file import parse
from pyready.model.activity import Journal
from pyready.model.attempts import Tried, Wanted
from pyready.model.facts import Facts
from pyready.model.host import Host, Reading
from pyready.probes import network
from pyready.probes.network import EndpointFacts, NetworkFacts
from pyready.probes.proxies import InternetOptions, Proxies
from pyready.probes.site import Site

NOT_SET: Any = Reading("not-set")
SYSTEM, VARIABLES = "system.example:8080", "variables.example:8080"
PROFILE = """only_these_endpoints = true
[[endpoint]]
id = "mirror"
url = "https://mirror.example/"
for = [{}]
"""


class Counted:
    """A network of answers by proxy, which remembers what it was asked for."""

    def __init__(self, variables: str, requests: Tried) -> None:
        self.variables, self.requests = variables, requests
        self.asked: list[tuple[str, str]] = []

    def attempt(self, wanted: Wanted) -> Tried:
        self.asked.append((wanted.proxy, wanted.roots))
        return Tried("reached", status=200, proxy=wanted.proxy)

    def attempt_with_requests(self, wanted: Wanted) -> Tried:
        return self.requests

    def environment_proxy(self, url: str) -> str:
        return self.variables


def looked(net: Any, tool: str = '"micromamba"', server: str = SYSTEM) -> EndpointFacts:
    """One server, as a Windows with a fixed proxy sees it."""
    options = InternetOptions(Reading("set", bool(server)), Reading("set", server), NOT_SET, NOT_SET, NOT_SET)
    facts = Facts(
        {Site: Site(parse(PROFILE.format(tool).encode())), Proxies: Proxies((), NOT_SET, options, options, NOT_SET)}, {}
    )
    nothing = cast(Any, None)
    host = Host("windows", nothing, nothing, nothing, nothing, net, nothing)
    seen = watched(host, network.PROBE, Journal(), time.monotonic() + 5)
    (found,) = network.collect(seen, facts).endpoints
    return found


UNTRUSTED = Tried("stopped", "tls", "unknown-root")


def test_the_same_proxy_is_tried_once() -> None:
    net = Counted(SYSTEM, Tried("reached", proxy=SYSTEM))
    found = looked(net)

    assert found.environment == found.system
    assert sorted(net.asked) == [(SYSTEM, "mozilla"), (SYSTEM, "python"), (SYSTEM, "system")]


@for_each(
    "requests",
    [
        Tried("reached"),
        UNTRUSTED,
        Tried("reached", proxy=SYSTEM),
        Tried("stopped", "name", "no-such-name", proxy=SYSTEM),
    ],
    ids=["reached", "untrusted", "by another proxy", "stopped at another proxy"],
)
def test_another_way_is_tried_by_itself(requests: Tried) -> None:
    net = Counted("", requests)
    found = looked(net)

    assert ("", "system") in net.asked
    assert (found.environment.outcome, found.environment.proxy) == ("reached", "")


@for_each(
    ("requests", "variables"),
    [
        (Tried("stopped", "name", "no-such-name"), ""),
        (Tried("stopped", "tcp", "refused"), ""),
        (Tried("no-answer", reason="timed-out"), ""),
        (Tried("stopped", "proxy", "sign-in", proxy=VARIABLES), VARIABLES),
    ],
    ids=["name", "tcp", "no answer", "proxy"],
)
def test_what_stopped_before_certificates_is_not_asked_a_second_time(requests: Tried, variables: str) -> None:
    net = Counted(variables, requests)
    found = looked(net)

    assert found.environment == found.requests == requests
    assert {proxy for proxy, _ in net.asked} == {SYSTEM}


def test_other_servers_are_not_looked_at_that_way() -> None:
    net = Counted("", Tried("reached"))
    found = looked(net, '"conda", "browser"')

    assert found.environment == Tried("not-tried")
    assert {proxy for proxy, _ in net.asked} == {SYSTEM}


def test_a_server_of_pips_is_looked_at_that_way_too() -> None:
    net = Counted(VARIABLES, Tried("reached"))
    looked(net, '"conda", "pip"')

    assert {proxy for proxy, _ in net.asked} == {SYSTEM, VARIABLES}


def test_no_server_of_pips_is_asked_without_a_proxy_where_there_is_one() -> None:
    net = Counted("", Tried("reached", proxy=SYSTEM))
    found = looked(net, '"conda", "pip"')

    assert {proxy for proxy, _ in net.asked} == {SYSTEM}
    assert found.environment == Tried("not-tried")


def test_without_any_proxy_everything_is_one_way() -> None:
    net = Counted("", Tried("reached"))
    found = looked(net, server="")

    assert found.environment == found.system
    assert sorted(net.asked) == [("", "mozilla"), ("", "python"), ("", "system")]


def test_a_report_of_an_earlier_version_is_read_and_the_lens_is_not_known() -> None:
    now = EndpointFacts("conda-forge", "conda-forge", "t", False, Tried("reached"), environment=Tried("reached"))
    old = msgspec.to_builtins(NetworkFacts((now,)))
    del old["endpoints"][0]["environment"], old["endpoints"][0]["unsure"]
    facts = given("windows").with_entry(NetworkFacts, msgspec.convert(old, NetworkFacts))
    check = [each for each in CHECKS if each.id == "conda-forge-by-micromamba"]

    assert judge_checks(facts, check)["conda-forge-by-micromamba"].check.outcome == "unknown"
