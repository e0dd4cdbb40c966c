"""A proxy that Windows' own settings do not name: the browser's by policy, or one on this computer itself."""

from pyready.diagnosis.tool_needs import PROXY_SAYS, proxy_step
from pyready.model.facts import Facts
from pyready.model.outcome import Evidence, Fix, Outcome, passed, problem, unknown
from pyready.model.proxy_settings import address_of, on_loopback
from pyready.probes.other_proxies import OtherProxies
from pyready.probes.proxies import Proxies

# shown where a policy sets a proxy for a browser only
_BROWSER = "Your organisation sets a proxy for {browser} only. pip, uv, conda and Windows do not use it."
# shown on Linux and macOS
_MACOS_FOUND = "A proxy is set in the network settings of macOS, and pip finds it."
_DESKTOP = "A proxy is set in the settings of {name}, where pip does not look."
_DESKTOP_SCRIPT = "pip and pyready cannot read the automatic proxy setting (PAC file) in the settings of {name}."
_DESKTOP_UNREAD = "pyready cannot tell whether a proxy is set, because it could not read the settings of {name}."
_NAMES = {"gnome": "your desktop (GNOME or similar)", "kde": "your desktop (KDE)", "macos": "macOS"}
# shown after another sentence, for a proxy on this computer itself
_LOCAL = " The proxy runs on this computer, and works only while its program runs."
_LOCAL_OF = " The proxy runs on this computer and probably belongs to {vendor}: it works only while that program runs."
_LIKELY_OF = "probably that of {vendor}"
SESSION = Fix(
    "you",
    "Set the proxy for pip in the window you use, as the guide shows. It lasts until you close the window.",
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
    says = _BROWSER.format(browser=found.browser)
    server = address_of(found.server) if found.mode == "fixed_servers" else ""
    steps = proxy_step(facts, server) if server else ()
    return problem(says, Fix("you", PROXY_SAYS, steps, guide="proxy"), *because, seen)


def of_desktop(proxies: Proxies) -> Outcome | None:
    """Linux and macOS: what the desktop is set to. pip knows the fixed proxy of macOS, and nothing of the others."""
    options, name = proxies.desktop, _NAMES.get(proxies.desktop_kind, "")
    if not name:
        return None
    shown = Evidence("proxy of the desktop", options.server.value or options.pac.value or "", options.server.source)
    if options.has_static and proxies.desktop_kind == "macos":
        return passed(_MACOS_FOUND, shown)
    if options.has_static:
        return problem(_DESKTOP.format(name=name), SESSION, shown)
    if options.asks_a_script:
        return problem(_DESKTOP_SCRIPT.format(name=name), SESSION, shown)
    if options.enabled.state not in {"set", "not-set"}:
        return unknown(_DESKTOP_UNREAD.format(name=name), Evidence("state", options.enabled.state))
    return None


def on_this_computer(facts: Facts, address: str) -> tuple[str, tuple[Evidence, ...]]:
    """Words and evidence for a proxy on this computer itself: it is no leftover where a security client runs here."""
    if not on_loopback(address):
        return "", ()
    others = facts.get(OtherProxies)
    running = [each.vendor for each in others.clients if each.state == "running"] if others else []
    if not running:
        return _LOCAL, ()
    shown = _LIKELY_OF.format(vendor=running[0])
    seen = Evidence("proxy on this computer", shown, "its service runs", "inferred")
    return _LOCAL_OF.format(vendor=running[0]), (seen,)
