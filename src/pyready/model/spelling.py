"""How lines begin that run pyready, out of how it was started. Apart from `own_lines`, which a guide needs at once.

docs.python.org, "Command line and environment" (`-m`), looked at on 2026-11-30.
"""

from pyready.model.anchors import ANCHORS, Anchored, for_line, for_sh
from pyready.model.facts import Asked, Facts
from pyready.model.launch import Launch
from pyready.model.lines import typed
from pyready.model.own_lines import NAME, Own, of_way


def own(launch: Launch | None, platform: str) -> Own:
    """How lines begin after such a start; as a command where it is not known."""
    plain = of_way(launch.way if launch else "", platform)
    if launch is None or launch.way != "module":
        return plain
    python = launch.python if launch.python.anchor in ("", *ANCHORS) else Anchored("", "")
    line = typed(f"{for_line(python) or 'python'} -m {NAME}")
    in_sh = f"{for_sh(python) or 'python3'} -m {NAME}"
    return Own(line.cmd, line.powershell or f"python -m {NAME}", in_sh, plain.usual)


def unnamed(facts: Facts) -> str:
    """What stands in lines for a Python whose path cannot be written there; empty where none does."""
    own = own_of(facts)
    starts = (own.sh,) if own.usual == "sh" else (own.cmd, own.powershell)
    return next((word for word in ("python", "python3") if f"{word} -m {NAME}" in starts), "")


def own_of(facts: Facts) -> Own:
    """How lines begin on the computer of these facts."""
    return own(facts.get(Launch), facts[Asked].platform)
