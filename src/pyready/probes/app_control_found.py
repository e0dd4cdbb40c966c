"""What app control would let run of the Pythons that are here, each where it really is. Nothing is started.

A probe of its own: it waits for the Pythons, and what keeps those waiting (a share that hangs) costs it alone.
"""

from pyready.model.control_facts import Answer, FoundControl, FoundPython, UserSite
from pyready.model.facts import Facts
from pyready.model.host import Host
from pyready.model.probe import Probe, file, system
from pyready.model.pythons import Pythons
from pyready.probes.app_control import PROBE as FIXED
from pyready.probes.machine import MachineFacts
from pyready.probes.site import Site
from pyready.probes.storage import Storage

__all__ = ["PROBE", "Answer", "FoundControl", "FoundPython", "UserSite", "collect"]


def collect(host: Host, facts: Facts) -> FoundControl:
    """Ask what is set, which is read once for both probes, about each Python; the rules are left behind."""
    from pyready.probes._found_answers import answered

    return answered(host, facts)


PROBE = Probe(
    id="app-control-found",
    fact=FoundControl,
    collect=collect,
    about="which of the Pythons on this computer it allows",
    after=(MachineFacts, Pythons, Storage, Site),
    reads=(
        *FIXED.reads,
        system("service {each that the site profile names}", "whether that product decides which programs run"),
        file(
            "{folder of the site profile, or where the steps put a project}", "where links in its path lead, its drive"
        ),
        file("{each Python that was found}", "where links in its path lead, and its drive"),
        file(
            "{folder of each Python}\\python*.exe",
            "where links in its path lead, and its drive; who signed it, its version and its hash, where a rule of "
            "AppLocker goes by them",
        ),
        file(
            "{folder of each Python}\\python*.dll",
            "who signed its library, its version and its hash, where a rule of AppLocker goes by them",
        ),
    ),
    platforms=("windows",),
    seen_on=("windows",),
)
