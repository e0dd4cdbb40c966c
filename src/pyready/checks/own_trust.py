"""Does Python's own list of authorities, with the strict rules of newer Pythons, accept the servers here?

pip and the tools have ways of their own, and checks of their own. This is about programs that a person writes or runs
and that go by `ssl.create_default_context`: it reads the list that this computer holds now, and on Windows that is less
than Windows itself accepts, as Windows fetches public authorities when it first needs them.
"""

from pyready.checks.tls import signer
from pyready.diagnosis.connection_words import evidence
from pyready.knowledge import tools
from pyready.model.facts import Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.network import EndpointFacts, NetworkFacts

_STRICT = tools.behaviour("python", "strict-x509")
_ON_DEMAND = Fix(
    "you",
    "Nothing is missing on this computer, and it may have fetched them by now: run pyready again. Where a program of "
    "yours still stops, give it the two lines with truststore that the guide shows.",
    guide="tls-inspection",
)
_NOT_LISTED = Fix(
    "you",
    "Where a program of yours stops here, give it the two lines with truststore that the guide shows.",
    guide="tls-inspection",
)
_STRICT_FIX = Fix(
    "you",
    "Where a program of yours stops here, give it the two lines with truststore that the guide shows. The lasting cure "
    "is a new certificate for that authority: a request for IT, without hurry.",
    guide="tls-inspection",
)


def own_trust(facts: Facts) -> Outcome:
    """Only servers that the computer itself trusts count: the others are a matter of their own."""
    tried = [each for each in facts[NetworkFacts].endpoints if _told(each)]
    because = tuple(evidence(each.id, "Python's own list", each.python) for each in tried)
    if not tried:
        return unknown("No secure connection came about, so Python's own list was not tried.", settles="A connection.")
    strict = [each for each in tried if each.python.reason == "strict-x509"]
    if strict:
        signed = signer(strict[0], facts)
        says = f"Python {_STRICT.since} and newer, left to themselves, refuse what {signed} signs here."
        says += " Programs of your own are affected; a new pip is not."
        return problem(says, _STRICT_FIX, *because).rests_on(_STRICT)
    missing = [each for each in tried if each.python.reason == "unknown-root"]
    if missing:
        return _missing(missing, because, facts)
    other = [each for each in tried if each.python.outcome != "reached"]
    if len(other) == len(tried):
        return unknown(
            "Whether Python's own list is enough here could not be told.", *because, settles="A second look."
        )
    return passed("Python's own list of authorities, by its strict rules too, accepts the servers here.", *because)


def _told(each: EndpointFacts) -> bool:
    return each.system.outcome == "reached" and each.python.outcome in {"reached", "stopped"}


def _missing(endpoints: list[EndpointFacts], because: tuple[Evidence, ...], facts: Facts) -> Outcome:
    """A public authority that is fetched when it is first needed is none that is missing."""
    if all(each.mozilla.outcome == "reached" for each in endpoints):
        says = (
            "This computer accepts the servers here, but Python's own list did not hold their authorities: Windows "
            "fetches public ones when it first needs them, and Python cannot. pip is not affected."
        )
        return problem(says, _ON_DEMAND, *because)
    says = f"This computer trusts {signer(endpoints[0], facts)}, and Python's own list does not hold that authority."
    return problem(f"{says} Programs of your own are affected; a new pip is not.", _NOT_LISTED, *because)


CHECKS = (
    Check(
        "python-own-trust",
        "Does Python's own list of authorities accept the servers here?",
        "note",
        own_trust,
        "tls-inspection",
    ),
)
