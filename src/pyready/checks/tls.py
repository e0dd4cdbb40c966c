"""Is secure traffic inspected, by whom, and does this computer trust it? It is normal in an organisation."""

from pyready.knowledge.site_knowledge import SAYS, SiteVendor
from pyready.knowledge.vendors import Vendor, vendor_of
from pyready.model.facts import Facts
from pyready.model.network_facts import EndpointFacts, NetworkFacts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.site import knowledge_of

# shown where a web filter signs the traffic, and this computer trusts it
_INSPECTED = (
    "A web filter opens and checks secure traffic (TLS inspection, by {signer}). That is normal. This computer trusts "
    "it; Python might need a setting."
)
# shown where a private root signs for the organisation's own servers
_PRIVATE = "The certificates of your organisation's servers probably come from {signer}, which this computer trusts."
# shown after each of the two, where one person alone trusts it
_BY_PERSON = (
    " Only your own trusted roots hold that root certificate, not the computer's. Your programs trust it, but programs "
    "that IT installs or runs for everybody do not."
)
# shown where this computer does not trust what signs
_NOT_TRUSTED = "This computer does not trust the root certificate of {signer}, which signs secure connections."
_ADD = "Add that root certificate to the trusted roots of this computer."
# shown where there was nothing to see, or no sign of inspection
_NOT_SEEN = (
    "pyready cannot tell whether a web filter opens secure traffic (TLS inspection), because no secure connection "
    "succeeded."
)
_CONNECT = "Connect, then run pyready again."
_NOT_INSPECTED = "pyready found no web filter that opens secure traffic (TLS inspection)."
_ASKS = "Does a web filter open secure traffic (TLS inspection), and does this computer trust it?"
# shown for who signs, where a site profile named it or nobody did
_SITE_SAYS = "{name} ({says} says so)"
_UNNAMED = "an unnamed issuer"
_HELD_BY = {"person": "your own trusted roots only", "computer": "the computer's trusted roots"}
_HELD_IN = "the root certificate is in"

_TRUST = {"unknown-root", "strict-x509"}


def tls_inspected(facts: Facts) -> Outcome:
    """Compare what the system trusts with the public root certificates."""
    endpoints = facts[NetworkFacts].endpoints
    distrusted = [each for each in endpoints if each.system.layer == "tls" and each.system.reason in _TRUST]
    if distrusted:
        return _not_trusted(distrusted, facts)
    inspected = [each for each in endpoints if each.inspected]
    private = [each for each in endpoints if each.own and _is_private(each)]
    if inspected:
        says = _INSPECTED.format(signer=signer(inspected[0], facts))
        because = (*(_evidence(each) for each in inspected), *_held(inspected))
        return passed(f"{says}{_by_person(inspected)}", *because).rests_on(_vendor(inspected[0], facts))
    if private:
        says = _PRIVATE.format(signer=signer(private[0], facts))
        because = (*(_evidence(each) for each in private), *_held(private))
        return passed(f"{says}{_by_person(private)}", *because, sure="likely")
    seen = [each for each in endpoints if each.inspected is False or (each.own and each.system.outcome == "reached")]
    if not seen:
        return unknown(_NOT_SEEN, settles=_CONNECT)
    return passed(_NOT_INSPECTED, *(_evidence(each) for each in seen))


def _by_person(endpoints: list[EndpointFacts]) -> str:
    """What one person trusts is trusted by their programs alone."""
    return _BY_PERSON if any(each.held_by == "person" for each in endpoints) else ""


def _held(endpoints: list[EndpointFacts]) -> tuple[Evidence, ...]:
    found = dict.fromkeys(_HELD_BY[each.held_by] for each in endpoints if each.held_by in _HELD_BY)
    return tuple(Evidence(_HELD_IN, where, "Windows' certificate stores") for where in found)


def _is_private(endpoint: EndpointFacts) -> bool:
    return (
        endpoint.system.outcome == "reached" and endpoint.mozilla.layer == "tls" and endpoint.mozilla.reason in _TRUST
    )


def _not_trusted(endpoints: list[EndpointFacts], facts: Facts) -> Outcome:
    says = _NOT_TRUSTED.format(signer=signer(endpoints[0], facts))
    fix = Fix(
        "it",
        _ADD,
        request="inspection-root",
        hosts=tuple(each.id for each in endpoints),
        guide="tls-inspection",
    )
    because = (_evidence(each) for each in endpoints)
    return problem(says, fix, *because).rests_on(_vendor(endpoints[0], facts))


def signer(endpoint: EndpointFacts, facts: Facts) -> str:
    """Who signed: the maker whose name is in the chain as served; else the issuer at its top."""
    vendor = _vendor(endpoint, facts)
    if isinstance(vendor, SiteVendor):
        return _SITE_SAYS.format(name=vendor.name, says=SAYS)
    if vendor is not None:
        return vendor.name
    return endpoint.system.issuers[-1] if endpoint.system.issuers else _UNNAMED


def _vendor(endpoint: EndpointFacts, facts: Facts) -> Vendor | SiteVendor | None:
    return vendor_of(endpoint.system.issuers, knowledge_of(facts))


def _evidence(endpoint: EndpointFacts) -> Evidence:
    return Evidence(f"certificate of {endpoint.id}", " < ".join(endpoint.system.issuers) or "not seen", "as served")


CHECKS = (Check("tls-inspected", _ASKS, "note", tls_inspected, "tls-inspection"),)
