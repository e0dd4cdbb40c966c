"""On which kind of network the look was taken: a note beside what is said of servers, which holds for that one only."""

from pyready.knowledge.site_knowledge import SiteKnowledge
from pyready.knowledge.vpns import known, name_of
from pyready.model.facts import Facts
from pyready.model.outcome import Basis, Check, Evidence, Outcome, Sure, passed, unknown
from pyready.probes.connection import ConnectionFacts
from pyready.probes.site import knowledge_of

_KINDS = {
    "domain": "a domain network",
    "private": "a network marked private",
    "public": "a network marked public",
}
_VPN_NAMES = {"ppp": "a VPN or dial-up connection of the system itself", "tun": "a tunnel of a program"}
_MEDIA = {"wired": "cable", "wireless": "Wi-Fi", "mobile": "a mobile network"}


def connection_in_use(facts: Facts) -> Outcome:
    """Say it in one sentence, by kind; no network is named."""
    found = facts[ConnectionFacts]
    kinds = [_KINDS[kind] for kind in found.kinds.value or () if kind in _KINDS]
    because = (*_kinds_evidence(found), *_adapters_evidence(found, knowledge_of(facts)))
    if found.adapters.value == 0 and not kinds:
        return passed("Taken on no network: no adapter of this computer was connected.", *because)
    vpn, media = _vpn(found), " and ".join(_MEDIA[each] for each in found.media if each in _MEDIA)
    if not (kinds or vpn or media):
        return unknown("On which kind of network this was taken could not be told.", *because)
    on = f"on {' and '.join(kinds)}" if kinds else f"by {media}" if media else "on a network whose kind is not known"
    sure: Sure = "likely" if found.vpn and not found.vpn_certain else "certain"
    taken = passed(f"Taken {on}, {vpn or 'and whether a VPN was up is not known'}.", *because, sure=sure)
    return taken.rests_on(*known().vpn) if vpn else taken


def _vpn(found: ConnectionFacts) -> str:
    if found.vpn is None:
        return ""
    if not found.vpn:
        return "with no VPN adapter up"
    if found.vpn_by == "ppp":
        return "with a VPN or dial-up connection up"
    return "with a VPN up" if found.vpn_certain else "probably with a VPN up"


def _kinds_evidence(found: ConnectionFacts) -> tuple[Evidence, ...]:
    if found.kinds.value is None:
        state = "not told by this system" if found.kinds.state == "missing" else found.kinds.state
        return (Evidence("kind of network", state, found.kinds.source),) if found.kinds.source else ()
    told = ", ".join(found.kinds.value) or "none connected"
    return (Evidence("kind of network", told, found.kinds.source),)


def _adapters_evidence(found: ConnectionFacts, more: SiteKnowledge) -> tuple[Evidence, ...]:
    source = found.adapters.source
    if found.adapters.value is None:
        return (Evidence("network adapters", found.adapters.state, source),)
    media = ", ".join(_MEDIA.get(each, each) for each in found.media)
    evidence = [Evidence("connected by", media, source)] if media else []
    if found.vpn:
        by = _VPN_NAMES.get(found.vpn_by) or name_of(found.vpn_by, more)
        basis: Basis = "observed" if found.vpn_certain else "inferred"
        return (*evidence, Evidence("VPN", by if found.vpn_certain else f"likely {by}", source, basis))
    told = "none was recognised" if found.vpn is None else "none of the adapters that are up"
    return (*evidence, Evidence("VPN", told, source))


CHECKS = (Check("connection-in-use", "On which kind of network was this taken?", "note", connection_in_use, "proxy"),)
