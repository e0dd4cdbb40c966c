"""What the proxy script (PAC) says of each server. It is asked only where the settings in force ask for one."""

import queue
import threading
import time

from pyready.knowledge.endpoints import Endpoint
from pyready.knowledge.index_hosts import NoIndexHosts
from pyready.model.attempts import ScriptAnswer, ScriptWanted
from pyready.model.facts import Asked, Facts, NotCollected
from pyready.model.host import Host
from pyready.model.probe import Probe, registry, system
from pyready.model.script_facts import Answered, ProxyScript
from pyready.model.tool_settings import Settings
from pyready.probes._proxy_readings import script_address
from pyready.probes.proxies import INTERNET, MACHINE_CONNECTIONS, POLICY, USER_CONNECTIONS, USER_POLICY, Proxies
from pyready.probes.site import Site, profile_of
from pyready.probes.switches import Switches, stay_offline
from pyready.tools.servers import endpoints

__all__ = ["PROBE", "SHARE", "Answered", "ProxyScript", "collect"]

SHARE = 0.4
"""Of the time that is left: a script that never answers must leave enough for the servers themselves."""
_TIMED_OUT = ScriptAnswer("timed-out", reason="timed-out")


def collect(host: Host, facts: Facts) -> ProxyScript:
    """Ask about all servers at once; one that has no answer when the time is up says so."""
    proxies, told = facts.get(Proxies), facts.get(Asked)
    if host.platform != "windows" or proxies is None or not proxies.in_force.asks_a_script:
        return ProxyScript(asked=False)
    if told is not None and told.offline:
        raise NotCollected("proxy-script", "offline", "you chose --offline")
    stay_offline(facts, "proxy-script")
    try:
        wanted = endpoints(profile_of(facts), host.platform, facts.get(Settings))
    except NoIndexHosts as error:
        raise NotCollected("proxy-script", "crashed", str(error)) from error
    options = proxies.in_force
    script = script_address(host, options.pac)
    left = min(60.0, host.clock.left()) * SHARE
    return ProxyScript(asked=True, answers=_all(host, wanted, script, options.auto_detect.value is True, left))


def _all(host: Host, wanted: tuple[Endpoint, ...], script: str, detect: bool, seconds: float) -> tuple[Answered, ...]:
    box: queue.SimpleQueue[tuple[str, ScriptAnswer]] = queue.SimpleQueue()

    def ask(each: Endpoint) -> None:
        box.put((each.id, host.net.ask_script(ScriptWanted(each.url, script, detect, seconds))))

    ends = time.monotonic() + seconds + 0.2
    for each in wanted:
        threading.Thread(target=ask, args=(each,), daemon=True, name=f"pyready-script-{each.id}").start()
    found: dict[str, ScriptAnswer] = {}
    while len(found) < len(wanted):
        try:
            name, answer = box.get(timeout=max(0.0, ends - time.monotonic()))
        except queue.Empty:
            break
        found[name] = answer
    return tuple(Answered(each.id, found.get(each.id, _TIMED_OUT)) for each in wanted)


_ADDRESS = "the address of the proxy script (PAC) that decides"

PROBE = Probe(
    id="proxy-script",
    fact=ProxyScript,
    collect=collect,
    about="what the proxy script (PAC) says",
    after=(Switches, Proxies, Site, Settings),
    reads=(
        system("proxy script", "which proxy leads to each server; Windows downloads and runs the script"),
        system("internet settings", _ADDRESS),
        registry(f"HKCU\\{INTERNET}", _ADDRESS),
        registry(f"HKLM\\{INTERNET}", _ADDRESS),
        registry(POLICY, _ADDRESS),
        registry(USER_POLICY, _ADDRESS),
        registry(USER_CONNECTIONS, _ADDRESS, each=False),
        registry(MACHINE_CONNECTIONS, _ADDRESS, each=False),
    ),
    network=True,
)
