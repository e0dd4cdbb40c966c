"""Which kind of network was checked: a note beside what is said of servers, which holds for that one only."""

from pyready.knowledge.site_knowledge import SiteKnowledge
from pyready.knowledge.vpns import known, name_of
from pyready.model.facts import Facts
from pyready.model.outcome import Basis, Check, Evidence, Outcome, Sure, passed, unknown
from pyready.probes.connection import ConnectionFacts
from pyready.probes.site import knowledge_of

# shown for a computer whose adapters are not connected, and where the network was not identified
_NO_NETWORK = "Checked without a network: no network adapter of this computer was connected."
_NOT_IDENTIFIED = "pyready could not identify this network."
# shown where it was: {on} from _KINDS or _MEDIA, {vpn} from _VPN
_CHECKED = "Checked {on}, {vpn}."
_ON, _BY, _KIND_UNKNOWN = "on {kinds}", "by {media}", "on a network of unknown kind"
_VPN_UNKNOWN = "and pyready cannot tell whether a VPN was connected"
_NO_VPN = "with no VPN adapter connected"
_PPP = "with a VPN or dial-up connection"
_VPN = "with a VPN"
_VPN_LIKELY = "probably with a VPN"
_ASKS = "Which kind of network was checked?"
# shown in the evidence
_NOT_SAID = "not given by this system"
_NONE_CONNECTED = "none connected"
_NONE_RECOGNISED, _NO_ADAPTER = "none was recognised", "none of the connected adapters"
_LIKELY = "probably {by}"
_KINDS = {
    "domain": "a work network (domain)",
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
        return passed(_NO_NETWORK, *because)
    vpn, media = _vpn(found), " and ".join(_MEDIA[each] for each in found.media if each in _MEDIA)
    if not (kinds or vpn or media):
        return unknown(_NOT_IDENTIFIED, *because)
    on = _ON.format(kinds=" and ".join(kinds)) if kinds else _BY.format(media=media) if media else _KIND_UNKNOWN
    sure: Sure = "likely" if found.vpn and not found.vpn_certain else "certain"
    taken = passed(_CHECKED.format(on=on, vpn=vpn or _VPN_UNKNOWN), *because, sure=sure)
    return taken.rests_on(*known().vpn) if vpn else taken


def _vpn(found: ConnectionFacts) -> str:
    if found.vpn is None:
        return ""
    if not found.vpn:
        return _NO_VPN
    if found.vpn_by == "ppp":
        return _PPP
    return _VPN if found.vpn_certain else _VPN_LIKELY


def _kinds_evidence(found: ConnectionFacts) -> tuple[Evidence, ...]:
    if found.kinds.value is None:
        state = _NOT_SAID if found.kinds.state == "missing" else found.kinds.state
        return (Evidence("kind of network", state, found.kinds.source),) if found.kinds.source else ()
    told = ", ".join(found.kinds.value) or _NONE_CONNECTED
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
        return (*evidence, Evidence("VPN", by if found.vpn_certain else _LIKELY.format(by=by), source, basis))
    told = _NONE_RECOGNISED if found.vpn is None else _NO_ADAPTER
    return (*evidence, Evidence("VPN", told, source))


CHECKS = (Check("connection-in-use", _ASKS, "note", connection_in_use, "proxy"),)
