"""`[knowledge]` of the site profile: rows that an organisation adds to the tables, so that it need not wait."""

import datetime as dt
from typing import ClassVar

import msgspec

from pyready.knowledge import days_good
from pyready.model.privacy_classes import Public, Text

SAYS = "your organisation's site profile"
"""The source of such a row."""


class SiteRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the organisation's; `checked` is the day on which somebody looked it up. It has no other source."""

    checked: dt.date
    """The day on which somebody looked it up."""
    table: ClassVar[str]

    @property
    def good_until(self) -> dt.date:
        """The last day on which an answer that rests on it may be certain."""
        return self.checked + dt.timedelta(days_good(self.table))


class SitePython(SiteRow, frozen=True, kw_only=True):
    """Until when a Python gets security fixes; `minor` is two numbers with a point between."""

    table: ClassVar[str] = "pythons"
    minor: Public
    """`3.16`."""
    ends: dt.date
    """The last day with security fixes."""


class SiteWindows(SiteRow, frozen=True, kw_only=True):
    """Until when a release of Windows gets security fixes; `kind` as in `windows.toml`."""

    table: ClassVar[str] = "windows"
    build: int
    """The build number, as Windows says it."""
    kind: Public
    """The kind of release."""
    name: Public
    """What people call it: `Windows 11 26H2`."""
    ends: dt.date
    """The last day with security fixes."""


class SiteAgent(SiteRow, frozen=True, kw_only=True):
    """A product that lets only approved programs start, by the name of its service."""

    table: ClassVar[str] = "agents"
    id: Public
    """Its id, in kebab-case."""
    name: Text
    """What people call it."""
    service: Text
    """The name of its Windows service."""


class SiteVendor(SiteRow, frozen=True, kw_only=True):
    """A product that opens secure traffic; `words` stand in the names of its issuers."""

    table: ClassVar[str] = "vendors"
    id: Public
    """Its id, in kebab-case."""
    name: Text
    """What people call it."""
    words: tuple[Text, ...]
    """Words, each of which stands in the name of an issuer."""


class SiteVpn(SiteRow, frozen=True, kw_only=True):
    """A VPN; each of `words` stands in the description of its adapter."""

    table: ClassVar[str] = "vpns"
    id: Public
    """Its id, in kebab-case."""
    name: Text
    """What people call it."""
    words: tuple[Text, ...]
    """Words, each of which stands in the description of an adapter."""


class SiteProgram(SiteRow, frozen=True, kw_only=True):
    """Who signs a program of the routes; `id` as in `programs.toml`, `publisher` as AppLocker writes it."""

    table: ClassVar[str] = "programs"
    id: Public
    """The program."""
    publisher: Text
    """Who signs it."""


class SiteKnowledge(msgspec.Struct, frozen=True, kw_only=True):
    """What the organisation adds."""

    recommended: Public = ""
    """The Python that the steps install; empty for pyready's own choice."""
    python: tuple[SitePython, ...] = ()
    """Versions of Python."""
    windows: tuple[SiteWindows, ...] = ()
    """Releases of Windows."""
    agent: tuple[SiteAgent, ...] = ()
    """Products that let only approved programs start."""
    vendor: tuple[SiteVendor, ...] = ()
    """Products that open secure traffic."""
    vpn: tuple[SiteVpn, ...] = ()
    """VPNs."""
    program: tuple[SiteProgram, ...] = ()
    """Who signs programs of the routes."""


NOTHING = SiteKnowledge()
