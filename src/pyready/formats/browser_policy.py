"""A proxy that a policy sets for one browser alone: Edge's and Chrome's values, and Intune's way to write them.

`ProxySettings`, one text of JSON, outranks the older values (learn.microsoft.com/deployedge/microsoft-edge-policies/
proxymode and chromeenterprise.google/policies, read 2026-11-22).
"""

import re
from collections.abc import Mapping

import msgspec

from pyready.model.privacy_classes import ProxyAddress, Public

MODES = ("direct", "system", "auto_detect", "fixed_servers", "pac_script")
OLDER = ("ProxyMode", "ProxyServer", "ProxyPacUrl")
NAMES = ("ProxySettings", *OLDER)
MOST_CHARACTERS = 100_000
_DATA = re.compile(r"<data\s[^<>]*?\bvalue=\"([^\"]*)\"", re.IGNORECASE)


class BrowserPolicy(msgspec.Struct, frozen=True):
    """What one policy says. `state` is `set`, `malformed`, or why it is not known."""

    browser: Public
    """The browser's name: `Edge` or `Chrome`."""
    by: Public
    """`machine` or `user` for the keys of group policy, `intune` for those of device management."""
    state: Public
    """State of the reading."""
    place: Public = ""
    """`ProxySettings` or `older values`."""
    mode: Public = ""
    """One of MODES; empty where none is named."""
    server: ProxyAddress = ""
    """The proxy that it names, `host:port`; empty for none."""
    pac: ProxyAddress = ""
    """The address of the script that picks the proxy; empty for none."""

    @property
    def leads_elsewhere(self) -> bool:
        """The browser goes by something that Windows' own settings do not say."""
        return self.state == "set" and self.mode in {"auto_detect", "fixed_servers", "pac_script"}


class _Settings(msgspec.Struct, frozen=True):
    mode: str = msgspec.field(default="", name="ProxyMode")
    server: str = msgspec.field(default="", name="ProxyServer")
    pac: str = msgspec.field(default="", name="ProxyPacUrl")


def policy(browser: str, by: str, values: Mapping[str, str]) -> BrowserPolicy | None:
    """The policy in these values, by name; None where none of them is set. Texts are as set."""
    if "ProxySettings" in values:
        return _made(browser, by, "ProxySettings", _decoded(values["ProxySettings"]))
    if not any(name in values for name in OLDER):
        return None
    return _made(browser, by, "older values", _Settings(*(values.get(name, "") for name in OLDER)))


def _made(browser: str, by: str, place: str, found: _Settings | None) -> BrowserPolicy:
    if found is None or found.mode not in {"", *MODES}:
        return BrowserPolicy(browser, by, "malformed", place)
    return BrowserPolicy(browser, by, "set", place, found.mode, found.server, found.pac)


def _decoded(text: str) -> _Settings | None:
    if len(text) > MOST_CHARACTERS:
        return None
    try:
        return msgspec.json.decode(text, type=_Settings)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return None


def delivered(text: str) -> str | None:
    """The value in what Intune writes down for a policy of a template; None for one that is switched off.

    `<enabled/><data id="ProxySettings" value="..."/>`; a text without such marks is the value itself.
    """
    if "<disabled" in text.casefold():
        return None
    found = _DATA.search(text[:MOST_CHARACTERS])
    if not found:
        return text
    import html  # late: it holds thousands of names

    return html.unescape(found[1])
