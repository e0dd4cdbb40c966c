"""The advice for every tool that is here, that the recommended route needs, or that was named. Pure."""

from collections.abc import Callable, Sequence

from pyready.model.conda import CondaFacts
from pyready.model.facts import Facts, NotApplicable, NotCollected
from pyready.model.pythons import Pythons
from pyready.model.tool_settings import Settings
from pyready.settings import for_conda, for_git, for_pip, for_uv
from pyready.settings.advice import ToolPlan
from pyready.settings.names import TOOLS, WINDOW

# shown where the network was not tried, or the kind of computer does not fit
_NOT_KNOWN = "pyready cannot tell what {tool} needs on this computer: {why}."
_NOT_HERE = "pyready cannot tell what {tool} needs on this kind of computer."
# shown for the lines for one window, and where there is none
_ONE_WINDOW = "These lines last until you close the window. They save nothing, so they fit any network."
_NO_TOOL = "pyready found no tool that needs such a line."
_NO_LINE = "You need no line for a window."

_PLANS: dict[str, Callable[[Facts], ToolPlan]] = dict(
    zip(TOOLS, (for_pip.plan, for_conda.plan, for_uv.plan, for_git.plan), strict=True)
)
_NEEDED_BY = {"uv": "uv", "miniforge": "conda", "anaconda": "conda", "micromamba": ""}
"""The tool that a route brings; the others bring pip."""


def plan(
    facts: Facts, route: str = "", named: Sequence[str] = (), more: tuple[tuple[str, str], ...] = ()
) -> tuple[ToolPlan, ...]:
    """The advice, in the order of NAMES. `route` is the recommended one, empty for none.

    `more` are variables with their values that a window needs beside those of the tools.
    """
    needed = _NEEDED_BY.get(route, "pip") if route else ""
    here = [tool for tool in TOOLS if tool in named or tool == needed or _is_here(facts, tool)]
    made = {tool: _asked(facts, tool) for tool in here}
    shown = [made[tool] for tool in here if not named or tool in named]
    return (*shown, _window(tuple(made.values()), more)) if not named or WINDOW in named else tuple(shown)


def _asked(facts: Facts, tool: str) -> ToolPlan:
    try:
        return _PLANS[tool](facts)
    except NotCollected as missing:
        return ToolPlan(tool, "unknown", _NOT_KNOWN.format(tool=tool, why=missing.reason.rstrip(".")))
    except NotApplicable:
        return ToolPlan(tool, "unknown", _NOT_HERE.format(tool=tool))


def _is_here(facts: Facts, tool: str) -> bool:
    pythons, condas, settings = facts.get(Pythons), facts.get(CondaFacts), facts.get(Settings)
    if tool == "pip":
        return bool(pythons and any(each.pip for each in pythons.found))
    if tool == "conda":
        return bool(condas and any(each.product != "micromamba" for each in condas.installations))
    if tool == "git":  # by the files that belong to it
        return bool(settings and any(each.tool == "git" for each in settings.files))
    return bool(pythons and any(each.name == tool and each.kind != "nothing" for each in pythons.commands))


def _window(plans: Sequence[ToolPlan], more: tuple[tuple[str, str], ...]) -> ToolPlan:
    """The lines for one window that do for all tools what their files would do."""
    variables = tuple(dict.fromkeys((*(pair for each in plans for pair in each.window), *more)))
    if variables:
        return ToolPlan(WINDOW, "window", _ONE_WINDOW, window=variables)
    unknown = next((each for each in plans if each.state == "unknown"), None)
    if unknown or not plans:
        return ToolPlan(WINDOW, "unknown", unknown.says if unknown else _NO_TOOL)
    return ToolPlan(WINDOW, "nothing", _NO_LINE)
