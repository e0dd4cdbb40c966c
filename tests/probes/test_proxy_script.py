"""What the proxy script says: asked only where the settings in force ask for one, by their address, in time."""

import time
from typing import Any

import pytest

from for_each import for_each
from laptops import bare
from laptops.looking import given
from probes.test_proxy_places import blob
from pyready.engine.seam import Undeclared, watched
from pyready.formats.winhttp import Entry, choices, choices_of_text, state_of_refusal
from pyready.model.activity import Journal
from pyready.model.attempts import ScriptAnswer, ScriptChoice, ScriptWanted, Tried, Wanted
from pyready.model.facts import Facts, NotCollected
from pyready.model.host import InternetSettings, Reading, RegistryValue
from pyready.model.probe import Probe
from pyready.net.transport import Transport
from pyready.probes import network, proxies, proxy_script
from pyready.probes.network import NetworkFacts
from pyready.probes.proxies import INTERNET, USER_CONNECTIONS, Proxies
from pyready.probes.proxy_script import ProxyScript
from pyready.recorded.host import NoNet, RecordedSystem

USER = f"HKCU\\{INTERNET}"
PAC = "http://pac.example/proxy.pac"
NAMED = ScriptAnswer("set", (ScriptChoice("http", "a.example:8080"), ScriptChoice("direct")))


class Scripted(NoNet):
    """A net with a script; `answer` may be a number of seconds to hang. Remembers what it was asked."""

    def __init__(self, answer: ScriptAnswer | float = NAMED, stops: dict[str, Tried] | None = None) -> None:
        self.answer, self.stops = answer, stops or {}
        self.wanted: list[ScriptWanted] = []
        self.tried: list[str] = []

    def ask_script(self, wanted: ScriptWanted) -> ScriptAnswer:
        self.wanted.append(wanted)
        if isinstance(self.answer, ScriptAnswer):
            return self.answer
        time.sleep(self.answer)
        return NAMED

    def attempt(self, wanted: Wanted) -> Tried:
        self.tried.append(wanted.proxy)
        return self.stops.get(wanted.proxy, Tried("reached", status=200, proxy=wanted.proxy))


def looked(
    net: Any, seconds: float = 5.0, offline: bool = False, values: dict[str, RegistryValue] | None = None, **more: Any
) -> tuple[ProxyScript, Facts, Journal]:
    keys = {USER: values} if values is not None else more.pop("registry")
    host = bare.windows(registry=keys, net=net, **more)
    facts, journal = given("windows", offline=offline), Journal()
    for probe in (proxies.PROBE, proxy_script.PROBE):
        found: Any = run(host, probe, facts, journal, seconds)
        facts = facts.with_entry(probe.fact, found)
    return facts[ProxyScript], facts, journal


def run(host: Any, probe: Probe[Any], facts: Facts, journal: Journal, seconds: float) -> Any:
    return probe.collect(watched(host, probe, journal, time.monotonic() + seconds), facts)


def test_each_server_is_asked_about_with_the_address_that_is_set() -> None:
    net = Scripted()
    found, _, journal = looked(net, values={"AutoConfigURL": PAC})

    assert found.asked
    assert found.answer("index") == NAMED
    assert len(found.answers) == len({each.endpoint for each in found.answers}) == len(net.wanted) > 5
    assert {(each.script, each.detect) for each in net.wanted} == {(PAC, False)}
    (line,) = journal.finished().by_windows
    assert "(PAC)" in line
    assert [each.found for each in journal.finished().read if each.where == "proxy script"] == ["set"]


@for_each(
    "values",
    [{}, {"ProxyEnable": 1, "ProxyServer": "p.example:1"}, {"AutoDetect": 0}, {"AutoConfigURL": ""}],
    ids=["nothing", "fixed", "no search", "empty"],
)
def test_where_no_script_is_asked_for_none_is_run(values: dict[str, RegistryValue]) -> None:
    net = Scripted()
    found, _, journal = looked(net, values=values)

    assert found == ProxyScript(asked=False)
    assert net.wanted == []
    assert journal.finished().by_windows == ()


def test_a_search_is_made_only_where_it_is_switched_on() -> None:
    net = Scripted(ScriptAnswer("not-set", reason="not-found"))
    found, _, journal = looked(net, values={"AutoDetect": 1})

    assert {(each.script, each.detect) for each in net.wanted} == {("", True)}
    assert found.answer("index").reason == "not-found"
    assert ["WPAD" in line for line in journal.finished().by_windows] == [True]


def test_offline_no_script_is_run() -> None:
    net = Scripted()
    with pytest.raises(NotCollected, match="offline"):
        looked(net, offline=True, values={"AutoConfigURL": PAC})
    assert net.wanted == []


def test_a_script_that_never_answers_leaves_time_for_the_servers() -> None:
    began = time.monotonic()
    found, _, _ = looked(Scripted(30.0), 2.0, values={"AutoConfigURL": PAC})

    assert time.monotonic() - began < 1.5
    assert {each.answer for each in found.answers} == {ScriptAnswer("timed-out", reason="timed-out")}


@pytest.mark.parametrize(
    "registry",
    [
        {USER: {"AutoConfigURL": f"{PAC}?token=abc"}},
        {USER_CONNECTIONS: {"DefaultConnectionSettings": blob(5, url=f"{PAC}?token=abc")}},
    ],
    ids=["plain", "connection"],
)
def test_windows_gets_the_whole_address_and_the_facts_do_not(registry: dict[str, dict[str, RegistryValue]]) -> None:
    net = Scripted()
    _, facts, _ = looked(net, registry=registry)

    assert {each.script for each in net.wanted} == {f"{PAC}?token=abc"}
    assert facts[Proxies].in_force.pac.value == PAC


def test_the_address_of_the_connection_in_use_is_taken_and_a_sign_in_left_out() -> None:
    internet = Reading("set", InternetSettings(script="http://jane:secret@pac.example/vpn.pac?x"), "internet settings")
    net = Scripted()
    looked(
        net,
        registry={USER_CONNECTIONS: {"DefaultConnectionSettings": blob(1)}},
        system=RecordedSystem(internet=internet),
    )

    assert {each.script for each in net.wanted} == {"http://pac.example/vpn.pac?x"}


def test_elsewhere_than_on_windows_no_script_is_run() -> None:
    net = Scripted()
    host = bare.linux(net=net)

    assert run(host, proxy_script.PROBE, given("linux", offline=False), Journal(), 5.0) == ProxyScript(asked=False)
    assert net.wanted == []
    assert Transport().ask_script(ScriptWanted("https://a.example/", PAC)) == ScriptAnswer("missing")


def test_a_probe_that_did_not_declare_it_cannot_ask_a_script() -> None:
    host = watched(bare.windows(net=Scripted()), network.PROBE, Journal(), 1.0)
    with pytest.raises(Undeclared):
        host.net.ask_script(ScriptWanted("https://a.example/", PAC))


def through(net: Scripted) -> NetworkFacts:
    _, facts, journal = looked(net, values={"AutoConfigURL": PAC, "ProxyEnable": 1, "ProxyServer": "fixed.example:1"})
    host = bare.windows(net=net)
    found: NetworkFacts = run(host, network.PROBE, facts, journal, 5.0)
    return found


LIST = ScriptAnswer(
    "set", (ScriptChoice("http", "a.example:8080"), ScriptChoice("socks", "b.example:1080"), ScriptChoice("direct"))
)


@for_each(
    ("answer", "down", "used"),
    [
        (LIST, {}, "a.example:8080"),
        (LIST, {"a.example:8080": "proxy-refused"}, "socks4://b.example:1080"),
        (LIST, {"a.example:8080": "proxy-name", "socks4://b.example:1080": "proxy-timed-out"}, ""),
        (LIST, {"a.example:8080": "sign-in"}, "a.example:8080"),
        (ScriptAnswer("set", (ScriptChoice("direct"),)), {}, ""),
        (ScriptAnswer("malformed", reason="bad-script"), {}, "fixed.example:1"),
        (ScriptAnswer("set"), {}, "fixed.example:1"),
    ],
    ids=["first", "second", "third", "sign-in is an answer", "direct", "no answer", "empty answer"],
)
def test_the_system_goes_through_the_list_as_windows_does(
    answer: ScriptAnswer, down: dict[str, str], used: str
) -> None:
    net = Scripted(answer, {proxy: Tried("stopped", "proxy", reason, proxy=proxy) for proxy, reason in down.items()})
    found = through(net)

    assert {each.system.proxy for each in found.endpoints} == {used}


def test_numbers_and_texts_of_winhttp_become_choices() -> None:
    entries = [
        Entry(True, 1, "a", 80),
        Entry(True, 9, "::1", 3128),
        Entry(True, 1, "not a host", 1),
        Entry(False, 0, "", 0),
    ]
    assert choices(entries) == (
        ScriptChoice("http", "a:80"),
        ScriptChoice("http", "[::1]:3128"),
        ScriptChoice("direct"),
    )
    assert len(choices([Entry(True, 1, "a", port) for port in range(1, 99)])) == 16
    assert choices_of_text("") == (ScriptChoice("direct"),)
    assert choices_of_text("a:1;b:2 http=c:3;socks=d;???") == (
        ScriptChoice("http", "a:1"),
        ScriptChoice("http", "b:2"),
        ScriptChoice("http", "c:3"),
        ScriptChoice("socks", "d:1080"),
    )
    assert choices_of_text("jane:secret@a:1") == (ScriptChoice("http", "a:1"),)
    assert [state_of_refusal(number) for number in (12180, 12015, 12002, 12166, 7)] == [
        "not-set",
        "denied",
        "timed-out",
        "malformed",
        "malformed",
    ]
