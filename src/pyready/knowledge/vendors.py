"""Who inspects secure traffic, told by the names of issuers in a chain that was seen: data in `vendors.toml`."""

import re
from collections.abc import Iterable
from typing import ClassVar

from pyready.knowledge.loader import Row, Table, reader
from pyready.knowledge.site_knowledge import NOTHING, SiteKnowledge, SiteVendor


class Vendor(Row, frozen=True, forbid_unknown_fields=True):
    """One maker of inspecting proxies; `words` stand in the names of its issuers."""

    table: ClassVar[str] = "vendors"
    name: str
    words: tuple[str, ...]
    unsure: bool = False
    services: tuple[str, ...] = ()
    """Names of the services of its client. No maker documents them as something to rely on: what is told by them is
    likely, never certain."""


class Vendors(Table, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    vendor: tuple[Vendor, ...]


known = reader("vendors", Vendors)
"""The table, read once."""


def vendor_of(issuers: Iterable[str], more: SiteKnowledge = NOTHING) -> Vendor | SiteVendor | None:
    """The first vendor whose word stands in one of these names; None for a name that nobody here knows."""
    names = [issuer.casefold() for issuer in issuers]
    vendors: tuple[Vendor | SiteVendor, ...] = (*known().vendor, *more.vendor)
    for each in vendors:
        words = [word.casefold() for word in each.words]
        if any(re.search(rf"\b{re.escape(word)}\b", name) for word in words for name in names):
            return each
    return None
