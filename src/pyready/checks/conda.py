"""Does a conda on this computer use the channel that large organisations have to pay for?

Anaconda's own channels (`defaults`) need a paid licence in large organisations; conda itself and the
channel conda-forge are free for everybody. Source: anaconda.com/pricing/terms-of-service-faqs, read 2026-11-22.
"""

from pyready.knowledge.licences import licence
from pyready.model.anchors import for_line, for_sh
from pyready.model.conda import CondaFacts, Condarc, Installation
from pyready.model.facts import Asked, Facts
from pyready.model.lines import on_windows, typed
from pyready.model.outcome import Check, Evidence, Fix, Outcome, Step, not_applicable, passed, problem, unknown
from pyready.probes.site import Site
from pyready.tools.conda import Conda

# shown where conda uses Anaconda's channels, or probably does
_PAID = (
    "The conda on this computer probably gets packages from Anaconda's own channels, which need a paid licence in a "
    "large organisation."
)
_BY_YOU = "Use the free channel conda-forge instead. If your organisation has a licence, change nothing."
_BY_IT = (
    "Name conda-forge instead in the settings file of the whole computer, or confirm that your organisation has a "
    "licence."
)
_UNTIL_THEN = "Until then, name the free channel whenever you make an environment."
_CHANGE = "Change where conda gets its packages from."
_CHECK = "Check that it worked."
_CHECK_SHOWS = "conda-forge, and neither defaults nor an address of anaconda.com."
# shown where it does not, or has a licence
_LICENSED = "Your organisation says that it has a licence for Anaconda's channels."
_FREE = "The conda on this computer does not use Anaconda's own channels."
_NO_CONDA = "pyready found no conda on this computer."
# shown where it could not be read
_UNREAD = "pyready cannot tell where conda gets its packages from, because it could not read all settings of conda."
_UNREAD_SETTLES = "Run conda config --show channels: the list should name conda-forge and not defaults."
_NOT_SEEN = "pyready cannot tell whether conda is on this computer, because it could not read every place."
_NOT_SEEN_SETTLES = "Run conda --version."
_ASKS = "Does conda use channels that need a paid licence?"
# shown in the evidence
_BY_DEFAULT = "no channel is set, so conda uses defaults"
_BY_ITSELF = "conda's own default"
_VERSION_UNKNOWN = "version not known"
_TERMS = Evidence(
    "Anaconda's terms",
    f"its own channels need a paid licence in an organisation of {licence('anaconda').staff} people or more; "
    "conda and conda-forge do not",
    "anaconda.com/pricing/terms-of-service-faqs",
    "inferred",
)


def conda_licence(facts: Facts) -> Outcome:
    """Look at where each conda gets its packages from."""
    found = facts[CondaFacts]
    if not found.installations:
        return _none_here(found)
    site = facts.get(Site)
    if site and site.profile and site.profile.conda.anaconda_licence:
        held = Evidence("conda.anaconda_licence", "yes", "site profile", "policy")
        return passed(_LICENSED, held)
    paid = [(each, source) for each in found.installations if (source := _paid_by(each, found.condarcs))]
    if paid:
        because = tuple(Evidence(f"{each.product} in {each.root}", value, where) for each, (value, where) in paid)
        return problem(_PAID, _fix(facts, found), *because, _TERMS, sure="likely")
    unread = [each for each in _all(found) if each.state != "set"]
    if unread:
        because = tuple(Evidence("settings of conda", each.reason or each.state, each.path) for each in unread)
        return unknown(_UNREAD, *because, settles=_UNREAD_SETTLES)
    because = tuple(Evidence(each.product, each.conda or _VERSION_UNKNOWN, each.root) for each in found.installations)
    return passed(_FREE, *because, _TERMS).rests_on(licence("anaconda"))


def _none_here(found: CondaFacts) -> Outcome:
    if found.unread or not found.complete:
        because = tuple(Evidence("could not be read", each.state, each.source) for each in found.unread)
        return unknown(_NOT_SEEN, *because, settles=_NOT_SEEN_SETTLES)
    return not_applicable(_NO_CONDA)


def _all(found: CondaFacts) -> list[Condarc]:
    return [*found.condarcs, *(condarc for each in found.installations for condarc in each.condarcs)]


def _paid_by(conda: Installation, shared: tuple[Condarc, ...]) -> tuple[str, str] | None:
    """Which entry leads to Anaconda's channels, and where it is written; None when no entry is known to.

    conda joins the lists of all its files, and before 25.9 goes by `defaults` without any list.
    """
    files = (*conda.condarcs, *shared)
    changed = [each for condarc in files for each in condarc.default_channels]
    listed = [(channel, condarc) for condarc in files for channel in condarc.channels]
    for channel, condarc in listed:
        is_default = channel.kind == "anaconda" and channel.name == "defaults"
        if channel.kind == "anaconda" and not (is_default and changed and all(e.kind != "anaconda" for e in changed)):
            return f"channel {channel.name}", condarc.path
    by_itself = conda.product != "micromamba" and not changed  # which has no channel of its own
    implied = by_itself and Conda(None, conda).implies_defaults is not False
    if implied and not listed and all(each.state == "set" for each in files):
        return _BY_DEFAULT, _BY_ITSELF
    return None


def _fix(facts: Facts, found: CondaFacts) -> Fix:
    """Who can change it: a file of the computer belongs to IT, and conda joins it to whatever its user sets."""
    of_it = [each for each in found.condarcs if each.scope == "computer"]
    if any(channel.kind == "anaconda" for each in of_it for channel in each.channels):
        line = "conda create --name work --override-channels --channel conda-forge python"
        return Fix("it", _BY_IT, (_typed(facts, _UNTIL_THEN, line),), guide="anaconda-licence")
    return Fix("you", _BY_YOU, _steps(facts, found), guide="anaconda-licence")


def _steps(facts: Facts, found: CondaFacts) -> tuple[Step, ...]:
    """Change the files that belong to the person."""
    quoted = for_line if facts[Asked].platform == "windows" else for_sh
    lines = ["conda config --add channels conda-forge"]
    for each in _all(found):
        names = dict.fromkeys(channel.written for channel in each.channels if channel.kind == "anaconda")
        path = quoted(each.command)
        plain = path if each.scope != "computer" and each.state == "set" else None
        lines += [f"conda config --file {plain} --remove channels {name}" for name in names if plain and name]
    implied = any(Conda(None, each).implies_defaults is not False for each in found.installations)
    if implied and not any(" --remove " in line for line in lines):  # such write `defaults` beside the first channel
        lines.append("conda config --remove channels defaults")
    lines.append("conda config --set channel_priority strict")
    steps = [_typed(facts, _CHANGE, line) for line in lines]
    return (*steps, _typed(facts, _CHECK, "conda config --show channels", _CHECK_SHOWS))


def _typed(facts: Facts, says: str, line: str, expect: str = "") -> Step:
    """One line, which every shell takes as it is."""
    if facts[Asked].platform == "windows":
        return on_windows(says, typed(line), expect)
    return Step(says, line, "sh", expect)


CHECKS = (
    Check(
        "conda-licence",
        _ASKS,
        "limit",
        conda_licence,
        "anaconda-licence",
    ),
)
