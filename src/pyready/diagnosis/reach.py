"""What the tries of a group of endpoints add up to, for one lens."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pyready.diagnosis.connection_words import evidence, why
from pyready.model.attempts import Tried
from pyready.model.facts import Facts
from pyready.model.network_facts import EndpointFacts, NetworkFacts
from pyready.model.outcome import Evidence, Fix, Outcome, unknown
from pyready.model.script_facts import ProxyScript
from pyready.probes.other_proxies import OtherProxies
from pyready.probes.proxies import Proxies

Lens = Callable[[EndpointFacts], Tried]

# shown as {server} in the reasons of connection_words
_SERVER = "the server for {title}"
# shown where a script picks the proxy and gave no answer; {reason} is one of _UNANSWERED
_SCRIPT_DECIDES = (
    "pyready cannot tell whether downloads work, because {script} picks the proxy, and {reason}. Without a proxy, "
    "these servers cannot be reached."
)
_SCRIPT_SETTLES = (
    "Ask your network team which proxy pip can use. Then set HTTPS_PROXY to it in one window, as pyready guide proxy "
    "shows, and run pyready in that window."
)
_PAC = "the automatic proxy setting (PAC file)"
_DETECTION = "automatic proxy detection (WPAD)"
# shown where only a browser has a proxy, by policy, and nothing is reached without one
_BROWSER_KNOWS = (
    "pyready cannot tell whether downloads work, because your organisation sets a proxy for {browser} only, and "
    "pyready did not try it. Without a proxy, these servers cannot be reached."
)
_BROWSER_SETTLES = (
    'Ask your network team: "Which proxy can pip use on my laptop?" Then set HTTPS_PROXY to it in one window, as '
    "pyready guide proxy shows, and run pyready in that window."
)
# shown after "and": why the answer of the script is not known
_UNANSWERED = {
    "timed-out": "it did not answer in time",
    "not-downloaded": "Windows could not download it",
    "bad-script": "it does not work",
    "bad-address": "Windows cannot use its address",
    "sign-in": "its server asks for a sign-in, which pyready does not give",
    "not-found": "Windows found no script",
}
_NOT_ASKED = "pyready could not ask it"
# shown where nothing refused, and no answer came
_SILENT = "pyready cannot tell whether {what}, because {why}."
SILENT_SETTLES = "Connect to your network or VPN, and run pyready again."
# shown as what IT can do
_TRUST = "Add the root certificate that signs this traffic to the trusted roots."
_OWN_SERVER = "Check why this computer cannot reach your organisation's own server."
_ALLOW = "Allow these servers through the proxy or firewall."


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
        """`the server for the Python package index gave no answer`, for the first without answer."""
        return self._why(self.silent[0]) if self.silent else ""

    @property
    def stuck(self) -> Tried:
        """The first try that did not get there, whether it stopped or was left without an answer."""
        return next((self.lens(each) for each in (*self.failed, *self.silent)), Tried("not-tried"))

    def first_words(self) -> str:
        """`the proxy blocks the server for the Python package index`, for the first that stopped."""
        return self._why(self.failed[0]) if self.failed else ""

    def _why(self, endpoint: EndpointFacts) -> str:
        return why(self.lens(endpoint), _SERVER.format(title=endpoint.title))


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
    says = _SCRIPT_DECIDES.format(script=_PAC if options.pac.value else _DETECTION, reason=reason)
    return unknown(says, *found.because, settles=_SCRIPT_SETTLES)


def _browser_knows(facts: Facts, found: Reach) -> Outcome | None:
    """Windows goes by no proxy, a browser does by policy: whether that leads there was not tried."""
    others = facts.get(OtherProxies)
    policy = others.browsers_own if others else None
    if policy is None:
        return None
    return unknown(_BROWSER_KNOWS.format(browser=policy.browser), *found.because, settles=_BROWSER_SETTLES)


def unanswered(script: ProxyScript | None, endpoints: Iterable[str] | None = None, *, named: bool) -> str | None:
    """Why the script's answer for these servers, or all, is not known, in words after `and`; None when it is.

    Automatic detection that finds nothing is an answer where no script is `named`: Windows then goes without.
    """
    if script is None or not script.asked:
        return _NOT_ASKED
    for name in endpoints if endpoints is not None else [each.endpoint for each in script.answers]:
        answer = script.answer(name)
        if answer.state != "set" and (named or answer.reason != "not-found"):
            return _UNANSWERED.get(answer.reason, _NOT_ASKED)
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
    """Nothing refused, but no answer came: `what` is what stays open, to follow `whether`."""
    return unknown(_SILENT.format(what=what, why=found.silence()), *found.because, settles=SILENT_SETTLES)


def ask_for_trust(endpoints: tuple[EndpointFacts, ...]) -> Fix:
    """The request for the root certificate of these servers' traffic, which this computer does not trust."""
    ids = tuple(each.id for each in endpoints)
    return Fix("it", _TRUST, request="inspection-root", hosts=ids, guide="tls-inspection")


def ask_for_hosts(endpoints: tuple[EndpointFacts, ...]) -> Fix:
    """The request that lets these servers through; for servers of the organisation's own, that they answer."""
    ids = tuple(each.id for each in endpoints)
    if endpoints and all(each.own for each in endpoints):
        return Fix("it", _OWN_SERVER, request="internal-mirror", hosts=ids, guide="ask-it")
    return Fix("it", _ALLOW, request="hosts-through-proxy", hosts=ids, guide="ask-it")
