"""What the advice for one tool is made of: lines, why, where they hold. Pure."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from pyready.diagnosis.already_set import Told
from pyready.model.facts import Facts
from pyready.model.network_facts import EndpointFacts
from pyready.model.outcome import Outcome
from pyready.model.proxy_address import parse_proxy
from pyready.model.shell_lines import url_of
from pyready.probes.site import profile_of
from pyready.settings.edits import Wanted

State = Literal["change", "nothing", "window", "yours", "unknown", "closed"]
"""`change`: lines for a file; `window`: only lines for a window; `yours`: a file says something else already, or it is
for the person to decide; `closed`: no setting helps."""

# shown where the servers of a tool are reached by different proxies
DIFFERENT_WAYS = "The servers that it needs are reached in different ways, so one setting for all would break some."
# shown after a line: why it is needed, with the name of a tool
USES_PROXY = "this computer reaches the internet through that proxy, and {tool} does not know it"
TRUSTS = "this computer trusts the root certificate that this network uses, and {tool} does not"
# shown after a line: where it holds
HERE = "on this network only (site, VPN or home)"
ANYWHERE = "on every network"
# shown before what lifts a problem that is not the person's own to lift
_BY = {"it": "IT can fix this: ", "nobody": "Use another option: ", "nothing": "Nothing to do: "}
# shown where a file or an environment variable has another value already, or the same one
_OTHER_VALUE = "{says} {tool} already has another {key}, in {source}. pyready did not try that value, and leaves it."
_SAME_VALUE = "{says} {tool} already has this setting, in {source}."


class Line(NamedTuple):
    """One setting for a tool's file."""

    setting: Wanted
    why: str
    holds: str
    profile: bool = False
    """The value is from the site profile."""


class ToolPlan(NamedTuple):
    """The advice for one tool."""

    tool: str
    state: State
    says: str
    lines: tuple[Line, ...] = ()
    window: tuple[tuple[str, str], ...] = ()
    """Variables and values that do the same for one window."""


def from_outcome(tool: str, outcome: Outcome) -> ToolPlan | None:
    """The advice where no line helps or none is needed; None for a problem that the person can fix."""
    if outcome.outcome == "passed":
        return ToolPlan(tool, "nothing", outcome.says)
    if outcome.outcome != "problem":
        return ToolPlan(tool, "unknown", f"{outcome.says} {outcome.settles}".rstrip())
    if outcome.fix is None or outcome.fix.who != "you":
        fix = f"{_BY[outcome.fix.who]}{outcome.fix.says}" if outcome.fix else ""
        return ToolPlan(tool, "closed", f"{outcome.says} {fix}".rstrip())
    return None


def one_way(endpoints: Sequence[EndpointFacts], proxy: str) -> bool:
    """Whether all these servers are reached through that proxy: then one line for all of them helps and breaks none."""
    return bool(url_of(proxy)) and all(
        (each.system.outcome, each.system.proxy) == ("reached", proxy) for each in endpoints
    )


def from_profile(facts: Facts, proxy: str) -> bool:
    """Whether that proxy is the one that the site profile names."""
    profile = profile_of(facts)
    named = parse_proxy(profile.network.proxy) if profile and profile.network.proxy else None
    return bool(profile and (profile.network.proxy == proxy or (named and named.address == proxy)))


def against(plan: ToolPlan, told: dict[str, Told | None]) -> ToolPlan:
    """The same advice after a look at what is set already: equal is left out, anything else is left alone.

    `told` has, by the key of a line, what counts now; None where nothing is set.
    """
    left = []
    for line in plan.lines:
        found = told.get(line.setting.key)
        if found is None:
            left.append(line)
        elif found.value != line.setting.value:
            values = {"says": plan.says, "tool": plan.tool, "key": line.setting.key, "source": found.source}
            return plan._replace(state="yours", says=_OTHER_VALUE.format_map(values))
    if plan.lines and not left:
        source = next(found.source for found in told.values() if found)
        return ToolPlan(plan.tool, "nothing", _SAME_VALUE.format(says=plan.says, tool=plan.tool, source=source))
    return plan._replace(lines=tuple(left))
