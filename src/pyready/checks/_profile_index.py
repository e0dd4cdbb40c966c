"""The index that the site profile names is in the steps of pip and uv, unless they are set to use it already."""

import msgspec

from pyready.diagnosis.tool_needs import window_line
from pyready.knowledge.endpoints import asks_own_index
from pyready.model.facts import Facts
from pyready.model.outcome import Evidence, Fix, Outcome, problem
from pyready.model.tool_settings import Settings
from pyready.probes.site import profile_of
from pyready.tools.pip import Pip
from pyready.tools.uv import Uv

_NAMES = {"pip": "PIP_INDEX_URL", "uv": "UV_DEFAULT_INDEX"}
# shown where the site profile names an index that the tool is not set to use
_SAYS = "{tool} needs one setting first: the package index of your organisation."
_SETS = "Set {name} to the package index of your organisation, in the window you use. Keep the window open."
_NAMED = "named by your organisation"


def with_index(facts: Facts, tool: str, outcome: Outcome) -> Outcome:
    """The answer of a connection, with the step that names the profile's index where the tool does not know it."""
    profile = profile_of(facts)
    settings = facts.get(Settings)
    known = Pip(settings).index if tool == "pip" else Uv(settings).default_index
    if profile is None or not asks_own_index(profile) or known:
        return outcome
    yours = outcome.outcome == "problem" and outcome.fix is not None and outcome.fix.who == "you"
    if outcome.outcome != "passed" and not yours:
        return outcome
    says, name = _SAYS.format(tool=tool), _NAMES[tool]
    step = window_line(facts, _SETS.format(name=name), name, profile.index.url)
    because = (*outcome.because, Evidence("index", _NAMED, "site profile"))
    if yours and outcome.fix:
        both = msgspec.structs.replace(outcome.fix, commands=(*outcome.fix.commands, step))
        return problem(f"{outcome.says} {says}", both, *because, sure=outcome.sure)
    return problem(says, Fix("you", step.says, (step,), guide="proxy"), *because, sure=outcome.sure)
