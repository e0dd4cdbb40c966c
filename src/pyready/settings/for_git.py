"""What git's file of the person should say here: the proxy, and on Windows whose list of authorities counts.

git goes by the proxy variables and by nothing that Windows is set to. On Windows it brings a list of authorities; on
Linux and macOS it has the system's.
"""

from pyready.diagnosis.already_set import Told, git_stops
from pyready.diagnosis.connection_words import stopped
from pyready.diagnosis.reach import Reach, missed_proxy, reach, requests, system, variables
from pyready.diagnosis.tool_needs import sign_in
from pyready.diagnosis.whole_network import open_question
from pyready.knowledge.endpoints import endpoints as known
from pyready.knowledge.index_hosts import NoIndexHosts
from pyready.model.facts import Asked, Facts
from pyready.model.shell_lines import url_of
from pyready.probes.network import EndpointFacts, NetworkFacts
from pyready.probes.proxies import Proxies
from pyready.probes.settings import Setting, Settings
from pyready.probes.site import profile_of
from pyready.settings.advice import (
    ANYWHERE,
    DIFFERENT_WAYS,
    HERE,
    Line,
    ToolPlan,
    against,
    from_profile,
    one_way,
)
from pyready.settings.edits import Wanted

_SECURE = {"https_proxy", "all_proxy"}
_SOMEWHERE = "For some repositories {source} says something else for {key}, so this is left as it is."
_NOT_READ = "pyready could not read all that git reads: {path} might say something else."
_NOTHING_MISSING = {"set", "denied"}
"""States of a file of which nothing is missing here: read, or closed to git as well."""


def plan(facts: Facts) -> ToolPlan:
    """The advice for git. Raises NotCollected where the network was not looked at."""
    if stopped_at := git_stops(facts):
        return ToolPlan("git", "closed", stopped_at)
    endpoints = _servers(facts)
    if not endpoints:
        return ToolPlan("git", "unknown", "No server of git's was looked at, so what git needs here is not known.")
    computer = reach(endpoints, system, "system")
    if not computer.reached:
        return _stopped(facts, computer)
    proxy = _missed(facts, endpoints)
    if proxy and not one_way(endpoints, proxy):
        return ToolPlan("git", "closed", f"git does not know the proxy of this network. {DIFFERENT_WAYS}")
    told = {key: _told(facts, key) for key in ("proxy", "sslBackend")}
    return _with_includes(facts, against(_advice(facts, endpoints, proxy), told))


def _advice(facts: Facts, endpoints: tuple[EndpointFacts, ...], proxy: str) -> ToolPlan:
    lines, says = [], []
    if proxy:
        why = "this computer gets there through that proxy, and git does not know it"
        lines.append(Line(Wanted("http", "proxy", url_of(proxy)), why, HERE, from_profile(facts, proxy)))
        says.append("git does not know the proxy that this computer uses.")
    if facts[Asked].platform == "windows" and any(_own_list_stops(each) for each in endpoints):
        why = "Windows trusts who signs here, and git's own list does not; it counts for every repository of yours"
        lines.append(Line(Wanted("http", "sslBackend", "schannel"), why, ANYWHERE))
        says.append("git keeps a list of authorities of its own, which does not know this network.")
    window = (("HTTPS_PROXY", url_of(proxy)),) if proxy else ()
    if not lines:
        return ToolPlan("git", "nothing", "Nothing was seen that would keep git from the servers outside.")
    return ToolPlan("git", "change", " ".join(says), tuple(lines), window)


def _stopped(facts: Facts, computer: Reach) -> ToolPlan:
    """The computer itself does not get there."""
    hidden = open_question(facts, computer) if computer.failed else None
    if hidden is not None:
        return ToolPlan("git", "unknown", f"{hidden.says} {hidden.settles}")
    if computer.stuck.reason == "sign-in":
        says = sign_in(facts, computer, "git")
        return ToolPlan("git", "closed", f"{says[:1].upper()}{says[1:]} Ask IT to let this server through without one.")
    says = (
        f"The server that was looked at for git is not reached from this computer: it stops {stopped(computer.stuck)}."
    )
    return ToolPlan("git", "closed" if computer.failed else "unknown", says)


def _servers(facts: Facts) -> tuple[EndpointFacts, ...]:
    try:
        ids = {each.id for each in known(profile_of(facts)) if "git" in each.tools}
    except NoIndexHosts:
        ids = set()
    return tuple(each for each in facts[NetworkFacts].endpoints if each.id in ids)


def _own_list_stops(each: EndpointFacts) -> bool:
    return (each.mozilla.layer, each.mozilla.reason) == ("tls", "unknown-root")


def _missed(facts: Facts, endpoints: tuple[EndpointFacts, ...]) -> str:
    """The proxy that git does not find: requests misses it too, or finds it in Windows and no direct way is open."""
    proxies = facts.get(Proxies)
    set_here = [each for each in proxies.variables if each.state != "not-set"] if proxies else []
    if proxies is None or any(each.name.casefold() in _SECURE for each in set_here):
        return ""
    computer, python = reach(endpoints, system, "system"), reach(endpoints, requests, "requests")
    if missed := missed_proxy(computer, python):
        return missed
    by_variables = [variables(each) for each in facts[NetworkFacts].endpoints]
    direct_fails = any(each.outcome == "stopped" and each.layer != "tls" and not each.proxy for each in by_variables)
    used = next((system(each).proxy for each in endpoints if system(each).proxy), "")
    return used if direct_fails else ""


def _with_includes(facts: Facts, plan: ToolPlan) -> ToolPlan:
    """The same advice, unless a file says something else for some repositories: a new line might outrank it."""
    settings = facts.get(Settings)
    if plan.state != "change" or settings is None:
        return plan
    for line in plan.lines:
        for each in _without_server(settings, line.setting.key):
            if each.when and _value(line.setting.key, each) not in {None, line.setting.value}:
                says = f"{plan.says} {_SOMEWHERE.format(key=line.setting.key, source=each.source)}"
                return plan._replace(state="yours", says=says)
    unread = next((each for each in settings.files if each.tool == "git" and each.state not in _NOTHING_MISSING), None)
    return plan._replace(says=f"{plan.says} {_NOT_READ.format(path=unread.path)}") if unread else plan


def _told(facts: Facts, key: str) -> Told | None:
    settings = facts.get(Settings)
    found = [each for each in _without_server(settings, key) if not each.when] if settings else []
    value = _value(key, found[-1]) if found else None
    return None if value is None else Told(value, found[-1].source)


def _without_server(settings: Settings, key: str) -> list[Setting]:
    """What the files say for the key, without what counts for one server only."""
    found = settings.of("git", f"http.{key}".casefold())
    return [each for each in found if not each.hosts and not each.public_index]


def _value(key: str, setting: Setting) -> str | None:
    if key == "proxy":
        return url_of(setting.proxy)
    word = next(iter(setting.words), "")
    return None if word == "openssl" else word  # Git for Windows sets that for everybody
