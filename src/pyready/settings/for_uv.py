"""What uv should be told here. Whom to trust goes into its file; a proxy it is told by a variable, for one window."""

from pyready.checks._reach import group, reach, requests, system
from pyready.checks._told import uv_told
from pyready.checks.packages import packages_by_uv, wants_of_uv
from pyready.facts import Asked, Facts
from pyready.knowledge import tools
from pyready.outcome import Outcome
from pyready.probes.pythons import Pythons
from pyready.settings.advice import ANYWHERE, Line, ToolPlan, from_outcome
from pyready.settings.edits import Wanted
from pyready.settings.plan import url_of


def plan(facts: Facts) -> ToolPlan:
    """The advice for uv. Raises NotCollected where the network was not looked at."""
    outcome = packages_by_uv(facts)
    return from_outcome("uv", outcome) or _mending(facts, outcome)


def _mending(facts: Facts, outcome: Outcome) -> ToolPlan:
    endpoints = (*group(facts, "uv"), *group(facts, "package-index"))
    wants = wants_of_uv(endpoints, reach(endpoints, requests, "requests"), reach(endpoints, system, "system"))
    window = [("HTTPS_PROXY", url_of(wants.proxy))] if url_of(wants.proxy) else []
    told = uv_told(facts)
    if not wants.trust or (told and told.flag):
        return ToolPlan("uv", "window", outcome.says, (), tuple(window))
    window.append((tools.newest("uv", facts[Asked].platform).told, "1"))
    why = "this computer trusts who signs here, and uv's own list does not"
    line = Line(Wanted("", "system-certs", "true"), why, ANYWHERE)
    if told:
        says = f"{outcome.says} uv is told something else about it already, in {told.source}."
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
