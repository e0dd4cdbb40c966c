"""Is there a proxy, and would pip find it?

pip's rules are those of `urllib.request.getproxies`, which it uses: environment variables first, and only without any
of them the fixed proxy in the user's own Internet Options.
"""

from pyready.facts import Asked, Facts
from pyready.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.proxies import InternetOptions, Proxies, ProxyVariable
from pyready.probes.site import Site

_SESSION = Fix(
    "you",
    "Tell pip in the window you work in, for as long as it is open; the guide shows the line.",
    guide="proxy",
)


def proxy_found_by_pip(facts: Facts) -> Outcome:
    """Compare where a proxy is set with where pip looks."""
    proxies = facts[Proxies]
    broken = [each for each in proxies.variables if each.state == "malformed"]
    if broken:
        return _left_out(broken) if facts[Asked].collected else _broken(broken)
    if secure := [each for each in proxies.variables if each.name.casefold() != "http_proxy" and each.state == "set"]:
        return _found_in_environment(secure)
    if plain := [each for each in proxies.variables if each.state == "set"]:
        because = Evidence(plain[0].name, plain[0].address, "environment")
        says = "Only http_proxy is set: pip goes direct to secure addresses, and looks nowhere else."
        return problem(says, _SESSION, because)
    if facts[Asked].platform == "windows":
        return _unread(proxies) or _windows(proxies)
    site = facts.get(Site)
    if site and site.profile and site.profile.network.proxy:
        because = Evidence("network.proxy", site.profile.network.proxy, "site profile", "policy")
        return problem("Your organisation names a proxy that pip does not know about here.", _SESSION, because)
    return passed("No proxy is set on this computer.", Evidence("proxy variables", "not set", "environment"))


def _broken(broken: list[ProxyVariable]) -> Outcome:
    because = tuple(Evidence(each.name, "not the address of a proxy", "environment") for each in broken)
    fix = Fix("you", "Correct the variable, or take it out, in the window you work in.", guide="proxy")
    return problem(f"The variable {broken[0].name} does not hold the address of a proxy.", fix, *because)


def _left_out(broken: list[ProxyVariable]) -> Outcome:
    """collect.cmd writes down only that there is a sign-in: the address behind it may be sound."""
    if not broken[0].with_sign_in:
        return _broken(broken)
    because = tuple(Evidence(each.name, "left out by collect.cmd", "environment") for each in broken)
    fix = Fix("you", "Take the password out of the variable: every program you start can read it.", guide="proxy")
    return problem(f"A sign-in stands in the variable {broken[0].name}.", fix, *because)


def _found_in_environment(found: list[ProxyVariable]) -> Outcome:
    because = tuple(Evidence(each.name, each.address, "environment") for each in found)
    if any(each.with_sign_in for each in found):
        fix = Fix("you", "Take the password out of the variable: every program you start can read it.", guide="proxy")
        return problem("pip finds the proxy, but a sign-in stands in the variable.", fix, *because)
    return passed("A proxy is set, and pip finds it.", *because)


_READ = {"set", "not-set"}


def _unread(proxies: Proxies) -> Outcome | None:
    """Variables come first for pip, so while one is not known nothing after it can be said."""
    hidden = [each for each in proxies.variables if each.state not in _READ]
    because = tuple(Evidence(each.name, each.state, "environment") for each in hidden)
    return unknown("Not every variable that may name a proxy could be read.", *because) if because else None


def _windows(proxies: Proxies) -> Outcome:
    options, of_machine = proxies.in_force, proxies.per_user.value == 0
    because = _evidence(options, proxies.per_user.source if of_machine else "")
    if options.has_static and not of_machine:
        return passed("A proxy is set in your Internet Options, and pip finds it there.", *because)
    if options.has_static:
        return problem("The proxy is set for the whole computer, where pip does not look.", _SESSION, *because)
    if options.pac.value:
        says = "The proxy is chosen by a script (PAC). Browsers run it; pip, uv and conda do not."
        return problem(says, _SESSION, *because)
    unread = [each for each in (options.enabled, options.server, options.pac) if each.state not in _READ]
    if unread:
        return unknown("Some proxy settings could not be read.", *(Evidence(e.state, "", e.source) for e in unread))
    if options.auto_detect.value:
        return passed("No proxy is set; Windows may look for one by itself, pip does not.", *because, sure="likely")
    return passed("No proxy is set in Internet Options or the environment.", *because, sure="likely")


def _evidence(options: InternetOptions, policy: str) -> tuple[Evidence, ...]:
    found = [Evidence("ProxySettingsPerUser", "0", policy, "policy")] if policy else []
    for what, reading in (("fixed proxy", options.server), ("PAC address", options.pac)):
        found.append(Evidence(what, reading.value or reading.state, reading.source, "policy"))
    return tuple(found)


CHECKS = (
    Check(
        "proxy-found-by-pip",
        "Is there a proxy, and would pip find it?",
        "limit",
        proxy_found_by_pip,
        "proxy",
    ),
)
