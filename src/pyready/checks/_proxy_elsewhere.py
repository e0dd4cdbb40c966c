"""A proxy that Windows' own settings do not name: the browser's by policy, or one on this computer itself."""

from pyready.checks._mend import PROXY_SAYS, proxy_step
from pyready.facts import Facts
from pyready.inventory.proxy_types import address_of, on_loopback
from pyready.outcome import Evidence, Fix, Outcome, problem
from pyready.probes.other_proxies import OtherProxies


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
