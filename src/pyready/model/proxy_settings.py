"""How the proxy settings of a machine look, wherever they stand."""

import msgspec

from pyready.model.host import Reading
from pyready.model.privacy_classes import ProxyAddress, Public, ServerList
from pyready.model.proxy_address import parse_proxy


class ProxyVariable(msgspec.Struct, frozen=True):
    """One environment variable that names a proxy."""

    name: Public
    """As spelled on this machine."""
    state: Public
    """State of the reading; `malformed` also when the value is not the address of a proxy."""
    address: ProxyAddress = ""
    """The proxy, `host:port`; empty for none."""
    with_sign_in: bool = False
    """A user name or password stands in it. They are not kept."""


class InternetOptions(msgspec.Struct, frozen=True):
    """Windows Internet Options as plain values: of the user, the machine, one connection or a policy."""

    enabled: Reading[bool]
    """`ProxyEnable`: whether the server is used."""
    server: Reading[ProxyAddress]
    """`ProxyServer`: the proxy."""
    bypass: Reading[ServerList]
    """`ProxyOverride`: servers that are reached without it."""
    pac: Reading[ProxyAddress]
    """`AutoConfigURL`: the address of the script that picks the proxy."""
    auto_detect: Reading[bool]
    """Whether Windows looks for a script by itself (WPAD)."""

    @property
    def has_static(self) -> bool:
        """A fixed proxy is set and switched on."""
        return self.enabled.value is True and bool(self.server.value)

    @property
    def says_something(self) -> bool:
        """A proxy, a script or automatic detection is switched on."""
        return self.has_static or bool(self.pac.value) or self.auto_detect.value is True

    @property
    def asks_a_script(self) -> bool:
        """The proxy depends on a script (PAC), named or to be looked for."""
        return bool(self.pac.value) or self.auto_detect.value is True


UNREAD = InternetOptions(
    Reading("missing"), Reading("missing"), Reading("missing"), Reading("missing"), Reading("missing")
)
"""Nothing is known: what an older report or another platform says."""


class Connection(msgspec.Struct, frozen=True):
    """The settings of one connection, as the binary values below `Connections` hold them."""

    scope: Public
    """`user` or `machine`."""
    name: Public
    """`lan`, or `other-1`, `other-2` ... for VPN and dial-up connections: their names are the organisation's own."""
    state: Public
    """State of the reading; `malformed` when the bytes make no sense."""
    options: InternetOptions = UNREAD
    """What they say."""


def address_of(setting: str) -> str:
    """`host:port` of a proxy that is spoken to by http; empty for any other kind, or where it is no address."""
    parsed = parse_proxy(setting)
    return parsed.address if parsed and parsed.scheme == "http" else ""


def on_loopback(setting: str) -> bool:
    """The proxy is on this computer itself."""
    parsed = parse_proxy(setting)
    return parsed is not None and parsed.loopback
