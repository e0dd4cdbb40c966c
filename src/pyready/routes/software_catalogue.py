"""The organisation's own software catalogue: what IT has approved is one click away."""

import re

from pyready.knowledge.site_profile import Catalogue
from pyready.model.facts import Facts
from pyready.model.outcome import Step
from pyready.model.route import Route
from pyready.probes.site import Site
from pyready.routes._ending import own_ending
from pyready.routes._needs import COPIED, OWN, TYPED_WITH_NEW_PIP

_VERSION = re.compile(r"3\.\d{1,2}")


def steps(facts: Facts) -> tuple[Step, ...]:
    """Open it, search, install, then the common ending with the Python that came."""
    catalogue = _catalogue(facts)
    offered = _VERSION.match(catalogue.offers_python)
    version = offered.group() if offered else ""
    python = f"py -{version or 3}"
    return (
        Step(
            f"Open {catalogue.name or 'Company Portal or Software Center'} from the Start menu.",
            expect="If there is no such program, look for the place where you get other programs for work.",
        ),
        Step(f"Search for Python{f' {version}' if version else ''} and install it.", expect="It says: installed."),
        Step(
            "Open a new Command Prompt and see that it starts.",
            f"{python} --version",
            "cmd",
            f"Python {version or 3} and more numbers. If py is not known, run pyready again: it names the Python.",
        ),
        *own_ending(facts, python),
    )


def _catalogue(facts: Facts) -> Catalogue:
    site = facts.get(Site)
    return site.profile.catalogue if site and site.profile else Catalogue()


ROUTE = Route(
    id="software-catalogue",
    title="Your organisation's software catalogue",
    kind="local",
    platforms=("windows",),
    needs=(
        *OWN,
        "catalogue-offers-python",
        "starts-catalogue-python",
        "loads-catalogue-library",
        *COPIED,
        "environment-kept",
        "folder-writable",
        "folder-space",
        *TYPED_WITH_NEW_PIP,
    ),
    steps=steps,
    guide="software-catalogue",
    about="What IT offers is approved, renewed by IT and may start: always look there first.",
    spoken="your software catalogue",
)
