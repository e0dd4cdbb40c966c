"""What is known about conda on a machine: installations and settings."""

import msgspec

from pyready.model.anchors import Anchored
from pyready.model.host import Reading
from pyready.model.privacy_classes import PathText, ProxyAddress, Public, Text


class Channel(msgspec.Struct, frozen=True):
    """Where packages come from, as one entry of a list says it."""

    kind: Public
    """`conda-forge`, `anaconda` (Anaconda's own, `defaults` included), `nodefaults`, `named` (on Anaconda's public
    server), `server` (another one), `folder` or `malformed`."""
    name: Text = ""
    """The channel's name, or the server or folder; empty for a kind that needs none."""
    written: Text = ""
    """As the file has it, where that is a plain name or a public address: what conda's own commands take."""


class Condarc(msgspec.Struct, frozen=True):
    """One file of conda's settings, or the variables that stand for one. What it does not say is empty.

    No user name, password or token that stands in it is kept.
    """

    path: PathText
    """The file; of variables, what stands for them."""
    command: Anchored
    """The same path, spelled for use in a command."""
    state: Public
    """State of the reading."""
    scope: Public = "user"
    """`computer`, `installation`, `roaming` (the folder of micromamba's settings on Windows), `user`, `environment`,
    `named` (by a variable) or `variable` (no file)."""
    reason: Public = ""
    """What is wrong with one that is malformed."""
    fault: Public = ""
    """What the tool that reads it does with one that is malformed: `stops`; empty where that is not known."""
    channels: tuple[Channel, ...] = ()
    """`channels`, strongest first."""
    default_channels: tuple[Channel, ...] = ()
    """What `defaults` stands for, where somebody has changed it."""
    ssl_verify: Public = ""
    """`yes`, `no`, `truststore`, `system` (micromamba's word for it), `file`, or `missing` (a file that is not
    there)."""
    proxy_http: ProxyAddress = ""
    """The proxy for `http` addresses; empty for none."""
    proxy_https: ProxyAddress = ""
    """`proxy_servers`, by the kind of address that they are for: that of the same name, else that of `all`."""
    allowed: tuple[Channel, ...] = ()
    """`allowlist_channels`: no other channel may be used."""
    denied: tuple[Channel, ...] = ()
    """`denylist_channels`."""
    override_channels: bool | None = None
    """`override_channels_enabled`: whether a command may leave the channels of the files out."""
    offline: bool | None = None
    """`offline`: whether conda contacts no server."""
    no_revoke: bool | None = None
    """`ssl_no_revoke`, which micromamba reads: on Windows, whether certificates were revoked is not asked."""
    forge: Public = ""
    """Where the channel named conda-forge is: `home` (Anaconda's public server), `moved` (another one, for every conda)
    or `mirrored` (another one, for micromamba); empty where the file does not say."""


class Installation(msgspec.Struct, frozen=True):
    """One conda, by the folder it is in."""

    root: PathText
    """The folder it is in."""
    product: Public = "conda"
    """`anaconda`, `miniconda`, `miniforge`, `mambaforge`, `micromamba` or `conda` when that cannot be told."""
    conda: Public = ""
    """The version of the program conda in it; empty when not known."""
    condarcs: tuple[Condarc, ...] = ()
    """The settings of this installation alone."""


class CondaFacts(msgspec.Struct, frozen=True):
    """Every conda that was found, and what it is told."""

    installations: tuple[Installation, ...] = ()
    """Those that were found."""
    condarcs: tuple[Condarc, ...] = ()
    """Settings for every conda of this person, in conda's order: a later one outranks an earlier one."""
    mambarcs: tuple[Condarc, ...] = ()
    """What micromamba reads beside them, in its order: files, then variables (the scope `variable`)."""
    unread: tuple[Reading[Text], ...] = ()
    """Places that could not be read: a conda may be there."""
    complete: bool = True
    """False when the time ran out before every place was looked at."""
