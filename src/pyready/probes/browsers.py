r"""Whether the browsers that are here may download files, by their policies. No browser is started.

learn.microsoft.com/deployedge/microsoft-edge-policies/downloadrestrictions and
chromeenterprise.google/policies/#DownloadRestrictions, checked 2026-11-29
"""

import msgspec

from pyready.model.facts import Facts
from pyready.model.host import Host, Reading
from pyready.model.probe import Probe, registry
from pyready.model.readings import number, there

EDGE, CHROME = r"SOFTWARE\Policies\Microsoft\Edge", r"SOFTWARE\Policies\Google\Chrome"
CHROME_HERE = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\chrome.exe"
_ROOTS = ("HKLM", "HKCU")


class Browsers(msgspec.Struct, frozen=True):
    """`DownloadRestrictions` of each browser, for the computer, then for the person; Edge is part of Windows.

    0 and "not set" leave downloads as they are, 1, 2 and 4 stop what is known or likely to be harmful, 3 stops all.
    """

    edge: tuple[Reading[int], ...]
    """Of Microsoft Edge."""
    chrome: tuple[Reading[int], ...]
    """Of Google Chrome."""
    chrome_here: Reading[bool]
    """Whether Google Chrome is registered, for everybody or for the person."""


def collect(host: Host, facts: Facts) -> Browsers:
    """Read both policies in both places, and whether Chrome is registered."""
    del facts
    return Browsers(_restrictions(host, EDGE), _restrictions(host, CHROME), _registered(host))


def _restrictions(host: Host, key: str) -> tuple[Reading[int], ...]:
    return tuple(number(host.registry.value(f"{root}\\{key}", "DownloadRestrictions")) for root in _ROOTS)


def _registered(host: Host) -> Reading[bool]:
    """The first place that has it; one that could not be read hides that there is none."""
    found = [there(host.registry.value(f"{root}\\{CHROME_HERE}", "")) for root in _ROOTS]
    return next((each for each in found if each.value), next((each for each in found if not each.is_set), found[0]))


_WHY = "whether the browser's policy stops downloads"
PROBE = Probe(
    id="browsers",
    fact=Browsers,
    collect=collect,
    about="whether browsers can download files",
    reads=(
        *(registry(f"{root}\\{key}", _WHY) for root in _ROOTS for key in (EDGE, CHROME)),
        *(registry(f"{root}\\{CHROME_HERE}", "whether Google Chrome is installed") for root in _ROOTS),
    ),
    platforms=("windows",),
    seen_on=("windows",),
)
