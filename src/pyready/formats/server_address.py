"""Servers in settings: which one an address names. What signs in there is never kept, only that it is there."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

_HOST = re.compile(r"[a-z0-9_.:-]{1,253}")
_TOKEN_IN_PATH = re.compile(r"/t/[^/]+")  # conda's way of signing in


_LONG_TOKEN = re.compile(r"/(?=(?:[^/]*\d){3})(?=[^/]*[A-Za-z])[A-Za-z0-9]{20,}(?=/|$)")
"""A part of a path that looks like the key of a hosted index."""


class Address(NamedTuple):
    """`host` with its port where one is named; empty for a folder. `path` begins with a slash."""

    host: str
    scheme: str = ""
    path: str = ""
    with_sign_in: bool = False

    @property
    def url(self) -> str:
        """The address, where nothing in it signs in; empty otherwise, and for a folder."""
        return f"{self.scheme}://{self.host}{self.path}" if self.host and not self.with_sign_in else ""


def address(written: str) -> Address | None:
    """Read a URL; None for what is none."""
    try:
        parts = urlsplit(written.strip())
        host, port = (parts.hostname or "").casefold(), parts.port
    except ValueError:
        return None
    if parts.scheme == "file":
        return Address("", "file", parts.path)
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return None
    shown = f"{host}:{port}" if port else host
    path = _LONG_TOKEN.sub("", _TOKEN_IN_PATH.sub("", parts.path, count=1))
    return Address(shown, parts.scheme, path, "@" in parts.netloc or path != parts.path)


def is_public_index(host: str) -> bool:
    """True for the servers of the public package index."""
    from pyready.knowledge.index_hosts import NoIndexHosts, index_hosts

    try:
        known = index_hosts()
    except NoIndexHosts:
        return False
    return host.partition(":")[0] in {urlsplit(known.index).hostname, known.files}
