"""The site profile: what an organisation tells pyready about itself. `site_file.py` reads it from a file."""

import msgspec

from pyready.knowledge.site_knowledge import NOTHING, SiteKnowledge
from pyready.model.privacy_classes import HostAddress, ProxyAddress, Public, Text


class Organisation(msgspec.Struct, frozen=True):
    """Whose profile it is."""

    name: Text = ""


class Catalogue(msgspec.Struct, frozen=True):
    """The place where staff get their programs; `offers_python` is the version on offer, empty for none."""

    name: Text = ""
    offers_python: Public = ""


class Network(msgspec.Struct, frozen=True):
    """How this organisation reaches the world outside."""

    proxy: ProxyAddress = ""
    pac: ProxyAddress = ""
    no_proxy: tuple[HostAddress, ...] = ()


class Index(msgspec.Struct, frozen=True):
    """The organisation's package index."""

    url: HostAddress = ""


class Conda(msgspec.Struct, frozen=True):
    """The organisation's conda channels, and whether it pays for Anaconda's."""

    channel_alias: HostAddress = ""
    anaconda_licence: bool = False


class Folders(msgspec.Struct, frozen=True):
    """Where IT wants tools to be put."""

    tools: Text = ""


class Contact(msgspec.Struct, frozen=True):
    """Whom to ask."""

    name: Text = ""
    how: Text = ""


class SiteEndpoint(msgspec.Struct, frozen=True):
    """A server to look at: in place of a built-in one of the same id, or one more."""

    id: Public
    url: HostAddress
    title: Text = ""
    group: Public = ""
    tools: tuple[Public, ...] = msgspec.field(default=(), name="for")
    redirects: tuple[HostAddress, ...] = ()
    """Other servers that may take over: `files.example` on the scheme's own port, or `files.example:8443`."""
    expect: Public = ""
    """`html`, `json`, `binary` or `any`; empty to leave it as it is."""


class SiteProfile(msgspec.Struct, frozen=True):
    """The whole profile; what is left out is empty."""

    only_these_endpoints: bool = False
    organisation: Organisation = Organisation()
    catalogue: Catalogue = Catalogue()
    network: Network = Network()
    index: Index = Index()
    conda: Conda = Conda()
    folders: Folders = Folders()
    contact: Contact = Contact()
    endpoint: tuple[SiteEndpoint, ...] = ()
    knowledge: SiteKnowledge = NOTHING
    unknown: tuple[Text, ...] = ()
    """Keys of the file that this version does not know, such as `network.proxies`; filled in by `parse`."""
