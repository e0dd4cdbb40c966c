r"""What one place of Software Restriction Policies holds: a level for everything, rules beside it, and whom they bind.

Learn, "Administer Software Restriction Policies" and "Work with Software Restriction Policies Rules"; the numbers of
the levels are those of winsafer.h. What the numbers of `TransparentEnabled` and `PolicyScope` mean is not on
Microsoft's pages but in tools that set them, such as github.com/AndyFul/Hard_Configurator. Read 2026-11-27.
"""

from typing import Literal

import msgspec

from pyready.policy.applocker.evaluate import Verdict
from pyready.policy.applocker.rules import Name

DISALLOWED, UNTRUSTED, CONSTRAINED, BASIC_USER, UNRESTRICTED = 0, 0x1000, 0x10000, 0x20000, 0x40000
LEVELS = (DISALLOWED, UNTRUSTED, CONSTRAINED, BASIC_USER, UNRESTRICTED)
WITHOUT_LIBRARIES, ALL_FILES = 1, 2
"""`TransparentEnabled`: programs without their libraries, or with them."""


class Rule(msgspec.Struct, frozen=True):
    """A path rule: what stands at this path has this level."""

    id: str
    level: int
    path: str


class Policy(msgspec.Struct, frozen=True):
    """What holds for the machine or for the user."""

    scope: Literal["machine", "user"] = "machine"
    source: str = ""
    default: int | None = UNRESTRICTED
    """The level of what no rule names; None where it is not known."""
    enforcement: int | None = WITHOUT_LIBRARIES
    """Which files Windows itself looks at: 0 is also a value that is not set, None one that could not be read."""
    spares_administrators: bool | None = False
    """Whether it binds all but local administrators; None where that is not known."""
    types: frozenset[str] | None = None
    """The designated file types, in small letters; None where they are not known."""
    certificates: bool = False
    """Whether rules for certificates count, or may count. Which there are is not read."""
    paths: tuple[Rule, ...] = ()
    hashes: frozenset[int] = frozenset()
    """The levels at which there are rules for single files by their hash."""
    zones: frozenset[int] = frozenset()
    """The levels at which there are rules for Internet zones."""
    unread: bool = False
    """There are, or may be, rules that could not be read."""
    denied: bool = False
    """Nothing could be read at all."""


def effect(level: int | None, kind: Name) -> Verdict:
    """What a level does to a file of this kind.

    Since Windows 7 there are two levels, and "Basic User" means "Disallowed" (Learn, "Software Restriction Policies
    Technical Overview"). Whether that holds for scripts is not said there, nor what became of the other levels.
    """
    if level == UNRESTRICTED:
        return "allowed"
    if level == DISALLOWED or (level == BASIC_USER and kind != "script"):
        return "blocked"
    return "not-known"
