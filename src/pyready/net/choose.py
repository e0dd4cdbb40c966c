"""Which proxy the system would choose for a URL: pure, from settings that were read elsewhere."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from pyready.model.proxy_address import parse_proxy
from pyready.net import bypass

NOT_AN_ADDRESS = "not an address"
"""Stands for a setting that is no proxy's address: its text may hold a password, so it is not handed on."""


class Settings(msgspec.Struct, frozen=True):
    """Everything that has a say. Strings as the machine and the site profile hold them; empty for not set."""

    platform: str
    environment: str = ""
    """What `Net.environment_proxy` gave for this URL: its `no_proxy` is already honoured."""
    user_server: str = ""
    """Windows' Internet Options, or a desktop's settings: `host:port`, or `http=h:p;https=h:p;socks=h:p`."""
    user_bypass: str = ""
    """Their exceptions: a list with `;` between, `*` for any text; on Windows `<local>` for names without a dot."""
    site_proxy: str = ""
    site_bypass: tuple[str, ...] = ()
    by_variables: bool = False
    """A proxy variable is set: outside Windows it outranks the desktop, also where it leads past the proxy."""


def system_proxy(url: str, settings: Settings) -> str:
    """The proxy, as `host:port` (other kinds than http with their scheme in front), or empty for a direct connection.

    Windows goes by its Internet Options alone; elsewhere the site profile comes first, then the environment, then what
    the desktop is set to.
    """
    if settings.platform == "windows":
        if not settings.user_server or bypass.windows(url, settings.user_bypass):
            return ""
        server = _server_for(urlsplit(url).scheme, settings.user_server)
        return plain(server) if server else ""
    if settings.site_proxy:
        return "" if _site_bypass(url, settings.site_bypass) else plain(settings.site_proxy)
    if settings.environment or settings.by_variables or not settings.user_server:
        return settings.environment
    server = _server_for(urlsplit(url).scheme, settings.user_server)
    return plain(server) if server and not _site_bypass(url, settings.user_bypass.split(";")) else ""


def plain(setting: str) -> str:
    """The setting as `host:port` (other kinds than http with their scheme), without user name or password."""
    parsed = parse_proxy(setting)
    if parsed is None:
        return NOT_AN_ADDRESS
    return parsed.address if parsed.scheme == "http" else f"{parsed.scheme}://{parsed.address}"


def _server_for(scheme: str, servers: str) -> str:
    entries = [entry for entry in re.split(r"[;\s]+", servers.strip()) if entry]
    named = {name.casefold(): value for name, mark, value in (entry.partition("=") for entry in entries) if mark}
    if not named:
        return entries[0] if entries else ""
    socks = named.get("socks", "")
    return named.get(scheme, "") or (f"socks4://{socks}" if socks else "")


def _site_bypass(url: str, entries: Iterable[str]) -> bool:
    host, where = _host_and_port(url)
    for entry in (each.strip().casefold() for each in entries):
        suffix = "." + entry.removeprefix("*").lstrip(".")
        if bypass.matches(entry, host, where) or (suffix != "." and f".{host}".endswith(suffix)):
            return True
    return False


def _host_and_port(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").casefold()
    return host, f"{host}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
