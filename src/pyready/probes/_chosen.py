"""Which proxies the system would choose, from what other probes have read."""

from pyready.model.attempts import ScriptAnswer, ScriptChoice
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.net.choose import Settings, system_proxy
from pyready.probes.proxies import Proxies
from pyready.probes.site import profile_of


def chosen_proxy(host: Host, facts: Facts, url: str) -> str:
    """The proxy the system would choose for this URL; the environment's where nothing is known of the system's."""
    environment = host.net.environment_proxy(url)
    profile, proxies = profile_of(facts), facts.get(Proxies)
    if host.platform == "windows" and proxies is None:
        return environment
    options = proxies.in_force if proxies else None
    variables = bool(proxies and any(each.state != "not-set" for each in proxies.variables))
    settings = Settings(
        platform=host.platform,
        environment=environment,
        user_server=(options.server.value or "") if options and options.has_static else "",
        user_bypass=(options.bypass.value or "") if options else "",
        site_proxy=profile.network.proxy if profile else "",
        site_bypass=profile.network.no_proxy if profile else (),
        by_variables=variables,
    )
    return system_proxy(url, settings)


MOST_TRIED = 3
"""Proxies of one list that are tried at most."""


def proxies_in_order(host: Host, facts: Facts, url: str, script: ScriptAnswer) -> tuple[str, ...]:
    """What the system would try, one after the other; empty text for a direct connection.

    The answer of a script comes first. Without one Windows goes on to the fixed proxy, else directly.
    """
    if script.state == "set" and script.choices:
        return tuple(dict.fromkeys(map(_setting, script.choices)))[:MOST_TRIED]
    return (chosen_proxy(host, facts, url),)


def _setting(choice: ScriptChoice) -> str:
    scheme = {"https": "https://", "socks": "socks4://"}.get(choice.kind, "")
    return f"{scheme}{choice.address}"
