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

# shown as the steps
_OPEN = "Open {name} from the Start menu."
_NO_NAME = "Company Portal or Software Center"
_OPENS = "its window. If there is no such program, open the place where you get other programs for work."
_SEARCH = "Search for Python{version} and install it."
_INSTALLED = "the word Installed."
_CHECK = "Open a new window and check that Python starts."
_NUMBER = "Python {version} and more numbers. If py is not recognised, run pyready again: it names the Python."
# shown where routes are compared
_ABOUT = "IT has approved what it offers, updates it and lets it start. Always search there first."


def plans(facts: Facts) -> tuple[Plan, ...]:
    """Open it, search, install, then the common endings with the Python that came."""
    catalogue = _catalogue(facts)
    version = offered_python(facts)
    python, starts = f"py -{version or 3}", start("catalogue-python")
    before = (
        Step(
            _OPEN.format(name=catalogue.name or _NO_NAME),
            expect=_OPENS,
        ),
        Step(_SEARCH.format(version=f" {version}" if version else ""), expect=_INSTALLED),
        step(
            _CHECK,
            typed(f"{python} --version"),
            _NUMBER.format(version=version or 3),
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
    about=_ABOUT,
    spoken="your software catalogue",
)
