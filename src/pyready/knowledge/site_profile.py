"""The site profile: what an organisation tells pyready about itself. `site_file.py` reads it from a file."""

import msgspec

from pyready.knowledge.site_knowledge import NOTHING, SiteKnowledge
from pyready.model.privacy_classes import HostAddress, ProxyAddress, Public, Text


class Organisation(msgspec.Struct, frozen=True):
    """Whose profile it is."""

    name: Text = ""
    """Its name, for the first lines of a report; empty where it is left out."""


class Catalogue(msgspec.Struct, frozen=True):
    """The place where staff get their programs; `offers_python` is the version on offer, empty for none."""

    name: Text = ""
    """What it is called: `Company Portal`; empty where it is left out."""
    offers_python: Public = ""
    """Two numbers with a point between; empty where it offers none."""


class Network(msgspec.Struct, frozen=True):
    """How this organisation reaches the world outside."""

    proxy: ProxyAddress = ""
    """The address of the proxy; empty for none."""
    pac: ProxyAddress = ""
    """The address of the script that picks the proxy; empty for none."""
    no_proxy: tuple[HostAddress, ...] = ()
    """Servers that are reached without the proxy."""


class Index(msgspec.Struct, frozen=True):
    """The organisation's package index."""

    url: HostAddress = ""
    """Its address; empty for the public one."""


class Conda(msgspec.Struct, frozen=True):
    """The organisation's conda channels, and whether it pays for Anaconda's."""

    channel_alias: HostAddress = ""
    """The server that short channel names stand for; empty for the public one."""
    anaconda_licence: bool = False
    """Whether the organisation has a paid licence."""


class Folders(msgspec.Struct, frozen=True):
    """Where IT wants tools to be put."""

    tools: Text = ""
    """The folder, on Windows; empty for the person's own folders."""


class Contact(msgspec.Struct, frozen=True):
    """Whom to ask."""

    name: Text = ""
    """A person or team; empty for none."""
    how: Text = ""
    """How to reach them."""


class SiteEndpoint(msgspec.Struct, frozen=True):
    """A server to look at: in place of a built-in one of the same id, or one more."""

    id: Public
    """Its id, in kebab-case."""
    url: HostAddress
    """The address that is asked for."""
    title: Text = ""
    """What people call it; empty for that of the built-in one."""
    group: Public = ""
    """The group of servers that it belongs to; empty for that of the built-in one."""
    tools: tuple[Public, ...] = msgspec.field(default=(), name="for")
    """The tools that need it: `pip`, `uv`."""
    redirects: tuple[HostAddress, ...] = ()
    """Other servers that may take over: `files.example` on the scheme's own port, or `files.example:8443`."""
    expect: Public = ""
    """`html`, `json`, `binary` or `any`; empty to leave it as it is."""


class SiteProfile(msgspec.Struct, frozen=True):
    """The whole profile; what is left out is empty."""

    only_these_endpoints: bool = False
    """No server is contacted but those that the profile names."""
    organisation: Organisation = Organisation()
    """Whose profile it is."""
    catalogue: Catalogue = Catalogue()
    """Where staff get their programs."""
    network: Network = Network()
    """The proxy."""
    index: Index = Index()
    """The package index."""
    conda: Conda = Conda()
    """The conda channels, and the licence."""
    folders: Folders = Folders()
    """Where IT wants tools to be put."""
    contact: Contact = Contact()
    """Whom to ask."""
    endpoint: tuple[SiteEndpoint, ...] = ()
    """Servers in place of built-in ones, or more."""
    knowledge: SiteKnowledge = NOTHING
    """Dated rows that the organisation adds."""
    unknown: tuple[Text, ...] = ()
    """Keys of the file that this version does not know, such as `network.proxies`; filled in by `parse`."""
