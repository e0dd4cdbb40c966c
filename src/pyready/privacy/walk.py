"""Every string of facts and deeds, with its place and its privacy class."""

from pyready.model.activity import Did
from pyready.model.facts import Absent, Facts, Inapplicable
from pyready.privacy.typed_strings import strings

LONGEST = 50_000
"""Characters of a text that is looked through; a longer one is no evidence and is left out."""


def texts(facts: Facts, did: Did) -> list[tuple[str, str, str]]:
    """Path (such as `facts.pythons.found[3].path`), text and privacy class of every string in facts and deeds."""
    found: list[tuple[str, str, str]] = []
    for name, fact, entry in facts.items():
        if isinstance(entry, Absent):
            found += [(f"facts.{name}.{key}", getattr(entry, key), "public") for key in ("kind", "reason")]
        elif not isinstance(entry, Inapplicable):
            found += strings(entry, fact, f"facts.{name}")
    return found + strings(did, Did, "did")
