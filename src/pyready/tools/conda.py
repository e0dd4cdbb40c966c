"""What conda is set to do: which channels it may use, whether it starts, and which words its commands take.

Settings of the computer come first, then those of the installation, then those of the person; of a single value the
last counts, lists add up. Sources: conda 26.7.1, `base/constants.py` (SEARCH_PATH), `base/context.py` (`channels`,
`validate_channels`) and `common/configuration.py`, read 2026-11-29; not yet seen running. micromamba reads the same
files and skips `--override-channels` where it is disabled (mamba 2.8.1, `libmamba/src/api/configuration.cpp` and
`micromamba/src/common_options.cpp`, read 2026-11-29).
"""

from pyready.knowledge import tools
from pyready.model.conda import Channel, CondaFacts, Condarc, Installation

FORGE = "-y --override-channels -c conda-forge "
"""Words for conda-forge alone."""
_FREE = {"conda-forge", "nodefaults"}


class Conda:
    """What counts for one conda; without an installation, for one that is newly installed."""

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
        return "conda-channels" if self.limited_by and not self.goes_to_forge else "conda-forge"

    @property
    def implies_defaults(self) -> bool | None:
        """Whether it goes by Anaconda's channels where no file names one; None where its version is not known."""
        if not self._version:
            return None
        return tools.numbers(self._version) < tools.numbers(tools.behaviour("conda", "no-implied-defaults").since)


def _has_forge(channels: "tuple[Channel, ...] | list[Channel]") -> bool:
    return any(each.kind == "conda-forge" for each in channels)
