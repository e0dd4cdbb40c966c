"""What fits this computer: the Python to install, and what a route says where no file is known to fit."""

import msgspec

from pyready.model.actions import use
from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.route import Plan
from pyready.probes.site import python_for


def version_to_install(facts: Facts) -> str | None:
    """The version of Python that a route installs; None where this copy is too old to name one."""
    python = python_for(facts)
    return None if python.none_left else python.minor


FOR_WINDOWS_11 = "it is made for Intel processors, and on an ARM processor only Windows 11 runs such programs"


def not_for_this(product: str, page: str, why: str) -> tuple[Plan, ...]:
    """One plan for each end, which is not known to work."""
    only = Step(
        f"{product} may not be for this computer: {why}. Its downloads are on this page.",
        page,
        "browser",
        "If none of the names fits this computer, take another route.",
        (use("usual-processor"),),
    )
    code = msgspec.structs.replace(only, does=(*only.does, use("vscode"), use("vscode-python")))
    return (Plan("notebooks", (only,)), Plan("vscode", (code,)))
