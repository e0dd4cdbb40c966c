"""What git's file of the person should say here: the proxy, and on Windows whose certificate bundle counts.

git goes by the proxy variables and by nothing that Windows is set to. On Windows it brings a certificate bundle; on
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
from pyready.model.network_facts import EndpointFacts, NetworkFacts
from pyready.model.shell_lines import url_of
from pyready.model.tool_settings import Setting, Settings
from pyready.probes.proxies import Proxies
from pyready.probes.site import profile_of
from pyready.settings.advice import (
    ANYWHERE,
    DIFFERENT_WAYS,
    HERE,
    USES_PROXY,
    Line,
    ToolPlan,
    against,
    from_profile,
    one_way,
)
from pyready.settings.edits import Wanted

# shown where the servers of git were not tried, or do not answer
_NO_SERVER = "pyready tried no server of git, so it cannot tell what git needs on this computer."
_NOT_REACHED = "This computer does not reach the server that pyready tried for git: the connection stops {where}."
_NO_SIGN_IN = "{says} Ask IT to let this server through without a sign-in."
# shown where git needs the proxy, and for that line
_DIFFERENT = "git does not know the proxy of this network. {different}"
_MISSES_PROXY = "git does not know the proxy that this computer uses."
# shown on Windows where git's own certificate bundle stops it, and for that line
_OWN_BUNDLE = "git has its own certificate bundle, which does not trust your web filter (TLS inspection)."
_USE_WINDOWS = (
    "Windows trusts your web filter, and git's own certificate bundle does not; it counts for every repository of yours"
)
# shown where git needs no line
_FINE = "pyready found nothing that would stop git from reaching its servers."
# shown where a file of git's has another value for some repositories, or cannot be read
_SOMEWHERE = "{says} For some repositories, {source} has another value for {key}, so pyready leaves this as it is."
_NOT_READ = "{says} pyready could not read {path}, which might have another value."

_SECURE = {"https_proxy", "all_proxy"}
_NOTHING_MISSING = {"set", "denied"}
"""States of a file of which nothing is missing here: read, or closed to git as well."""


def plan(facts: Facts) -> ToolPlan:
    """The advice for git. Raises NotCollected where the network was not looked at."""
    if stopped_at := git_stops(facts):
        return ToolPlan("git", "closed", stopped_at)
    endpoints = _servers(facts)
    if not endpoints:
        return ToolPlan("git", "unknown", _NO_SERVER)
    computer = reach(endpoints, system, "system")
    if not computer.reached:
        return _stopped(facts, computer)
    proxy = _missed(facts, endpoints)
    if proxy and not one_way(endpoints, proxy):
        return ToolPlan("git", "closed", _DIFFERENT.format(different=DIFFERENT_WAYS))
    told = {key: _told(facts, key) for key in ("proxy", "sslBackend")}
    return _with_includes(facts, against(_advice(facts, endpoints, proxy), told))


def _advice(facts: Facts, endpoints: tuple[EndpointFacts, ...], proxy: str) -> ToolPlan:
    lines, says = [], []
    if proxy:
        why = USES_PROXY.format(tool="git")
        lines.append(Line(Wanted("http", "proxy", url_of(proxy)), why, HERE, from_profile(facts, proxy)))
        says.append(_MISSES_PROXY)
    if facts[Asked].platform == "windows" and any(_own_list_stops(each) for each in endpoints):
        lines.append(Line(Wanted("http", "sslBackend", "schannel"), _USE_WINDOWS, ANYWHERE))
        says.append(_OWN_BUNDLE)
    window = (("HTTPS_PROXY", url_of(proxy)),) if proxy else ()
    if not lines:
        return ToolPlan("git", "nothing", _FINE)
    return ToolPlan("git", "change", " ".join(says), tuple(lines), window)


def _stopped(facts: Facts, computer: Reach) -> ToolPlan:
    """The computer itself does not get there."""
    hidden = open_question(facts, computer) if computer.failed else None
    if hidden is not None:
        return ToolPlan("git", "unknown", f"{hidden.says} {hidden.settles}")
    if computer.stuck.reason == "sign-in":
        says = sign_in(facts, computer, "git")
        return ToolPlan("git", "closed", _NO_SIGN_IN.format(says=f"{says[:1].upper()}{says[1:]}"))
    says = _NOT_REACHED.format(where=stopped(computer.stuck))
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
                says = _SOMEWHERE.format(says=plan.says, key=line.setting.key, source=each.source)
                return plan._replace(state="yours", says=says)
    unread = next((each for each in settings.files if each.tool == "git" and each.state not in _NOTHING_MISSING), None)
    return plan._replace(says=_NOT_READ.format(says=plan.says, path=unread.path)) if unread else plan


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
