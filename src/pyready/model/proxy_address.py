"""Reads the address of a proxy out of a setting."""

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import urlsplit

SCHEMES = ("http", "https", "socks4", "socks4a", "socks5", "socks5h")
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}")


class ProxySetting(NamedTuple):
    """A proxy as set: `address` is `host:port`, without any user name or password."""

    address: str
    scheme: str
    with_sign_in: bool
    loopback: bool


def parse_proxy(setting: str) -> ProxySetting | None:
    """Read `http://host:port` or `host:port`; None when it is not the address of a proxy.

    Ports default as curl, requests and Windows have them: 443 for https, 1080 for SOCKS, else 80.
    """
    whole = setting.strip()
    try:
        parts = urlsplit(whole if "://" in whole else f"http://{whole}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in SCHEMES or not _is_host(host) or parts.path not in {"", "/"}:
        return None
    if parts.query or parts.fragment:  # more than an address: of `u:1234#x@host`, the "port" starts a password
        return None
    scheme = parts.scheme.lower()
    number = port or (443 if scheme == "https" else 1080 if scheme.startswith("socks") else 80)
    shown = f"[{host}]" if ":" in host else host
    return ProxySetting(f"{shown}:{number}", scheme, "@" in parts.netloc, is_loopback(host))


def _is_host(host: str) -> bool:
    return bool(_HOST.fullmatch(host)) or _is_ip(host)


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """True for `localhost` and addresses of the machine itself."""
    if host.casefold() == "localhost":
        return True
    return _is_ip(host) and ipaddress.ip_address(host.partition("%")[0]).is_loopback
