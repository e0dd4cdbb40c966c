"""What uv should be told here. Whom to trust goes into its file; a proxy it is told by a variable, for one window."""

from pyready.checks._reach import group, reach, requests, system
from pyready.checks.packages import packages_by_uv, wants_of_uv
from pyready.facts import Asked, Facts
from pyready.knowledge import tools
from pyready.outcome import Outcome
from pyready.probes.pythons import Pythons
from pyready.probes.settings import Settings
from pyready.settings.advice import ANYWHERE, Line, ToolPlan, from_outcome, url_of
from pyready.settings.edits import Wanted

_TRUST = ("UV_SYSTEM_CERTS", "UV_NATIVE_TLS", "system-certs", "native-tls")


def plan(facts: Facts) -> ToolPlan:
    """The advice for uv. Raises NotCollected where the network was not looked at."""
    outcome = packages_by_uv(facts)
    return from_outcome("uv", outcome) or _mending(facts, outcome)


def _mending(facts: Facts, outcome: Outcome) -> ToolPlan:
    endpoints = (*group(facts, "uv"), *group(facts, "package-index"))
    wants = wants_of_uv(endpoints, reach(endpoints, requests, "requests"), reach(endpoints, system, "system"))
    window = [("HTTPS_PROXY", url_of(wants.proxy))] if url_of(wants.proxy) else []
    settings = facts.get(Settings)
    told = [each for each in (settings.of("uv", *_TRUST) if settings else ()) if each.flag is not None]
    trusts = bool(told and told[0].flag)  # the first word counts
    if not wants.trust or trusts:
        state, more = ("window", "") if window else ("nothing", f" It is told so already, in {told[0].source}.")
        return ToolPlan("uv", state, outcome.says + more, (), tuple(window))  # type: ignore[arg-type]
    window.append((tools.newest("uv", facts[Asked].platform).told, "1"))
    why = "this computer trusts who signs here, and uv's own list does not"
    line = Line(Wanted("", "system-certs", "true"), why, ANYWHERE)
    if told:
        says = f"{outcome.says} uv is told something else about it already, in {told[0].source}."
        return ToolPlan("uv", "yours", says, (line,), tuple(window))
    if _is_here(facts):
        first = tools.newest("uv", facts[Asked].platform).since
        says = f"{outcome.says} A uv older than {first} stops at a file with this line: see uv --version, and add it"
        return ToolPlan("uv", "yours", f"{says} yourself from {first} on.", (line,), tuple(window))
    return ToolPlan("uv", "change", outcome.says, (line,), tuple(window))


def _is_here(facts: Facts) -> bool:
    """A uv whose version is not known: one that is fetched now is new enough."""
    pythons = facts.get(Pythons)
    return bool(pythons and any(each.name == "uv" and each.kind != "nothing" for each in pythons.commands))
