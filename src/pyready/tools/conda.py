"""What conda is set to do: which channels it may use, whether it starts, and which words its commands take.

Settings of the computer come first, then those of the installation, then those of the person; of a single value the
last counts, lists add up. Sources: conda 26.7.1, `base/constants.py` (SEARCH_PATH), `base/context.py` (`channels`,
`validate_channels`) and `common/configuration.py`, read 2026-11-29; not yet seen running.
"""

from itertools import chain
from typing import ClassVar

from pyready.knowledge import tools
from pyready.model.conda import Channel, CondaFacts, Condarc, Installation

FORGE = "-y --override-channels -c conda-forge "
"""Words for conda-forge alone."""
_FREE = {"conda-forge", "nodefaults"}


class Conda:
    """What counts for one conda; without an installation, for one that is newly installed."""

    tool: ClassVar[str] = "conda"
    _moves: ClassVar[frozenset[str]] = frozenset({"moved"})
    """What it heeds of what a file says about the address of conda-forge."""

    def __init__(self, facts: CondaFacts | None, here: Installation | None = None) -> None:
        shared = facts.condarcs if facts else ()
        of_computer = [each for each in shared if each.scope == "computer"]
        own = here.condarcs if here else ()
        self.files: tuple[Condarc, ...] = (*of_computer, *own, *(each for each in shared if each not in of_computer))
        self._version = here.conda if here else tools.shipped("miniforge", "conda")

    @property
    def stops_at(self) -> Condarc | None:
        """The first file at which every command ends."""
        return next((each for each in self.files if each.fault == "stops"), None)

    @property
    def offline(self) -> Condarc | None:
        """The file that keeps conda from downloading anything."""
        found = [each for each in self.files if each.offline is not None]
        return found[-1] if found and found[-1].offline else None

    @property
    def unread(self) -> Condarc | None:
        """The first file of which pyready does not know what conda makes of it."""
        return next((each for each in self.files if each.state != "set" and not each.fault), None)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels of all files."""
        return tuple(channel for each in self.files for channel in each.channels)

    @property
    def limited_by(self) -> Condarc | None:
        """The file that keeps conda from using conda-forge alone, as the steps do."""
        switches = [each for each in self.files if each.override_channels is not None]
        if switches and not switches[-1].override_channels:
            return switches[-1]
        allowing = [each for each in self.files if each.allowed]
        denying = [each for each in self.files if _has_forge(each.denied)]
        if denying:
            return denying[0]
        return allowing[0] if allowing and not any(_has_forge(each.allowed) for each in allowing) else None

    @property
    def moved_by(self) -> Condarc | None:
        """The file by which the channel conda-forge is another server than Anaconda's public one."""
        heeded = [each for each in self.files if each.forge in self._moves | {"home"}]
        return heeded[-1] if heeded and heeded[-1].forge in self._moves else None

    @property
    def proxied_by(self) -> Condarc | None:
        """The file whose proxies count."""
        return next((each for each in reversed(self.files) if each.proxy_https), None)

    @property
    def goes_to_forge(self) -> bool:
        """Without words for a channel its commands use conda-forge, and nothing else."""
        found = {each.kind for each in self.channels}
        return "conda-forge" in found and found <= _FREE and self._allows_forge

    @property
    def _allows_forge(self) -> bool:
        allowed = [channel for each in self.files for channel in each.allowed]
        denied = [channel for each in self.files for channel in each.denied]
        return not _has_forge(denied) and (not allowed or _has_forge(allowed))

    @property
    def words(self) -> str:
        """What stands after `create -p FOLDER` and `install -p FOLDER`."""
        return "-y " if self.limited_by else FORGE

    @property
    def fetches(self) -> str:
        """From where: `conda-forge`, or `conda-channels`, those of its files."""
        elsewhere = self.moved_by or (self.limited_by and not self.goes_to_forge)
        return "conda-channels" if elsewhere else "conda-forge"

    @property
    def implies_defaults(self) -> bool | None:
        """Whether it goes by Anaconda's channels where no file names one; None where its version is not known."""
        if not self._version:
            return None
        return tools.numbers(self._version) < tools.numbers(tools.behaviour("conda", "no-implied-defaults").since)


_RANKS = {"computer": 0, "installation": 1, "roaming": 2, "variable": 4}
_YOURS = 3
"""Of files in micromamba's order; conda's own files of a person come before micromamba's."""
_NAMES = (".condarc", "condarc", ".mambarc", "mambarc", ".yml", ".yaml")


class Micromamba(Conda):
    """What counts for micromamba: conda's files, then its own, then its variables.

    Source: mamba 2.8.1, read 2026-11-29; not yet seen running. `libmamba/src/api/configuration.cpp`: of a single value
    the last counts, lists add up, a file that it cannot read is passed over. `micromamba/src/common_options.cpp`: it
    skips `--override-channels` where a file disables it. `libmamba/src/download/curl.cpp`: a download ends where
    `ssl_verify` names no file, which conda's word truststore does not. It knows no list of allowed channels; such a
    list is heeded here all the same, because an organisation means it for every conda.
    """

    tool = "micromamba"
    _moves = frozenset({"moved", "mirrored"})

    def __init__(self, facts: CondaFacts | None) -> None:
        super().__init__(facts)
        read = chain(facts.condarcs, facts.mambarcs) if facts else ()
        named = (each for each in read if each.scope != "named" or _is_heeded(each.path))
        self.files = tuple(sorted(named, key=lambda each: _RANKS.get(each.scope, _YOURS)))

    @property
    def stops_at(self) -> Condarc | None:
        """The first variable at which it ends: at a file it does not."""
        return next((each for each in self.files if each.scope == "variable" and each.fault == "stops"), None)

    @property
    def unread(self) -> Condarc | None:
        """The first file of which pyready does not know what micromamba makes of it: its reader of YAML is another."""
        return next(
            (each for each in self.files if (each.state != "set" or each.fault) and each.scope != "variable"), None
        )

    @property
    def distrusts_by(self) -> Condarc | None:
        """The file or variable whose `ssl_verify` ends every download."""
        found = [each for each in self.files if each.ssl_verify]
        return found[-1] if found and found[-1].ssl_verify in {"truststore", "missing"} else None

    @property
    def asks_revocation(self) -> bool:
        """On Windows: whether it asks if a certificate was revoked."""
        found = [each.no_revoke for each in self.files if each.no_revoke is not None]
        return not (found and found[-1])


def _is_heeded(path: str) -> bool:
    """A file that a variable names has to have one of the usual names."""
    return path.startswith("environment ") or path.casefold().endswith(_NAMES)


def _has_forge(channels: "tuple[Channel, ...] | list[Channel]") -> bool:
    return any(each.kind == "conda-forge" for each in channels)
