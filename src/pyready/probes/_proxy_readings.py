"""Proxy settings of Windows as typed readings. No user name and no password is kept."""

import re

from pyready.formats.proxy_blob import Blob, parse
from pyready.model.host import Host, InternetSettings, Reading
from pyready.model.proxy_address import parse_proxy
from pyready.model.proxy_settings import UNREAD, Connection, InternetOptions
from pyready.model.readings import flag, text

CONNECTIONS_AT_MOST = 20
_LAN = "DefaultConnectionSettings"
_NOT_A_CONNECTION = {_LAN.casefold(), "savedlegacysettings", "winhttpsettings"}


def internet_options(host: Host, key: str) -> InternetOptions:
    """The plain values of a key."""
    return InternetOptions(
        enabled=flag(host.registry.value(key, "ProxyEnable")),
        server=without_sign_in(text(host.registry.value(key, "ProxyServer"))),
        bypass=text(host.registry.value(key, "ProxyOverride")),
        pac=bare_address(text(host.registry.value(key, "AutoConfigURL"))),
        auto_detect=flag(host.registry.value(key, "AutoDetect")),
    )


def connections(host: Host, scope: str, key: str) -> tuple[Connection, ...]:
    """The LAN and, of a user, each VPN or dial-up connection that has settings of its own."""
    found = [_connection(host, scope, "lan", key, _LAN)]
    if scope == "user":
        named = [name for name in host.registry.names(key).value or () if name.casefold() not in _NOT_A_CONNECTION]
        for number, name in enumerate(named[:CONNECTIONS_AT_MOST], 1):
            found.append(_connection(host, scope, f"other-{number}", key, name))
    return tuple(found)


def _connection(host: Host, scope: str, called: str, key: str, name: str) -> Connection:
    state, options = _blob_options(host, key, name, called)
    return Connection(scope, called, state, options)


def _blob_options(host: Host, key: str, name: str, called: str) -> tuple[str, InternetOptions]:
    """State and settings of one binary value. The name of a VPN is the organisation's own: `called` stands for it."""
    reading = host.registry.value(key, name)
    if reading.state != "set":
        return reading.state, UNREAD
    parsed = parse(reading.value) if isinstance(reading.value, bytes) else None
    if parsed is None:
        return "malformed", UNREAD
    return "set", _as_options(parsed, f"{key}\\({called})")


def _as_options(blob: Blob, source: str) -> InternetOptions:
    return InternetOptions(
        enabled=Reading("set", blob.fixed, source),
        server=without_sign_in(_or_not_set(blob.server, source)),
        bypass=_or_not_set(blob.bypass, source),
        pac=bare_address(_or_not_set(blob.url if blob.script else "", source)),
        auto_detect=Reading("set", blob.detect, source),
    )


def active_options(reading: Reading[InternetSettings]) -> InternetOptions:
    """What Windows says of the connection in use, in the same shape."""
    held = reading.value
    if held is None:
        unread: Reading[bool] = Reading(reading.state, source=reading.source)
        words: Reading[str] = Reading(reading.state, source=reading.source)
        return InternetOptions(unread, words, words, words, unread)
    blob = Blob(bool(held.server), bool(held.script), held.detect, held.server, held.bypass, held.script)
    return _as_options(blob, reading.source)


def _or_not_set(value: str, source: str) -> Reading[str]:
    return Reading("set", value, source) if value else Reading("not-set", source=source)


def without_sign_in(reading: Reading[str]) -> Reading[str]:
    """Drop `user:password@` from each server of a setting: secrets are never stored.

    A password may hold what stands between servers: where that cannot be told, the value is malformed and not kept.
    """
    if not reading.value or "@" not in reading.value:
        return reading
    parts = [_SERVER.fullmatch(part) for part in re.split(r"[;\s]+", reading.value.strip(";\t\n\r "))]
    servers = [_bare(part["address"]) for part in parts if part]
    named = len(parts) == 1 or all(part and part["kind"] for part in parts)
    if not named or len(servers) < len(parts) or not all(map(parse_proxy, servers)):
        return Reading("malformed", source=reading.source)
    kept = ((part["kind"] or "", server) for part, server in zip(parts, servers, strict=True) if part)
    return Reading(reading.state, ";".join(map("".join, kept)), reading.source)


_SERVER = re.compile(r"(?P<kind>(?:https?|ftp|socks)=)?(?P<address>.+)", re.IGNORECASE)
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*://)?(?:.*@)?(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


def _bare(address: str) -> str:
    """An address up to its scheme and from the last `@` on: what stands between may be a password in full."""
    return _SCHEME.sub(r"\g<scheme>\g<rest>", address, count=1)


def bare_address(reading: Reading[str]) -> Reading[str]:
    """The address of a script without a sign-in, and without what may be a token after it."""
    if not reading.value:
        return reading
    return Reading(reading.state, re.split("[?#]", _bare(reading.value))[0], reading.source)


def script_address(host: Host, pac: Reading[str]) -> str:
    """The address of a script as it is set, read again: what was kept of it may be short of a token at its end.

    A sign-in is left out even here: nobody signs in at the server of a script.
    """
    if not pac.value:
        return ""
    key, _, name = pac.source.rpartition("\\")
    if name == "AutoConfigURL":
        found = text(host.registry.value(key, name)).value
    elif name == "(lan)":
        value = host.registry.value(key, _LAN).value
        parsed = parse(value) if isinstance(value, bytes) else None
        found = parsed.url if parsed else None
    else:
        held = host.system.internet_settings().value
        found = held.script if held else None
    return _bare(found or pac.value)
