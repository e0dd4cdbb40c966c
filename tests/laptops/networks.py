"""Networks as facts: how each server answered each lens."""

from collections.abc import Callable

import msgspec

from pyready.knowledge.endpoints import known
from pyready.model.attempts import Tried
from pyready.probes.network import EndpointFacts, NetworkFacts

REACHED = Tried("reached", status=200, issuers=("DigiCert Inc",))
UNTRUSTED = Tried("stopped", "tls", "unknown-root", issuers=("Gateway CA",))
NO_NAME = Tried("stopped", "name", "no-such-name")
SIGN_IN = Tried("stopped", "proxy", "sign-in", sign_in=("negotiate", "ntlm"), proxy="proxy.trust.example:8080")
BLOCKED = Tried("stopped", "proxy", "proxy-blocked", status=403, proxy="proxy.trust.example:8080")
SILENT = Tried("no-answer", reason="timed-out")
PROXIED = msgspec.structs.replace(REACHED, proxy="proxy.trust.example:8080")


class Answer(msgspec.Struct, frozen=True):
    """One server by all lenses."""

    system: Tried = REACHED
    mozilla: Tried = REACHED
    requests: Tried = REACHED
    inspected: bool | None = False
    own: bool = False
    environment: Tried | None = None
    """By the variables' proxy and the system's roots; None: as the system."""
    python: Tried | None = None
    """By Python's own list; None: as the system where that got there, else not tried."""
    held_by: str = ""

    @property
    def own_list(self) -> Tried:
        """What the probe makes of `python`."""
        return self.python or (self.system if self.system.outcome == "reached" else Tried("not-tried"))


DIRECT = Answer()
INSPECTED = Answer(msgspec.structs.replace(REACHED, issuers=("Gateway CA",)), UNTRUSTED, UNTRUSTED, True)
HIDDEN_PROXY = Answer(PROXIED, PROXIED, NO_NAME, environment=NO_NAME)
CLOSED = Answer(BLOCKED, Tried("not-tried"), BLOCKED, None)
WANTS_SIGN_IN = Answer(SIGN_IN, Tried("not-tried"), SIGN_IN, None)
SWALLOWED = Answer(SILENT, SILENT, SILENT, None)
OFF_THE_MAP = Answer(NO_NAME, Tried("not-tried"), NO_NAME, None)


def network(answer: Answer | Callable[[str], Answer], **by_id: Answer) -> NetworkFacts:
    """Facts in which every server gives the same answer, but for those named (`_` for `-`)."""
    special = {name.replace("_", "-"): each for name, each in by_id.items()}
    return NetworkFacts(
        tuple(
            _endpoint(each.id, each.group, each.title, special.get(each.id), answer)
            for each in known().endpoint
            if not each.licence or each.id in special
        )
    )


def _endpoint(
    name: str, group: str, title: str, special: Answer | None, answer: Answer | Callable[[str], Answer]
) -> EndpointFacts:
    given = special or (answer if isinstance(answer, Answer) else answer(name))
    by_variables = given.environment or given.system
    seen = (given.own, given.system, given.mozilla, given.requests, given.inspected, by_variables)
    return EndpointFacts(name, group, title, *seen, python=given.own_list, held_by=given.held_by)


# --- the cases of the field, each by all lenses ----------------------------------------------------------------------


def through(tried: Tried) -> Tried:
    """The same through the proxy."""
    return msgspec.structs.replace(tried, proxy=PROXIED.proxy)


def _stopped(tried: Tried) -> Answer:
    """The same stop for everybody, before certificates matter."""
    return Answer(tried, Tried("not-tried"), tried, None)


def _signed(*issuers: str) -> Tried:
    return msgspec.structs.replace(REACHED, issuers=issuers)


FOUND_PROXY = Answer(PROXIED, PROXIED, PROXIED)
BASIC_SIGN_IN = _stopped(msgspec.structs.replace(SIGN_IN, sign_in=("basic",)))
NOT_TRUSTED = Answer(UNTRUSTED, UNTRUSTED, UNTRUSTED, None)
"""Inspected, and nobody put the authority into any store."""
BY_ZSCALER = _signed("Zscaler Inc.")
ON_DEMAND = Answer(_signed("A rare public CA"), REACHED, REACHED, python=UNTRUSTED)
"""A public root that Windows fetches when it is first needed: its chain engine accepts it, whatever the store holds."""
_STRICT = Tried("stopped", "tls", "strict-x509", "Missing Key Usage")
STRICT = Answer(_signed("Gateway CA"), UNTRUSTED, _STRICT, True, python=_STRICT)
OWN_LIST_STRICT = Answer(_signed("Gateway CA"), UNTRUSTED, UNTRUSTED, True, python=_STRICT)
"""The same where requests has a list of its own, which stops before the strict rules matter."""
OF_PERSON = Answer(INSPECTED.system, UNTRUSTED, UNTRUSTED, True, held_by="person")
"""Inspected; the authority was put into one person's list and not into the computer's."""
TUNNEL = Answer(BY_ZSCALER, UNTRUSTED, UNTRUSTED, True, python=_STRICT, held_by="computer")
"""A security client takes the traffic without any proxy and inspects it; its old authority is in the computer's list."""
LOCAL_PROXY = "127.0.0.1:9000"
BY_LOCAL_PROXY = Answer(
    msgspec.structs.replace(REACHED, issuers=("A rare public CA",), proxy=LOCAL_PROXY),
    msgspec.structs.replace(REACHED, proxy=LOCAL_PROXY),
    NO_NAME,
    environment=NO_NAME,
    python=msgspec.structs.replace(UNTRUSTED, proxy=LOCAL_PROXY),
)
"""A security client has a proxy on this computer; the list of a fresh laptop does not hold the public root yet."""
HIDDEN_INSPECTED = Answer(through(INSPECTED.system), through(UNTRUSTED), NO_NAME, True, environment=NO_NAME)
FOUND_INSPECTED = Answer(through(INSPECTED.system), through(UNTRUSTED), through(UNTRUSTED), True)
CATEGORY_PAGE = _stopped(Tried("stopped", "http", "block-page", "a web page instead of an answer, status 403", 403))
SINKHOLE = _stopped(Tried("stopped", "name", "sinkhole", "the name leads to 0.0.0.0"))
PORTAL = _stopped(Tried("stopped", "http", "redirected-away", "sent on to wifi.guest.example", 302))
NO_ROUTE = _stopped(Tried("stopped", "tcp", "unreachable"))
