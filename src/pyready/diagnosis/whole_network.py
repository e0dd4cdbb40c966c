"""What the tries say together: no way out that anybody told of, or a page of the network's own before everything."""

import datetime as dt

from pyready.diagnosis.reach import Reach, script_decides
from pyready.model.attempts import Tried
from pyready.model.facts import Facts, Taken
from pyready.model.network_facts import EndpointFacts, NetworkFacts
from pyready.model.outcome import Fix, Outcome, problem, unknown
from pyready.model.script_facts import ProxyScript

# shown where no server outside is known: off the network, or behind a proxy that nothing names
_NO_INTERNET = (
    "pyready cannot tell whether downloads work, because it could not reach the internet. Either this computer is not "
    "on a network now, or it needs a proxy that no setting names."
)
_CONNECT = (
    "Open a web page in your browser. If it does not open, connect to your network or VPN and run pyready again. If it "
    "opens, ask your network team which proxy pip can use."
)
# shown where something else answers for every server, as guest Wi-Fi does
_SIGN_IN_FIRST = (
    "pyready cannot tell whether downloads work, because this network asks you to sign in or accept terms first, as "
    "guest Wi-Fi does."
)
_PAGE = "Open any web page, complete the sign-in, and run pyready again."
# shown where certificates are not valid now, and no server showed that the clock is right
_CLOCK = (
    "pyready cannot tell whether downloads work, because the certificates of these servers look expired or not yet "
    "valid. The clock of this computer is probably wrong."
)
_WATCH = (
    "Compare the date and time of this computer with a watch. If they are wrong, ask the service desk to correct the "
    "clock."
)
# shown where certificates are not valid now, and the clock is right
_EXPIRED = "The certificate of these servers has expired. The clock of this computer is right."
_EXPIRED_BY = "The certificate of these servers, issued by {who}, has expired. The clock of this computer is right."
_RENEW = "Renew the certificate, if a web filter opens this traffic. The evidence is in this report."

_NOWHERE = {"no-such-name", "name-timed-out", "unreachable"}
_IN_ITS_PLACE = {"redirected-away", "portal", "wrong-name"}
_BY_CLOCK = {"expired", "not-yet-valid"}
AT_MOST = dt.timedelta(minutes=5)
"""How wrong a clock can be: what sign-in by Kerberos puts up with, too."""
_AT_LEAST = 2
"""Servers that must tell the same story: one alone may have a trouble of its own."""


def open_question(facts: Facts, found: Reach) -> Outcome | None:
    """`unknown` where what stopped says nothing about the servers themselves, nor about what IT lets through."""
    return script_decides(facts, found) or before_all(facts, found) or by_time(facts, found)


def before_all(facts: Facts, found: Reach) -> Outcome | None:
    """The same where no script is in play: off the network, or before the page that a guest network shows first."""
    public = [each for each in facts[NetworkFacts].endpoints if not each.own]
    if len(public) < _AT_LEAST or _script_answered(facts) or any(_got_through(each) for each in public):
        return None
    tries = [each.system for each in public]
    if all(tried.reason in _NOWHERE for tried in tries):
        return unknown(_NO_INTERNET, *found.because, settles=_CONNECT)
    if _one_story(tries):
        return unknown(_SIGN_IN_FIRST, *found.because, settles=_PAGE)
    return None


def by_time(facts: Facts, found: Reach) -> Outcome | None:
    """Certificates that are not valid now: the clock, or where another server tells the right time, a certificate.

    RFC 5280, section 4.1.2.5 (validity). A wrong clock gives the same message as a certificate that has run out.
    """
    tries = [found.lens(each) for each in found.failed]
    if not tries or any(tried.reason not in _BY_CLOCK for tried in tries):
        return None
    if not clock_is_right(facts):
        return unknown(_CLOCK, *found.because, settles=_WATCH)
    who = next((tried.issuers[0] for tried in tries if tried.issuers), "")
    return problem(
        (_EXPIRED_BY if who else _EXPIRED).format(who=who), Fix("it", _RENEW, guide="tls-inspection"), *found.because
    )


def clock_is_right(facts: Facts) -> bool:
    """Whether a server that was reached told a time close to the clock's."""
    tries = (tried for each in facts[NetworkFacts].endpoints for tried in (each.system, each.requests))
    offs = (off_by(facts[Taken].at, tried.date) for tried in tries)
    return any(off is not None and abs(off) <= AT_MOST for off in offs)


def off_by(taken: dt.datetime, date: str) -> dt.timedelta | None:
    """How far the clock is ahead of the `Date` header of an answer (RFC 9110, section 6.6.1); None without one."""
    from email.utils import parsedate_to_datetime

    try:
        told = parsedate_to_datetime(date)
        return taken - (told if told.tzinfo else told.replace(tzinfo=dt.UTC))
    except (ValueError, OverflowError):
        return None


def _script_answered(facts: Facts) -> bool:
    """Its server was reached: there is a network, and it said which way is the right one."""
    script = facts.get(ProxyScript)
    return bool(script and any(each.answer.state == "set" for each in script.answers))


def _got_through(each: EndpointFacts) -> bool:
    """Somebody got there, or there is a proxy in between, which knows more than this network does."""
    tries = (each.system, each.requests, each.environment)
    return any(tried.outcome == "reached" or tried.proxy for tried in tries)


def _one_story(tries: list[Tried]) -> bool:
    """Every server was answered for by something else, and those that were sent on were sent to one place."""
    signs = [tried for tried in tries if tried.reason in _IN_ITS_PLACE]
    places = {tried.detail for tried in signs if tried.reason == "redirected-away"}
    others = [tried for tried in tries if tried not in signs]
    return len(signs) >= _AT_LEAST and len(places) <= 1 and all(tried.reason == "unknown-root" for tried in others)
