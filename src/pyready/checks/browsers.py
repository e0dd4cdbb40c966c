"""With which browser files can be downloaded here, by the browsers' policies."""

from collections.abc import Sequence
from typing import Literal

from pyready.checks._policies import shown
from pyready.model.facts import Asked, Facts
from pyready.model.host import Reading
from pyready.model.outcome import Check, Evidence, Fix, Outcome, not_applicable, passed, problem, unknown
from pyready.probes.browsers import Browsers

_EDGE, _CHROME = "Microsoft Edge", "Google Chrome"
_POLICY = "DownloadRestrictions"
_FIX = Fix("it", "Ask IT how to download programs.", guide="ask-it")
_HARMFUL_ONLY = {1, 2, 4}

May = Literal["yes", "no", "unclear"]


def browser_downloads(facts: Facts) -> Outcome:
    """One browser that may is enough; where only one may, it is named."""
    if facts[Asked].platform != "windows":
        return not_applicable("This question is about Windows only.")
    seen = facts[Browsers]
    because = _evidence(seen)
    edge, chrome = _by_policy(seen.edge), _by_policy(seen.chrome)
    if edge == "yes" and chrome == "yes":
        return passed(f"No policy was found that stops downloads.{_but(seen.edge)}", *because, sure="likely")
    if edge == "yes":
        does = "stops" if chrome == "no" else "might stop"
        says = f"Download with {_EDGE}: {_CHROME}'s policy {_POLICY} {does} downloads."
        return passed(says, *because, sure="likely")
    if chrome == "yes" and seen.chrome_here.value:
        does = "stops" if edge == "no" else "might stop"
        says = f"Download with {_CHROME}: {_EDGE}'s policy {_POLICY} {does} downloads."
        return passed(says, *because, sure="likely")
    if edge == "no" and (chrome == "no" or seen.chrome_here.value is False):
        return problem(f"Your organisation stops downloads in the browser (policy {_POLICY}).", _FIX, *because)
    says = f"pyready cannot tell whether a browser can download files, because the policy {_POLICY} is not clear."
    return unknown(says, *because, settles="Ask IT which browser can download programs.")


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
    return f" {_EDGE} might refuse a file that few people download." if first is not None and first.value == 2 else ""


def _evidence(seen: Browsers) -> list[Evidence]:
    here = seen.chrome_here
    value = here.state if here.value is None else "yes" if here.value else "no"
    return [
        *shown(f"{_POLICY} of {_EDGE}", seen.edge),
        *shown(f"{_POLICY} of {_CHROME}", seen.chrome),
        Evidence(f"{_CHROME} is installed", value, here.source),
    ]


CHECKS = (Check("browser-downloads", "Can a browser download files?", "blocker", browser_downloads, "ask-it"),)
