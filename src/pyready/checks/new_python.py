"""Which Python a new installation should be, and whether this copy is still young enough to know one."""

from pyready.knowledge.pythons import Recommended, known, row_of
from pyready.model.facts import Facts
from pyready.model.outcome import Check, Evidence, Outcome, passed, unknown
from pyready.model.project import PROJECT
from pyready.probes.site import Site, knowledge_of, python_for

# shown when the recommended version is in its time
_GETS_FIXES = "Python {minor} gets security fixes until {until}."
# shown when the organisation has chosen the version
_BY_SITE = "Your organisation's site profile says to use Python {minor}. It gets security fixes until {until}."
# shown when the end of the recommended version has passed
_NEWEST = "Python {old} gets no more security fixes. Python {minor} is the newest that gets them, until {until}."
# shown when the end of every version in the table has passed
_TOO_OLD = "This copy of pyready is too old to recommend a Python: those that it knows get no more security fixes."
# shown with all that a copy is too old for
GET_NEWER = f"Get a newer copy of pyready: {PROJECT}"


def python_to_install(facts: Facts) -> Outcome:
    """The recommended version, or the newest supported one; unknown where the security fixes of all have ended."""
    site, python = facts[Site], python_for(facts)
    row, table = row_of(python.minor, knowledge_of(facts)), known()
    ends = Evidence(f"Python {python.minor}", f"security fixes until {python.ends}", getattr(row, "source", site.path))
    if python.none_left:
        return unknown(_TOO_OLD, ends, settles=GET_NEWER)
    if python.instead_of:
        return passed(_says(_NEWEST, python), ends).rests_on(row)
    if python.by_site:
        return passed(_says(_BY_SITE, python), ends).rests_on(row)
    why = Evidence(f"why Python {python.minor}", table.why, table.source, "inferred")
    return passed(_says(_GETS_FIXES, python), ends, why).rests_on(row)


def other_python(facts: Facts) -> str:
    """What everybody has to know about it before they read on; empty where the usual version is recommended."""
    python = python_for(facts)
    if python.none_left:
        return _TOO_OLD
    return _says(_NEWEST, python) if python.instead_of else ""


def _says(sentence: str, python: Recommended) -> str:
    return sentence.format(minor=python.minor, old=python.instead_of, until=f"{python.ends:%B %Y}")


CHECKS = (
    Check(
        "python-to-install",
        "Does pyready know a Python that gets security fixes?",
        "blocker",
        python_to_install,
        "start-here",
        personal=False,
    ),
)
