"""The Python that the software catalogue offers, as the site profile has it. Pure."""

import re

from pyready.knowledge.pythons import is_supported, numbers_of
from pyready.model.facts import Facts, Taken
from pyready.probes.site import knowledge_of, profile_of

_VERSION = re.compile(r"3\.\d{1,2}")


def offered_python(facts: Facts) -> str:
    """Two numbers with a point between; empty where the profile names none, or none that gets security fixes."""
    profile = profile_of(facts)
    offered = _VERSION.match(profile.catalogue.offers_python) if profile else None
    return offered.group() if offered and _gets_fixes(offered.group(), facts) else ""


def offers_old_python(facts: Facts) -> bool:
    """Whether it offers a version that gets no more security fixes."""
    profile = profile_of(facts)
    return bool(profile and _VERSION.match(profile.catalogue.offers_python) and not offered_python(facts))


def _gets_fixes(minor: str, facts: Facts) -> bool:
    taken = facts.get(Taken)
    return taken is None or is_supported(numbers_of(minor), taken.at.date(), knowledge_of(facts))
