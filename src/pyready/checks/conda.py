"""Does a conda that is here use the channel that large organisations have to pay for?

Anaconda's own channels (`defaults`) need a paid licence in large organisations; conda itself and the
channel conda-forge are free for everybody. Source: anaconda.com/pricing/terms-of-service-faqs, read 2026-11-22.
"""

from pyready.knowledge.licences import licence
from pyready.model.anchors import for_line, for_sh
from pyready.model.facts import Asked, Facts
from pyready.model.lines import on_windows, typed
from pyready.model.outcome import Check, Evidence, Fix, Outcome, Step, not_applicable, passed, problem, unknown
from pyready.probes.conda import CondaFacts, Condarc, Installation
from pyready.probes.site import Site
from pyready.tools.conda import Conda

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
        return passed("Your organisation says that it has a licence for Anaconda's channels.", held)
    paid = [(each, source) for each in found.installations if (source := _paid_by(each, found.condarcs))]
    if paid:
        because = tuple(Evidence(f"{each.product} in {each.root}", value, where) for each, (value, where) in paid)
        says = "conda here gets packages from Anaconda's own channels, which a large organisation has to pay for."
        fix = _fix(facts, found)
        return problem(says, fix, *because, _TERMS, sure="likely")
    unread = [each for each in _all(found) if each.state != "set"]
    if unread:
        because = tuple(Evidence("settings of conda", each.reason or each.state, each.path) for each in unread)
        settles = "Type conda config --show channels: the list should name conda-forge and not defaults."
        return unknown("Where conda gets its packages from could not be read.", *because, settles=settles)
    because = tuple(
        Evidence(each.product, each.conda or "version not known", each.root) for each in found.installations
    )
    return passed("conda here does not use Anaconda's own channels.", *because, _TERMS).rests_on(licence("anaconda"))


def _none_here(found: CondaFacts) -> Outcome:
    if found.unread or not found.complete:
        because = tuple(Evidence("could not be read", each.state, each.source) for each in found.unread)
        return unknown("Whether a conda is here could not be told.", *because, settles="Type conda --version.")
    return not_applicable("There is no conda here.")


def _all(found: CondaFacts) -> list[Condarc]:
    return [*found.condarcs, *(condarc for each in found.installations for condarc in each.condarcs)]


def _paid_by(conda: Installation, shared: tuple[Condarc, ...]) -> tuple[str, str] | None:
    """Which entry leads to Anaconda's channels, and where it stands; None when none is known to.

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
        return "no channel is set, so conda goes by defaults", "conda's own default"
    return None


def _fix(facts: Facts, found: CondaFacts) -> Fix:
    """Who can change it: a file of the computer belongs to IT, and conda joins it to whatever its user sets."""
    of_it = [each for each in found.condarcs if each.scope == "computer"]
    if any(channel.kind == "anaconda" for each in of_it for channel in each.channels):
        says = "Until then, name the free channel whenever you make an environment."
        line = "conda create --name work --override-channels --channel conda-forge python"
        return Fix("it", _BY_IT, (_typed(facts, says, line),), guide="anaconda-licence")
    return Fix("you", _SAYS, _steps(facts, found), guide="anaconda-licence")


_BY_IT = (
    "A file of the whole computer names the channel. Ask IT whether there is a licence, or for conda-forge instead."
)
_SAYS = "Use the free channel conda-forge instead. Where your organisation has a licence, leave it as it is."


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
    steps = [_typed(facts, "Change where conda gets its packages from.", line) for line in lines]
    expect = "conda-forge, and neither defaults nor an address of anaconda.com."
    return (*steps, _typed(facts, "See that it holds.", "conda config --show channels", expect))


def _typed(facts: Facts, says: str, line: str, expect: str = "") -> Step:
    """One line, which every shell takes as it is."""
    if facts[Asked].platform == "windows":
        return on_windows(says, typed(line), expect)
    return Step(says, line, "sh", expect)


CHECKS = (
    Check(
        "conda-licence",
        "Does conda here use channels that have to be paid for?",
        "limit",
        conda_licence,
        "anaconda-licence",
    ),
)
