"""Names of certificate issuers that tell nothing of the organisation: makers of proxies, and public authorities."""

import re
from functools import cache

from pyready.knowledge.vendors import vendor_of

NO_NAME = "no name"
"""Stands in the facts for an issuer whose certificate names nobody."""


def public_issuer(name: str) -> str:
    """The name as it may be shared; empty for one that may be the organisation's own.

    An issuer is often called by its maker and the organisation together: of those the maker's name alone is given.
    """
    vendor = vendor_of([name])
    if vendor is not None:
        return vendor.name if vendor_of([vendor.name]) == vendor else vendor.words[0]
    return name if name == NO_NAME or name in _authorities() else ""


@cache
def _authorities() -> frozenset[str]:
    """Organisations of the authorities in Mozilla's list, as certifi names them beside each certificate."""
    import certifi

    return frozenset(re.findall(r"^# Issuer: .*?\bO=(.+?)(?: OU=.*)?$", certifi.contents(), re.MULTILINE))
