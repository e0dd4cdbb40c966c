"""Is secure traffic inspected, by whom, and is that trusted here? Inspection is normal in an organisation."""

from pyready.knowledge.site_knowledge import SAYS, SiteVendor
from pyready.knowledge.vendors import Vendor, vendor_of
from pyready.model.facts import Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.network import EndpointFacts, NetworkFacts
from pyready.probes.site import knowledge_of

_TRUST = {"unknown-root", "strict-x509"}


def tls_inspected(facts: Facts) -> Outcome:
    """Compare what the system trusts with the public list of authorities."""
    endpoints = facts[NetworkFacts].endpoints
    distrusted = [each for each in endpoints if each.system.layer == "tls" and each.system.reason in _TRUST]
    if distrusted:
        return _not_trusted(distrusted, facts)
    inspected = [each for each in endpoints if each.inspected]
    private = [each for each in endpoints if each.own and _is_private(each)]
    if inspected:
        names = signer(inspected[0], facts)
        says = (
            f"Secure traffic is inspected by {names}. That is normal; this computer trusts it, Python may need telling."
        )
        because = (*(_evidence(each) for each in inspected), *_held(inspected))
        return passed(f"{says}{_by_person(inspected)}", *because).rests_on(_vendor(inspected[0], facts))
    if private:
        says = f"Your organisation's servers are signed by {signer(private[0], facts)}, which this computer trusts."
        because = (*(_evidence(each) for each in private), *_held(private))
        return passed(f"{says}{_by_person(private)}", *because, sure="likely")
    seen = [each for each in endpoints if each.inspected is False or (each.own and each.system.outcome == "reached")]
    if not seen:
        return unknown("No secure connection came about, so inspection could not be told.", settles="A connection.")
    return passed("Secure traffic was not found to be inspected.", *(_evidence(each) for each in seen))


def _by_person(endpoints: list[EndpointFacts]) -> str:
    """What is in one person's list is trusted by their programs alone."""
    if not any(each.held_by == "person" for each in endpoints):
        return ""
    return (
        " That authority stands in your own list only, not in the computer's: your programs trust it, what IT installs "
        "or runs for everybody does not."
    )


def _held(endpoints: list[EndpointFacts]) -> tuple[Evidence, ...]:
    names = {"person": "your own list of trusted roots only", "computer": "the computer's list of trusted roots"}
    found = dict.fromkeys(names[each.held_by] for each in endpoints if each.held_by in names)
    return tuple(Evidence("the authority stands in", where, "Windows' certificate stores") for where in found)


def _is_private(endpoint: EndpointFacts) -> bool:
    return (
        endpoint.system.outcome == "reached" and endpoint.mozilla.layer == "tls" and endpoint.mozilla.reason in _TRUST
    )


def _not_trusted(endpoints: list[EndpointFacts], facts: Facts) -> Outcome:
    by = signer(endpoints[0], facts)
    says = f"Secure connections are signed by {by}, which this computer does not trust."
    fix = Fix(
        "it",
        "Ask IT to put that authority into the machine's trust store.",
        request="inspection-root",
        hosts=tuple(each.id for each in endpoints),
        guide="tls-inspection",
    )
    because = (_evidence(each) for each in endpoints)
    return problem(says, fix, *because).rests_on(_vendor(endpoints[0], facts))


def signer(endpoint: EndpointFacts, facts: Facts) -> str:
    """Who signed: the maker whose name stands in the chain as served; else the authority at its top."""
    vendor = _vendor(endpoint, facts)
    if isinstance(vendor, SiteVendor):
        return f"{vendor.name} ({SAYS} says so)"
    if vendor is not None:
        return vendor.name
    return endpoint.system.issuers[-1] if endpoint.system.issuers else "an authority that was not named"


def _vendor(endpoint: EndpointFacts, facts: Facts) -> Vendor | SiteVendor | None:
    return vendor_of(endpoint.system.issuers, knowledge_of(facts))


def _evidence(endpoint: EndpointFacts) -> Evidence:
    return Evidence(f"certificate of {endpoint.id}", " < ".join(endpoint.system.issuers) or "not seen", "as served")


CHECKS = (
    Check("tls-inspected", "Is secure traffic inspected, and trusted here?", "note", tls_inspected, "tls-inspection"),
)
