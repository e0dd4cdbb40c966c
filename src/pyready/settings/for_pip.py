"""What pip's own file should say here: the proxy, the certificate bundle, the organisation's index."""

from urllib.parse import urlsplit

from pyready.checks.packages import as_set, connection_of, pip_here, pip_new, wants_of_pip
from pyready.diagnosis.already_set import Told, pip_told, system_list
from pyready.diagnosis.reach import group, reach, requests, system
from pyready.knowledge.endpoints import asks_own_index
from pyready.model.facts import Facts
from pyready.model.network_facts import NetworkFacts
from pyready.model.outcome import Outcome
from pyready.model.pythons import Pythons
from pyready.model.shell_lines import url_of
from pyready.model.tool_settings import Settings
from pyready.probes.site import profile_of
from pyready.settings.advice import (
    ANYWHERE,
    DIFFERENT_WAYS,
    HERE,
    TRUSTS,
    USES_PROXY,
    Line,
    ToolPlan,
    against,
    from_outcome,
    from_profile,
    one_way,
)
from pyready.settings.edits import Wanted
from pyready.tools.pip import Pip

# shown where a line of pip's settings does not count
_OUTRANKED = "{says} A change to {name} in {source} has no effect: {counts} overrides it."
# shown for the line with the organisation's package index: why, and where it holds
_OWN_INDEX = "your organisation has its own package index, and it answers"
_WHERE_IT_ANSWERS = "wherever that index can be reached"
# shown where pip has a proxy that was not tried
_NOT_TRIED = (
    "{says} pyready found that without the proxy that {source} sets for pip. "
    "If pip fails on this network, remove that line."
)


def plan(facts: Facts) -> ToolPlan:
    """The advice for pip. Raises NotCollected where the network was not looked at."""
    pythons = facts.get(Pythons)
    pip = pip_here if pythons and any(each.pip for each in pythons.found) else pip_new
    outcome, index, plain = as_set(facts, pip), _index(facts), connection_of(facts, pip)
    if outcome.outcome == "unknown":
        outcome = plain  # what pip is set to use was not tried: it is compared with what is needed
    made = from_outcome("pip", outcome)
    if made is None and outcome != plain:  # a setting of pip's own, which is left as it is
        return ToolPlan("pip", "yours", f"{outcome.says} {outcome.fix.says if outcome.fix else ''}".rstrip())
    if made is None:
        made = _mending(facts, outcome, pip is pip_here)
    if index and made.state in {"nothing", "change"}:
        made = made._replace(state="change", lines=(*made.lines, index))
    told = {key: pip_told(facts, key) for key in ("proxy", "cert")} | {"index-url": _index_told(facts)}
    return _outranked(facts, _odd(facts, made, told["proxy"]) or against(made, told))


def _outranked(facts: Facts, made: ToolPlan) -> ToolPlan:
    """The same with a word on a line that does not count, so that nobody changes that one."""
    pip = Pip(facts.get(Settings))
    for name in ("index-url", "proxy", "cert"):
        line, counts = pip.outranked(name), pip.value(name)
        if line and counts:
            says = _OUTRANKED.format(says=made.says, name=name, source=line.source, counts=counts.source)
            return made._replace(says=says)
    return made


def _mending(facts: Facts, outcome: Outcome, here: bool) -> ToolPlan:
    endpoints = group(facts, "package-index")
    python, computer = reach(endpoints, requests, "requests"), reach(endpoints, system, "system")
    wants = wants_of_pip(facts, python, computer, pip_here if here else pip_new)
    if wants is None:
        return ToolPlan("pip", "closed", outcome.says)
    lines, window = [], []
    if wants.proxy:
        if not one_way(endpoints, wants.proxy):
            return ToolPlan("pip", "closed", f"{outcome.says} {DIFFERENT_WAYS}")
        url = url_of(wants.proxy)
        why = USES_PROXY.format(tool="pip")
        lines.append(Line(Wanted("global", "proxy", url), why, HERE, from_profile(facts, wants.proxy)))
        window.append(("HTTPS_PROXY", url))
    trusted = system_list(facts)
    if wants.trust and trusted and not _has_a_list(facts):
        lines.append(Line(Wanted("global", "cert", trusted), TRUSTS.format(tool="pip"), ANYWHERE))
        window.append(("PIP_CERT", trusted))
    return ToolPlan("pip", "change", outcome.says, tuple(lines), tuple(window))


def _has_a_list(facts: Facts) -> bool:
    """A variable gives pip another certificate bundle already; one in its files would outrank that."""
    settings = facts.get(Settings)
    return bool(settings and settings.of("certificates", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"))


def _index(facts: Facts) -> Line | None:
    """The organisation's index, if the look has reached it: the profile names it, and an endpoint on its server."""
    profile = profile_of(facts)
    if profile is None or not profile.index.url:
        return None
    host = urlsplit(profile.index.url).netloc
    ids = {each.id for each in profile.endpoint if urlsplit(each.url).netloc == host}
    ids |= {"index"} if asks_own_index(profile) else set()
    seen = [each for each in facts[NetworkFacts].endpoints if each.own and each.id in ids]
    if not seen or any(each.system.outcome != "reached" for each in seen):
        return None
    return Line(Wanted("global", "index-url", profile.index.url), _OWN_INDEX, _WHERE_IT_ANSWERS, True)


def _index_told(facts: Facts) -> Told | None:
    """An index of the organisation's own that pip is told of is the right one."""
    settings, profile = facts.get(Settings), profile_of(facts)
    found = settings.of("pip", "index-url") if settings else ()
    return Told(profile.index.url if profile and found[-1].hosts else "", found[-1].source) if found else None


def _odd(facts: Facts, made: ToolPlan, told: Told | None) -> ToolPlan | None:
    """pip is told a proxy that was not tried: the way without it works, or another one does."""
    servers = group(facts, "package-index")
    tried = {url_of(lens(each).proxy) for each in servers for lens in (requests, system) if lens(each).proxy}
    if made.state != "nothing" or told is None or told.value in tried:
        return None
    return ToolPlan("pip", "yours", _NOT_TRIED.format(says=made.says, source=told.source))
