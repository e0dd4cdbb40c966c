"""Privacy classes: every string in a facts type says, in its type, what a share-safe report does with it.

The class travels in `msgspec.Meta(extra=...)`, so it survives generic structs, unions and the JSON Schema.
A bare `str` in a facts type fails `tests/test_shape.py`.
"""

from typing import Annotated

from msgspec import Meta


def _privacy(kind: str) -> Meta:
    return Meta(extra={"privacy": kind}, extra_json_schema={"x-privacy": kind})


Public = Annotated[str, _privacy("public")]
"""Our own words, or a fact about a product: printed as it is."""

Text = Annotated[str, _privacy("text")]
"""Free text from the machine: known identifiers inside it are replaced."""

PathText = Annotated[str, _privacy("path")]
"""A path, registry key or network address: as `Text`, and profile folders and network shares are replaced too."""

UserName = Annotated[str, _privacy("user")]
"""An account name or e-mail-like name: replaced whole by `<user>`."""

ComputerName = Annotated[str, _privacy("computer")]
"""Replaced whole by `<computer>`."""

DomainName = Annotated[str, _privacy("domain")]
"""A Windows or DNS domain of the organisation: replaced whole by `<domain>`."""

ProxyAddress = Annotated[str, _privacy("proxy")]
"""Host and port of a proxy, or the address of a PAC file: replaced whole by `<proxy-1>`, `<proxy-2>`, ..."""

ShareName = Annotated[str, _privacy("share")]
"""A network share: replaced whole by `<share-1>`, ..."""

HostAddress = Annotated[str, _privacy("host")]
"""A server of the organisation: replaced whole by `<host-1>`, ..."""

IssuerName = Annotated[str, _privacy("issuer")]
"""Who issued a certificate: a known maker of inspecting proxies or a public authority, else `<issuer-1>`, ..."""

ServerList = Annotated[str, _privacy("servers")]
"""Servers in one text, as `NO_PROXY` has them: replaced by their number, `<servers-12>`."""
