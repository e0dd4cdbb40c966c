"""Each group of servers, by the system's way and by that of Python programs, and where it stops."""

from collections.abc import Callable

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
from pyready.probes.network import EndpointFacts
from pyready.probes.site import profile_of

_NO_REQUEST = Fix("it", "Take another route: nothing is asked for on account of this one alone.", guide="start-here")
_SETTING = Fix("you", "The guide shows the setting that Python needs on such a network.", guide="proxy")
_TRUSTSTORE = Fix(
    "you", "Give a program of yours that stops here the two lines that the guide shows.", guide="tls-inspection"
)
_UNKNOWN_PROXY = (
    "Python programs of your own do not know the proxy that this computer uses, and do not get out without it."
)
_CERTIFICATES = {
    "unknown-root": "Python programs of your own that use requests bring a list of authorities along, which does not "
    "hold the one that signs traffic here.",
    "strict-x509": "Python programs of your own that use requests refuse the authority that signs traffic here: it "
    "does not keep to the strict rules of newer Pythons.",
}
"""The same sentence for each group of servers, so that a report says it once."""
_INSPECTED = "This network inspects the connection to {title}, which its maker does not support."
_INSPECTED_SETTLES = "Ask IT whether programs can be installed from it."
_NOT_ASKED = unknown(
    "This report is older than this question, so these servers were not contacted.", settles="Run pyready again."
)


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
            says = f"This computer does not reach {title}: {found.first_words()}."
            return problem(says, _NO_REQUEST if needed.second_best else _asked_for(found), *found.because)
        return silent(f"Whether this computer reaches {title}", found)

    return judge


def _reached(needed: Group, endpoints: tuple[EndpointFacts, ...], found: Reach) -> Outcome:
    if needed.uninspected and any(each.inspected for each in endpoints):
        return unknown(_INSPECTED.format(title=needed.called), *found.because, settles=_INSPECTED_SETTLES)
    return passed(f"This computer reaches {needed.called}.", *found.because)


def _absent(facts: Facts, name: str) -> Outcome:
    """Why nobody asked: no route of this system needs these servers, or the site profile leaves them out."""
    needed_on = [each.platforms for each in known().endpoint if each.group == name]
    if needed_on and all(each and facts[Asked].platform not in each for each in needed_on):
        return not_applicable("No route on this system needs it.")
    profile = profile_of(facts)
    return LEFT_OUT if profile and profile.only_these_endpoints else _NOT_ASKED


def _sign_in(title: str, found: Reach, *, browser: bool) -> Outcome:
    """pyready never signs in. A browser does, so what a browser alone needs is likely to work."""
    if browser:
        return passed(f"The proxy wants a sign-in, which your browser does for {title}.", *found.because, sure="likely")
    return unknown(
        f"The proxy wants a sign-in on the way to {title}; pyready does not sign in.",
        *found.because,
        settles="Open the address in your browser; some tools of Windows sign in by themselves as it does.",
    )


def _sent_on(title: str, found: Reach) -> Outcome | None:
    """`unknown` where all that happened is that a host, which the knowledge is not sure of, names another one."""
    if any(not each.unsure or system(each).reason != "redirected-away" for each in found.failed):
        return None
    return unknown(
        f"{title[:1].upper()}{title[1:]} is reached, but sends its visitors on to a server that pyready does not know.",
        *found.because,
        settles="Open its address in your browser: if a download or a page comes, this is no obstacle.",
    )


def by_requests(needed: Group) -> Callable[[Facts], Outcome]:
    """Make the judge for one group as Python programs (requests, older pip and conda) see it."""
    title = needed.called

    def judge(facts: Facts) -> Outcome:
        endpoints = group(facts, needed.id)
        if not endpoints:
            return _absent(facts, needed.id)
        found = reach(endpoints, requests, "requests")
        if found.reached:
            return passed(f"Python programs reach {title}.", *found.because)
        ours = reach(endpoints, system, "system")
        because = (*found.because, *ours.because)
        if told := _own_ways(ours, found, because):
            return told
        if not found.failed:
            return silent(f"Whether Python programs reach {title}", found)
        says = f"Python programs do not reach {title}: {found.first_words()}."
        if ours.reached or (ours.failed and script_decides(facts, ours)):
            return problem(says, _SETTING, *because)
        fix = _asked_for(ours) if ours.failed else ask_for_hosts(found.failed)
        return before_all(facts, ours) or problem(says, fix, *found.because)

    return judge


def _own_ways(ours: Reach, found: Reach, because: tuple[Evidence, ...]) -> Outcome | None:
    """The computer gets there: Python programs miss its proxy, or have a list of authorities of their own."""
    if missed_proxy(ours, found):
        return problem(_UNKNOWN_PROXY, _SETTING, *because)
    if ours.reached and found.first and found.first.reason in _CERTIFICATES:
        return problem(_CERTIFICATES[found.first.reason], _TRUSTSTORE, *because)
    return None


def _asked_for(found: Reach) -> Fix:
    """To be let through, or, where certificates stand in the way, to be trusted."""
    untrusted = found.first is not None and found.first.reason in {"unknown-root", "strict-x509"}
    return ask_for_trust(found.failed) if untrusted else ask_for_hosts(found.failed)


def _by_system(needed: Group) -> Check:
    asks = f"Does this computer reach {needed.called}?"
    return Check(f"{needed.id}-by-system", asks, needed.weight, by_system(needed), needed.guide)


def _by_requests(needed: Group) -> Check:
    asks = f"Do Python programs reach {needed.called}?"
    return Check(f"{needed.id}-by-requests", asks, "limit", by_requests(needed), "proxy")


CHECKS = (
    *map(_by_system, known().group),
    *(_by_requests(each) for each in known().group if each.by_requests),
)
