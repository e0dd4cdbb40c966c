"""Each group of servers, by the system's way and by that of Python programs, and where it stops."""

from collections.abc import Callable

from pyready.diagnosis.connection_words import why
from pyready.diagnosis.reach import (
    Reach,
    ask_for_hosts,
    ask_for_trust,
    group,
    missed_proxy,
    reach,
    requests,
    script_decides,
    silent,
    system,
)
from pyready.diagnosis.whole_network import before_all, open_question
from pyready.knowledge.endpoints import Group, known
from pyready.model.facts import Asked, Facts
from pyready.model.network_facts import EndpointFacts
from pyready.model.outcome import (
    LEFT_OUT,
    Check,
    Evidence,
    Fix,
    Outcome,
    not_applicable,
    passed,
    problem,
    unknown,
)
from pyready.probes.site import profile_of

# shown for a group of servers that this computer reaches, or does not
_REACHED = "This computer can reach {title}."
_FAILED = "This computer cannot reach {title}: {why}."
_WHETHER = "this computer can reach {title}"
_NO_REQUEST = Fix(
    "it",
    "Allow these servers. Another option does the same, so pyready makes no request for them.",
    guide="start-here",
)
# shown where a web filter opens the connection to servers whose maker does not support that
_INSPECTED = (
    "pyready cannot tell whether {title} works, because a web filter opens the connection (TLS inspection). The "
    "maker of {title} does not support that."
)
_INSPECTED_SETTLES = "Ask IT whether programs can be installed from {title}."
# shown where nobody contacted the servers
_NOT_NEEDED = not_applicable("No option on this system needs these servers.")
_NOT_ASKED = unknown(
    "pyready cannot tell whether these servers can be reached, because this report is older than this question.",
    settles="Run pyready again.",
)
# shown where the proxy asks for a sign-in
_BROWSER_SIGNS_IN = "The proxy asks for a sign-in (407), and your browser probably signs in by itself for {title}."
_SIGN_IN = (
    "pyready cannot tell whether this computer can reach {title}, because the proxy asks for a sign-in (407) and "
    "pyready does not sign in."
)
_SIGN_IN_SETTLES = "Open the address of {title} in your browser. Some Windows tools sign in as the browser does."
# shown where a host that the knowledge is not sure of names another one
_SENT_ON = (
    "pyready cannot tell whether {title} works, because it sends visitors on to a server that pyready does not know."
)
_SENT_ON_SETTLES = "Open the address of {title} in your browser. If a page or a download appears, it works."
# shown for Python programs; one sentence for every group of servers, so that a report says it once
_PYTHON_REACHED = "Python programs can reach {title}."
_PYTHON_FAILED = "Python programs cannot reach {title}: {why}."
_PYTHON_WHETHER = "Python programs can reach {title}"
_SETTING = Fix("you", "Follow the guide: it shows the setting that Python needs on this network.", guide="proxy")
_TRUSTSTORE = Fix(
    "you", "If a program of yours stops, add the two truststore lines that the guide shows.", guide="tls-inspection"
)
_UNKNOWN_PROXY = (
    "Python programs of your own do not know the proxy that this computer uses, so they cannot reach the internet."
)
_CERTIFICATES = {
    "unknown-root": "The requests library in your own programs does not trust the certificates on this network (TLS "
    "inspection).",
    "strict-x509": "The requests library in your own programs does not accept the certificates on this network: they "
    "break the strict rules of newer Pythons (strict X.509).",
}
_ASKS = "Can this computer reach {title}?"
_PYTHON_ASKS = "Can Python programs reach {title}?"


def by_system(needed: Group) -> Callable[[Facts], Outcome]:
    """Make the judge for one group by the system's own proxy and trust."""
    title = needed.called

    def judge(facts: Facts) -> Outcome:
        endpoints = group(facts, needed.id)
        if not endpoints:
            return _absent(facts, needed.id)
        found = reach(endpoints, system, "system")
        if found.reached:
            return _reached(needed, endpoints, found)
        if found.failed and all(system(each).reason == "sign-in" for each in found.failed):
            return _sign_in(title, found, browser=needed.browser)
        if found.failed and (hidden := open_question(facts, found) or _sent_on(title, found)):
            return hidden
        if found.failed:
            says = _FAILED.format(title=title, why=_why(title, endpoints, found))
            return problem(says, _NO_REQUEST if needed.second_best else _asked_for(found), *found.because)
        return silent(_WHETHER.format(title=title), found)

    return judge


def _reached(needed: Group, endpoints: tuple[EndpointFacts, ...], found: Reach) -> Outcome:
    if needed.uninspected and any(each.inspected for each in endpoints):
        return unknown(
            _INSPECTED.format(title=needed.called),
            *found.because,
            settles=_INSPECTED_SETTLES.format(title=needed.called),
        )
    return passed(_REACHED.format(title=needed.called), *found.because)


def _why(title: str, endpoints: tuple[EndpointFacts, ...], found: Reach) -> str:
    """Why the first one failed; it is named where the title of the group does not name it already."""
    named = len(endpoints) == 1 or found.failed[0].title == title
    return why(found.lens(found.failed[0])) if named else found.first_words()


def _absent(facts: Facts, name: str) -> Outcome:
    """Why nobody asked: no option on this system needs these servers, or the site profile leaves them out."""
    needed_on = [each.platforms for each in known().endpoint if each.group == name]
    if needed_on and all(each and facts[Asked].platform not in each for each in needed_on):
        return _NOT_NEEDED
    profile = profile_of(facts)
    return LEFT_OUT if profile and profile.only_these_endpoints else _NOT_ASKED


def _sign_in(title: str, found: Reach, *, browser: bool) -> Outcome:
    """pyready never signs in. A browser does, so what a browser alone needs is likely to work."""
    if browser:
        return passed(_BROWSER_SIGNS_IN.format(title=title), *found.because, sure="likely")
    return unknown(_SIGN_IN.format(title=title), *found.because, settles=_SIGN_IN_SETTLES.format(title=title))


def _sent_on(title: str, found: Reach) -> Outcome | None:
    """`unknown` where all that happened is that a host, which the knowledge is not sure of, names another one."""
    if any(not each.unsure or system(each).reason != "redirected-away" for each in found.failed):
        return None
    return unknown(_SENT_ON.format(title=title), *found.because, settles=_SENT_ON_SETTLES.format(title=title))


def by_requests(needed: Group) -> Callable[[Facts], Outcome]:
    """Make the judge for one group as Python programs (requests, older pip and conda) see it."""
    title = needed.called

    def judge(facts: Facts) -> Outcome:
        endpoints = group(facts, needed.id)
        if not endpoints:
            return _absent(facts, needed.id)
        found = reach(endpoints, requests, "requests")
        if found.reached:
            return passed(_PYTHON_REACHED.format(title=title), *found.because)
        ours = reach(endpoints, system, "system")
        because = (*found.because, *ours.because)
        if told := _own_ways(ours, found, because):
            return told
        if not found.failed:
            return silent(_PYTHON_WHETHER.format(title=title), found)
        says = _PYTHON_FAILED.format(title=title, why=_why(title, endpoints, found))
        if ours.reached or (ours.failed and script_decides(facts, ours)):
            return problem(says, _SETTING, *because)
        fix = _asked_for(ours) if ours.failed else ask_for_hosts(found.failed)
        return before_all(facts, ours) or problem(says, fix, *found.because)

    return judge


def _own_ways(ours: Reach, found: Reach, because: tuple[Evidence, ...]) -> Outcome | None:
    """The computer gets there: Python programs miss its proxy, or have a certificate bundle of their own."""
    if missed_proxy(ours, found):
        return problem(_UNKNOWN_PROXY, _SETTING, *because)
    if ours.reached and found.first and found.first.reason in _CERTIFICATES:
        return problem(_CERTIFICATES[found.first.reason], _TRUSTSTORE, *because)
    return None


def _asked_for(found: Reach) -> Fix:
    """To be let through, or, where certificates are what stops them, to be trusted."""
    untrusted = found.first is not None and found.first.reason in {"unknown-root", "strict-x509"}
    return ask_for_trust(found.failed) if untrusted else ask_for_hosts(found.failed)


def _by_system(needed: Group) -> Check:
    asks = _ASKS.format(title=needed.called)
    return Check(f"{needed.id}-by-system", asks, needed.weight, by_system(needed), needed.guide)


def _by_requests(needed: Group) -> Check:
    asks = _PYTHON_ASKS.format(title=needed.called)
    return Check(f"{needed.id}-by-requests", asks, "limit", by_requests(needed), "proxy")


CHECKS = (
    *map(_by_system, known().group),
    *(_by_requests(each) for each in known().group if each.by_requests),
)
