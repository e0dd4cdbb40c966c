"""A proxy that Windows' own settings do not name: the browser's by policy, or one on this computer itself."""

from pyready.diagnosis.tool_needs import PROXY_SAYS, proxy_step
from pyready.model.facts import Facts
from pyready.model.outcome import Evidence, Fix, Outcome, passed, problem, unknown
from pyready.model.proxy_settings import address_of, on_loopback
from pyready.probes.other_proxies import OtherProxies
from pyready.probes.proxies import Proxies

SESSION = Fix(
    "you",
    "Tell pip in the window you work in, for as long as it is open; the guide shows the line.",
    guide="proxy",
)
"""What is to be done where a proxy is set and pip does not look there, and which line it takes is not known here."""


def of_browser(facts: Facts, because: tuple[Evidence, ...]) -> Outcome | None:
    """Where Windows goes by no proxy and a browser does."""
    others = facts.get(OtherProxies)
    found = others.browsers_own if others else None
    if found is None:
        return None
    shown = found.server or found.pac or found.mode
    seen = Evidence(f"{found.browser}, {found.place}", shown, f"policy of {found.by}", "policy")
    says = f"A policy sets the proxy for {found.browser} alone. pip, uv and conda do not look there; nor does Windows."
    server = address_of(found.server) if found.mode == "fixed_servers" else ""
    steps = proxy_step(facts, server) if server else ()
    return problem(says, Fix("you", PROXY_SAYS, steps, guide="proxy"), *because, seen)


_NAMES = {"gnome": "your desktop (GNOME or one of its kin)", "kde": "your desktop (KDE)", "macos": "macOS"}


def of_desktop(proxies: Proxies) -> Outcome | None:
    """Linux and macOS: what the desktop is set to. pip knows the fixed proxy of macOS, and nothing of the others."""
    options, name = proxies.desktop, _NAMES.get(proxies.desktop_kind, "")
    if not name:
        return None
    shown = Evidence("proxy of the desktop", options.server.value or options.pac.value or "", options.server.source)
    if options.has_static and proxies.desktop_kind == "macos":
        return passed("A proxy is set in the network settings of macOS, and pip finds it there.", shown)
    if options.has_static:
        return problem(f"A proxy is set in the settings of {name}, where pip does not look.", SESSION, shown)
    if options.asks_a_script:
        says = (
            f"In the settings of {name} a script (PAC) chooses the proxy. pip does not read scripts, nor does pyready."
        )
        return problem(says, SESSION, shown)
    if options.enabled.state not in {"set", "not-set"}:
        return unknown(f"The settings of {name} could not be read.", Evidence("state", options.enabled.state))
    return None


def on_this_computer(facts: Facts, address: str) -> tuple[str, tuple[Evidence, ...]]:
    """Words and evidence for a proxy on this computer itself: it is no leftover where a security client runs here."""
    if not on_loopback(address):
        return "", ()
    others = facts.get(OtherProxies)
    running = [each.vendor for each in others.clients if each.state == "running"] if others else []
    if not running:
        return " It is on this computer itself, and works only while the program it belongs to runs.", ()
    seen = Evidence("proxy on this computer", f"likely that of {running[0]}", "its service runs", "inferred")
    return f" It is on this computer itself and likely belongs to {running[0]}: it works only while that runs.", (seen,)
