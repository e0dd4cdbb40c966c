"""What uv should be told here. Whom to trust goes into its file; a proxy it is told by a variable, for one window."""

from pyready.checks._reach import group, reach, requests, system
from pyready.checks._told import uv_told
from pyready.checks.packages import packages_by_uv, wants_of_uv
from pyready.facts import Asked, Facts
from pyready.inventory.types import Command
from pyready.knowledge import tools
from pyready.knowledge.tools import Way
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
    row = _row(facts)
    window.append((row.told, "1"))
    why = "this computer trusts who signs here, and uv's own list does not"
    line = Line(Wanted("", _IN_FILE[row.told], "true"), why, ANYWHERE)
    if told:
        says = f"{outcome.says} uv is told something else about it already, in {told.source}."
        return ToolPlan("uv", "yours", says, (line,), tuple(window))
    here = _here(facts)
    if here is not None and not here.version:
        says = (
            f"{outcome.says} A uv older than {row.since} stops at a file with this line: see uv --version, and add it"
        )
        return ToolPlan("uv", "yours", f"{says} yourself from {row.since} on.", (line,), tuple(window))
    return ToolPlan("uv", "change", outcome.says, (line,), tuple(window))


_IN_FILE = {"UV_SYSTEM_CERTS": "system-certs", "UV_NATIVE_TLS": "native-tls"}
"""A variable of uv's and the same in its file: docs.astral.sh/uv/reference/settings, read 2026-11-27."""


def _row(facts: Facts) -> Way:
    """That of the uv that is here; of one whose version is not known, or that is fetched now, that of the newest."""
    here, platform = _here(facts), facts[Asked].platform
    return tools.way("uv", here.version, platform) if here and here.version else tools.newest("uv", platform)


def _here(facts: Facts) -> Command | None:
    pythons = facts.get(Pythons)
    found = pythons.commands if pythons else ()
    return next((each for each in found if each.name == "uv" and each.kind != "nothing"), None)
