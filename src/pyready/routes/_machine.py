"""What a route says where no file of a product is known to fit this computer."""

import msgspec

from pyready.model.actions import use
from pyready.model.outcome import Step
from pyready.model.route import Plan


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
