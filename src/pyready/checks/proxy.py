"""Is there a proxy, and would pip find it?

pip's rules are those of `urllib.request.getproxies`, which it uses: environment variables first, and only without any
of them the fixed proxy in the user's own Internet Options.
"""

from pyready.checks._proxy_elsewhere import SESSION, of_browser, of_desktop, on_this_computer
from pyready.diagnosis.reach import unanswered
from pyready.diagnosis.tool_needs import PROXY_SAYS, proxy_step
from pyready.model.facts import Asked, Facts
from pyready.model.outcome import Check, Evidence, Fix, Outcome, passed, problem, unknown
from pyready.model.script_facts import ProxyScript
from pyready.probes.proxies import InForce, InternetOptions, Proxies, ProxyVariable, active_connection
from pyready.probes.site import Site

# shown where environment variables decide
_ONLY_HTTP = "Only http_proxy is set: pip does not use it for secure addresses (https), and looks at no other setting."
_BROKEN = "The environment variable {name} does not hold the address of a proxy."
_BROKEN_FIX = "Correct or remove the environment variable in the window you use."
_WITH_SIGN_IN = "The environment variable {name} contains a sign-in (user name or password)."
_FOUND_WITH_SIGN_IN = (
    "pip finds the proxy, but the environment variable {name} contains a sign-in (user name or password)."
)
_READABLE = "Remove the password from the environment variable: every program that you start can read it."
_FOUND = "A proxy is set, and pip finds it.{own}"
_VARIABLES_UNREAD = "pyready cannot tell whether a proxy is set, because it could not read every environment variable."
# shown where a site profile names a proxy, or nothing does
_BY_PROFILE = "Your organisation names a proxy that pip does not know on this computer."
_NO_PROXY = "No proxy is set on this computer."
# shown where the settings of Windows decide
_IN_OPTIONS = "A proxy is set in your Internet Options, and pip finds it.{own}"
_NOT_USED = "pip uses a fixed proxy from your settings that Windows does not use on this connection."
_UNREAD = "pyready cannot tell whether a proxy is set, because it could not read some proxy settings."
_NONE_BUT_DETECTION = "This computer probably has no proxy set. Windows might look for one by itself; pip does not."
_NONE = "Internet Options and the environment variables probably set no proxy."
_ELSEWHERE = {
    "machine": "The proxy is set for the whole computer, where pip does not look.",
    "lan-machine": "The proxy is set for the whole computer, where pip does not look.",
    "policy": "The proxy is set by a policy, where pip does not look.",
    "": "The proxy is set for the connection that you use, where pip does not look.",
}
# shown where a script picks the proxy; {script} is one of the two names
_UNASKED = "pip, uv and conda cannot read the automatic proxy setting (PAC file); browsers can."
_UNANSWERED = " pyready does not know which proxy it picks: {reason}."
_PAC, _DETECTED = "The automatic proxy setting (PAC file)", "The proxy script that Windows found on this network (WPAD)"
_DIRECT = "{script} uses no proxy for the package index, and neither does pip."
_OTHER_KIND = "{script} names a proxy of the kind {kind} for the package index, and pip cannot read that setting."
_NAMED = "{script} names the proxy {proxy} for the package index, and pip cannot read that setting.{own}"
# shown in the evidence: the kind of connection, and what is set for it
_LAN, _DIAL_UP = "the network (LAN)", "a VPN or dial-up connection"
_FIXED_PROXY, _PAC_ADDRESS = "fixed proxy", "PAC address"
# shown as the question
_ASKS = "Does this computer use a proxy, and does pip find it?"


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
        return problem(_ONLY_HTTP, SESSION, because)
    if facts[Asked].platform == "windows":
        return _hidden(proxies) or _windows(facts, proxies)
    site = facts.get(Site)
    if site and site.profile and site.profile.network.proxy:
        because = Evidence("network.proxy", site.profile.network.proxy, "site profile", "policy")
        return problem(_BY_PROFILE, SESSION, because)
    return of_desktop(proxies) or passed(_NO_PROXY, Evidence("environment variables", "not set", "environment"))


def _broken(broken: list[ProxyVariable]) -> Outcome:
    because = tuple(Evidence(each.name, "not the address of a proxy", "environment") for each in broken)
    return problem(_BROKEN.format(name=broken[0].name), Fix("you", _BROKEN_FIX, guide="proxy"), *because)


def _left_out(broken: list[ProxyVariable]) -> Outcome:
    """collect.cmd writes down only that there is a sign-in: the address behind it may be sound."""
    if not broken[0].with_sign_in:
        return _broken(broken)
    because = tuple(Evidence(each.name, "left out by collect.cmd", "environment") for each in broken)
    return problem(_WITH_SIGN_IN.format(name=broken[0].name), Fix("you", _READABLE, guide="proxy"), *because)


def _found_in_environment(facts: Facts, found: list[ProxyVariable]) -> Outcome:
    because = tuple(Evidence(each.name, each.address, "environment") for each in found)
    if held := next((each.name for each in found if each.with_sign_in), ""):
        return problem(_FOUND_WITH_SIGN_IN.format(name=held), Fix("you", _READABLE, guide="proxy"), *because)
    own, seen = on_this_computer(facts, found[0].address)
    return passed(_FOUND.format(own=own), *because, *seen)


_READ = {"set", "not-set"}


def _hidden(proxies: Proxies) -> Outcome | None:
    """Variables come first for pip, so while one is not known nothing after it can be said."""
    hidden = [each for each in proxies.variables if each.state not in _READ]
    because = tuple(Evidence(each.name, each.state, "environment") for each in hidden)
    return unknown(_VARIABLES_UNREAD, *because) if because else None


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
        return passed(_IN_OPTIONS.format(own=own), *because, *seen)
    if options.has_static:
        return problem(_ELSEWHERE.get(decides.source, _ELSEWHERE[""]), SESSION, *because)
    if plain.has_static and decides.source in {"active", "lan-user"}:
        shown = Evidence("fixed proxy", plain.server.value or "", plain.server.source)
        return problem(_NOT_USED, SESSION, *because, shown)
    return None


def _none(options: InternetOptions, because: tuple[Evidence, ...]) -> Outcome:
    unread = [each for each in (options.enabled, options.server, options.pac) if each.state not in _READ]
    if unread:
        return unknown(_UNREAD, *(Evidence(e.state, "", e.source) for e in unread))
    if options.auto_detect.value:
        return passed(_NONE_BUT_DETECTION, *because, sure="likely")
    return passed(_NONE, *because, sure="likely")


def _unasked(facts: Facts, because: tuple[Evidence, ...]) -> Outcome:
    """There is a script, and what it says is not known."""
    script = facts.get(ProxyScript)
    reason = unanswered(script, named=True) if script and script.asked else None
    tail = _UNANSWERED.format(reason=reason) if reason else ""
    return problem(_UNASKED + tail, SESSION, *because)


def _scripted(facts: Facts, options: InternetOptions, because: tuple[Evidence, ...]) -> Outcome | None:
    """What the script said of the package index, or of the first server that it answered for."""
    script = facts.get(ProxyScript)
    answers = [each for each in script.answers if each.answer.state == "set" and each.answer.choices] if script else []
    if not answers:
        return None
    chosen = next((each for each in answers if each.endpoint == "index"), answers[0])
    script_name = _PAC if options.pac.value else _DETECTED
    listed = ", then ".join(each.address or "directly" for each in chosen.answer.choices)
    seen = Evidence(f"answer for {chosen.endpoint}", listed, "WinHTTP")
    first = chosen.answer.choices[0]
    if first.kind == "direct":
        return passed(_DIRECT.format(script=script_name), *because, seen)
    if first.kind != "http":
        return problem(_OTHER_KIND.format(script=script_name, kind=first.kind), SESSION, *because, seen)
    own, owner = on_this_computer(facts, first.address)
    fix = Fix("you", PROXY_SAYS, proxy_step(facts, first.address), guide="proxy")
    says = _NAMED.format(script=script_name, proxy=first.address, own=own)
    return problem(says, fix, *because, seen, *owner)


def _evidence(decides: InForce, proxies: Proxies) -> tuple[Evidence, ...]:
    found = []
    if proxies.per_user.value == 0:
        found.append(Evidence("ProxySettingsPerUser", "0", proxies.per_user.source, "policy"))
    if connection := active_connection(proxies):
        which = _LAN if connection.name == "lan" else _DIAL_UP
        found.append(Evidence("connection in use", which, "internet settings"))
    for what, reading in ((_FIXED_PROXY, decides.options.server), (_PAC_ADDRESS, decides.options.pac)):
        found.append(Evidence(what, reading.value or reading.state, reading.source, "policy"))
    return tuple(found)


CHECKS = (
    Check(
        "proxy-found-by-pip",
        _ASKS,
        "limit",
        proxy_found_by_pip,
        "proxy",
    ),
)
