"""What fits this computer: the Python to install, and what a route says where no file is known to fit."""

import msgspec

from pyready.model.actions import use
from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.route import Plan
from pyready.probes.site import python_for

# shown when the processor is ARM and the program is made for Intel
FOR_WINDOWS_11 = "it is made for Intel processors, and on an ARM processor only Windows 11 runs such programs"
# shown when no file is known to fit this computer
_MIGHT_NOT_FIT = "{product} might not be for this computer: {why}. This page has its downloads."
_NAMES = "the names of the files. If none fits this computer, use another option."


def version_to_install(facts: Facts) -> str | None:
    """The version of Python that a route installs; None where this copy is too old to name one."""
    python = python_for(facts)
    return None if python.none_left else python.minor


def not_for_this(product: str, page: str, why: str) -> tuple[Plan, ...]:
    """One plan for each end, which is not known to work."""
    only = Step(
        _MIGHT_NOT_FIT.format(product=product, why=why),
        page,
        "browser",
        _NAMES,
        (use("usual-processor"),),
    )
    code = msgspec.structs.replace(only, does=(*only.does, use("vscode"), use("vscode-python")))
    return (Plan("notebooks", (only,)), Plan("vscode", (code,)))
