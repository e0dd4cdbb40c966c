"""Which condas are here, and what their settings say. Nothing is started."""

import msgspec

from pyready.formats import condarc, mambarc
from pyready.model.anchors import ANCHORS
from pyready.model.conda import Channel, CondaFacts, Condarc, Installation
from pyready.model.facts import Facts
from pyready.model.host import Host, Reading
from pyready.model.paths import comparable
from pyready.model.probe import Probe, file, folder, variable
from pyready.probes.inventory import conda_places
from pyready.probes.inventory.installed import declared
from pyready.probes.site import Site, named_folder

__all__ = ["PROBE", "Channel", "CondaFacts", "Condarc", "Installation", "collect"]

_SPARE_S = 0.5
"""Seconds kept back: with less left, what there is is handed over."""


def collect(host: Host, facts: Facts) -> CondaFacts:
    """Find the roots, then read what is said to each and to all of them."""
    lines, list_read = conda_places.listed(host)
    roots, unread = conda_places.roots(host, named_folder(host, facts))
    roots += [conda_places.Root(line, "list") for line in lines[: conda_places.MOST_LINES]]
    found: list[Installation] = []
    complete = True
    for root in roots:
        if host.clock.left() < _SPARE_S:
            complete = False
            break
        seen = conda_places.examine(host, root)
        if isinstance(seen, Reading):
            unread.append(seen)
        elif seen is not None:
            found.append(seen)
    if list_read.state not in {"set", "not-set"}:
        unread.append(list_read)
    installations = tuple(_with_settings(host, each) for each in conda_places.merged(found))
    return CondaFacts(
        installations=installations,
        condarcs=_shared(host, installations),
        mambarcs=mambarc.read(host),
        unread=tuple(dict.fromkeys(unread)),
        complete=complete,
    )


def _with_settings(host: Host, found: Installation) -> Installation:
    read = (condarc.read(host, path, "installation") for path in condarc.files_in(host, found.root))
    return msgspec.structs.replace(found, condarcs=tuple(each for each in read if each))


def _shared(host: Host, installations: tuple[Installation, ...]) -> tuple[Condarc, ...]:
    """The files of this person, without those that belong to one of the installations."""
    own = {comparable(each.path) for found in installations for each in found.condarcs}
    paths = dict.fromkeys((scope, path) for scope, path in condarc.search_path(host) if comparable(path) not in own)
    read = [condarc.read(host, path, scope) for scope, path in paths]
    return tuple(each for each in (*read, condarc.from_variable(host)) if each)


_FOLDERS = (
    *ANCHORS,
    *("SystemDrive", "XDG_CONFIG_HOME", "MAMBA_ROOT_PREFIX", "CONDA_EXE", "CONDA_PREFIX"),
)
PROBE = Probe(
    id="conda",
    fact=CondaFacts,
    collect=collect,
    about="which condas are on this computer, and their settings",
    after=(Site,),
    reads=(
        *(variable(name, "where condas and their settings are") for name in (*_FOLDERS, "CONDARC")),
        variable("CONDA_CHANNELS", "where conda gets its packages"),
        *(variable(name, "how micromamba is set up") for name in ("MAMBARC", *mambarc.VARIABLES)),
        *declared("Anaconda, Miniconda, Miniforge: the folder; keys of other programs are not opened"),
        folder("{each folder of a conda}", "only names: product, version"),
        file("{each .condarc, .mambarc and conda's list of environments}", "channels, proxies, trust; no sign-ins"),
    ),
)
