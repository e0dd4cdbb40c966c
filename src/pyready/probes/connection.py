"""How this computer is connected while it is looked at: whether by a VPN, and what Windows takes the network for.

What is said of servers holds for this connection only. Kept are kinds: no name, number or address of a network, and of
an adapter not its description but the id that our own list has for it.
"""

from collections.abc import Sequence

import msgspec

from pyready.formats.linux_interfaces import FILES, TOP, Interface, interfaces
from pyready.knowledge import vpns
from pyready.knowledge.site_knowledge import SiteKnowledge
from pyready.model.facts import Facts
from pyready.model.host import Adapter, Host, Reading
from pyready.model.privacy_classes import Public
from pyready.model.probe import Probe, file, folder, registry, system
from pyready.probes.site import Site, knowledge_of

_PPP, _TUNNEL = 23, 131
_MOVES_TO_IPV6 = {11, 13, 14}
"""6to4, ISATAP, Teredo: Windows' own helpers, which lead nowhere else."""
_MEDIA = {6: "wired", 71: "wireless", 243: "mobile", 244: "mobile"}
_ORDER = ("wired", "wireless", "mobile")
REPLACED = r"HKCU\Software\Classes\CLSID\{DCB00C01-570F-4A9B-8D69-199FDBA5723B}"
"""Here a person's own settings could name another program for Windows' Network List Manager. COM would load it."""


class ConnectionFacts(msgspec.Struct, frozen=True):
    """The connection in use, by kind alone."""

    adapters: Reading[int]
    """How many are up, but loopback: none means that this computer is not connected."""
    vpn: bool | None = None
    """An adapter of a VPN is up. False: a device stands behind every adapter that is up, so none is a VPN's (a client
    that works without an adapter does not show). None: some are software of which nothing is known, or not told."""
    vpn_by: Public = ""
    """`ppp` (a VPN or dial-up connection of the system's own), `tun`, or the id of a client in our list."""
    vpn_certain: bool = False
    """By the system's own word for what it is, and not by the words of a driver."""
    media: tuple[Public, ...] = ()
    """`wired`, `wireless`, `mobile`: of the devices that are up."""
    kinds: Reading[tuple[Public, ...]] = Reading("missing")
    """Windows: `domain` (a domain controller was reached), `private`, `public`; each connected network's kind once."""


def collect(host: Host, facts: Facts) -> ConnectionFacts:
    """Ask the system; nothing is contacted."""
    if host.platform == "linux":
        return _linux(interfaces(host.files))
    more = knowledge_of(facts)
    adapters = host.system.adapters()
    kinds = _kinds(host)
    if adapters.value is None or not adapters.is_set:
        return ConnectionFacts(Reading(adapters.state, source=adapters.source), kinds=kinds)
    up = [each for each in adapters.value if not (each.kind == _TUNNEL and each.tunnel in _MOVES_TO_IPV6)]
    vpn, by, certain = _vpn(up, more)
    media = {_MEDIA.get(each.kind, "") for each in up if each.hardware and not vpns.vpn_of(each.description, more)}
    count = Reading("set", len(up), adapters.source)
    return ConnectionFacts(count, vpn, by, certain, _in_order(media), kinds)


def _kinds(host: Host) -> Reading[tuple[Public, ...]]:
    """Windows' own word, and nobody else's: what stands in its place is not loaded."""
    if host.platform != "windows":
        return host.system.network_kinds()
    own = host.registry.subkeys(REPLACED)
    if own.state == "not-set":
        return host.system.network_kinds()
    return Reading("malformed" if own.is_set else own.state, source=own.source)


def _vpn(up: Sequence[Adapter], more: SiteKnowledge) -> tuple[bool | None, str, bool]:
    """Whether, by which, and whether the system says so itself."""
    if any(each.kind == _PPP for each in up):
        return True, "ppp", True
    known = [found for each in up if (found := vpns.vpn_of(each.description, more))]
    if known:
        return True, known[0], False
    return (False if all(each.hardware is True for each in up) else None), "", False


def _linux(found: Reading[tuple[Interface, ...]]) -> ConnectionFacts:
    """Never without a VPN for certain: one by IPsec needs no interface of its own."""
    kinds: Reading[tuple[Public, ...]] = Reading("missing", source="kinds of network")
    if found.value is None:
        return ConnectionFacts(Reading(found.state, source=found.source), kinds=kinds)
    by = next((each.vpn for each in found.value if each.vpn), "")
    media = _in_order({each.media for each in found.value})
    count = Reading("set", len(found.value), found.source)
    return ConnectionFacts(count, True if by else None, by, by in {"ppp", "wireguard"}, media, kinds)


def _in_order(media: set[str]) -> tuple[str, ...]:
    return tuple(name for name in _ORDER if name in media)


_WHY = "the answers about servers are for this connection"

PROBE = Probe(
    id="connection",
    fact=ConnectionFacts,
    collect=collect,
    about="how this computer is connected",
    after=(Site,),
    reads=(
        system("network adapters", f"whether a VPN is up: {_WHY}; only kinds are kept"),
        system("kinds of network", f"domain, private or public: {_WHY}; no name of a network is asked for"),
        registry(REPLACED, "whether another program has the place of Windows' own list; then pyready does not ask it"),
        folder(TOP, "Linux: which network interfaces there are; their names are not kept"),
        *(file(f"{TOP}/{{interface}}/{name}", "Linux: whether it is up, and of a VPN", each=False) for name in FILES),
        file(f"{TOP}/{{interface}}/device", "Linux: whether it belongs to a device", each=False),
    ),
    seen_on=("windows", "linux"),
)
