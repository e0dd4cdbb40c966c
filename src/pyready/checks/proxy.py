"""Is there a proxy, and would pip find it?

pip's rules are those of `urllib.request.getproxies`, which it uses: environment variables first, and only without any
of them the fixed proxy in the user's own Internet Options.
"""

from pyready.checks._proxy_elsewhere import SESSION, of_browser, of_desktop, on_this_computer
from pyready.diagnosis.reach import unanswered
from pyready.diagnosis.tool_needs import PROXY_SAYS, proxy_step
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.probes.proxies import InForce, InternetOptions, Proxies, ProxyVariable, active_connection
from pyready.probes.proxy_script import ProxyScript
from pyready.probes.site import Site


def proxy_found_by_pip(facts: Facts) -> Outcome:
    """Compare where a proxy is set with where pip looks."""
    proxies = facts[Proxies]
    broken = [each for each in proxies.variables if each.state == "malformed"]
    if broken:
        return _left_out(broken) if facts[Asked].collected else _broken(broken)
    if secure := [each for each in proxies.variables if each.name.casefold() != "http_proxy" and each.state == "set"]:
        return _found_in_environment(facts, secure)
    if plain := [each for each in proxies.variables if each.state == "set"]:
        because = Evidence(plain[0].name, plain[0].address, "environment")
        says = "Only http_proxy is set: pip goes direct to secure addresses, and looks nowhere else."
        return problem(says, SESSION, because)
    if facts[Asked].platform == "windows":
        return _unread(proxies) or _windows(facts, proxies)
    site = facts.get(Site)
    if site and site.profile and site.profile.network.proxy:
        because = Evidence("network.proxy", site.profile.network.proxy, "site profile", "policy")
        return problem("Your organisation names a proxy that pip does not know about here.", SESSION, because)
    return of_desktop(proxies) or passed(
        "No proxy is set on this computer.", Evidence("proxy variables", "not set", "environment")
    )


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


def _found_in_environment(facts: Facts, found: list[ProxyVariable]) -> Outcome:
    because = tuple(Evidence(each.name, each.address, "environment") for each in found)
    if any(each.with_sign_in for each in found):
        fix = Fix("you", "Take the password out of the variable: every program you start can read it.", guide="proxy")
        return problem("pip finds the proxy, but a sign-in stands in the variable.", fix, *because)
    own, seen = on_this_computer(facts, found[0].address)
    return passed(f"A proxy is set, and pip finds it.{own}", *because, *seen)


_READ = {"set", "not-set"}


def _unread(proxies: Proxies) -> Outcome | None:
    """Variables come first for pip, so while one is not known nothing after it can be said."""
    hidden = [each for each in proxies.variables if each.state not in _READ]
    because = tuple(Evidence(each.name, each.state, "environment") for each in hidden)
    return unknown("Not every variable that may name a proxy could be read.", *because) if because else None


def _windows(facts: Facts, proxies: Proxies) -> Outcome:
    decides = proxies.order[0]
    because = _evidence(decides, proxies)
    options = decides.options
    if options.asks_a_script and (answered := _scripted(facts, options, because)):
        return answered
    if options.pac.value:
        return _unasked(facts, because)
    return _fixed(facts, decides, proxies.user, because) or of_browser(facts, because) or _none(options, because)


def _fixed(facts: Facts, decides: InForce, plain: InternetOptions, because: tuple[Evidence, ...]) -> Outcome | None:
    """A fixed proxy: pip knows the plain values of the user, and these only."""
    options = decides.options
    same = plain.has_static and plain.server.value == options.server.value
    if options.has_static and same:  # wherever Windows takes it from: pip finds the person's own
        own, seen = on_this_computer(facts, options.server.value or "")
        return passed(f"A proxy is set in your Internet Options, and pip finds it there.{own}", *because, *seen)
    if options.has_static:
        return problem(_ELSEWHERE.get(decides.source, _ELSEWHERE[""]), SESSION, *because)
    if plain.has_static and decides.source in {"active", "lan-user"}:
        says = "pip goes by a fixed proxy in your settings that Windows does not use on this connection."
        return problem(says, SESSION, *because, Evidence("fixed proxy", plain.server.value or "", plain.server.source))
    return None


def _none(options: InternetOptions, because: tuple[Evidence, ...]) -> Outcome:
    unread = [each for each in (options.enabled, options.server, options.pac) if each.state not in _READ]
    if unread:
        return unknown("Some proxy settings could not be read.", *(Evidence(e.state, "", e.source) for e in unread))
    if options.auto_detect.value:
        return passed("No proxy is set; Windows may look for one by itself, pip does not.", *because, sure="likely")
    return passed("No proxy is set in Internet Options or the environment.", *because, sure="likely")


_ELSEWHERE = {
    "machine": "The proxy is set for the whole computer, where pip does not look.",
    "lan-machine": "The proxy is set for the whole computer, where pip does not look.",
    "policy": "The proxy is set by a policy, where pip does not look.",
    "": "The proxy is set for the connection that you use, where pip does not look.",
}


def _unasked(facts: Facts, because: tuple[Evidence, ...]) -> Outcome:
    """There is a script, and what it says is not known."""
    script = facts.get(ProxyScript)
    reason = unanswered(script, named=True) if script and script.asked else None
    tail = f" There is one here, {reason}." if reason else ""
    says = f"The proxy is chosen by a script (PAC). Browsers run it; pip, uv and conda do not.{tail}"
    return problem(says, SESSION, *because)


def _scripted(facts: Facts, options: InternetOptions, because: tuple[Evidence, ...]) -> Outcome | None:
    """What the script said of the package index, or of the first server that it answered for."""
    script = facts.get(ProxyScript)
    answers = [each for each in script.answers if each.answer.state == "set" and each.answer.choices] if script else []
    if not answers:
        return None
    chosen = next((each for each in answers if each.endpoint == "index"), answers[0])
    what = "A script (PAC)" if options.pac.value else "A script that Windows found on this network"
    listed = ", then ".join(each.address or "directly" for each in chosen.answer.choices)
    seen = Evidence(f"answer for {chosen.endpoint}", listed, "WinHTTP")
    first = chosen.answer.choices[0]
    if first.kind == "direct":
        return passed(f"{what} leads directly to the package index, as pip goes.", *because, seen)
    if first.kind != "http":
        says = f"{what} names a proxy of the kind {first.kind} for the package index. pip does not read scripts."
        return problem(says, SESSION, *because, seen)
    says = (
        f"{what} names the proxy {first.address} for the package index. pip does not read scripts: this line tells it."
    )
    own, owner = on_this_computer(facts, first.address)
    fix = Fix("you", PROXY_SAYS, proxy_step(facts, first.address), guide="proxy")
    return problem(f"{says}{own}", fix, *because, seen, *owner)


def _evidence(decides: InForce, proxies: Proxies) -> tuple[Evidence, ...]:
    found = []
    if proxies.per_user.value == 0:
        found.append(Evidence("ProxySettingsPerUser", "0", proxies.per_user.source, "policy"))
    if connection := active_connection(proxies):
        which = "the network (LAN)" if connection.name == "lan" else "a VPN or dial-up connection"
        found.append(Evidence("connection in use", which, "internet settings"))
    for what, reading in (("fixed proxy", decides.options.server), ("PAC address", decides.options.pac)):
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
