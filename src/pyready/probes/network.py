"""Which servers can be reached from here, by whose proxy and under whose certificates."""

import queue
import threading
import time
from collections.abc import Iterator
from typing import Literal

import msgspec

from pyready.knowledge.endpoints import Endpoint
from pyready.knowledge.index_hosts import NoIndexHosts
from pyready.model.attempts import Tried, Vouched
from pyready.model.facts import Asked, Facts, NotCollected
from pyready.model.host import Host
from pyready.model.network_facts import EndpointFacts, NetworkFacts
from pyready.model.probe import Probe, endpoint, variable
from pyready.model.script_facts import ProxyScript
from pyready.model.tool_settings import Settings
from pyready.net.asking import Asking
from pyready.probes._chosen import proxies_in_order
from pyready.probes._root_store import READS, RootLists
from pyready.probes._scout import NOT_WITHOUT_PROXY, Scout, scout
from pyready.probes.proxies import Proxies
from pyready.probes.site import Site, profile_of
from pyready.probes.switches import Switches, stay_offline
from pyready.tools.servers import endpoints, proxy_of

__all__ = ["PROBE", "EndpointFacts", "NetworkFacts", "Roots", "collect"]

Roots = Literal["system", "mozilla", "python", "none"]

SPARE_S = 0.3
"""Seconds kept back at the end, so that what was measured is handed over in time."""
_LATE_S = 0.15
"""How much of it an answer on its way may still use."""
_DOUBTED = ("unknown-root", "strict-x509", "expired", "not-yet-valid", "wrong-name", "revoked", "handshake")
_LENSES = ("system", "mozilla", "python", "requests")
_TOOLS = ("pip", "uv")
"""Tools whose own settings may name a proxy."""
_ALWAYS = {"micromamba"}
"""Tools that know the proxy of the variables or none, and trust what the system trusts."""
_WHERE_SET = {"pip"}
"""The same where a variable names a proxy; else they go as requests does, and nobody is asked without a proxy."""
_NO_ANSWER = Tried("no-answer", reason="timed-out")
_NOT_TRIED = Tried("not-tried")
_NEXT_PROXY = {"proxy-name", "proxy-refused", "proxy-unreachable", "proxy-timed-out"}
"""The proxy itself could not be spoken to: where a script names another one after it, Windows goes on to that."""


def collect(host: Host, facts: Facts) -> NetworkFacts:
    """Try everything at the same time; what has not answered when the time is nearly up says so."""
    asked = facts.get(Asked)
    if asked is not None and asked.offline:
        raise NotCollected("network", "offline", "you chose --offline")
    stay_offline(facts, "network")
    try:
        wanted = endpoints(profile_of(facts), host.platform, facts.get(Settings))
    except NoIndexHosts as error:
        raise NotCollected("network", "crashed", str(error)) from error
    look = _Look(host, time.monotonic() + max(0.0, host.clock.left() - SPARE_S))
    waiting = {(each.id, lens) for each in wanted for lens in _LENSES}
    as_system: set[tuple[str, str]] = set()
    script = facts.get(ProxyScript) or ProxyScript(asked=False)
    ways = [_Way(each, proxies_in_order(host, facts, each.url, script.answer(each.id)), host) for each in wanted]
    look.scout, look.waiting = scout(host, facts, [(way.each, way.chosen[0], way.variables) for way in ways])
    for way in ways:
        each, chosen, variables = way.each, way.chosen, way.variables
        goes, same = _goes_by(variables, each), chosen == (variables,)
        look.start(each, chosen, variables if goes and not same else None)
        if goes:
            (as_system if same else waiting).add((each.id, "environment"))
    for each, tool, proxy in _told(wanted, facts):
        look.by_tool(each, tool, proxy)
        waiting.add((each.id, tool))
    results, lists = look.gather(waiting), RootLists(host)
    made = (_finished(each, results, lists, (each.id, "environment") in as_system) for each in wanted)
    return NetworkFacts(tuple(made))


def _told(wanted: tuple[Endpoint, ...], facts: Facts) -> Iterator[tuple[Endpoint, str, str]]:
    """Each server that a tool reaches by a proxy of its own settings, with the tool and the proxy."""
    for each in wanted:
        for tool in _TOOLS:
            if proxy := proxy_of(tool, each.group, facts.get(Settings)):
                yield each, tool, proxy


class _Way:
    """How a server is to be reached: by the system's proxies in their order, and by that of the variables."""

    def __init__(self, each: Endpoint, chosen: tuple[str, ...], host: Host) -> None:
        self.each, self.chosen, self.variables = each, chosen, host.net.environment_proxy(each.url)


def _goes_by(variables: str, each: Endpoint) -> bool:
    """Whether a tool that needs this server goes by the variables: micromamba always, pip where they name a proxy."""
    return bool(_ALWAYS.intersection(each.tools) or (variables and _WHERE_SET.intersection(each.tools)))


def _finished(
    each: Endpoint, results: dict[tuple[str, str], Tried], lists: RootLists, as_system: bool
) -> EndpointFacts:
    system, mozilla, python, requests = (results.get((each.id, lens), _NO_ANSWER) for lens in _LENSES)
    same = system if as_system else _NOT_TRIED
    not_public = (mozilla.layer, mozilla.reason) == ("tls", "unknown-root")
    return EndpointFacts(
        id=each.id,
        group=each.group,
        title=each.title,
        own=each.own,
        system=system,
        mozilla=mozilla,
        requests=requests,
        environment=results.get((each.id, "environment"), same),
        by_pip=results.get((each.id, "pip"), _NOT_TRIED),
        by_uv=results.get((each.id, "uv"), _NOT_TRIED),
        unsure=each.unsure,
        python=python.plain() if isinstance(python, Vouched) else python,
        held_by=lists.holder(python.anchor) if not_public and isinstance(python, Vouched) else "",
        inspected=None if each.own else _inspected(system, mozilla),
    )


def _inspected(system: Tried, mozilla: Tried) -> bool | None:
    if system.outcome != "reached" and system.layer != "http":
        return None
    if mozilla.outcome == "reached":
        return False
    return True if (mozilla.layer, mozilla.reason) == ("tls", "unknown-root") else None


class _Look(msgspec.Struct):
    """Tries under way. Results come in as they are ready; a later one for the same lens takes its place."""

    host: Host
    ends: float
    box: "queue.SimpleQueue[tuple[str, str, Tried, bool]]" = msgspec.field(default_factory=queue.SimpleQueue)
    scout: Scout | None = None
    waiting: set[str] = msgspec.field(default_factory=set)
    """The ids of the servers that are asked without the proxy only if the scout gets through."""

    def start(self, each: Endpoint, chosen: tuple[str, ...], variables: str | None = None) -> None:
        """Begin both threads for an endpoint; `variables`: their proxy, where it is looked at by itself."""
        if variables is not None:
            self.box.put((each.id, "environment", _NO_ANSWER, False))
        for work in (lambda: self._own(each, chosen), lambda: self._requests(each, variables)):
            threading.Thread(target=work, daemon=True, name=f"pyready-{each.id}").start()

    def by_tool(self, each: Endpoint, tool: str, proxy: str) -> None:
        """Begin a thread for the proxy that a tool's own settings name."""
        self.box.put((each.id, tool, _NO_ANSWER, False))

        def work() -> None:
            self.box.put((each.id, tool, self.host.net.attempt(self._wish(each, proxy)), True))

        threading.Thread(target=work, daemon=True, name=f"pyready-{each.id}-{tool}").start()

    def gather(self, waiting: set[tuple[str, str]]) -> dict[tuple[str, str], Tried]:
        """Every result, or as many as there are when the time is up."""
        results: dict[tuple[str, str], Tried] = {}
        while waiting:
            left = self.ends + _LATE_S - time.monotonic()
            try:
                name, lens, tried, final = self.box.get(timeout=max(0.0, left))
            except queue.Empty:
                break
            results[name, lens] = tried
            if final:
                waiting = waiting - {(name, lens)}
        return results

    def _wish(self, each: Endpoint, proxy: str = "", roots: Roots = "system") -> Asking:
        return Asking(
            endpoint=each.id,
            url=each.url,
            proxy=proxy,
            roots=roots,
            only_handshake=roots != "system",
            seconds=max(0.05, self.ends - time.monotonic()),
            expect=each.expect,
            holds=each.holds,
            redirects=each.redirects + each.redirects_unsure,
        )

    def _requests(self, each: Endpoint, variables: str | None) -> None:
        """The lens of requests, then that of the variables where it is looked at by itself.

        The two are one where requests used the same proxy and stopped before certificates mattered: nobody is asked
        a second time.
        """
        tried = self._scouted(each)
        self.box.put((each.id, "requests", tried, True))
        if variables is None:
            return
        if tried.proxy != variables or tried.outcome == "reached" or tried.layer in {"tls", "http"}:
            tried = self.host.net.attempt(self._wish(each, variables))
        self.box.put((each.id, "environment", tried, True))

    def _scouted(self, each: Endpoint) -> Tried:
        if self.scout is not None and each.id in self.waiting and each.id != self.scout.endpoint:
            self.box.put((each.id, "requests", NOT_WITHOUT_PROXY, False))
            if not self.scout.found_a_way(self.ends - time.monotonic()):
                return NOT_WITHOUT_PROXY
        tried = self.host.net.attempt_with_requests(self._wish(each))
        if self.scout is not None and each.id == self.scout.endpoint:
            self.scout.back(tried)
        return tried

    def _as_system(self, each: Endpoint, chosen: tuple[str, ...]) -> tuple[Tried, str]:
        """By the first proxy of the list that can be spoken to, each with its share of the time; and which it was."""
        for behind, proxy in enumerate(chosen[:-1]):
            wish = self._wish(each, proxy)
            share = msgspec.structs.replace(wish, seconds=wish.seconds / (len(chosen) - behind))
            tried = self.host.net.attempt(share)
            if tried.reason not in _NEXT_PROXY:
                return tried, proxy
        return self.host.net.attempt(self._wish(each, chosen[-1])), chosen[-1]

    def _own(self, each: Endpoint, chosen: tuple[str, ...]) -> None:
        """The system's lens, then Mozilla's; for certificates that are refused, one handshake to name who signed."""
        attempt = self.host.net.attempt
        system, proxy = self._as_system(each, chosen)
        doubted = system.layer == "tls" and system.reason in _DOUBTED
        self.box.put((each.id, "system", system, not doubted))
        if doubted:
            issuers = attempt(self._wish(each, proxy, "none")).issuers
            system = msgspec.structs.replace(system, issuers=issuers)
            self.box.put((each.id, "system", system, True))
        secured = each.url.startswith("https:") and (system.outcome == "reached" or system.layer in {"tls", "http"})
        self._python(each, proxy, wanted=secured and system.layer != "tls")
        mozilla = attempt(self._wish(each, proxy, "mozilla")) if secured else _NOT_TRIED
        if mozilla.layer == "tls" and not mozilla.issuers:
            mozilla = msgspec.structs.replace(mozilla, issuers=system.issuers)
        self.box.put((each.id, "mozilla", mozilla, True))

    def _python(self, each: Endpoint, proxy: str, *, wanted: bool) -> None:
        """The lens of Python's own list, beside that of Mozilla's."""

        def work() -> None:
            tried = self.host.net.attempt(self._wish(each, proxy, "python")) if wanted else _NOT_TRIED
            self.box.put((each.id, "python", tried, True))

        if wanted:
            threading.Thread(target=work, daemon=True, name=f"pyready-{each.id}-python").start()
        else:
            work()


PROBE = Probe(
    id="network",
    fact=NetworkFacts,
    collect=collect,
    about="which servers can be reached, and how",
    after=(Switches, Proxies, Site, ProxyScript, Settings),
    reads=(variable("*_proxy", "the proxy that the environment names for a server"), *READS),
    contacts=(endpoint("*", "whether this computer can reach the servers of the options"),),
    network=True,
)
