"""Do Python's own trusted roots, with the strict rules of newer Pythons, accept the servers on this network?

pip and the tools have ways of their own, and checks of their own. This is about programs that a person writes or runs
and that go by `ssl.create_default_context`: it reads the roots that this computer holds now, and on Windows that is
less than Windows itself accepts, as Windows downloads public roots when it first needs them.
"""

from pyready.checks.tls import signer
from pyready.diagnosis.connection_words import evidence
from pyready.knowledge import tools
from pyready.model.facts import Facts
from pyready.model.network_facts import EndpointFacts, NetworkFacts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown

_STRICT = tools.behaviour("python", "strict-x509")
# shown where a secure connection succeeded nowhere, or gave no clear answer
_NO_CONNECTION = (
    "pyready cannot tell whether Python's own trusted roots are enough, because no secure connection succeeded."
)
_NOT_CLEAR = (
    "pyready cannot tell whether Python's own trusted roots are enough, because no connection with them succeeded."
)
_CONNECT = "Connect, then run pyready again."
_AGAIN = "Run pyready again."
# shown where Python refuses by its strict rules
_STRICT_SAYS = (
    "Python {since} and newer do not accept the certificates of {signer} by default. Programs of your own are "
    "affected; a new pip is not."
)
# shown where the roots are missing: public ones, which Windows downloads on demand, or another one
_PUBLIC_MISSING = (
    "This computer accepts the servers on this network, but Python's own trusted roots did not hold their root "
    "certificates. Windows downloads public ones when it first needs them, and Python cannot. pip is not affected."
)
_MISSING = (
    "This computer trusts {signer}, but Python's own trusted roots do not hold that root certificate. Programs of your "
    "own are affected; a new pip is not."
)
_ACCEPTED = "Python's own trusted roots accept the servers on this network, by its strict rules too."
_ASKS = "Do Python's own trusted roots accept the servers on this network?"
_LENS = "Python's own roots"
_ON_DEMAND = Fix(
    "you",
    "Run pyready again: Windows might have downloaded the certificates by now. If a program of yours still stops, add "
    "the two truststore lines that the guide shows.",
    guide="tls-inspection",
)
_NOT_LISTED = Fix(
    "you",
    "If a program of yours stops, add the two truststore lines that the guide shows.",
    guide="tls-inspection",
)
_STRICT_FIX = Fix(
    "you",
    "If a program of yours stops, add the two truststore lines that the guide shows. To end this for good, IT has to "
    "replace that root certificate; it is not urgent.",
    guide="tls-inspection",
)


def own_trust(facts: Facts) -> Outcome:
    """Only servers that the computer itself trusts count: the others are a matter of their own."""
    tried = [each for each in facts[NetworkFacts].endpoints if _told(each)]
    because = tuple(evidence(each.id, _LENS, each.python) for each in tried)
    if not tried:
        return unknown(_NO_CONNECTION, settles=_CONNECT)
    strict = [each for each in tried if each.python.reason == "strict-x509"]
    if strict:
        says = _STRICT_SAYS.format(since=_STRICT.since, signer=signer(strict[0], facts))
        return problem(says, _STRICT_FIX, *because).rests_on(_STRICT)
    missing = [each for each in tried if each.python.reason == "unknown-root"]
    if missing:
        return _missing(missing, because, facts)
    other = [each for each in tried if each.python.outcome != "reached"]
    if len(other) == len(tried):
        return unknown(_NOT_CLEAR, *because, settles=_AGAIN)
    return passed(_ACCEPTED, *because)


def _told(each: EndpointFacts) -> bool:
    return each.system.outcome == "reached" and each.python.outcome in {"reached", "stopped"}


def _missing(endpoints: list[EndpointFacts], because: tuple[Evidence, ...], facts: Facts) -> Outcome:
    """A public root that Windows downloads when it first needs it is not missing."""
    if all(each.mozilla.outcome == "reached" for each in endpoints):
        return problem(_PUBLIC_MISSING, _ON_DEMAND, *because)
    return problem(_MISSING.format(signer=signer(endpoints[0], facts)), _NOT_LISTED, *because)


CHECKS = (
    Check(
        "python-own-trust",
        _ASKS,
        "note",
        own_trust,
        "tls-inspection",
    ),
)
