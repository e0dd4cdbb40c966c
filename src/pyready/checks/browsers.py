"""With which browser files can be downloaded here, by the browsers' policies."""

from collections.abc import Sequence
from typing import Literal

from pyready.checks._policies import shown
from pyready.model.facts import Asked, Facts
from pyready.model.host import Reading
from pyready.model.outcome import Check, Evidence, Fix, Outcome, not_applicable, passed, problem, unknown
from pyready.probes.browsers import Browsers

# shown as the name of a browser
_EDGE, _CHROME = "Microsoft Edge", "Google Chrome"
_POLICY = "DownloadRestrictions"
# shown for a question that does not arise on Linux and macOS
_WINDOWS_ONLY = "This question is about Windows only."
# shown when no browser has a policy that blocks downloads
_FREE = "pyready found no policy that blocks downloads.{more}"
# shown after it when the policy of one looks at how often a file is downloaded
_FEW_PEOPLE = " {browser} might refuse a file that few people download."
# shown when one browser can download files, and the policy of the other blocks it
_ONE_BLOCKED = "Download with {browser}: the policy {policy} probably blocks downloads in {other}."
# shown when the policy of the other is not clear
_ONE_UNCLEAR = "Download with {browser}: the policy {policy} might block downloads in {other}."
# shown when no browser can download files
_BLOCKED = "Your organisation blocks downloads in the browser (policy {policy})."
# shown as the fix for that
_ASK = "Name a way to download programs."
# shown when the policies could not be read or are not clear
_NOT_KNOWN = "pyready cannot tell whether a browser can download files, because the policy {policy} is not clear."
# shown as what settles it
_ASK_WHICH = "Ask IT which browser can download programs."
# shown as evidence
_POLICY_OF = "{policy} of {browser}"
_INSTALLED = "{browser} is installed"

_FIX = Fix("it", _ASK, guide="ask-it")
_HARMFUL_ONLY = {1, 2, 4}

May = Literal["yes", "no", "unclear"]


def browser_downloads(facts: Facts) -> Outcome:
    """One browser that may is enough; where only one may, it is named."""
    if facts[Asked].platform != "windows":
        return not_applicable(_WINDOWS_ONLY)
    seen = facts[Browsers]
    because = _evidence(seen)
    edge, chrome = _by_policy(seen.edge), _by_policy(seen.chrome)
    if edge == "yes" and chrome == "yes":
        return passed(_FREE.format(more=_but(seen.edge)), *because, sure="likely")
    if edge == "yes":
        return passed(_only(_EDGE, _CHROME, chrome), *because, sure="likely")
    if chrome == "yes" and seen.chrome_here.value:
        return passed(_only(_CHROME, _EDGE, edge), *because, sure="likely")
    if edge == "no" and (chrome == "no" or seen.chrome_here.value is False):
        return problem(_BLOCKED.format(policy=_POLICY), _FIX, *because)
    return unknown(_NOT_KNOWN.format(policy=_POLICY), *because, settles=_ASK_WHICH)


def _only(browser: str, other: str, may: May) -> str:
    says = _ONE_BLOCKED if may == "no" else _ONE_UNCLEAR
    return says.format(browser=browser, other=other, policy=_POLICY)


def download_browser(facts: Facts) -> str:
    """The browser to name in a step: `Microsoft Edge` or `Google Chrome`; empty where any will do, or none is known."""
    seen = facts.get(Browsers)
    if seen is None:
        return ""
    edge, chrome = _by_policy(seen.edge), _by_policy(seen.chrome)
    if edge == "yes":
        return "" if chrome == "yes" else _EDGE
    return _CHROME if chrome == "yes" and seen.chrome_here.value else ""


def _by_policy(places: Sequence[Reading[int]]) -> May:
    """The computer's policy comes before the person's; one that could not be read hides the next.

    1, 2 and 4 stop what is known or likely to be harmful, by the makers' texts: a signed installer and a zip file of a
    known project are neither. The sources are those of the probe.
    """
    first = next((each for each in places if each.state != "not-set"), None)
    if first is None:
        return "yes"
    if not first.is_set:
        return "unclear"
    return "no" if first.value == 3 else "yes" if first.value in {0, *_HARMFUL_ONLY} else "unclear"


def _but(places: Sequence[Reading[int]]) -> str:
    """What 2 does besides: it goes by how often a file is downloaded."""
    first = next((each for each in places if each.state != "not-set"), None)
    return _FEW_PEOPLE.format(browser=_EDGE) if first is not None and first.value == 2 else ""


def _evidence(seen: Browsers) -> list[Evidence]:
    here = seen.chrome_here
    value = here.state if here.value is None else "yes" if here.value else "no"
    return [
        *shown(_POLICY_OF.format(policy=_POLICY, browser=_EDGE), seen.edge),
        *shown(_POLICY_OF.format(policy=_POLICY, browser=_CHROME), seen.chrome),
        Evidence(_INSTALLED.format(browser=_CHROME), value, here.source),
    ]


CHECKS = (Check("browser-downloads", "Can a browser download files?", "blocker", browser_downloads, "ask-it"),)
