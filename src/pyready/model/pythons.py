"""What is known about the Pythons of a machine."""

import msgspec

from pyready.model.anchors import Anchored
from pyready.model.host import Reading
from pyready.model.privacy_classes import PathText, Public, Text


class Found(msgspec.Struct, frozen=True):
    """One Python interpreter, examined by its files. In a yes/no field None means not known."""

    path: PathText
    """Its full path."""
    command: Anchored
    """The same path, spelled for use in a command."""
    version: Public = ""
    """`3.11.7`, or `3.11` where only that can be seen; empty when nothing can."""
    minor: tuple[int, int] | None = None
    """The first two numbers of the version; None when not known."""
    kind: Public = "unknown"
    """Who made it: `python-org`, `python-manager`, `store`, `uv`, `pyenv`, `conda`, `system`, `homebrew`, `bundled`,
    `virtual-environment`, `unknown`."""
    product: Text = ""
    """The product a `bundled` Python belongs to, which conda it is (`miniforge`), or the vendor the registry names."""
    seen_by: tuple[Public, ...] = ()
    """How it was found: `registry`, `conda`, `folder`, `path`, `own`, `environment` (of conda), `named` (to
    `pyready verify`)."""
    place: Public = "other"
    """`system` (only administrators can change it), `user` (in a folder of the user) or `other`."""
    exists: bool | None = True
    """False for a registry entry whose program is gone, None where it could not be seen whether it is there."""
    has_venv: bool | None = None
    """The module `venv` is there."""
    has_ensurepip: bool | None = None
    """The module `ensurepip` is there, by which a new environment gets its pip."""
    pip: Public = ""
    """The version of its pip; empty when none was seen."""
    architecture: Public = ""
    """Windows: for which processors it is made: `x86` (32-bit), `x86_64`, `arm64`; empty when not known."""
    free_threaded: bool | None = None
    """The build without the global lock (PEP 703), which needs packages of its own."""
    embeddable: bool | None = None
    """A `python3NN._pth` lies beside it, as in the embeddable package: no pip, no venv, own packages are not found."""
    jupyterlab: Public = ""
    """The version of the JupyterLab that is installed with it; empty when none was seen."""
    runs_pyready: bool = False
    """pyready runs on it now: seen to start."""


class Command(msgspec.Struct, frozen=True):
    """What a word typed at the prompt starts: the first match on PATH."""

    name: Public
    """The word: `python`, `py`."""
    path: PathText = ""
    """The program that it starts; empty for none."""
    kind: Public = "nothing"
    """`python`, `store-stub`, `virtual-environment`, `switch` (pyenv), `launcher` (the older `py`), `install-manager`,
    `tool` or `nothing`."""
    version: Public = ""
    """The version of the Python that it starts; empty when not known."""
    shadowed: int = 0
    """How many more of that name stand later on PATH."""


class PathSummary(msgspec.Struct, frozen=True):
    """PATH as a whole."""

    state: Public = "set"
    """State of the reading."""
    entries: int = 0
    """How many folders it names."""
    dead: int = 0
    """How many of them do not exist."""
    relative: int = 0
    """How many are not full paths."""
    duplicate: int = 0
    """How many name a folder again."""
    denied: int = 0
    """How many may not be listed."""
    unseen: int | None = None
    """Folders that could not be listed for another reason; None in reports of before they were counted."""


class Pythons(msgspec.Struct, frozen=True):
    """Every Python that was found, and what the usual commands mean."""

    found: tuple[Found, ...]
    """The interpreters, each once."""
    commands: tuple[Command, ...]
    """What each usual word starts."""
    path: PathSummary
    """The folders of PATH, by number."""
    registry: tuple[Reading[Text], ...] = ()
    """The registry places that were looked at: their state is what matters."""
    unreadable: tuple[PathText, ...] = ()
    """Folders that could not be listed: a Python may be there."""
    complete: bool = True
    """False when the time ran out before every place was looked at."""
