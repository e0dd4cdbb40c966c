"""The organisation's own software catalogue: what IT has approved is one click away."""

from pyready.diagnosis.offered_python import offered_python
from pyready.knowledge.site_profile import Catalogue
from pyready.model.actions import fetch, start
from pyready.model.facts import Facts
from pyready.model.lines import on_windows as step
from pyready.model.lines import typed
from pyready.model.outcome import Step
from pyready.model.route import Plan, Route
from pyready.probes.site import Site
from pyready.routes._ending import own_endings
from pyready.routes._ending import plans as with_endings
from pyready.routes._needs import OWN, WITH_PIP


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Open it, search, install, then the common endings with the Python that came."""
    catalogue = _catalogue(facts)
    version = offered_python(facts)
    python, starts = f"py -{version or 3}", start("catalogue-python")
    before = (
        Step(
            f"Open {catalogue.name or 'Company Portal or Software Center'} from the Start menu.",
            expect="If there is no such program, look for the place where you get other programs for work.",
        ),
        Step(f"Search for Python{f' {version}' if version else ''} and install it.", expect="It says: installed."),
        step(
            "Open a new window and see that it starts.",
            typed(f"{python} --version"),
            f"Python {version or 3} and more numbers. If py is not known, run pyready again: it names the Python.",
            (starts,),
        ),
    )
    return with_endings(before, own_endings(facts, python, starts, fetch("packages", "new-pip")))


def _catalogue(facts: Facts) -> Catalogue:
    site = facts.get(Site)
    return site.profile.catalogue if site and site.profile else Catalogue()


ROUTE = Route(
    id="software-catalogue",
    title="Your organisation's software catalogue",
    kind="local",
    platforms=("windows",),
    needs=(*OWN, "catalogue-offers-python", "environment-kept", *WITH_PIP),
    plans=plans,
    guide="software-catalogue",
    about="What IT offers is approved, renewed by IT and may start: always look there first.",
    spoken="your software catalogue",
)
