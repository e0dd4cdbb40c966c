"""What the tries of a group of endpoints add up to, for one lens."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pyready.diagnosis.connection_words import evidence, stopped
from pyready.model.attempts import Tried
from pyready.model.facts import Facts
from pyready.model.outcome import Evidence, Fix, Outcome, unknown
from pyready.probes.network import EndpointFacts, NetworkFacts
from pyready.probes.other_proxies import OtherProxies
from pyready.probes.proxies import Proxies
from pyready.probes.proxy_script import ProxyScript

Lens = Callable[[EndpointFacts], Tried]


def system(endpoint: EndpointFacts) -> Tried:
    """The proxy and the trust of the system, as the browser has them."""
    return endpoint.system


def requests(endpoint: EndpointFacts) -> Tried:
    """The proxy and the trust of requests, as most Python programs have them."""
    return endpoint.requests


def variables(endpoint: EndpointFacts) -> Tried:
    """The proxy of the variables and the trust of the system, as micromamba has them on Windows."""
    return endpoint.environment


class Reach(NamedTuple):
    """`failed` are the endpoints that stopped, `silent` those without an answer in time."""

    reached: bool
    failed: tuple[EndpointFacts, ...]
    silent: tuple[EndpointFacts, ...]
    because: tuple[Evidence, ...]
    lens: Lens

    @property
    def first(self) -> Tried | None:
        """The first try that stopped."""
        return self.lens(self.failed[0]) if self.failed else None

    def silence(self) -> str:
        """`the way to the Python package index stops when its name is looked up: ...`, for the first without answer."""
        return f"the way to {self.silent[0].title} stops {stopped(self.lens(self.silent[0]))}" if self.silent else ""

    @property
    def stuck(self) -> Tried:
        """The first try that did not get there, whether it stopped or was left without an answer."""
        return next((self.lens(each) for each in (*self.failed, *self.silent)), Tried("not-tried"))

    def first_words(self) -> str:
        """`the way to the Python package index stops at the proxy: ...`, for the first that stopped."""
        return f"the way to {self.failed[0].title} stops {stopped(self.lens(self.failed[0]))}" if self.failed else ""


def group(facts: Facts, name: str) -> tuple[EndpointFacts, ...]:
    """The endpoints of a group; none when the site profile limits pyready to servers of other groups."""
    return tuple(each for each in facts[NetworkFacts].endpoints if each.group == name)


def reach(endpoints: tuple[EndpointFacts, ...], lens: Lens, name: str) -> Reach:
    """Add up one lens over a group."""
    tries = [(each, lens(each)) for each in endpoints]
    return Reach(
        reached=all(tried.outcome == "reached" for _, tried in tries),
        failed=tuple(each for each, tried in tries if tried.outcome == "stopped"),
        silent=tuple(each for each, tried in tries if tried.outcome in {"no-answer", "not-tried"}),
        because=tuple(evidence(each.id, name, tried) for each, tried in tries),
        lens=lens,
    )


def script_decides(facts: Facts, found: Reach) -> Outcome | None:
    """`unknown` when a script (PAC) or automatic detection picks the proxy, it gave no answer, and all went direct.

    Where it answered for every server that stopped, what the system tried is what the script says.
    """
    proxies = facts.get(Proxies)
    options = proxies.in_force if proxies else None
    if options is None:
        return None
    if any(found.lens(each).proxy or found.lens(each).layer not in {"name", "tcp", "tls"} for each in found.failed):
        return None
    if not options.asks_a_script:
        return None if options.has_static else _browser_knows(facts, found)
    reason = unanswered(facts.get(ProxyScript), [each.id for each in found.failed], named=bool(options.pac.value))
    if reason is None:
        return None
    what = "a script (PAC)" if options.pac.value else "automatic detection"
    return unknown(
        f"The way out goes through a proxy that {what} names, {reason}.",
        *found.because,
        settles="Ask the network team which proxy it names, set HTTPS_PROXY to it in one window, run pyready there.",
    )


def _browser_knows(facts: Facts, found: Reach) -> Outcome | None:
    """Windows goes by no proxy, a browser does by policy: whether that leads there was not tried."""
    others = facts.get(OtherProxies)
    policy = others.browsers_own if others else None
    if policy is None:
        return None
    return unknown(
        f"Nothing goes out directly, and the proxy that a policy sets for {policy.browser} alone was not tried.",
        *found.because,
        settles="Set HTTPS_PROXY to that proxy in one window, as the guide proxy shows, and run pyready there.",
    )


_UNANSWERED = {
    "timed-out": "but it did not answer in time",
    "not-downloaded": "but Windows could not fetch it",
    "bad-script": "but it does not work",
    "bad-address": "but its address is none that Windows can use",
    "sign-in": "but its server wants a sign-in, and pyready gives none",
    "not-found": "but Windows found none",
}


def unanswered(script: ProxyScript | None, endpoints: Iterable[str] | None = None, *, named: bool) -> str | None:
    """Why the script's answer for these servers, or all, is not known, in words after a comma; None when it is.

    Automatic detection that finds nothing is an answer where no script is `named`: Windows then goes without.
    """
    if script is None or not script.asked:
        return "and pyready could not ask it"
    for name in endpoints if endpoints is not None else [each.endpoint for each in script.answers]:
        answer = script.answer(name)
        if answer.state != "set" and (named or answer.reason != "not-found"):
            return _UNANSWERED.get(answer.reason, "and pyready could not ask it")
    return None


def missed_proxy(computer: Reach, python: Reach) -> str:
    """The proxy through which the computer gets there while Python did not use it; empty when that is not so.

    Where only the proxy leads outside, going direct is often left without any answer: silence counts too.
    """
    if not computer.reached:
        return ""
    tries = ((system(each), python.lens(each)) for each in (*python.failed, *python.silent))
    return next((ours.proxy for ours, theirs in tries if ours.proxy and ours.proxy != theirs.proxy), "")


def silent(what: str, found: Reach) -> Outcome:
    """Nothing refused, but no answer came: `what` is the question that stays open."""
    return unknown(f"{what} is not known: {found.silence()}.", *found.because, settles=SILENT_SETTLES)


SILENT_SETTLES = "See that this computer is on the network or the VPN, then run pyready again."


def ask_for_trust(endpoints: tuple[EndpointFacts, ...]) -> Fix:
    """The request for the authority that signs these servers' traffic, which this computer does not trust."""
    ids = tuple(each.id for each in endpoints)
    return Fix("it", "Ask IT to trust the authority.", request="inspection-root", hosts=ids, guide="tls-inspection")


def ask_for_hosts(endpoints: tuple[EndpointFacts, ...]) -> Fix:
    """The request that lets these servers through; for servers of the organisation's own, that they answer."""
    ids = tuple(each.id for each in endpoints)
    if endpoints and all(each.own for each in endpoints):
        says = "Ask IT why this computer does not reach your organisation's own server."
        return Fix("it", says, request="internal-mirror", hosts=ids, guide="ask-it")
    return Fix("it", "Ask IT to let these servers through.", request="hosts-through-proxy", hosts=ids, guide="ask-it")
